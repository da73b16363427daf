"""The headline's claim held against the body: laid to a source there and not here, or without a close counterpart.

Likeness is that of sentences of different articles (`comparison/likeness.py`), from the encoder's states that the heads are shown
anyway. It says what was looked for and not found, never why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.annotation import Annotation, Attribution, Excluded, Source
from analysis.annotators.cues import cues
from analysis.annotators.entities import TITLES
from analysis.annotators.voices import Voices
from analysis.comparison.likeness import parts, probabilities
from analysis.comparison.statements import Statement, Statements, States, carries, of
from analysis.document import Parsed, Token

DROPPED = "dropped_attribution/likeness@1"
ALONE = "no_counterpart/likeness@1"

#: Words that can carry a statement and whose states are kept: those of about nine thousand words of news. What stands behind
#: them is not held against the headline, so that a book costs no more memory than a long report.
MOST_KEPT = 4_000

#: Carrying words that a headline needs to be held against the body, and a source's or the writer's part of a sentence to be a
#: statement of its own.
LEAST_HEADLINE, LEAST_PART = 3, 3

#: A source's words tell what the headline tells from the first probability on; the writer's own do from the second on. Both are
#: looked for where a whole sentence reaches the third.
TOLD, WRITTEN, NEAR = 0.2, 0.12, 0.1

#: No sentence is a close counterpart where all stay below this probability, and no more than this share of the headline's
#: carrying words stands anywhere in the body. Likeness alone does not tell: a headline is shorter than what it sums up. Chosen,
#: as the others here, on the forty articles of the coding that are not unseen and on fifty more.
NONE, FOUND = 0.05, 0.34

#: A headline's word reports from this share of its places on, by the lexicon.
REPORTS = 0.6
#: Other words that keep a claim at a distance.
_DISTANCE = frozenset(
    "reportedly allegedly purportedly supposedly apparently alleged purported supposed reported claim claims rumor rumors rumour "
    "rumours allegation allegations accusation accusations".split()
)
#: Somebody before a colon ("Ode: …"), or behind the last one ("…: union").
_COLON = re.compile(r"^[^:]{2,40}:\s|:\s[^:]{2,30}$")


@dataclass(frozen=True)
class Body:
    """What a headline is held against.

    Attributes:
        states: the encoder's states of the words named by `kept`.
        sources: the source cards by id.
    """

    parsed: Parsed
    voices: Voices
    states: States
    excluded: Sequence[Excluded]
    sources: Mapping[str, Source]

    @cached_property
    def rows(self) -> dict[int, int]:
        """The row of each kept token in `states`."""
        return {index: row for row, index in enumerate(kept(self.parsed))}


@dataclass(frozen=True)
class _Told:
    """A sentence of the body, or one voice's part of it, and how likely it is to tell what the headline tells."""

    statement: Statement
    chance: float


def kept(parsed: Parsed) -> list[int]:
    """The tokens whose states the comparison needs."""
    return [t.index for t in parsed.tokens if carries(t)][:MOST_KEPT]


def find(title: Parsed, shown: States, body: Body, attributions: Sequence[Attribution]) -> list[Annotation]:
    """One annotation over the whole headline, or none; ids are given by the engine.

    Args:
        shown: states of the headline's words named by `kept`, `LEAST_HEADLINE` or more.
    """
    claim = of(title.tokens, 0)
    if claim is None:
        return []
    sentences = _sentences(title, body)
    headline = Statements((claim,), shown)
    whole = _held_against(headline, body, sentences)
    if not whole:
        return []
    likest = max(whole, key=lambda told: told.chance)
    if likest.chance < NONE and _found(title, sentences) <= FOUND:
        return [_alone(title, likest)]
    if likest.chance < NEAR or _shows_a_source(title, attributions):
        return []
    said = _held_against(headline, body, _parts(body, sentences, "direct", "indirect"))
    written = _held_against(headline, body, _parts(body, sentences, "writer"))
    nearest = max(said, key=lambda told: told.chance, default=None)
    if nearest is None or nearest.chance < TOLD or any(told.chance >= WRITTEN for told in written):
        return []
    source = body.sources.get(body.voices.at(nearest.statement.start).source_id or "")
    return [] if source is not None and _names(title, source) else [_dropped(title, nearest, source)]


