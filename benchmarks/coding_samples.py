"""Draws the cases that are coded by hand from the load articles, the same for one version of parser and lexicon.

    python -m benchmarks.coding_samples LOAD.jsonl.gz FOLDER [--draw N]

The second draw leaves out every article that holds a case of the first. Writes articles.jsonl, verbs.jsonl and fragments.jsonl
into FOLDER, each with the article's id, the offsets and the words around, for a coder to read. They hold other people's texts:
they stay out of the project, which keeps ids, offsets and codes only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from analysis import language
from analysis.annotators.cues import cues
from analysis.document import Parsed
from benchmarks.stance import cases as coded

SEED = 20


class Sizes(NamedTuple):
    """How much a draw takes: whole articles, verbs (and as many that take sides), fragments; and the articles read for these."""

    articles: int
    verbs: int
    fragments: int
    pool: int


DRAWS = {1: Sizes(30, 100, 200, 400), 2: Sizes(15, 150, 800, 1300)}
#: Words of an article that is coded whole: long enough for several sources, short enough to be read with care.
LEAST, MOST = 200, 500
#: A fragment has fewer words than this.
FRAGMENT_WORDS = 8
#: The most cases of one article.
FROM_ONE = 2
CODED = ("source_cards", "stance", "quoted_fragments")


def main(load: Path, folder: Path, draw: int) -> None:
    rows = [json.loads(line) for line in gzip.decompress(load.read_bytes()).decode("utf-8").split("\n") if line]
    sizes = DRAWS[draw]
    chance = random.Random(SEED + draw - 1)
    if draw > 1:
        seen = {case.get("load") for name in CODED for case in coded(name) if case.get("draw", 1) < draw}
        rows = [r for r in rows if r["id"] not in seen]
    fit = [r for r in rows if LEAST <= len(r["text"].split()) <= MOST]
    whole = chance.sample(fit, sizes.articles)
    taken = {r["id"] for r in whole}
    pool = [(r, language.parse(r["text"])) for r in chance.sample([r for r in rows if r["id"] not in taken], sizes.pool)]
    any_verb = [v for r, p in pool for v in _verbs(r, p)]
    taking_sides = [v for v in any_verb if v["lexicon"] != "neutral"]
    fragments = [f for r, p in pool for f in _fragments(r, p)]
    first = _some(any_verb, sizes.verbs, chance)
    chosen = {(v["id"], v["start"]) for v in first}
    verbs = [*first, *_some([v for v in taking_sides if (v["id"], v["start"]) not in chosen], sizes.verbs, chance)]
    for case in verbs:
        del case["lexicon"]  # a coder must not see what the finder would say
    folder.mkdir(parents=True, exist_ok=True)
    for name, cases in (
        ("articles", [{k: r[k] for k in ("id", "title", "text")} for r in whole]),
        ("verbs", verbs),
        ("fragments", _some(fragments, sizes.fragments, chance)),
    ):
        lines = [json.dumps(case, ensure_ascii=False) for case in cases]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _some(cases: list[dict[str, Any]], count: int, chance: random.Random) -> list[dict[str, Any]]:
    """That many cases in random order, few of one article."""
    of_article: dict[str, int] = {}
    out: list[dict[str, Any]] = []
    for case in chance.sample(cases, len(cases)):
        if len(out) < count and of_article.get(case["id"], 0) < FROM_ONE:
            of_article[case["id"]] = of_article.get(case["id"], 0) + 1
            out.append(case)
    return out


def _case(row: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """A place with the words around it: the marked words stand between ⟦ and ⟧."""
    text = row["text"]
    left, right = text[max(0, start - 300) : start], text[end : end + 300]
    return {"id": row["id"], "start": start, "end": end, "context": f"{left}⟦{text[start:end]}⟧{right}"}


def _verbs(row: dict[str, Any], parsed: Parsed) -> Iterator[dict[str, Any]]:
    """Verbs that the lexicon knows as reporting, in the writer's own sentences."""
    for token in parsed.tokens:
        cue = cues().get((token.lemma.lower(), "VERB")) if token.pos == "VERB" else None
        if cue is not None and max(cue.frames.values(), default=0.0) >= 0.3 and parsed.quotation_at(token.start) is None:
            yield {**_case(row, token.start, token.end), "lexicon": cue.stance}


def _fragments(row: dict[str, Any], parsed: Parsed) -> Iterator[dict[str, Any]]:
    for quotation in parsed.outer_quotations:
        words = sum(parsed.tokens[i].is_word for i in parsed.tokens_in(*quotation.inner))
        if 0 < words < FRAGMENT_WORDS and quotation.closed:
            yield _case(row, quotation.start, quotation.end)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("load", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draw", type=int, choices=DRAWS, default=1)
    given = parser.parse_args()
    main(given.load, given.folder, given.draw)
