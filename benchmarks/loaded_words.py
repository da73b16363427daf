"""Measures the loaded words of the lexicon on articles of PTC that had no say in choosing its terms.

    python -m benchmarks.loaded_words [--write]

Terms were chosen on the half of PTC whose article id has an even SHA-256; sixty articles of the odd half judge them. A mark is
right where it meets a span that coders marked as loaded language or name calling. `--write` puts the rates where codebook,
tables and dashboard read them. Needs the labelled sets beside the project.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.annotators.lexicon_finder import find
from analysis.language import parse
from analysis.lexicon import lexicons
from benchmarks.page import GOLD, put_rate
from benchmarks.shares import share

#: Odd articles to read, in order of their ids' hashes: the parse of all of them takes half a minute.
ARTICLES = 60
LEXICON = "loaded_language"


@dataclass
class Counts:
    """Of one article: marks, those right; coded spans, those found; characters right, marked and coded."""

    marks: int
    right: int
    spans: int
    found: int
    characters: tuple[int, int, int]


def measured(gold: Path) -> list[Counts]:
    """Counts of each article."""
    out = []
    for row in _rows(gold):
        coded = [s for s in row["spans"] if s["technique"].startswith(("Loaded_Language", "Name_Calling"))]
        want = {i for s in coded for i in range(s["start"], s["end"])}
        hits = find(parse(row["text"]), lexicons()[LEXICON])
        have = {i for h in hits for i in range(h.start, h.end)}
        right = sum(not want.isdisjoint(range(h.start, h.end)) for h in hits)
        found = sum(not have.isdisjoint(range(s["start"], s["end"])) for s in coded)
        out.append(Counts(len(hits), right, len(coded), found, (len(want & have), len(have), len(want))))
    return out


def _rows(gold: Path) -> list[dict[str, Any]]:
    with gzip.open(gold / "ptc-train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if _hash(row["id"]) % 2]
    return sorted(rows, key=lambda row: _hash(row["id"]))[:ARTICLES]


def _hash(name: str) -> int:
    return int(hashlib.sha256(str(name).encode()).hexdigest(), 16)


def main() -> int:
    """Print precision and recall; with --write, keep them as the rule's right-rate."""
    if not (GOLD / "ptc-train.jsonl.gz").is_file():
        raise SystemExit(f"{GOLD} is missing: the labelled sets stand beside the project and are not part of it.")
    counts = measured(GOLD)
    precision, recall = share([(c.right, c.marks) for c in counts]), share([(c.found, c.spans) for c in counts])
    print(f"precision {precision}\nrecall {recall}")
    if "--write" in sys.argv[1:]:
        rule = f"{LEXICON}/lexicon@{lexicons()[LEXICON].version}"
        data = f"{len(counts)} news articles of PTC, whose coders leave many loaded words unmarked"
        put_rate(rule, LEXICON, precision, recall, data, "python -m benchmarks.loaded_words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
