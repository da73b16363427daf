"""The index of spans says what looking at each span says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.annotators.span_index import SpanIndex

SPAN = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPAN, max_size=8), SPAN)
def test_it_holds_and_meets_as_a_search_does(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    index, (start, end) = SpanIndex(spans), asked
    assert index.holds(start, end) == any(a <= start and end <= b for a, b in spans)
    assert index.meets(start, end) == any(a < end and start < b for a, b in spans)
