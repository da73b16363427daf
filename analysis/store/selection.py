"""Which articles of a corpus are meant. Values go to the database as parameters, never as part of a statement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """A metric's value for a voice lies between two ends, both included; None leaves one open. A missing value lies nowhere."""

    metric: str
    voice: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Selection:
    """What an article must meet; None asks nothing.

    Attributes:
        outlet, topic: as the input gave it.
        since, until: days or their beginnings (“2024”, “2024-05”), both included; articles without a date are left out.
        words: what title, outlet, author or topic hold somewhere, letter case aside.
        failed: True for inputs without an analysis, False for those with one, None for both.
        bounds: metrics' values.
    """

    outlet: str | None = None
    topic: str | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None
    failed: bool | None = False
    bounds: tuple[Bound, ...] = ()


#: Every input; every input with an analysis.
ALL, ANALYZED = Selection(failed=None), Selection()


def condition(selection: Selection) -> tuple[str, list[object]]:
    """The condition for WHERE, and its parameters."""
    parts: list[str] = ["true"]
    values: list[object] = []
    for column, value in (("outlet", selection.outlet), ("topic", selection.topic)):
        if value is not None:
            parts.append(f"{column} = ?")
            values.append(value)
    if selection.since is not None:
        parts.append("published >= ?")
        values.append(selection.since)
    if selection.until is not None:
        parts.append("left(published, ?) <= ?")
        values += [len(selection.until), selection.until]
    if selection.words is not None:
        parts.append("contains(lower(concat_ws(' | ', title, outlet, author, topic)), lower(?))")
        values.append(selection.words)
    if selection.failed is not None:
        parts.append(f"code IS {'NOT ' if selection.failed else ''}NULL")
    for bound in selection.bounds:
        tests, ends = [], []
        for sign, end in ((">=", bound.low), ("<=", bound.high)):
            if end is not None:
                tests.append(f"m.value {sign} ?")
                ends.append(end)
        meets = " AND ".join(["m.id = ?", "m.voice = ?", "m.value IS NOT NULL", *tests])
        parts.append(f"len(list_filter(metrics, lambda m: {meets})) > 0")
        values += [bound.metric, bound.voice, *ends]
    return " AND ".join(parts), values
