"""The reader's segments: cut at every edge, nothing lost, nothing added, evidence exactly where the ids point."""

from __future__ import annotations

from typing import Any

import pytest
from builders import TEXT, TITLE, analysis, relocated, span
from hypothesis import given
from hypothesis import strategies as some

from analysis.annotation import Annotation, VoiceSpan
from analysis.decisions import Decisions, setting_aside
from dashboard.data import kind_labels
from dashboard.reader import segments

WHOLE = (0, len(TEXT))


def shown(ids: tuple[str, ...] = ()) -> dict[str, Any]:
    result = analysis()
    return segments.article(result, WHOLE, segments.evidence_spans(result, ids), kind_labels())


def lit(article: dict[str, Any]) -> list[str]:
    parts = [article["title"], *article["paragraphs"]]
    return [s["text"] for part in parts for s in part if s["evidence"]]


def test_the_paragraphs_are_the_text_to_the_letter() -> None:
    article = shown()
    assert "\n\n".join("".join(s["text"] for s in p) for p in article["paragraphs"]) == TEXT
    assert "".join(s["text"] for s in article["title"]) == TITLE
    assert lit(article) == []


def test_a_segment_knows_its_voice_its_marks_and_its_attribution() -> None:
    by_text = {s["text"]: s for p in shown()["paragraphs"] for s in p}
    loaded = by_text["recklessly"]
    assert (loaded["voice"], [m["id"] for m in loaded["marks"]], loaded["attribution"]) == ("writer", ["n1"], None)
    assert loaded["marks"][0] == {
        "id": "n1", "kind": "loaded_language", "label": "Loaded language", "aside": False, "first": True, "last": True,
    }  # fmt: skip
    hedge = by_text["perhaps"]
    assert (hedge["voice"], hedge["attribution"]) == ("indirect", "a2")
    assert by_text["© Tidewater Courier. All rights reserved."]["voice"] == "excluded"


def test_a_mark_set_aside_says_so_with_its_reason_and_the_text_stays() -> None:
    one = setting_aside(analysis().annotations[0], "a ship's name")
    result = analysis(decisions=Decisions((one,)))
    article = segments.article(result, (0, len(TEXT)), ([], []), kind_labels())
    assert "\n\n".join("".join(s["text"] for s in p) for p in article["paragraphs"]) == TEXT
    marks = {m["id"]: (m["aside"], m["label"]) for p in article["paragraphs"] for s in p for m in s["marks"]}
    assert marks["n1"] == (True, "Loaded language, set aside: a ship's name")
    assert marks["n2"] == (False, "Loaded language")


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (("n1", "n3"), ["recklessly", "perhaps"]),
        (("a1",), ["“We read it in the minutes,”", "“and we are ", "furious", ".”"]),
        (("a3",), ["Harbour board ", "“never asked”", " the crane crews"]),
        (("s2",), ["that the price was ", "perhaps", " a little low"]),
        (("t0",), ["The harbour board ", "recklessly", " sold the east quay, and nobody on the cranes heard of it first."]),
        (("w0-3.12-20",), ["The", "board ", "re"]),
        (("w0-99999",), []),
        (("nothing of this article",), []),
    ],
)
def test_evidence_is_exactly_what_the_ids_stand_for(ids: tuple[str, ...], words: list[str]) -> None:
    assert lit(shown(ids)) == words


@given(
    some.text(alphabet="ab \n“”", min_size=1, max_size=60),
    some.lists(some.tuples(some.integers(0, 60), some.integers(0, 60)), max_size=6),
)
def test_however_marks_overlap_the_text_comes_back(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(min(a, b), min(max(a, b), len(text))) for a, b in spans if min(a, b) < min(max(a, b), len(text))]
    marks = [
        Annotation(f"n{n}", "hedge", "text", a, b, text[a:b], "writer", None, None, "rule", None, "why")
        for n, (a, b) in enumerate(inside)
    ]
    out = segments.cut(text, (0, len(text)), [VoiceSpan(0, len(text), "writer")], marks, [], inside[:2], kind_labels(), {})
    assert "".join(s["text"] for s in out) == text
    for n, (a, b) in enumerate(inside):
        assert "".join(s["text"] for s in out if f"n{n}" in [m["id"] for m in s["marks"]]) == text[a:b]
    assert sum(len(s["text"]) for s in out if s["evidence"]) == len({i for a, b in inside[:2] for i in range(a, b)})


def test_a_very_long_text_is_shown_in_parts_that_join_without_a_gap() -> None:
    text = "One more line of the report.\n" * 5_000
    pieces = segments.parts(text)
    assert len(pieces) > 1
    assert "".join(text[a:b] for a, b in pieces) == text
    assert all(b - a <= segments.PART for a, b in pieces)
    assert segments.parts("short") == [(0, 5)]
    assert len(segments.parts("x" * 100_000)) == 3


def test_a_text_without_a_title_has_no_headline() -> None:
    result = relocated("A line.")
    assert segments.article(result, (0, 7), ([], []), kind_labels())["title"] == []


def test_the_place_of_a_mark_in_its_paragraph() -> None:
    start, _ = span("furious")
    before = TEXT[:start].count("\n\n")
    paragraph = shown()["paragraphs"][before]
    assert "furious" in [s["text"] for s in paragraph]