def _sentences(title: Parsed, body: Body) -> list[Sequence[Token]]:
    """The body's sentences without boilerplate and without a line that only says the headline again."""
    headline = _letters(title.tokens)
    out = []
    for number, (first, last) in enumerate(body.parsed.sentences):
        start, end = body.parsed.sentence_span(number)
        tokens = body.parsed.tokens[first:last]
        again = _letters(tokens) == headline and tokens[-1].text not in (".", "!", "?")
        if not again and not any(e.start < end and start < e.end for e in body.excluded):
            out.append(tokens)
    return out


def _letters(tokens: Sequence[Token]) -> list[str]:
    return [t.text.casefold() for t in tokens if t.is_word]


def _parts(body: Body, sentences: Sequence[Sequence[Token]], *voices: str) -> list[Sequence[Token]]:
    """The parts of sentences that stand in some voices, where they carry a statement of their own."""
    found = ([t for t in tokens if body.voices.at(t.start).voice in voices] for tokens in sentences)
    return [part for part in found if sum(map(carries, part)) >= LEAST_PART]


def _held_against(headline: Statements, body: Body, pieces: Sequence[Sequence[Token]]) -> list[_Told]:
    found: list[Statement] = []
    rows: list[int] = []
    for tokens in pieces:
        known = [t for t in tokens if t.index in body.rows or not carries(t)]
        statement = of(known, 0) if known else None
        if statement is not None:
            found.append(statement)
            rows += [body.rows[t.index] for t in known if t.index in body.rows]
    if not found:
        return []
    chances = probabilities(parts([headline, Statements(tuple(found), body.states[rows])])[0, 1][0])
    return [_Told(statement, float(chance)) for statement, chance in zip(found, chances, strict=True)]


def _found(title: Parsed, sentences: Sequence[Sequence[Token]]) -> float:
    """Share of the headline's carrying words that stand in the body, in any form."""
    there = {form for tokens in sentences for t in tokens for form in (t.lemma.lower(), t.text.lower())}
    carrying = [t for t in title.tokens if carries(t)]
    return sum(t.lemma.lower() in there or t.text.lower() in there for t in carrying) / len(carrying)


def _shows_a_source(title: Parsed, attributions: Sequence[Attribution]) -> bool:
    """Whether the headline lays its claim to somebody, or holds it at a distance."""
    if title.quotations or "?" in title.text or _COLON.search(title.text) or any(a.field == "title" for a in attributions):
        return True
    for t in title.tokens:
        cue = cues().get((t.lemma.lower(), "VERB")) if t.pos == "VERB" else None
        if t.text.lower() in _DISTANCE or (cue is not None and max(cue.frames.values(), default=0.0) >= REPORTS):
            return True
    return False


def _names(title: Parsed, source: Source) -> bool:
    """Whether the headline names the source, by the last word of one of its namings: it then tells what it does or plans."""
    words = set(_letters(title.tokens))
    lasts = {name.split()[-1].casefold() for name in (source.name, *source.aliases, source.speaks_for or "") if name.split()}
    return bool(words & (lasts - TITLES))


def _dropped(title: Parsed, told: _Told, source: Source | None) -> Annotation:
    by = f"lays the nearest words to “{source.name}”" if source is not None else "lays the nearest words to a source"
    why = f"The headline states this without a source; the body {by}, and no statement of the writer's was found that says it."
    return _over(title, "dropped_attribution", DROPPED, told, why)


def _alone(title: Parsed, told: _Told) -> Annotation:
    why = (
        "No close counterpart was found in the body: none of its sentences is much like the headline, and few of the headline's "
        "words stand in it. The likest sentence is shown; the body may tell it in other words."
    )
    return _over(title, "no_counterpart", ALONE, told, why)


def _over(title: Parsed, kind: str, rule: str, told: _Told, why: str) -> Annotation:
    start, end = title.tokens[0].start, title.tokens[-1].end
    return Annotation(
        id="", kind=kind, field="title", start=start, end=end, text=title.text[start:end], voice="headline", source_id=None,
        party_id=None, rule=rule, score=None, why=why, body_place=(told.statement.start, told.statement.end),
    )  # fmt: skip
