"""What readers decide about an article's analysis: marks set aside, with the reason, and parties put on sides.

Decisions stand beside an analysis and change nothing in it: figures stay as the finders made them, so that results repeat and
right-rates hold. `set_aside.py` counts the figures anew without the marks set aside, `sides.py` the figures of each side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from analysis.annotation import Annotation, Field

#: Reasons that are offered; any other words are a reason too.
REASONS = ("not what the rule means", "quotation, not the writer")

#: Characters of a reason, and of a name of a reader or a side.
LONGEST_REASON, LONGEST_NAME = 300, 80

#: Sides of an article.
MOST_SIDES = 4

_UNWRITABLE = re.compile("[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class DecisionError(ValueError):
    """A decision cannot be taken as it was given; the message says why and what to do."""


@dataclass(frozen=True)
class Mark:
    """What a mark is known by from one analysis to the next: its kind, its rule with its version, its place and its words."""

    kind: str
    rule: str
    field: Field
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class SetAside:
    """A mark that a reader set aside.

    Attributes:
        who: the reader's name or initials; None where it was not given.
        when: ISO 8601 in UTC, to the second.
    """

    mark: Mark
    reason: str
    who: str | None
    when: str


@dataclass(frozen=True)
class Side:
    """Parties that a reader put on one side, by their names (`Party.name`)."""

    name: str
    parties: tuple[str, ...]


@dataclass(frozen=True)
class Decisions:
    """All that readers decided about one article."""

    set_aside: tuple[SetAside, ...] = ()
    sides: tuple[Side, ...] = ()


NONE = Decisions()


def mark_of(annotation: Annotation) -> Mark:
    """What an annotation is known by. Lone surrogates, which no table can hold, are U+FFFD in its words."""
    a = annotation
    return Mark(a.kind, a.rule, a.field, a.start, a.end, _SURROGATE.sub("\ufffd", a.text))


def setting_aside(annotation: Annotation, reason: str, who: str = "", *, when: datetime | None = None) -> SetAside:
    """The decision to set a mark aside.

    Args:
        when: now, where it is not given.

    Raises:
        DecisionError: there is no reason, or a text is too long.
    """
    why, name = _line(reason), _line(who)
    if not why:
        raise DecisionError("Say in a few words why the mark is set aside.")
    if len(why) > LONGEST_REASON:
        raise DecisionError(f"The reason has {len(why):,} characters: say it in {LONGEST_REASON} or fewer.")
    if len(name) > LONGEST_NAME:
        raise DecisionError(f"The name has {len(name):,} characters: take {LONGEST_NAME} or fewer.")
    at = (when or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return SetAside(mark_of(annotation), why, name or None, at)


def with_mark(decisions: Decisions, one: SetAside) -> Decisions:
    """The decisions with one more mark set aside.

    Raises:
        DecisionError: it was set aside before; that decision and its reason stay.
    """
    for known in decisions.set_aside:
        if known.mark == one.mark:
            who = f" by {known.who}" if known.who else ""
            raise DecisionError(f"The mark was set aside before{who}, with the reason: {known.reason}. Take that back first.")
    return replace(decisions, set_aside=(*decisions.set_aside, one))


def without_mark(decisions: Decisions, mark: Mark) -> Decisions:
    """The decisions with a mark taken back."""
    return replace(decisions, set_aside=tuple(one for one in decisions.set_aside if one.mark != mark))


def sides_of(given: Sequence[tuple[str, Sequence[str]]]) -> tuple[Side, ...]:
    """The sides with these names and parties; those without a name and without parties are left out.

    Raises:
        DecisionError: fewer than two sides or too many, one without a name or without a party, a name twice, or a party on two
            sides.
    """
    sides = [Side(_line(name), tuple(dict.fromkeys(parties))) for name, parties in given]
    sides = [side for side in sides if side.name or side.parties]
    if len(sides) < 2:
        raise DecisionError("There must be two sides at least, each with a name and a party.")
    if len(sides) > MOST_SIDES:
        raise DecisionError(f"There are {len(sides)} sides: take {MOST_SIDES} or fewer.")
    names: set[str] = set()
    taken: dict[str, str] = {}
    for side in sides:
        if not side.name:
            raise DecisionError(f"The side with {side.parties[0]} has no name: give it one.")
        if len(side.name) > LONGEST_NAME:
            raise DecisionError(f"The name of a side has {len(side.name):,} characters: take {LONGEST_NAME} or fewer.")
        if not side.parties:
            raise DecisionError(f"{side.name} has no party: put one on it, or leave its name empty.")
        if side.name.casefold() in names:
            raise DecisionError(f"Two sides are called {side.name}: give one another name.")
        names.add(side.name.casefold())
        for party in side.parties:
            if party in taken:
                raise DecisionError(f"{party} stands on two sides, {taken[party]} and {side.name}: take it off one.")
            taken[party] = side.name
    return tuple(sides)


def with_sides(decisions: Decisions, seen: Sequence[Side], sides: Sequence[Side]) -> Decisions:
    """The decisions with other sides.

    Args:
        seen: the sides that whoever decides saw; others that were decided on meanwhile are not written over.

    Raises:
        DecisionError: the sides are other ones by now.
    """
    if decisions.sides != tuple(seen):
        now = ", ".join(side.name for side in decisions.sides) or "none"
        raise DecisionError(f"Somebody else changed the sides meanwhile (now: {now}). Look at them, then keep yours again.")
    return replace(decisions, sides=tuple(sides))


def _line(text: str) -> str:
    """Typed words on one line, without signs that cannot be shown or stored."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())
