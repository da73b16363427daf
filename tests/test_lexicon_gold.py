"""How right the lexicons are, on labelled texts that had no say in choosing their terms and weights.

Loaded terms were chosen on the half of BABE SG2 and PTC whose group (`link`, article) has an even SHA-256; the odd half judges
them. Weights of reporting words were counted on the training part of PolNeAR; its development part judges them.
`pytest tests/test_lexicon_gold.py -s` prints the figures that docs/lexicons.md gives.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from analysis.annotators import reported_clauses
from analysis.annotators.lexicon_finder import find
from analysis.language import parse
from analysis.lexicon import Lexicon, lexicons
from analysis.right_rates import right_rates
from benchmarks import loaded_words
from benchmarks.shares import share

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


def hits(texts: Sequence[str], lexicon: Lexicon, together: int = 48) -> Iterator[list[str]]:
    """The words of a lexicon's hits in each text. So many texts are parsed as paragraphs of one: the parser sees each alone all
    the same, and a batch of them costs it much less than one after another."""
    for first in range(0, len(texts), together):
        many = texts[first : first + together]
        starts = list(accumulate((len(text) + 2 for text in many), initial=0))
        found: list[list[str]] = [[] for _ in many]
        whole = "\n\n".join(many)
        for hit in find(parse(whole), lexicon):
            found[bisect_right(starts, hit.start) - 1].append(whole[hit.start : hit.end])
        yield from found


def test_sentences_with_a_loaded_word_are_those_that_coders_call_biased(gold: Path) -> None:
    lexicon, words_right, words, right, found, wanted = lexicons()["loaded_language"], 0, 0, 0, 0, 0
    odd = list(rows(gold / "babe-train.jsonl.gz", "link"))
    for row, marks in zip(odd, hits([row["text"] for row in odd], lexicon), strict=True):
        marked = " ".join(row["biased_words"]).lower()
        words += len(marks)
        words_right += sum(any(w in marked for w in mark.lower().split()) for mark in marks)
        found += bool(marks)
        wanted += row["biased"]
        right += bool(marks and row["biased"])
    p, r, f1 = rates(right, found, wanted)
    print(f"\nBABE, odd half: hits that coders marked {words_right / words:.3f} of {words}; ", end="")
    print(f"sentences P {p:.3f} R {r:.3f} F1 {f1:.3f}")
    assert words_right / words >= 0.55
    assert p >= 0.66
    assert f1 >= 0.55


def test_the_right_rate_shown_for_loaded_words_is_what_a_fresh_run_gives(gold: Path) -> None:
    counts = loaded_words.measured(gold)
    shown = right_rates()[f"loaded_language/lexicon@{lexicons()['loaded_language'].version}"]
    assert share([(c.right, c.marks) for c in counts]) == shown.precision
    assert share([(c.found, c.spans) for c in counts]) == shown.recall
    assert shown.precision.value >= 0.42
    assert shown.recall.value >= 0.40
    p, r, f1 = rates(*(sum(c.characters[n] for c in counts) for n in range(3)))
    print(f"\nPTC, {len(counts)} odd articles: {shown}; characters P {p:.3f} R {r:.3f} F1 {f1:.3f}")


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
