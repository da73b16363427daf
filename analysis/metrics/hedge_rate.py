"""How many words of the kind `hedge` stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "hedge",
    label="Hedges",
    family="Loaded language",
    definition=("Words that hold back commitment to a statement (perhaps, reportedly, may), per 1,000 words of the voice."),
    reading=("Higher: the voice leaves more open. Careful reporting and evasion both do that."),
    source=("Hyland (2005), Metadiscourse, chapter 3; word list compiled for Evenhand."),
    caveats=(
        "Counts words of a list, checked for part of speech and neighbours but not for irony or for what the "
        "story needs. Words that the list lacks are missed. The interval takes marks as independent; it does "
        "not cover the list's errors."
    ),
    examples=(
        PLAIN,
        Example(
            "The council met on Monday in the old town hall. It perhaps closed the ferry line in March, and it set "
            "aside money for a bus that will run every hour until the summer ends.",
            "writer",
            1000 / 35,
        ),
    ),
)
