"""How many of a voice's sentences state opinion, by the learned head."""

from __future__ import annotations

from analysis.annotation import YES
from analysis.metric import Example, Metric
from analysis.metrics._counting import TEXT_VOICES, share_judged

METRIC = Metric(
    id="opinion_sentences",
    label="Sentences that state opinion",
    family="One-sidedness",
    definition=(
        "Sentences mostly in the voice that coders would more likely than not call subjective, over all sentences mostly in the "
        "voice."
    ),
    unit="share of sentences",
    bounds=(0.0, 1.0),
    reading=(
        "Higher in the writer's voice: more of the article is the writer's own view. High in the direct voice is what "
        "quotations are for."
    ),
    source=("Learned from sentences coded after the guideline of CheckThat! 2025, task 1, English; see the card of the head."),
    caveats=(
        "A learned judgement, right about four times in five on sentences that it was not trained on. A sentence that "
        "reports somebody's opinion counts as objective by the guideline. The interval does not cover the head's errors."
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
    compute=share_judged(lambda sentence: sentence.opinion, YES),
    floor=3,
)
