"""The text and the headline of a report, cut at every edge of a voice or a mark, so that overlapping marks can be shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.annotation import Annotation, Span, VoiceSpan


@dataclass(frozen=True)
class Piece:
    """A stretch of words that look alike.

    Attributes:
        kinds: of the marks over it, the widest first; several where marks overlap.
        ends: numbers of the marks that end with it.
        source: number of the source whose words end with it, or None.
    """

    text: str
    voice: str
    kinds: tuple[str, ...]
    ends: tuple[int, ...]
    source: int | None


def cut(
    text: str,
    span: Span,
    voices: Sequence[VoiceSpan],
    marks: Sequence[tuple[int, Annotation]],
    sources: Mapping[str, int],
) -> list[Piece]:
    """A line of a text as pieces.

    Args:
        voices: cover the text once, in order.
        marks: number and mark; all of one field.
        sources: id of a source -> its number.
    """
    start, end = span
    near = [(n, a) for n, a in marks if a.start < end and a.end > start]
    first = max(0, bisect_right([v.start for v in voices], start) - 1)
    spoken: list[VoiceSpan] = []
    for told in voices[first:]:
        if told.start >= end:
            break
        spoken.append(told)
    edges = {start, end}
    for first_edge, last_edge in (*((a.start, a.end) for _, a in near), *((v.start, v.end) for v in spoken)):
        edges.update(e for e in (first_edge, last_edge) if start < e < end)
    pieces = []
    for a, b in pairwise(sorted(edges)):
        over = sorted(((n, x) for n, x in near if x.start <= a and b <= x.end), key=lambda m: m[1].start - m[1].end)
        voice = next((v for v in spoken if v.start <= a < v.end), None)
        said = voice is not None and min(voice.end, end) == b and voice.voice in ("direct", "indirect")
        pieces.append(
            Piece(
                text[a:b],
                voice.voice if voice else "writer",
                tuple(dict.fromkeys(x.kind for _, x in over)),
                tuple(n for n, x in over if x.end == b or (b == end and x.end > end)),
                sources.get(voice.source_id or "") if voice and said else None,
            )
        )
    return pieces


def lines(text: str) -> list[Span]:
    """Offsets of the lines that hold more than blanks."""
    out: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out
