"""Draws the nouns of acts that are coded by hand, with or without an actor, from the load articles; the same for one lexicon.

    python -m benchmarks.nominalisation_samples LOAD.jsonl.gz FILE

Drawn are nouns of the lexicon with a preposition that leads to a patient right behind them or a possessor right before them,
outside quotation marks, in articles without a case of another coding. FILE holds other people's texts: it stays out of the
project, which keeps ids, offsets and codes only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.lexicon import lexicons
from benchmarks.headline_samples import elsewhere

SEED = 47
COUNT, UNSEEN = 60, 30
#: Articles that are looked through, and characters shown on either side.
POOL, ROOM = 240, 350
_POSSESSOR = r"(?:['’]s?|\b(?:his|her|their|its|whose))\s+(?:[a-z-]+\s+)?"
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?")


def pattern() -> re.Pattern[str]:
    """The nouns in their places, as the surface shows them."""
    by_preposition: dict[str, list[str]] = {}
    for term in lexicons()["nominalisations"].terms:
        by_preposition.setdefault(term.extra["patient"], []).append(f"{re.escape(term.term)}s?")
    every = "|".join(noun for nouns in by_preposition.values() for noun in nouns)
    led = "|".join(rf"\b(?:{'|'.join(nouns)})(?=\s(?:{words})\b)" for words, nouns in by_preposition.items())
    return re.compile(rf"{led}|{_POSSESSOR}(?P<own>{every})\b")


def found(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The places of an article."""
    text = row["text"]
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    for m in pattern().finditer(text):
        start, end = m.span("own") if m["own"] else m.span()
        if not any(a <= start < b for a, b in quoted):
            left, right = text[max(0, start - ROOM) : start], text[end : end + ROOM]
            yield {"id": row["id"], "start": start, "end": end, "context": f"{left}⟦{text[start:end]}⟧{right}"}


def main(load: Path, file: Path) -> None:
    """Writes the places drawn, one an article, the unseen ones last."""
    taken = elsewhere()
    rows = [json.loads(line) for line in gzip.decompress(load.read_bytes()).decode("utf-8").split("\n") if line]
    chance = random.Random(SEED)
    pool = chance.sample([row for row in rows if row["id"] not in taken], POOL)
    places = [chance.choice(own) for row in pool if (own := list(found(row)))]
    lines = [
        json.dumps({**case, "unseen": n >= COUNT - UNSEEN}, ensure_ascii=False)
        for n, case in enumerate(chance.sample(places, COUNT))
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("load", type=Path)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    main(given.load, given.file)
