"""Compares outlets known for partisan opinion with news agencies, and outlets by lean, on the load articles.

    python -m benchmarks.known_groups [--most N] [--write]

If the figures measure what they say, opinion outlets should show more of it in the writer's voice than agencies; what comes
out is reported whatever it is. At most N articles of a group are read. Needs the labelled sets beside the project.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Sequence

import numpy as np

from analysis import Analysis, Article, analyze_many
from analysis.annotation import YES
from benchmarks.page import GOLD, put

AGENCIES = ("Reuters", "Associated Press", "BBC News")
OPINION = (
    "Breitbart News", "Townhall", "National Review", "American Spectator", "TheBlaze.com", "The Daily Caller", "The Daily Wire",
    "Ben Shapiro", "Guest Writer - Right", "InfoWars", "Salon", "Mother Jones", "Daily Kos", "The Nation", "Daily Beast", "Slate",
    "Guest Writer - Left", "New York Times - Opinion", "CNN - Editorial", "Fox News Opinion",
)  # fmt: skip
METRICS = (
    "loaded_rate", "loaded_reading", "opinion_sentences", "hedge_rate", "booster_rate", "partisan_label_rate", "scare_quote_rate",
    "subjectivity",
)  # fmt: skip
MOST, DRAWS, SEED = 120, 2_000, 5


def delta(one: np.ndarray, two: np.ndarray) -> float:
    """Cliff's delta (1993): how much more often a value of the first is above one of the second than below; -1 to 1."""
    return float(np.sign(one[:, None] - two[None]).mean())


def effect(one: Sequence[float], two: Sequence[float]) -> str:
    """Cliff's delta with its 95 % bootstrap interval over articles."""
    a, b, chance = np.array(one), np.array(two), np.random.default_rng(SEED)
    draws = [delta(chance.choice(a, len(a)), chance.choice(b, len(b))) for _ in range(DRAWS)]
    low, high = np.percentile(draws, (2.5, 97.5))
    return f"{delta(a, b):+.2f} ({low:+.2f} to {high:+.2f})"


def read(rows: Sequence[dict[str, str]]) -> list[Analysis]:
    results = analyze_many(Article(r["text"], title=r["title"], outlet=r["outlet"], topic=r["lean"]) for r in rows)
    return [r for r in results if isinstance(r, Analysis)]


def values(results: Sequence[Analysis], metric: str) -> list[float]:
    """The writer's values, where there are any."""
    return [m.value for r in results for m in r.metrics if (m.id, m.voice) == (metric, "writer") and m.value is not None]


def flagged(results: Sequence[Analysis]) -> tuple[float, int]:
    """Share of the writer's sentences that read as loaded, and their number."""
    said = [s.loaded >= YES for r in results for s in r.sentences if s.loaded is not None and s.voice.get("writer", 0) > 0.5]
    return float(np.mean(said)), len(said)


def main() -> int:
    """Print both tables; with --write, put them into docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if not (GOLD / "load.jsonl.gz").is_file():
        raise SystemExit(f"{GOLD} is missing: the labelled sets stand beside the project and are not part of it.")
    with gzip.open(GOLD / "load.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    random.Random(SEED).shuffle(rows)

    def some(keep: Sequence[dict[str, str]]) -> list[Analysis]:
        return read(keep[: given.most])

    agencies, opinion = (some([r for r in rows if r["outlet"] in names]) for names in (AGENCIES, OPINION))
    medians = f"median, opinion outlets ({len(opinion)} articles) | median, agencies ({len(agencies)})"
    lines = [
        f"| figure, writer's voice | {medians} | Cliff's delta |",
        "|---|---|---|---|",
    ]
    for metric in METRICS:
        one, two = values(opinion, metric), values(agencies, metric)
        lines.append(f"| `{metric}` | {np.median(one):.2f} | {np.median(two):.2f} | {effect(one, two)} |")
    lines += ["", "| outlets' lean, by the set's own labels | writer's sentences | read as loaded |", "|---|---|---|"]
    for lean in ("left", "center", "right"):
        share, n = flagged(some([r for r in rows if r["lean"] == lean]))
        lines.append(f"| {lean} | {n:,} | {share:.3f} |")
    text = "\n".join(lines)
    print(text)
    if given.write:
        put("known groups", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
