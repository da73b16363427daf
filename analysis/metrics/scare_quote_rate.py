"""How many scare quotes stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "scare_quote",
    label="Scare quotes",
    family="Loaded language",
    definition=(
        "Short pieces in quotation marks that nobody is said to have used and that are no title, name or term, per "
        "1,000 words of the voice."
    ),
    reading=("Higher: the voice sets itself off from more of the words that it uses, or mocks them."),
    source=("Evenhand; the rules for telling them from quotations are in docs/coding-rules.md."),
    caveats=(
        "A weak finder: see how often its rule is right. Told by rules from speech, titles, names and terms; a word that its "
        "speaker is named for far off counts as a scare quote. The interval takes marks as independent; it does not cover the "
        "rules' errors."
    ),
    by_voice=("writer", "indirect", "headline", "all"),
    examples=(
        PLAIN,
        Example(
            "The council met on Monday in the old town hall. It closed the ferry line in March with its usual "
            "“efficiency” and set "
            "aside money for a bus that will run every hour until the summer ends.",
            "writer",
            1000 / 37,
        ),
    ),
)
