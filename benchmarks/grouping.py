"""Measures the grouping of articles on BASIL: 52 events told by three outlets each.

    python -m benchmarks.grouping [--write]

Of every two articles it is asked whether they stand in one group; whole events are those whose three articles stand in a group
of their own. Without dates the words alone decide. The thresholds of `analysis/comparison/grouping.py` were chosen on these
articles, so the figures flatter somewhat.
"""

from __future__ import annotations

import gzip
import itertools
import json
import sys
from collections.abc import Sequence
from dataclasses import replace

from analysis import Article
from analysis.comparison.grouping import propose
from benchmarks.page import GOLD, put


def read() -> tuple[list[Article], list[str]]:
    """BASIL's articles and their events."""
    with gzip.open(GOLD / "basil-train.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    articles = [
        Article(row["text"], id=row["id"], title=row["title"], outlet=row["outlet"], published=row["date"]) for row in rows
    ]
    return articles, [row["event"] for row in rows]


def row(name: str, articles: Sequence[Article], events: Sequence[str]) -> str:
    """A line of the table."""
    groups = propose(articles)
    called = {pair for group in groups for pair in itertools.combinations(group.articles, 2)}
    coded = {(i, j) for i, j in itertools.combinations(range(len(articles)), 2) if events[i] == events[j]}
    right = len(called & coded)
    whole = sum(len(g.articles) == 3 and len({events[n] for n in g.articles}) == 1 for g in groups)
    precision, recall = right / len(called), right / len(coded)
    f1 = 2 * precision * recall / (precision + recall)
    return f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {whole} of {len(set(events))} |"


def main() -> None:
    """Prints the table, and puts it in the page with `--write`."""
    articles, events = read()
    lines = ["| with | precision of pairs | recall | F1 | events whole and alone |", "|---|---|---|---|---|"]
    lines.append(row("words and dates", articles, events))
    lines.append(row("words alone", [replace(article, published=None) for article in articles], events))
    print("\n".join(lines))
    if "--write" in sys.argv:
        put("grouping", "\n".join(lines))


if __name__ == "__main__":
    main()
