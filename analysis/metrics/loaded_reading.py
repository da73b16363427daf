"""How many of a voice's sentences coders would call loaded, by the learned head."""

from __future__ import annotations

from analysis.annotation import YES
from analysis.metric import Example, Metric
from analysis.metrics._counting import TEXT_VOICES, share_judged

METRIC = Metric(
    id="loaded_reading",
    label="Sentences that read as loaded",
    family="Loaded language",
    definition=(
        "Sentences mostly in the voice that coders would more likely than not call biased by word choice, over all sentences "
        "mostly in the voice."
    ),
    unit="share of sentences",
    bounds=(0.0, 1.0),
    reading=(
        "Higher: more of the voice's sentences read as loaded. Beside the share of sentences with loaded words it also counts "
        "wording that no list holds, and leaves out listed words that do no harm where they stand."
    ),
    source=(
        "Learned from sentences coded by experts after the guideline of Spinde et al. (2021), BABE; see the card of the head."
    ),
    caveats=(
        "A learned judgement, right about three times in four on sentences of news that it was not trained on, where one "
        "expert agrees with the others four times in five. It reads a sentence with those around it, so a quotation beside "
        "may colour it. The interval does not cover the head's errors."
    ),
    needs=("sentences",),
    by_voice=TEXT_VOICES,
    interval="wilson",
    examples=(
        Example(
            "The council met on Monday at the town hall. It set the fare at two crowns. The bus leaves at nine. The line has six "
            "stops. A ticket is valid for one hour.",
            "writer",
            0.0,
        ),
    ),
    compute=share_judged(lambda sentence: sentence.loaded, YES),
    floor=3,
    rank=2,
)
