"""Measures words per second against the bare parser in the same run, and peak memory, on news articles.

    python -m benchmarks.speed [--articles FILE.jsonl.gz] [--limit N] [--rounds R] [--write]

Both sides read the same articles in one process, in alternating blocks so that a busy machine slows both alike. The bare parser
is the full pipeline in batches of 8 whole articles.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import spacy

from analysis import Analysis, Article, analyze_many
from analysis.language import MODELS
from benchmarks.page import ROOT, put
from benchmarks.quality import rows

BLOCK = 50


def _peak() -> float:
    """Peak resident memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(articles: list[Article], rounds: int) -> dict[str, Any]:
    """Ratio of words per second by block (median and range), peak memory by fifths of the articles, and failures.

    In the first `rounds` blocks both sides read; they take turns in going first.
    """
    bare = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    list(bare.pipe([articles[0].text]))
    list(analyze_many(articles[:1]))
    failed = 0

    def ours(block: list[Article]) -> None:
        nonlocal failed
        failed += sum(not isinstance(r, Analysis) for r in analyze_many(block))

    def theirs(block: list[Article]) -> None:
        for _ in bare.pipe((a.text for a in block), batch_size=8):
            pass

    ratios: list[float] = []
    spent: dict[str, float] = {"ours": 0.0, "bare": 0.0}
    words = {"ours": 0, "bare": 0}
    memory = []
    blocks = [articles[i : i + BLOCK] for i in range(0, len(articles), BLOCK)]
    fifths = {round(len(blocks) * n / 5) for n in range(1, 6)}
    for number, block in enumerate(blocks):
        sides = [("ours", ours), ("bare", theirs)] if number < rounds else [("ours", ours)]
        took: dict[str, float] = {}
        for name, read in sides if number % 2 else reversed(sides):
            start = time.perf_counter()
            read(block)
            took[name] = time.perf_counter() - start
            spent[name] += took[name]
            words[name] += sum(len(a.text.split()) for a in block)
        if "bare" in took:
            ratios.append(took["bare"] / took["ours"])
        if number + 1 in fifths:
            memory.append(round(_peak()))
    return {
        "articles": len(articles),
        "failed": failed,
        "words_per_second": round(words["ours"] / spent["ours"]),
        "bare_words_per_second": round(words["bare"] / spent["bare"]),
        "ratio_median": round(statistics.median(ratios), 3),
        "ratio_range": [round(min(ratios), 3), round(max(ratios), 3)],
        "peak_megabytes_by_fifth": memory,
    }


def table(figures: dict[str, Any]) -> str:
    """The figures as a Markdown table."""
    low, high = figures["ratio_range"]
    rows = {
        "articles analyzed, one process": f"{figures['articles']:,}",
        "articles that failed": f"{figures['failed']}",
        "words a second, and those of the bare parser, on the machine of this run": (
            f"{figures['words_per_second']:,} · {figures['bare_words_per_second']:,}"
        ),
        "words a second against the bare parser in the same run (median of blocks of 50, range)": (
            f"{figures['ratio_median']:.2f} ({low:.2f} – {high:.2f})"
        ),
        "peak memory after each fifth of the articles, MB": " · ".join(f"{m:,}" for m in figures["peak_megabytes_by_fifth"]),
    }
    return "\n".join(["| figure | value |", "|---|---|", *(f"| {k} | {v} |" for k, v in rows.items())])


def main() -> int:
    """Print the figures as JSON; with --write, put them into docs/benchmarks.md as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=ROOT.parent / "shared" / "gold" / "load.jsonl.gz")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rounds", type=int, default=8, help="blocks of 50 articles that the bare parser reads as well")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = parser.parse_args()
    if not given.articles.is_file():
        print(f"There are no articles at {given.articles}: nothing measured. Name a file with --articles.", file=sys.stderr)
        return 0
    articles = [Article(r["text"], id=r.get("id"), title=r.get("title")) for r in rows(given.articles, given.limit)]
    if not articles:
        print(f"{given.articles} holds no article: nothing measured.", file=sys.stderr)
        return 0
    figures = measure(articles, max(1, given.rounds))
    print(json.dumps(figures, indent=1))
    if given.write:
        put("speed", table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
