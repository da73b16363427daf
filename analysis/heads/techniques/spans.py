"""Spans of loaded language and name calling from what the techniques head says of each token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.document import Parsed, Token

#: Words that no span begins or ends with.
_LIGHT = frozenset({"DET", "PRON", "AUX", "CCONJ", "SCONJ", "ADP", "PART", "PUNCT", "SPACE", "SYM"})
#: Light words that carry a judgement themselves.
_KEPT = frozenset({"!", "?"})


@dataclass(frozen=True)
class Edges:
    """When tokens make a span.

    Attributes:
        seed: least logit of one token of it.
        rest: least logit of every other.
    """

    seed: float
    rest: float


@dataclass(frozen=True)
class Marked:
    """Tokens `first` to `last` (end-exclusive) and the highest logit among them."""

    first: int
    last: int
    logit: float


def spans(parsed: Parsed, logits: np.ndarray, edges: Edges) -> Iterator[Marked]:
    """The spans of one kind, in order, each within a sentence; light words at their edges are left out."""
    over = logits >= edges.rest
    for start, end in parsed.sentences:
        token = start
        while token < end:
            if not over[token]:
                token += 1
                continue
            first = token
            while token < end and over[token]:
                token += 1
            best = float(logits[first:token].max())
            if best >= edges.seed:
                a, b = _trimmed(parsed, first, token)
                if a < b:
                    yield Marked(a, b, best)


def _trimmed(parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    while first < last and _is_light(parsed.tokens[first]):
        first += 1
    while first < last and _is_light(parsed.tokens[last - 1]):
        last -= 1
    return first, last


def _is_light(token: Token) -> bool:
    return token.pos in _LIGHT and token.text not in _KEPT
