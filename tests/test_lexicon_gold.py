"""How right the loaded-language lexicon is, on labelled texts that had no say in choosing its terms.

Terms were chosen on the half of BABE SG2 and PTC whose group (`link`, article) has an even SHA-256; the odd half judges them.
`pytest tests/test_lexicon_gold.py -s` prints the figures that docs/lexicons.md gives.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.annotators.lexicon_finder import find
from analysis.language import parse
from analysis.lexicon import lexicons

#: Odd articles of PTC to read, in order of their ids: the parse of all of them takes half a minute.
PTC_ARTICLES = 60

pytestmark = pytest.mark.gold


def rows(file: Path, group: str) -> Iterator[dict[str, Any]]:
    """The rows of the odd half."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if int(hashlib.sha256((row[group] or row["id"]).encode()).hexdigest(), 16) % 2:
                yield row


def rates(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    p, r = right / found, right / wanted
    return p, r, 2 * p * r / (p + r)


def test_sentences_with_a_loaded_word_are_those_that_coders_call_biased(gold: Path) -> None:
    lexicon, words_right, words, right, found, wanted = lexicons()["loaded_language"], 0, 0, 0, 0, 0
    for row in rows(gold / "babe-train.jsonl.gz", "link"):
        marked = " ".join(row["biased_words"]).lower()
        hits = find(parse(row["text"]), lexicon)
        words += len(hits)
        words_right += sum(any(w in marked for w in row["text"][h.start : h.end].lower().split()) for h in hits)
        found += bool(hits)
        wanted += row["biased"]
        right += bool(hits and row["biased"])
    p, r, f1 = rates(right, found, wanted)
    print(f"\nBABE, odd half: hits that coders marked {words_right / words:.3f} of {words}; sentences P {p:.3f} R {r:.3f} F1 {f1:.3f}")
    assert words_right / words >= 0.55
    assert p >= 0.72
    assert f1 >= 0.48


def test_loaded_words_lie_inside_spans_that_coders_marked(gold: Path) -> None:
    lexicon, spans_found, spans, hits_right, hits_all = lexicons()["loaded_language"], 0, 0, 0, 0
    chars = [0, 0, 0]
    articles = sorted(rows(gold / "ptc-train.jsonl.gz", "id"), key=lambda row: str(row["id"]))[:PTC_ARTICLES]
    for row in articles:
        marked = [s for s in row["spans"] if s["technique"].startswith(("Loaded_Language", "Name_Calling"))]
        want = {i for s in marked for i in range(s["start"], s["end"])}
        hits = find(parse(row["text"]), lexicon)
        have = {i for h in hits for i in range(h.start, h.end)}
        hits_all += len(hits)
        hits_right += sum(not want.isdisjoint(range(h.start, h.end)) for h in hits)
        spans += len(marked)
        spans_found += sum(not have.isdisjoint(range(s["start"], s["end"])) for s in marked)
        chars = [chars[0] + len(want & have), chars[1] + len(have), chars[2] + len(want)]
    p, r, f1 = rates(*chars)
    print(f"\nPTC, {len(articles)} odd articles: hits in marked spans {hits_right / hits_all:.3f} of {hits_all}; ", end="")
    print(f"spans with a hit {spans_found / spans:.3f} of {spans}; characters P {p:.3f} R {r:.3f} F1 {f1:.3f}")
    assert hits_right / hits_all >= 0.42
    assert spans_found / spans >= 0.25
