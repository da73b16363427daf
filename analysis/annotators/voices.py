"""The voice of every character: whose words a reader is reading.

Attributions are laid over the writer's text from the outside in, so that the innermost speaker has the last word; inside an
outer quotation the words stay its speaker's. A quotation without an attribution stays the writer's: a term, a title or a scare
quote. Characters are held as small numbers in an array, so that the cost grows with the text and the contents only.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence, Set

import numpy as np

from analysis.annotation import Attribution, Excluded, Span, Voice, VoiceSpan
from analysis.document import Parsed

_VOICES: tuple[Voice, ...] = ("writer", "direct", "indirect", "headline", "excluded")
_WRITER, _DIRECT, _INDIRECT, _HEADLINE, _EXCLUDED = range(5)


class Voices:
    """Looks up the voice at an offset of one field."""

    def __init__(self, spans: Sequence[VoiceSpan]) -> None:
        self.spans = tuple(spans)
        self._starts = [s.start for s in self.spans]

    def at(self, offset: int) -> VoiceSpan:
        """The voice span that holds an offset."""
        return self.spans[bisect_right(self._starts, offset) - 1]

    def over(self, start: int, end: int) -> tuple[VoiceSpan, ...]:
        """The voice spans that a span meets, cut to it."""
        out = []
        n = bisect_right(self._starts, start) - 1
        while n < len(self.spans) and self.spans[n].start < end:
            s = self.spans[n]
            out.append(VoiceSpan(max(s.start, start), min(s.end, end), s.voice, s.source_id))
            n += 1
        return tuple(out)


def lay(
    parsed: Parsed,
    attributions: Sequence[Attribution],
    excluded: Sequence[Excluded] = (),
    own: Set[str] = frozenset(),
    scare_quotes: Sequence[Span] = (),
) -> Voices:
    """Voices of a text (writer, direct, indirect, excluded) or a title (headline, direct) from its attributions.

    `own`: ids of source cards that are the writer ("I believe that …"): what they say outside marks stays the writer's.
    `scare_quotes`: pieces in marks that quote nobody; they keep the voice of the words around them.
    """
    text, title = parsed.text, parsed.field == "title"
    voice = np.full(len(text), _HEADLINE if title else _WRITER, dtype=np.uint8)
    source = np.zeros(len(text), dtype=np.int32)
    number = {"": 0}
    held_off = set(scare_quotes)
    for a in sorted((a for a in attributions if a.field == parsed.field and a.source_id not in own), key=_size, reverse=True):
        n = number.setdefault(a.source_id or "", len(number))
        for start, end in a.content:
            # A claim inside somebody's quotation is still in that speaker's words: only what the writer words changes hands.
            free = voice[start:end] != _DIRECT
            if not title:
                source[start:end][free] = n
                voice[start:end][free] = _INDIRECT
            for quotation in parsed.quotations_over(start, end):
                if (quotation.start, quotation.end) in held_off:
                    continue
                first, last = max(start, quotation.start), min(end, quotation.end)
                free = voice[first:last] != _DIRECT
                source[first:last][free] = n
                voice[first:last][free] = _DIRECT
    for e in excluded:
        voice[e.start : e.end], source[e.start : e.end] = _EXCLUDED, 0
    names = {n: name or None for name, n in number.items()}
    if not len(text):
        return Voices(())
    edges = np.flatnonzero((np.diff(voice) != 0) | (np.diff(source) != 0)) + 1
    bounds = [0, *edges.tolist(), len(text)]
    return Voices([VoiceSpan(a, b, _VOICES[voice[a]], names[int(source[a])]) for a, b in itertools.pairwise(bounds)])


def _size(a: Attribution) -> int:
    return sum(e - s for s, e in a.content)


def count_words(parsed: Parsed, voices: Voices, first: int = 0, last: int | None = None) -> dict[tuple[Voice, str | None], int]:
    """Words among the tokens `first` to `last` by voice and source; boilerplate comes under `excluded`."""
    counts: dict[tuple[Voice, str | None], int] = {}
    tokens = parsed.tokens[first : len(parsed.tokens) if last is None else last]
    for token in tokens:
        if token.is_word:
            span = voices.at(token.start)
            key = (span.voice, span.source_id)
            counts[key] = counts.get(key, 0) + 1
    return counts
