"""How many words of the kind `loaded_language` stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "loaded_language",
    id="loaded_rate",
    label="Loaded words",
    family="Loaded language",
    definition=("Words and phrases that carry a strong judgement or emotion, per 1,000 words of the voice."),
    reading=(
        "Higher: more of the voice's wording tells the reader how to feel about what it tells. A quoted "
        "speaker's loaded words count for the direct voice, never for the writer."
    ),
    source=(
        "Kind after loaded language in Da San Martino et al. (2019), section 2; head trained on its corpus, "
        "word list compiled for Evenhand."
    ),
    caveats=(
        "Counts what a learned head marks in context, and words of a list, checked for part of speech and neighbours; "
        "neither knows irony or what the story needs. Their right-rates stand in the codebook. The interval takes marks as "
        "independent; it does not cover their errors."
    ),
    examples=(
        PLAIN,
        Example(
            "The council met on Monday in the old town hall. In a shameful move it closed the ferry line in March, "
            "and it set aside money for a bus that will run every hour until the summer ends.",
            "writer",
            1000 / 38,
        ),
    ),
    rank=0,
)
