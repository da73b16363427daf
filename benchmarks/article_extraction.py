"""Scores readers of web pages as the article-extraction benchmark of Scrapinghub does, on a checkout of its repository.

A page's text is compared with what its publisher's article says by shingles, runs of four words with their repetitions (a
shorter text is one shingle). Precision and recall are means over pages, so that long articles weigh no more than short ones; F1
is that of the means (github.com/scrapinghub/article-extraction-benchmark, `evaluate.py`). Its pages belong to their publishers
and are never kept here.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SHINGLE = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Page:
    """A saved page and the text that it should give."""

    name: str
    html: str
    wanted: str


@dataclass(frozen=True)
class Compared:
    """Of one page: shingles in both texts, in what was read and in what was wanted."""

    same: int
    found: int
    wanted: int


def pages(checkout: Path) -> Iterator[Page]:
    """The pages of a checkout, by name.

    Raises:
        SystemExit: the folder is no checkout, or a page that its `ground-truth.json` names is missing.
    """
    truth = checkout / "ground-truth.json"
    if not truth.is_file():
        raise SystemExit(f"{checkout} has no ground-truth.json: give a checkout of scrapinghub/article-extraction-benchmark.")
    for name, row in sorted(json.loads(truth.read_text(encoding="utf-8")).items()):
        file = checkout / "html" / f"{name}.html.gz"
        if not file.is_file():
            raise SystemExit(f"{file} is missing: the checkout is not whole.")
        with gzip.open(file, "rt", encoding="utf-8") as html:
            yield Page(name, html.read(), row.get("articleBody") or "")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with how often each stands; the words as they are, case included."""
    words = _WORD.findall(text)
    return Counter(tuple(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1)) if words)


def compared(found: str, wanted: str) -> Compared:
    one, other = shingles(found), shingles(wanted)
    return Compared((one & other).total(), one.total(), other.total())


def scores(counts: Sequence[Compared]) -> tuple[float, float, float]:
    """F1, precision, recall. A page that gave nothing has no precision and counts in recall alone."""
    precision = float(np.mean([c.same / c.found for c in counts if c.found] or [0.0]))
    recall = float(np.mean([c.same / c.wanted for c in counts if c.wanted] or [0.0]))
    return 2 * precision * recall / ((precision + recall) or 1.0), precision, recall


def interval(counts: Sequence[Compared]) -> tuple[float, float]:
    """The 95 % interval of F1, from a bootstrap over pages."""
    draws = np.random.default_rng(0).integers(0, len(counts), (1000, len(counts)))
    low, high = np.percentile([scores([counts[n] for n in draw])[0] for draw in draws], [2.5, 97.5])
    return float(low), float(high)


def row(name: str, counts: Sequence[Compared]) -> str:
    """A line of the table."""
    f1, precision, recall = scores(counts)
    low, high = interval(counts)
    return f"| {name} | {f1:.3f} | {low:.3f} – {high:.3f} | {precision:.3f} | {recall:.3f} | {len(counts)} |"
