"""How many accusations stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "accusation",
    label="Accusations",
    family="One-sidedness",
    definition=(
        "Claims that a party did wrong, broke a law or its word, failed, lied or is bad, per 1,000 words of the voice; of "
        "several against one party in a sentence the first counts."
    ),
    reading=("Higher: more of what the voice says lays a wrong to somebody. Reports of crime and of disputes have many."),
    source=("Evenhand; the rules are in docs/coding-rules.md."),
    caveats=(
        "Found by words in their construction: blame that is only implied is missed, and irony is not known. Whether an "
        "accusation is true is not judged. The interval takes marks as independent; it does not cover the rule's errors."
    ),
    examples=(
        PLAIN,
        Example(
            "Mayor Ada Quill lied to the council. It closed the ferry line in March, and it set aside money for a bus. The bus "
            "will run every hour until the summer ends.",
            "writer",
            1000 / 32,
        ),
    ),
    rank=3,
)
