"""Asks of many spans at once whether one of them holds or meets another, without looking at each: texts may be long."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from analysis.annotation import Span


class SpanIndex:
    """Spans in any order, which may overlap. Building takes n log n steps, a question log n."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        #: Furthest end of the spans up to each.
        self._ends = list(accumulate((end for _, end in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether one span begins at `start` or before it and ends at `end` or behind it."""
        number = bisect_right(self._starts, start)
        return number > 0 and self._ends[number - 1] >= end

    def meets(self, start: int, end: int) -> bool:
        """Whether one span has a character in common with these."""
        number = bisect_left(self._starts, end)
        return number > 0 and self._ends[number - 1] > start
