"""The table `sides`: what an article gives each side that a reader put its parties on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from analysis.annotation import Reply, Stance
from analysis.columns.declaration import KEY, Case, Column, Table
from analysis.columns.metrics import SAMPLING
from analysis.sides import LEAST_ACCUSATIONS, LEAST_NAMINGS, LEAST_VERBS, LEAST_WORDS, SideFigures, figures


def _figure(name: str, label: str, definition: str, unit: str, range: str, interval: str) -> tuple[Column, ...]:
    """A figure with the ends of its interval, and why there is none."""

    def get(field: str) -> Callable[[Case, SideFigures], Any]:
        return lambda c, i: getattr(getattr(i, name), field)

    return (
        Column(name, "number", label, definition, get("value"), unit, range, optional=True),
        Column(f"{name}_low", "number", f"{label}, low end", f"Low end of its 95 % interval: {interval}.", get("low"), unit,
               range, caveats=SAMPLING, optional=True),
        Column(f"{name}_high", "number", f"{label}, high end", "High end of its 95 % interval.", get("high"), unit, range,
               caveats=SAMPLING, optional=True),
        Column(f"{name}_missing", "string", f"{label}, missing", "Why there is no value.", get("missing"), optional=True),
    )  # fmt: skip


def _count(name: str, label: str, definition: str, get: Callable[[SideFigures], int], unit: str) -> Column:
    return Column(name, "integer", label, definition, lambda c, i: get(i), unit, "0 or more")


def _stance(stance: Stance) -> Column:
    return _count(f"verbs_{stance}", f"Verbs, {stance}", f"Its attributions whose reporting verb is {stance}.",
                  lambda i: i.stances.get(stance, 0), "attributions")  # fmt: skip


def _reply(reply: Reply) -> Column:
    return _count(f"replies_{reply.replace(' ', '_')}", f"Replies, {reply}", f"Accusations against it with the reply “{reply}”.",
                  lambda i: i.replies.get(reply, 0), "accusations")  # fmt: skip


SIDES = Table("sides", "one side that a reader put parties of an article on", lambda c: figures(c.result), (
    *KEY,
    Column("number", "integer", "Number", "Number of the side within the article, counted from 1. Marks set aside are left out "
           "of all figures of sides.", lambda c, i: c.result.decisions.sides.index(i.side) + 1, range="1 or more"),
    Column("side", "string", "Side", "Its name, as the reader gave it.", lambda c, i: i.side.name, source="The reader",
           caveats="With --no-text it is empty, since it may be a name of the article.", optional=True, text=True),
    Column("party_ids", "string", "Parties", "Ids of its parties (table parties), parted by blanks.",
           lambda c, i: " ".join(p.id for p in i.parties) or None, optional=True),
    Column("parties", "string", "Names of the parties", "The names that the reader put on the side, parted by ' | '.",
           lambda c, i: " | ".join(i.side.parties), optional=True, text=True),
    Column("absent", "integer", "Parties not found", "How many of these names the present analysis has no party for.",
           lambda c, i: len(i.absent), "parties", "0 or more"),
    _count("words", "Words", "Words of the text given to its parties.", lambda i: i.words, "words"),
    *_figure("words_share", "Share of voice", f"Its words over the words given to all sides; from {LEAST_WORDS} of these on.",
             "share of words", "0 to 1", "bootstrap over sentences"),
    _count("mentions", "Namings", "Namings of its parties in the text.", lambda i: len(i.mentions), "namings"),
    *_figure("mentions_share", "Share of namings", f"Its namings over those of all sides; from {LEAST_NAMINGS} of these on.",
             "share of namings", "0 to 1", "bootstrap over sentences"),
    *map(_stance, get_args(Stance)),
    *_figure("doubting", "Doubting verbs", "Share of its attributions with a reporting verb whose verb is doubting or hostile; "
             f"from {LEAST_VERBS} of these on.", "share of attributions", "0 to 1", "Wilson"),
    _count("accused", "Accused", "Accusations of the text against its parties.", lambda i: len(i.accused), "accusations"),
    *map(_reply, get_args(Reply)),
    *_figure("unanswered", "Unanswered", "Share of the accusations against it whose accused is not heard on the matter; "
             f"from {LEAST_ACCUSATIONS} accusations on.", "share of accusations", "0 to 1", "Wilson"),
    _count("accuses", "Accuses", "Accusations of the text in its words.", lambda i: len(i.accuses), "accusations"),
    *_figure("tone", "Tone, the writer", "Mean tone of the namings of its parties in the writer's voice, by the portrayal head; "
             f"from {LEAST_NAMINGS} of these on.", "tone", "from -1 to 1", "bootstrap over sentences"),
))  # fmt: skip
