"""Loaded language and name calling in context: spans from logits, their edges, voices, and the lexicon beside them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from analysis import Analysis, Article, analyze, language
from analysis.annotation import Annotation
from analysis.annotators import loaded_spans
from analysis.heads.techniques import reader
from analysis.heads.techniques.spans import Edges, spans

TEXT = "The council met. It was a truly shameful and cruel move, they said. The bus runs."


def marked(high: dict[str, float], edges: Edges, text: str = TEXT) -> list[str]:
    """The spans where the named words have the given logits and all others -9."""
    parsed = language.parse(text)
    logits = np.array([high.get(t.text, -9.0) for t in parsed.tokens])
    tokens = parsed.tokens
    return [text[tokens[m.first].start : tokens[m.last - 1].end] for m in spans(parsed, logits, edges)]


@pytest.mark.parametrize(
    ("high", "expected"),
    [
        ({"shameful": 1.0}, ["shameful"]),
        ({"shameful": 0.2, "move": 0.2}, []),  # no token reaches the seed
        ({"shameful": 1.0, "and": 0.1, "cruel": 0.1}, ["shameful and cruel"]),
        ({"a": 0.3, "truly": 0.2, "shameful": 1.0, "and": 0.1}, ["truly shameful"]),  # light words at the edges are left out
        ({"met": 1.0, ".": 1.0, "It": 1.0}, ["met"]),  # no span runs over a sentence's end
        ({"a": 2.0}, []),  # light words alone are no span
        ({"shameful": 1.0, "runs": 0.6}, ["shameful", "runs"]),
    ],
)
def test_tokens_make_spans(high: dict[str, float], expected: list[str]) -> None:
    assert marked(high, Edges(seed=0.5, rest=0.0)) == expected


def found(text: str) -> Analysis:
    result = analyze(Article(text))
    assert isinstance(result, Analysis)
    return result


def test_what_the_lexicon_does_not_know_is_found_in_context_with_its_score_and_reason() -> None:
    text = "These spineless cowards and their sick, twisted agenda are destroying the soul of our beloved country."
    marks = [a for a in found(text).annotations if a.rule in ("loaded_language/head@1", "name_calling/head@1")]
    assert marks
    for a in marks:
        assert text[a.start : a.end] == a.text
        assert a.score is not None
        assert 0 < a.score < 1
        assert f"“{a.text}”" in a.why


def test_plain_news_has_no_mark() -> None:
    text = "The council meets on Monday at nine in the town hall. The bus runs every hour until the summer ends."
    assert not [a for a in found(text).annotations if a.kind in ("loaded_language", "name_calling")]


def test_marks_of_one_kind_never_overlap_and_hold_one_voice() -> None:
    text = (
        "The mayor's disgusting, shameful betrayal “is a grotesque insult to every decent family,” said Ada Quill, who called "
        "him a “pathetic little tyrant.” His corrupt cronies cheered this vile spectacle."
    )
    result = found(text)
    for kind in ("loaded_language", "name_calling"):
        marks = sorted((a.start, a.end, a.voice) for a in result.annotations if a.kind == kind)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(marks))
        for start, end, voice in marks:
            assert {v.voice for v in result.voices if v.start < end and v.end > start} == {voice}
    assert {a.voice for a in result.annotations if a.kind == "loaded_language"} >= {"writer", "direct"}


def test_the_heads_mark_stands_for_the_lexicons_and_takes_its_plainer_wording() -> None:
    head = Annotation(
        "", "loaded_language", "text", 10, 30, "a shameful betrayal", "writer", None, None, "loaded_language/head@1", 0.7, "why"
    )
    inside = replace(head, start=12, end=20, rule="loaded_language/lexicon@1", neutral="disputed", score=None)
    beside = replace(inside, start=40, end=45)
    elsewhere = replace(inside, field="title")
    other = replace(inside, kind="booster")
    merged = loaded_spans.merged([head], [inside, beside, elsewhere, other])
    assert merged == [replace(head, neutral="disputed"), beside, elsewhere, other]


def test_with_the_head_off_the_lexicon_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(reader.SWITCH, "off")
    result = found("In a shameful move the council closed the ferry in March. The bus runs every hour.")
    assert [(a.text, a.rule) for a in result.annotations if a.kind == "loaded_language"] == [
        ("shameful", "loaded_language/lexicon@1")
    ]
