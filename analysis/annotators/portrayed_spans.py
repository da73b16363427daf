"""The spans of a text whose tone the portrayal head is asked for, and its answers as mentions.

Asked for are all namings of actors, for which of them are parties is known only once voices are laid, and whoever or whatever
else is spoken of: by a name that the parser took for no actor's, by a pronoun, or by a definite description. These become
mentions that are laid to no party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.annotation import Mention, Span
from analysis.annotators.entities import Actors
from analysis.annotators.voices import Voices
from analysis.document import Parsed, Token
from analysis.heads.portrayal.reader import Said

_PRONOUNS = frozenset(
    "i me my we us our he him his she her it its they them their myself himself herself itself ourselves themselves".split()
)
_DEFINITE = frozenset("the this that these those".split())
#: Most words of titles before a name; most letters of an abbreviation.
_MOST_TITLES, _SHORT = 4, 5
#: What the parser takes names for.
_MISTAKEN = frozenset("NOUN VERB AUX ADJ ADV X".split())
_SUBJECTS = frozenset("nsubj nsubjpass poss".split())
#: Entities that name nobody who could be spoken well or ill of.
_NOBODY = frozenset("DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL LANGUAGE".split())

#: The tone toward a span of a field, by its offsets.
Tones = Mapping[Span, float]


def of(parsed: Parsed, actors: Actors) -> dict[Span, Span]:
    """Token range of each span, by its offsets."""
    out: dict[Span, Span] = {}
    namings: list[Span] = []
    taken = [False] * len(parsed.tokens)
    for actor in actors.all:
        for field, start, end in actor.mentions:
            tokens = parsed.tokens_in(start, end) if field == parsed.field else range(0)
            if tokens:
                namings.append((tokens[0], tokens[-1] + 1))
                taken[tokens[0] : tokens[-1] + 1] = [True] * len(tokens)
    for first, last in namings:
        opening = _opening(parsed, first, last, taken)
        taken[opening:first] = [True] * (first - opening)
        out[parsed.tokens[opening].start, parsed.tokens[last - 1].end] = (opening, last)
    for first, last in (*_names(parsed, taken), *_pronouns(parsed), *_descriptions(parsed, taken)):
        out.setdefault((parsed.tokens[first].start, parsed.tokens[last - 1].end), (first, last))
    return out


def _opening(parsed: Parsed, first: int, last: int, taken: Sequence[bool]) -> int:
    """Where a naming begins with the titles before it and the article of an abbreviation ("the FBI"), as coders mark it."""
    sentence = parsed.sentences[parsed.sentence_of[first]][0]
    at = first
    while at > max(sentence, first - _MOST_TITLES) and not taken[at - 1]:
        token = parsed.tokens[at - 1]
        if not (token.pos == "PROPN" and token.dep == "compound" and first <= token.head < last):
            break
        at -= 1
    name = parsed.tokens[first].text
    if at == first and last - first == 1 and name.isupper() and len(name) <= _SHORT and first > sentence:
        at -= parsed.tokens[first - 1].lemma == "the"
    return at


def _names(parsed: Parsed, taken: Sequence[bool]) -> Iterator[Span]:
    """Runs of names outside the actors', as token ranges."""
    first = None
    titled = [_is_titled(parsed.tokens[a:b]) for a, b in parsed.sentences]
    for token in parsed.tokens:
        goes_on = not taken[token.index] and _is_name(parsed, token, titled)
        if first is not None and not (goes_on and parsed.sentence_of[first] == parsed.sentence_of[token.index]):
            yield first, token.index
            first = None
        if goes_on and first is None:
            first = token.index
    if first is not None:
        yield first, len(parsed.tokens)


def _is_name(parsed: Parsed, token: Token, titled: Sequence[bool]) -> bool:
    """A proper noun, or what the parser takes for another word though its capital tells a name ("Sanders", "May")."""
    if token.entity in _NOBODY or token.pos == "PRON":
        return False
    if token.pos == "PROPN":
        return True
    sentence = parsed.sentence_of[token.index]
    if not (token.text[:1].isupper() and token.text[1:].islower()) or titled[sentence]:
        return False
    if token.index == parsed.sentences[sentence][0]:
        return (token.pos == "VERB" and bool(token.entity)) or (token.pos == "NOUN" and token.dep in _SUBJECTS)
    before = parsed.tokens[token.index - 1]
    return token.pos in _MISTAKEN and token.entity != "NORP" and before.is_word


def _is_titled(tokens: Sequence[Token]) -> bool:
    """Whether most words open with a capital, as in a headline: a capital tells nothing there."""
    words = [t for t in tokens if t.text[:1].isalpha()]
    return 2 * sum(t.text[0].isupper() for t in words) > len(words)


def _pronouns(parsed: Parsed) -> Iterator[Span]:
    for token in parsed.tokens:
        if token.pos == "PRON" and token.text.lower() in _PRONOUNS:
            yield token.index, token.index + 1


def _descriptions(parsed: Parsed, taken: Sequence[bool]) -> Iterator[Span]:
    """Common nouns after "the", "this" or a possessive, with what stands between: "the old mayor", "his family"."""
    for token in parsed.tokens:
        if token.pos != "NOUN" or taken[token.index] or token.dep == "compound":
            continue
        left = [parsed.tokens[k] for k in parsed.children[token.index] if k < token.index]
        opening = [t for t in left if t.text.lower() in _DEFINITE or t.dep == "poss"]
        if not opening:
            continue
        first = opening[0].index
        if opening[0].dep == "poss":
            first = parsed.subtree(first)[0]
        if not any(taken[first : token.index]):
            yield first, token.index + 1


def tones(asked: Mapping[Span, Span], said: Said) -> Tones:
    """The tone toward each span that was judged, by its offsets."""
    return {place: said[tokens] for place, tokens in asked.items() if tokens in said}


def toned(mentions: Sequence[Mention], tones: Tones, voices: Voices) -> list[Mention]:
    """The parties' mentions with their tones, and those laid to no party that were judged, in order.

    A naming that was not asked for takes the tone of the span that ends where it ends: both have one head.
    """
    by_end = {end: tone for (_, end), tone in tones.items()}
    out = [replace(m, portrayal=tones.get((m.start, m.end), by_end.get(m.end))) for m in mentions]
    ends = {m.end for m in mentions}
    for (start, end), tone in tones.items():
        voice = voices.at(start).voice
        if end not in ends and voice != "excluded":
            out.append(Mention(start, end, None, voice, tone))
    return sorted(out, key=lambda m: (m.start, m.end))
