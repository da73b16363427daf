"""Measures how much of an article, and how much else, is read from a saved web page.

    python -m benchmarks.web_pages [--write] [--show NAME]
    python -m benchmarks.web_pages --scrapinghub FOLDER

Twenty pages written for the project stand in `benchmarks/pages/`, each with the text that should be read beside it: menus,
comments, pull quotes, related links, paywall notes, galleries, broken markup. Words are compared in order; F1 is over words.
Trafilatura is the library that Evenhand's reader calls. With `--scrapinghub`, the pages are those of a checkout of
scrapinghub/article-extraction-benchmark, scored by its own definition (`article_extraction.py`); the exit status is 1 where
Evenhand's reader falls below trafilatura alone.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import trafilatura

from analysis import readers
from analysis.article import Article
from benchmarks import article_extraction
from benchmarks.page import ROOT, put

PAGES = ROOT / "benchmarks" / "pages"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def compared(found: str, wanted: str) -> tuple[int, int, int]:
    """Words in both and in the same order, words found, words wanted."""
    one, other = words(found), words(wanted)
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks), len(one), len(other)


def evenhand(page: Path) -> str:
    return read(page.name, page.read_bytes())


def read(name: str, html: bytes) -> str:
    """The text that Evenhand's reader finds, empty where it refuses the page."""
    (found,) = readers.read_bytes(name, html)
    return found.text if isinstance(found, Article) else ""


def alone(page: Path, **options: bool) -> str:
    return trafilatura.extract(page.read_text(encoding="utf-8"), **options) or ""


def of_checkout(checkout: Path) -> int:
    """Prints the table of the other benchmark's pages. Returns 1 where Evenhand's F1 is below trafilatura's, else 0."""
    ours, theirs = [], []
    for page in article_extraction.pages(checkout):
        ours.append(article_extraction.compared(read(f"{page.name}.html", page.html.encode()), page.wanted))
        # As that benchmark calls it.
        theirs.append(article_extraction.compared(trafilatura.extract(page.html, include_comments=False) or "", page.wanted))
    print("| reader | F1 | 95 % interval | precision | recall | pages |", "|---|---|---|---|---|---|", sep="\n")
    print(article_extraction.row("Evenhand", ours), article_extraction.row("trafilatura alone", theirs), sep="\n")
    return int(article_extraction.scores(ours)[0] < article_extraction.scores(theirs)[0])


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    same, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    return 2 * same / (found + wanted)


def row(name: str, counts: Sequence[tuple[int, int, int]]) -> str:
    """A line of the table, its interval from a bootstrap over pages."""
    same, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    draws = np.random.default_rng(0).integers(0, len(counts), (2000, len(counts)))
    low, high = np.percentile([f1([counts[n] for n in draw]) for draw in draws], [2.5, 97.5])
    whole = sum(one == (one[2],) * 3 for one in counts)
    shares = f"{f1(counts):.3f} | {low:.3f} – {high:.3f} | {same / found:.3f} | {same / wanted:.3f}"
    return f"| {name} | {shares} | {whole} of {len(counts)} |"


def main() -> None:
    """Prints the table, puts it in the page with `--write`, and shows what was read of one page with `--show`."""
    if "--scrapinghub" in sys.argv:
        sys.exit(of_checkout(Path(sys.argv[sys.argv.index("--scrapinghub") + 1])))
    pages = sorted(PAGES.glob("*.html"))
    if "--show" in sys.argv:
        asked = PAGES / f"{sys.argv[sys.argv.index('--show') + 1]}.html"
        print(evenhand(asked), alone(asked), sep="\n\n--- trafilatura alone ---\n\n")
        return
    ours, theirs, narrowed = [], [], []
    for page in pages:
        wanted = page.with_suffix(".txt").read_text(encoding="utf-8")
        ours.append(compared(evenhand(page), wanted))
        theirs.append(compared(alone(page), wanted))
        narrowed.append(compared(alone(page, include_comments=False, include_tables=False), wanted))
        print(f"{page.stem:34} {f1(ours[-1:]):.3f} {f1(theirs[-1:]):.3f}")
    lines = ["| reader | F1 | 95 % interval | precision | recall | pages read to the word |", "|---|---|---|---|---|---|"]
    lines += [row("Evenhand", ours), row("trafilatura alone, its own defaults", theirs)]
    lines.append(row("trafilatura alone, comments and tables off", narrowed))
    print("\n".join(lines))
    if "--write" in sys.argv:
        put("web pages", "\n".join(lines))


if __name__ == "__main__":
    main()
