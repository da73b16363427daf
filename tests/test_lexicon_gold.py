"""How right the lexicons are, on labelled texts that had no say in choosing their terms and weights.

Loaded terms were chosen on the half of BABE SG2 and PTC whose group (`link`, article) has an even SHA-256; the odd half judges
them. Weights of reporting words were counted on the training part of PolNeAR; its development part judges them.
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

from analysis.annotators import reported_clauses
from analysis.annotators.lexicon_finder import find
from analysis.language import parse
from analysis.lexicon import lexicons

#: Odd articles of PTC to read, in order of their ids' hashes: the parse of all of them takes half a minute.
PTC_ARTICLES = 60

#: Articles of PolNeAR's development part to read.
DEV_ARTICLES = 42

pytestmark = pytest.mark.gold


def rows(file: Path, group: str) -> Iterator[dict[str, Any]]:
    """The rows of the odd half."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if _hash(row[group] or row["id"]) % 2:
                yield row


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


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
    print(f"\nBABE, odd half: hits that coders marked {words_right / words:.3f} of {words}; ", end="")
    print(f"sentences P {p:.3f} R {r:.3f} F1 {f1:.3f}")
    assert words_right / words >= 0.55
    assert p >= 0.66
    assert f1 >= 0.55


def test_loaded_words_lie_inside_spans_that_coders_marked(gold: Path) -> None:
    lexicon, spans_found, spans, hits_right, hits_all = lexicons()["loaded_language"], 0, 0, 0, 0
    chars = [0, 0, 0]
    articles = sorted(rows(gold / "ptc-train.jsonl.gz", "id"), key=lambda row: _hash(str(row["id"])))[:PTC_ARTICLES]
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
    assert spans_found / spans >= 0.40


def test_weights_of_reporting_words_are_the_rates_observed(gold: Path) -> None:
    """Uses outside quotation marks, sorted by weight in ten steps: how often coders marked the use, against the mean weight."""
    weights = {
        (term.term, pos, name): float(weight)
        for term in lexicons()["reporting_verbs"].terms
        for pos in term.pos
        for name, _, weight in (frame.partition("=") for frame in term.extra["frames"].split("|"))
    }
    steps: dict[int, list[tuple[float, bool]]] = {}
    with gzip.open(gold / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in [json.loads(line) for line in lines][:DEV_ARTICLES]:
            parsed = parse(row["text"])
            for use in reported_clauses.find(parsed):
                head, weight = parsed.tokens[use.head], weights.get((use.lemma, use.pos, use.frame))
                if weight is None or not use.content or any(True for _ in parsed.quotations_over(head.start, head.end)):
                    continue
                content = {i for t in use.content for i in range(parsed.tokens[t].start, parsed.tokens[t].end)}
                marked = any(
                    any(s <= head.start < e for s, e in a["cue"])
                    and 2 * sum(len(content.intersection(range(s, e))) for s, e in a["content"]) >= len(content)
                    for a in row["attributions"]
                )
                steps.setdefault(min(9, int(weight * 10)), []).append((weight, marked))
    uses = sum(map(len, steps.values()))
    gap = sum(abs(sum(w for w, _ in step) - sum(m for _, m in step)) for step in steps.values()) / uses
    sure = sum(w >= 0.5 for step in steps.values() for w, _ in step)
    right = sum(m for step in steps.values() for w, m in step if w >= 0.5)
    print(f"\nPolNeAR, {DEV_ARTICLES} development articles, {uses} uses: mean gap between weight and rate {gap:.3f}; ", end="")
    print(f"of the {sure} of weight .5 or more {right / sure:.3f} are right")
    assert gap <= 0.06
