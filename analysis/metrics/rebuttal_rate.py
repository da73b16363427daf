"""How many spliced rebuttals stand in a thousand of the writer's words."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "rebuttal",
    label="Spliced rebuttals",
    family="One-sidedness",
    definition=(
        "Places where the writer, inside a sentence that reports a claim, calls it false, says what is missing from it or sets a "
        "fact against it, per 1,000 words of the voice."
    ),
    reading="Higher: more claims are answered by the writer in the same breath, not by another source.",
    source="Evenhand; the rules for telling them are in docs/coding-rules.md.",
    caveats=(
        "Rules over the parse: contradictions in words that they do not list, irony above all, are missed. A rebuttal can be "
        "right; the figure says that the writer makes it. The interval takes marks as independent; it does not cover the rules' "
        "errors."
    ),
    by_voice=("writer", "headline", "all"),
    examples=(
        PLAIN,
        Example(
            "The council met on Monday in the old town hall. It closed the ferry line in March, and it set aside money for a "
            "bus. The bus will run every hour until the summer ends. Quill falsely claimed that nobody had asked for it.",
            "writer",
            1000 / 38,
        ),
    ),
)
