"""How many words of the kind `loaded_language` stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import ALL_VOICES, marks_per_words

METRIC = Metric(
    id="loaded_rate",
    label="Loaded words",
    family="Loaded language",
    definition=("Words and phrases that carry a strong judgement or emotion, per 1,000 words of the voice."),
    unit="per 1,000 words",
    bounds=(0.0, None),
    reading=(
        "Higher: more of the voice's wording tells the reader how to feel about what it tells. A quoted "
        "speaker's loaded words count for the direct voice, never for the writer."
    ),
    source=("Kind after loaded language in Da San Martino et al. (2019), section 2; word list compiled for Evenhand."),
    caveats=(
        "Counts words of a list, checked for part of speech and neighbours but not for irony or for what the "
        "story needs. Words that the list lacks are missed. The interval takes marks as independent; it does "
        "not cover the list's errors."
    ),
    needs=("loaded_language",),
    by_voice=ALL_VOICES,
    interval="garwood",
    examples=(
        Example(
            "The council met on Monday in the old town hall. It closed the ferry line in March, and it set aside "
            "money for a bus. The bus will run every hour until the summer ends.",
            "writer",
            0.0,
        ),
        Example(
            "The council met on Monday in the old town hall. In a shameful move it closed the ferry line in March, "
            "and it set aside money for a bus that will run every hour until the summer ends.",
            "writer",
            1000 / 38,
        ),
    ),
    compute=marks_per_words("loaded_language"),
    scale=1000.0,
    floor=30,
    decimals=1,
    rank=0,
)
