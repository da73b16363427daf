"""Cuts a parsed text into windows for the encoder: whole paragraphs packed together, long ones cut at sentence ends."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotation import Span
from analysis.document import Parsed

#: Word pieces a window holds at the most; the encoder's own two marks come on top.
BUDGET = 254

#: Word pieces of the text before that a window shows again where it starts inside a paragraph.
OVERLAP = 64


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `first` to `last` (end-exclusive) are shown to the encoder; those from `own` on are this window's to judge.

    The windows of a text own every token once, in order.
    """

    first: int
    own: int
    last: int


def cut(parsed: Parsed, pieces: Sequence[int], budget: int = BUDGET, overlap: int = OVERLAP) -> list[Window]:
    """Windows of a text.

    Args:
        pieces: number of word pieces of each token, none above `budget - overlap`.
    """
    out: list[Window] = []
    first = last = 0  # paragraphs gathered so far
    size = 0
    for start, end in paragraphs(parsed):
        wanted = sum(pieces[start:end])
        if size + wanted > budget and last > first:
            out.append(Window(first, first, last))
            first, size = start, 0
        if wanted > budget:
            out.extend(_long(parsed, pieces, start, end, budget, overlap))
            first, size = end, 0
        else:
            size += wanted
        last = end
    if last > first:
        out.append(Window(first, first, last))
    return out


def paragraphs(parsed: Parsed) -> Iterator[Span]:
    """Token ranges of the paragraphs, in order; together they hold every token once."""
    edges = [bisect_left(parsed.starts, start) for start, _ in parsed.paragraphs]
    edges = sorted({0, *edges, len(parsed.tokens)})
    yield from itertools.pairwise(edges)


def _long(parsed: Parsed, pieces: Sequence[int], start: int, end: int, budget: int, overlap: int) -> Iterator[Window]:
    """A paragraph over the budget, in windows that end at a sentence's end where one fits."""
    ends = [last for _, last in parsed.sentences if start < last <= end]
    own = start
    while own < end:
        first, shown = own, 0
        while first > start and shown + pieces[first - 1] <= overlap:
            first -= 1
            shown += pieces[first]
        last, size = own, shown
        while last < end and size + pieces[last] <= budget:
            size += pieces[last]
            last += 1
        at = bisect_right(ends, last) - 1  # the last sentence that ends in this window
        if last < end and at >= 0 and ends[at] > own:
            last = ends[at]
        last = max(last, own + 1)
        yield Window(first, own, last)
        own = last
