"""Measures whether sides are treated alike: swaps party names, leaders, outlets and gendered words, and looks what changes.

    python -m benchmarks.even_handed [--articles N] [--write]

Every pair of `swaps.csv` is swapped both ways in the sample articles and in N load articles, all at once; an article is
analyzed as it is and swapped. A sentence counts where it holds words of one side of a group only, so that the change has a
direction: from the first side to the second. Needs the labelled sets beside the project for more than the sample articles.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis import Analysis, Article, analyze_many
from analysis.annotation import YES
from benchmarks.page import GOLD, ROOT, put

SWAPS = Path(__file__).with_name("swaps.csv")
ARTICLES, DRAWS, SEED = 300, 2_000, 5


@dataclass(frozen=True)
class Pair:
    group: str
    first: str
    second: str


def pairs() -> list[Pair]:
    with SWAPS.open(encoding="utf-8", newline="") as file:
        return [Pair(**row) for row in csv.DictReader(file)]


class Swap:
    """Swaps both sides of all pairs at once, the longest names first; a word at a sentence's start keeps its capital."""

    def __init__(self, chosen: list[Pair]) -> None:
        self.other: dict[str, str] = {}
        self.side: dict[str, tuple[str, int]] = {}
        for pair in chosen:
            for one, two, side in ((pair.first, pair.second, 1), (pair.second, pair.first, -1)):
                self.other.setdefault(one, two)  # a word of two pairs goes with the first
                self.side.setdefault(one, (pair.group, side))
        words = sorted(self.other, key=len, reverse=True)
        self.pattern = re.compile(
            rf"(?<![\w-])({'|'.join(map(re.escape, words))})(?![\w-])|(?<![\w-])({self._capitals(words)})(?![\w-])"
        )

    @staticmethod
    def _capitals(words: list[str]) -> str:
        return "|".join(re.escape(w[0].upper() + w[1:]) for w in words if w[0].islower())

    def text(self, text: str) -> str:
        return self.pattern.sub(self._swapped, text)

    def _swapped(self, found: re.Match[str]) -> str:
        if found[1]:
            return self.other[found[1]]
        other = self.other[found[2][0].lower() + found[2][1:]]
        return other[0].upper() + other[1:]

    def sides(self, text: str) -> dict[str, int]:
        """For each group of which a text holds one side only: 1 for the first, -1 for the second."""
        met: dict[str, set[int]] = defaultdict(set)
        for found in self.pattern.finditer(text):
            group, side = self.side[found[1] or found[2][0].lower() + found[2][1:]]
            met[group].add(side)
        return {group: next(iter(sides)) for group, sides in met.items() if len(sides) == 1}


@dataclass
class Changes:
    """What swapping changed.

    Attributes:
        flips: of each sentence with a swapped word, whether it crossed .5, by figure.
        moves: of each one-sided sentence, group, article, and the change of each figure from the first side to the second.
        metrics: metric values that moved by more than the interval of the value before, and all compared.
        uneven: articles whose sentences were cut otherwise after the swap; their sentences are left out.
    """

    flips: dict[str, list[bool]]
    moves: list[tuple[str, int, dict[str, float]]]
    moved: list[tuple[str, str, float, float]]
    compared: int = 0
    uneven: int = 0


FIGURES = ("loaded", "opinion")


def measure(texts: list[str]) -> Changes:
    swap = Swap(pairs())
    out = Changes({f: [] for f in FIGURES}, [], [])
    given: Iterator[Article] = (Article(t) for text in texts for t in (text, swap.text(text)))
    results = list(analyze_many(given))
    for number in range(0, len(results), 2):
        before, after = results[number], results[number + 1]
        if isinstance(before, Analysis) and isinstance(after, Analysis):
            _compare(before, after, swap, number, out)
    return out


def _compare(before: Analysis, after: Analysis, swap: Swap, number: int, out: Changes) -> None:
    if len(before.sentences) != len(after.sentences):
        out.uneven += 1
    else:
        for one, two in zip(before.sentences, after.sentences, strict=True):
            words = before.article.text[one.start : one.end]
            if one.loaded is None or two.loaded is None or not swap.pattern.search(words):
                continue
            change = {f: getattr(two, f) - getattr(one, f) for f in FIGURES}
            for f in FIGURES:
                out.flips[f].append((getattr(one, f) >= YES) != (getattr(two, f) >= YES))
            for group, side in swap.sides(words).items():
                out.moves.append((group, number, {f: side * d for f, d in change.items()}))
    later = {(m.id, m.voice): m for m in after.metrics}
    for m in before.metrics:
        then = later[m.id, m.voice]
        if m.value is not None and then.value is not None and m.low is not None and m.high is not None:
            out.compared += 1
            if not m.low <= then.value <= m.high:
                out.moved.append((m.id, m.voice, m.value, then.value))


def mean_move(changes: Changes, group: str, figure: str) -> tuple[float, float, float, int]:
    """Mean change from the first side to the second, with a bootstrap interval over articles, and the sentences."""
    by_article: dict[int, list[float]] = defaultdict(list)
    for of, article, change in changes.moves:
        if of == group:
            by_article[article].append(change[figure])
    if not by_article:
        return (float("nan"),) * 3 + (0,)
    sums = np.array([[sum(v), len(v)] for v in by_article.values()])
    drawn = sums[np.random.default_rng(SEED).integers(len(sums), size=(DRAWS, len(sums)))].sum(axis=1)
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], (2.5, 97.5))
    total = sums.sum(axis=0)
    return float(total[0] / total[1]), float(low), float(high), int(total[1])


def table(changes: Changes) -> str:
    sides = {p.group: (p.first, p.second) for p in reversed(pairs())}
    lines = ["| figure | value |", "|---|---|"]
    for f in FIGURES:
        flips = changes.flips[f]
        lines.append(f"| sentences with a swapped word that cross .5, {f} | {np.mean(flips):.3f} (of {len(flips):,}) |")
    for group, (first, second) in sides.items():
        for f in FIGURES:
            mean, low, high, n = mean_move(changes, group, f)
            name = f"mean change of {f}, {group}: from “{first}” to “{second}” and the like"
            lines.append(f"| {name} | {mean:+.4f} ({low:+.4f} to {high:+.4f}, {n:,} sentences) |")
    moved = len(changes.moved)
    lines.append(
        f"| metric values that leave their own interval | {moved / max(1, changes.compared):.4f} (of {changes.compared:,}) |"
    )
    largest = sorted(changes.moved, key=lambda m: -abs(m[3] - m[2]) / max(1e-9, abs(m[2])))[:5]
    told = "; ".join(f"{i}, {v}: {a:.2f} to {b:.2f}" for i, v, a, b in largest)
    lines.append(f"| the largest of these changes | {told or 'none'} |")
    lines.append(f"| articles whose sentences were cut otherwise | {changes.uneven} |")
    return "\n".join(lines)


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="load articles beside the sample articles")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    texts = [p.read_text(encoding="utf-8").partition("\n\n")[2] for p in sorted((ROOT / "seeds").glob("*.txt"))]
    load = GOLD / "load.jsonl.gz"
    if load.is_file():
        with gzip.open(load, "rt", encoding="utf-8") as file:
            rows = [json.loads(line)["text"] for line in file]
        texts += random.Random(SEED).sample(rows, given.articles)
    text = table(measure(texts))
    print(text)
    if given.write:
        put("even-handed", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
