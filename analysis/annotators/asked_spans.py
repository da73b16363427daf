"""The spans of a text that the head of spans is asked about: short quoted fragments, and words that may report."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.annotation import Span
from analysis.annotators import scare_quotes, stance
from analysis.document import Parsed
from analysis.heads.spans.reader import Asked


def of(parsed: Parsed) -> Asked:
    """Token ranges by task."""
    return {
        "fragment": list(_fragments(parsed)),
        "reporting": [(t.index, t.index + 1) for t in parsed.tokens if stance.entry_of(t) is not None],
    }


def _fragments(parsed: Parsed) -> Iterator[Span]:
    for quotation in parsed.outer_quotations:
        tokens = parsed.tokens_in(*quotation.inner)
        if tokens and quotation.closed and scare_quotes.is_short(parsed, quotation):
            yield tokens[0], tokens[-1] + 1
