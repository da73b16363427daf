"""The table `set_aside`: marks that readers set aside, with their reasons."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.columns.declaration import END, KEY, START, Case, Column, Table
from analysis.decisions import SetAside
from analysis.redaction import redact_reason
from analysis.set_aside import lost


def reason(case: Case, one: SetAside) -> str:
    """The reason; in words of a reader's own only where words of the article may leave, which they may quote."""
    return one.reason if case.text else redact_reason(one.reason)


def _items(case: Case) -> Iterable[tuple[str | None, SetAside]]:
    return [*case.held.items(), *((None, one) for one in lost(case.result))]


SET_ASIDE = Table("set_aside", "one mark that a reader set aside", _items, (
    *KEY,
    Column("annotation_id", "string", "Annotation id", "Id of the mark (table annotations); empty where the present analysis, "
           "made with other settings, no longer has it.", lambda c, i: i[0], optional=True),
    Column("kind", "string", "Kind", "What was marked.", lambda c, i: i[1].mark.kind),
    Column("rule", "string", "Rule", "The rule that marked it, with its version.", lambda c, i: i[1].mark.rule),
    Column("field", "string", "Field", "Where it stands.", lambda c, i: i[1].mark.field, range="text, title"),
    Column("start", "integer", "Start", START, lambda c, i: i[1].mark.start, "code points", "0 or more"),
    Column("end", "integer", "End", END, lambda c, i: i[1].mark.end, "code points", "0 or more"),
    Column("words", "string", "Words", "The marked words.", lambda c, i: i[1].mark.words, optional=True, text=True),
    Column("reason", "string", "Reason", "Why the reader set it aside.", lambda c, i: reason(c, i[1]),
           source="The reader", caveats="With --no-text a reason in words of the reader's own, which may quote, is left out."),
    Column("who", "string", "Who", "Name or initials of the reader; empty where they were not given.", lambda c, i: i[1].who,
           source="The reader", caveats="Not checked: whoever opens the dashboard can give any name.", optional=True),
    Column("when", "string", "When", "Time of the decision, ISO 8601 in UTC.", lambda c, i: i[1].when),
))  # fmt: skip
