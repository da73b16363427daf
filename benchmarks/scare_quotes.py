"""Measures scare quotes against 998 short pieces in quotation marks of load articles, coded twice from docs/coding-rules.md.

    python -m benchmarks.scare_quotes [--unseen] [--write]

`--unseen` measures the part that nothing was tuned on. Needs the labelled sets beside the project.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

from analysis import Analysis, Article, analyze
from analysis.annotators import scare_quotes
from benchmarks.page import put, put_rate
from benchmarks.shares import share
from benchmarks.stance import Case, agreement, cases, load_texts

DRAWS, SEED = 2_000, 5


def said(wanted: Sequence[Case]) -> list[bool]:
    """Whether the finder marks each piece as a scare quote."""
    texts = load_texts({c["load"] for c in wanted})
    marked: dict[str, list[tuple[int, int]]] = {}
    for key, text in texts.items():
        result = analyze(Article(text))
        if not isinstance(result, Analysis):
            raise ValueError(f"{key}: {result.message}")
        marked[key] = [(a.start, a.end) for a in result.annotations if a.kind == "scare_quote" and a.field == "text"]
    return [any(a < c["end"] and c["start"] < b for a, b in marked[c["load"]]) for c in wanted]


def figures(gold: np.ndarray, found: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    both = float((gold & found).sum())
    p, r = both / max(1, found.sum()), both / max(1, gold.sum())
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def table(wanted: Sequence[Case], found: np.ndarray) -> str:
    gold = np.array([c["code"] == "scare" for c in wanted])
    chance = np.random.default_rng(SEED)
    draws = []
    for _ in range(DRAWS):
        drawn = chance.integers(len(gold), size=len(gold))
        draws.append(figures(gold[drawn], found[drawn]))
    low, high = np.percentile(draws, (2.5, 97.5), axis=0)
    cells = [f"{v:.3f} ({a:.3f}–{b:.3f})" for v, a, b in zip(figures(gold, found), low, high, strict=True)]
    head = "| pieces | scare quotes | coded alike | precision | recall | F1 |\n|---|---|---|---|---|---|\n"
    return f"{head}| {len(gold)} | {gold.sum()} | {agreement(wanted):.3f} | {' | '.join(cells)} |"


def _put_rate(wanted: Sequence[Case], found: np.ndarray) -> None:
    """Keep the unseen part's precision and recall as the rule's right-rate."""
    by_article: dict[str, list[tuple[bool, bool]]] = {}
    for case, marked in zip(wanted, found, strict=True):
        by_article.setdefault(case["load"], []).append((case["code"] == "scare", bool(marked)))
    groups = list(by_article.values())
    precision = share([(sum(g and m for g, m in x), sum(m for _, m in x)) for x in groups])
    recall = share([(sum(g and m for g, m in x), sum(g for g, _ in x)) for x in groups])
    data = f"{len(wanted)} short pieces in quotation marks of news articles, coded twice by the project from written rules"
    put_rate(scare_quotes.RULE, "scare_quote", precision, recall, data, "python -m benchmarks.scare_quotes --unseen")


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    unseen = "--unseen" in sys.argv[1:]
    wanted = [c for c in cases("quoted_fragments") if c["unseen"] == unseen]
    found = np.array(said(wanted))
    text = table(wanted, found)
    print(text)
    if "--write" in sys.argv[1:]:
        put("scare quotes unseen" if unseen else "scare quotes", text)
        if unseen:
            _put_rate(wanted, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
