"""Draws the headlines that are coded by hand against their articles, from the load articles; the same each time.

    python -m benchmarks.headline_samples LOAD.jsonl.gz FILE

No article that holds a case of another coding is drawn. FILE holds other people's texts: it stays out of the project, which keeps
ids and codes only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path

from benchmarks.stance import CODED

SEED = 31
COUNT, UNSEEN = 60, 20
#: Words of an article: long enough to hold more than its headline, short enough to be read whole with care.
LEAST, MOST = 150, 450
#: Words of a headline.
LEAST_HEADLINE = 4
#: The codings drawn here, whose own articles do not count as taken.
OWN = frozenset({"headlines", "nominalisations"})


def elsewhere() -> set[str]:
    """Ids of the load articles that hold a case of another coding."""
    found: set[str] = set()
    for file in sorted(CODED.glob("*.json")):
        cases = json.loads(file.read_text(encoding="utf-8"))
        if file.stem not in OWN and isinstance(cases, list):
            found.update(case["load"] for case in cases if isinstance(case, dict) and "load" in case)
    return found


def main(load: Path, file: Path) -> None:
    """Writes the articles drawn, the unseen ones last."""
    taken = elsewhere()
    rows = [json.loads(line) for line in gzip.decompress(load.read_bytes()).decode("utf-8").split("\n") if line]
    fit = [
        row
        for row in rows
        if row["id"] not in taken
        and row.get("title")
        and len(row["title"].split()) >= LEAST_HEADLINE
        and LEAST <= len(row["text"].split()) <= MOST
    ]
    drawn = random.Random(SEED).sample(fit, COUNT)
    lines = [
        json.dumps({**{key: row[key] for key in ("id", "title", "text")}, "unseen": n >= COUNT - UNSEEN}, ensure_ascii=False)
        for n, row in enumerate(drawn)
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("load", type=Path)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    main(given.load, given.file)
