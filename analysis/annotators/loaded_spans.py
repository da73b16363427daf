"""Loaded language and name calling in context: the spans that the techniques head reads, with the lexicon's terms beside them.

Where the lexicon knows a term inside a span of the head, the span stands for both and takes its plainer wording from the lexicon.
Where the head is switched off, the lexicon's marks stand alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from analysis.annotation import Annotation, Span
from analysis.annotators.voices import Voices
from analysis.document import Parsed
from analysis.heads.techniques import reader

_WHAT = {
    "loaded_language": "carries an emotion or a judgement here",
    "name_calling": "gives somebody or something a name that judges",
}


def find(parsed: Parsed, said: np.ndarray | None, voices: Voices) -> Iterator[Annotation]:
    """Annotations of both kinds; ids are given by the engine. `said`: the head's logits of each token; None where it is off."""
    if said is None:
        return
    for kind in reader.KINDS:
        for first, last, likely in reader.marked(parsed, said, kind):
            for start, end in _by_voice(parsed, first, last, voices):
                span = voices.at(start)
                if span.voice == "excluded":
                    continue
                text = parsed.text[start:end]
                yield Annotation(
                    id="", kind=kind, field=parsed.field, start=start, end=end, text=text, voice=span.voice,
                    source_id=span.source_id, party_id=None, rule=f"{kind}/head@1", score=round(likely, 2),
                    why=f"“{text}” {_WHAT[kind]}: of places that the head finds as likely, coders marked words in {likely:.0%}.",
                )  # fmt: skip


def _by_voice(parsed: Parsed, first: int, last: int, voices: Voices) -> Iterator[Span]:
    """Tokens as spans of one voice each: where a span runs into a quotation, each part is its own speaker's."""
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    for part in voices.over(start, end):
        words = [parsed.tokens[i] for i in parsed.tokens_in(part.start, part.end) if parsed.tokens[i].is_word]
        if words:
            yield max(start, words[0].start), min(end, words[-1].end)


def merged(found: Sequence[Annotation], listed: Sequence[Annotation]) -> list[Annotation]:
    """The head's marks and the lexicon's: of two of one kind that overlap, the head's, with the lexicon's plainer wording."""
    out = list(found)
    places: dict[tuple[str, str], list[int]] = {}  # numbers in `found` by kind and field, in order of their places
    for n, a in enumerate(found):
        places.setdefault((a.kind, a.field), []).append(n)
    for mark in listed:
        numbers = places.get((mark.kind, mark.field), [])
        at = bisect_left(numbers, mark.end, key=lambda n: out[n].start) - 1  # the last that begins before the mark's end
        if at < 0 or out[numbers[at]].end <= mark.start:
            out.append(mark)
        elif mark.neutral is not None and out[numbers[at]].neutral is None:
            out[numbers[at]] = replace(out[numbers[at]], neutral=mark.neutral)
    return out
