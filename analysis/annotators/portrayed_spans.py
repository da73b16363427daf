"""The spans of a text whose tone the portrayal head is asked for, and its answers as mentions.

Asked for are all namings of actors, for which of them are parties is known only once voices are laid, and whoever else is spoken of
by a name that the parser did not take for an entity, or by a pronoun: mentions that are laid to no party.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.annotation import Mention, Span
from analysis.annotators.entities import Actors
from analysis.annotators.voices import Voices
from analysis.document import Parsed
from analysis.heads.portrayal.reader import Said

_PRONOUNS = frozenset("he she him her they them it we us".split())


def of(parsed: Parsed, actors: Actors) -> dict[Span, Span]:
    """Token range of each span, by its offsets."""
    out = {}
    taken = [False] * len(parsed.tokens)
    for actor in actors.all:
        for field, start, end in actor.mentions:
            tokens = parsed.tokens_in(start, end) if field == parsed.field else range(0)
            if tokens:
                out[start, end] = (tokens[0], tokens[-1] + 1)
                taken[tokens[0] : tokens[-1] + 1] = [True] * len(tokens)
    for first, last in _others(parsed, taken):
        out[parsed.tokens[first].start, parsed.tokens[last - 1].end] = (first, last)
    return out


def _others(parsed: Parsed, taken: Sequence[bool]) -> Iterator[Span]:
    """Runs of proper nouns outside entities, and pronouns, as token ranges."""
    first = None
    for token in parsed.tokens:
        name = token.pos == "PROPN" and not token.entity and not taken[token.index]
        if first is not None and not (name and parsed.sentence_of[first] == parsed.sentence_of[token.index]):
            yield first, token.index
            first = None
        if name and first is None:
            first = token.index
        elif token.pos == "PRON" and token.text.lower() in _PRONOUNS:
            yield token.index, token.index + 1
    if first is not None:
        yield first, len(parsed.tokens)


def tones(asked: dict[Span, Span], said: Said) -> dict[Span, float]:
    """The tone toward each span that was judged, by its offsets."""
    return {place: round(said[tokens], 3) for place, tokens in asked.items() if tokens in said}


def with_others(mentions: Sequence[Mention], tones: dict[Span, float], voices: Voices) -> list[Mention]:
    """The parties' mentions, and those laid to no party that were judged, in order."""
    known = {(m.start, m.end) for m in mentions}
    out = list(mentions)
    for (start, end), tone in tones.items():
        voice = voices.at(start).voice
        if (start, end) not in known and voice != "excluded":
            out.append(Mention(start, end, None, voice, tone))
    return sorted(out, key=lambda m: (m.start, m.end))
