"""Windows for the encoder: every token is judged once, nothing is cut off, whole paragraphs where they fit."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.document import Parsed, Token
from analysis.windows import BUDGET, OVERLAP, cut, paragraphs


def text_of(shape: list[list[int]]) -> Parsed:
    """A parsed text of one-letter words: paragraphs of sentences of so many words."""
    tokens: list[Token] = []
    sentences, spans, at, text = [], [], 0, ""
    for paragraph in shape:
        begin = at
        for words in paragraph:
            first = len(tokens)
            for _ in range(words):
                tokens.append(Token(len(tokens), at, at + 1, "a", "a", "X", "X", "dep", first, "", False, True))
                text, at = text + "a ", at + 2
            sentences.append((first, len(tokens)))
        spans.append((begin, at - 1))
        text, at = text + "\n", at + 1
    return Parsed("text", text, tokens, tuple(sentences), tuple(spans), ())


shapes = st.lists(st.lists(st.integers(1, 120), min_size=1, max_size=5), min_size=1, max_size=5)


@settings(max_examples=50)
@given(shapes, st.integers(1, 32))
def test_windows_own_every_token_once_and_keep_to_the_budget(shape: list[list[int]], size: int) -> None:
    parsed = text_of(shape)
    pieces = [size] * len(parsed.tokens)
    windows = cut(parsed, pieces)
    owned = [i for n, w in enumerate(windows) for i in range(w.own, w.last)]
    assert owned == list(range(len(parsed.tokens)))
    assert all(sum(pieces[w.first : w.last]) <= BUDGET for w in windows)
    assert all(sum(pieces[w.first : w.own]) <= OVERLAP for w in windows)


def test_short_paragraphs_share_a_window_and_are_never_cut() -> None:
    parsed = text_of([[100], [100], [100]])
    assert [(w.first, w.own, w.last) for w in cut(parsed, [1] * 300)] == [(0, 0, 200), (200, 200, 300)]
    assert list(paragraphs(parsed)) == [(0, 100), (100, 200), (200, 300)]


def test_a_long_paragraph_is_cut_at_sentence_ends_and_shows_what_came_before() -> None:
    parsed = text_of([[120, 120, 120]])
    first, second = cut(parsed, [1] * 360)
    assert (first.own, first.last) == (0, 240)
    assert (second.first, second.own, second.last) == (240 - OVERLAP, 240, 360)


def test_an_empty_text_has_no_windows() -> None:
    assert cut(text_of([]), []) == []
