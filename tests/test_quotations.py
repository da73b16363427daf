"""Quotation marks as they come: straight, curly, single, nested, running over paragraphs, damaged."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language import paragraphs
from analysis.quotations import find


def quoted(text: str) -> list[tuple[str, int]]:
    """Each quotation with its marks, and its depth."""
    return [(text[q.start : q.end], q.depth) for q in find(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We lost,” she said. “We tried.”", [("“We lost,”", 0), ("“We tried.”", 0)]),
        ('"We lost," she said. "We tried."', [('"We lost,"', 0), ('"We tried."', 0)]),
        ("«We lost», she said.", [("«We lost»", 0)]),
        ("``We lost,'' she said.", [("``We lost,''", 0)]),
        ("''We lost,'' she said.", [("''We lost,''", 0)]),
        ("‘We lost,’ she said.", [("‘We lost,’", 0)]),
        ("'We lost,' she said.", [("'We lost,'", 0)]),
        ("“He told me ‘go now’ and I went,” she said.", [("“He told me ‘go now’ and I went,”", 0), ("‘go now’", 1)]),
        ('"We “nest” here," she said.', [('"We “nest” here,"', 0), ("“nest”", 1)]),
    ],
    ids=["curly", "straight", "angle", "ticks", "two apostrophes", "single curly", "single straight", "nested", "mixed families"],
)
def test_kinds_of_marks(text: str, expected: list[tuple[str, int]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    ["It’s the workers’ choice.", "'Tis the '90s, rock 'n' roll, and the boys' club.", 'He is 6\'2" tall and wears a 12" boot.'],
    ids=["apostrophes", "clipped words", "feet and inches"],
)
def test_apostrophes_and_inches_open_nothing(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_runs_over_paragraphs_that_each_open_it_again() -> None:
    text = "“The first day.\n\n“The second day.\n\n“The third day,” he said."
    found = find(text, paragraphs(text))
    assert [text[q.start : q.end] for q in found] == ["“The first day.", "“The second day.", "“The third day,”"]
    assert [(q.closed, q.continues) for q in found] == [(False, False), (False, True), (True, True)]


def test_a_quotation_runs_over_paragraphs_without_a_new_opening_mark() -> None:
    assert quoted("“The first day.\n\nThe second day,” he said. And “more”.") == [
        ("“The first day.", 0),
        ("The second day,”", 0),
        ("“more”", 0),
    ]


def test_a_mark_that_never_closes_takes_one_sentence_not_the_article() -> None:
    text = "He said “this was never closed. Then the story goes on.\n\nAnd on."
    assert quoted(text) == [("“this was never closed.", 0)]


def test_a_second_opening_mark_ends_the_unclosed_first() -> None:
    assert quoted("“Left open, he said. “Another one,” she said.") == [("“Left open, he said.", 0), ("“Another one,”", 0)]


def test_a_closing_mark_that_closes_nothing_is_ignored() -> None:
    assert quoted("The road ends here.” Nobody had said so.") == []


@given(st.text(alphabet="ab .,\n\n“”\"'‘’«»`", max_size=120))
def test_any_marks_give_spans_inside_the_text_that_nest_or_stand_apart(text: str) -> None:
    found = find(text, paragraphs(text))
    for q in found:
        assert 0 <= q.start <= q.inner[0] <= q.inner[1] <= q.end <= len(text)
    outer = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
    for q in found:
        if q.depth:
            assert any(o.start <= q.start and q.end <= o.end for o in outer)
