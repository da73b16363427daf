"""Measures agentless nominalisations against sixty nouns of acts in load articles, coded once.

    python -m benchmarks.nominalisations [--unseen] [--write]

The rules are docs/coding-rules.md. Each noun is read with its paragraph and those beside it, not with its whole article.
`--unseen` measures the half that nothing was tuned on. Needs the labelled sets beside the project.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from analysis import Analysis, Article, analyze
from analysis.annotators import agentless_nominalisations
from analysis.intervals import wilson
from analysis.right_rates import Share
from benchmarks.page import put, put_rate
from benchmarks.stance import Case, cases, load_texts

#: Marks and coded cases that a right-rate needs each; below that the rule stays unchecked.
LEAST_CASES = 10


def around(text: str, start: int) -> tuple[int, str]:
    """The paragraph that holds an offset with the one before and the one behind it, and where they start."""
    first = text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, start)))
    behind = text.find("\n\n", start)
    last = text.find("\n\n", behind + 2) if behind >= 0 else -1
    return max(0, first), text[max(0, first) : last if last >= 0 else len(text)]


def marked(wanted: Sequence[Case]) -> list[bool]:
    """Whether the finder marks each noun."""
    texts = load_texts({c["load"] for c in wanted})
    out = []
    for case in wanted:
        start, words = around(texts[case["load"]], case["start"])
        found = analyze(Article(words))
        if not isinstance(found, Analysis):
            raise ValueError(f"{case['load']}: {found.message}")
        marks = [a for a in found.annotations if a.kind == "agentless_nominalisation" and a.field == "text"]
        out.append(any(a.start <= case["start"] - start < a.end for a in marks))
    return out


def table(wanted: Sequence[Case], found: Sequence[bool]) -> tuple[str, Share | None, Share | None]:
    """The figures as a table, and precision and recall where there are cases for them."""
    gold = [c["code"] == "yes" for c in wanted]
    both = sum(f and g for f, g in zip(found, gold, strict=True))
    precision, recall = share(both, sum(found)), share(both, sum(gold))
    head = "| nouns | coded yes | marked | precision | recall |\n|---|---|---|---|---|\n"
    return f"{head}| {len(gold)} | {sum(gold)} | {sum(found)} | {cell(precision)} | {cell(recall)} |", precision, recall


def share(hits: int, n: int) -> Share | None:
    """A share with its Wilson interval; None of no case."""
    if not n:
        return None
    low, high = wilson(hits, n)
    return Share(round(hits / n, 3), round(low, 3), round(high, 3), n)


def cell(found: Share | None) -> str:
    """A share for a table."""
    return "no case" if found is None else f"{found.value:.3f} ({found.low:.3f}–{found.high:.3f}, of {found.cases})"


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    unseen = "--unseen" in sys.argv[1:]
    wanted = [c for c in cases("nominalisations") if c["unseen"] == unseen]
    text, precision, recall = table(wanted, marked(wanted))
    print(text)
    if "--write" in sys.argv[1:]:
        put("nominalisations unseen" if unseen else "nominalisations", text)
        if unseen and precision and recall and min(precision.cases, recall.cases) >= LEAST_CASES:
            data = f"{len(wanted)} nouns of acts in news articles, coded once by the project from written rules"
            command = "python -m benchmarks.nominalisations --unseen"
            put_rate(agentless_nominalisations.RULE, "agentless_nominalisation", precision, recall, data, command)
    return 0


if __name__ == "__main__":
    sys.exit(main())
