"""An article's sentences as statements to be held against another article's: words with the encoder's states, names, numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis import encoder, language
from analysis.annotators import boilerplate
from analysis.annotators.entities import TITLES
from analysis.document import Token
from analysis.result import Analysis

States = NDArray[np.float32]

#: Parts of speech that carry a statement, and words among them that carry little.
_CARRYING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_LIGHT = frozenset("be have do say tell not go get make would could will can may might should must one that there more".split())
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT"})
_NUMBERS = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
#: "One" counts nothing in most of its places.
_NO_NUMBER = frozenset({"one"})


@dataclass(frozen=True)
class Statement:
    """A sentence.

    Attributes:
        sentence: its number in the text, counted from 1.
        words: lemmas of the words that carry it, in order.
        names: the last word of each name in it; numbers: its numbers, small ones in digits.
    """

    sentence: int
    start: int
    end: int
    words: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True)
class Statements:
    """An article's statements; boilerplate and sentences without a carrying word are left out.

    Attributes:
        states: the encoder's states of all carrying words, in order: (words, 1152).
    """

    all: tuple[Statement, ...]
    states: States

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The row of each statement's first word in `states`."""
        sizes = [len(s.words) for s in self.all]
        return np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64)


def read(analysis: Analysis) -> Statements:
    """Parses an analyzed article once more and reads it with the encoder: an analysis keeps neither."""
    parsed = language.parse(analysis.article.text, read_as=boilerplate.blanked(analysis.article.text, analysis.excluded))
    shown = [states[w.own - w.first :] for w, states in encoder.windows(parsed)] if parsed.tokens else []
    states = np.concatenate(shown) if shown else np.zeros((0, 0), dtype=np.float32)
    found: list[Statement] = []
    rows: list[int] = []
    for number, (first, last) in enumerate(parsed.sentences):
        start, end = parsed.sentence_span(number)
        told = of(parsed.tokens[first:last], number + 1)
        if told is not None and not any(e.start < end and start < e.end for e in analysis.excluded):
            found.append(told)
            rows += [t.index for t in parsed.tokens[first:last] if carries(t)]
    return Statements(tuple(found), states[rows].astype(np.float32))


def of(tokens: Sequence[Token], sentence: int) -> Statement | None:
    """Tokens that follow each other as a statement; None where no word carries one."""
    carrying = [t for t in tokens if carries(t)]
    if not carrying:
        return None
    words = tuple(_key(t) for t in carrying)
    return Statement(sentence, tokens[0].start, tokens[-1].end, words, _names(tokens), _numbers(tokens))


def carries(token: Token) -> bool:
    """Whether a word carries a statement: no function word, and none that says little anywhere."""
    return token.is_word and token.pos in _CARRYING and token.lemma.lower() not in _LIGHT


def _key(token: Token) -> str:
    return token.lemma.lower()


def _names(tokens: Sequence[Token]) -> frozenset[str]:
    """The last word of each name, by which persons are named again; so that "Northmere Health Trust" counts once."""
    named = [t.is_word and (t.entity in _NAMES or t.pos == "PROPN") and t.text[:1].isupper() for t in tokens]
    ends = (t for t, here, behind in zip(tokens, named, [*named[1:], False], strict=True) if here and not behind)
    return frozenset(word for t in ends if (word := t.text.lower().rstrip(".")) not in TITLES)


def _numbers(tokens: Sequence[Token]) -> frozenset[str]:
    """Numbers in digits, and the small ones in words."""
    found = (t.text.lower() for t in tokens if t.text.lower() not in _NO_NUMBER)
    return frozenset(_NUMBERS.get(word, word) for word in found if word in _NUMBERS or any(c.isdigit() for c in word))


def weights(items: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each word tells where it is shared: the log of how few of the statements have it (Spärck Jones 1972)."""
    counts = Counter(word for one in items for word in one)
    return {word: math.log((len(items) + 1) / count) for word, count in counts.items()}
