"""Facts that most of the compared articles tell and of which another shows no close counterpart."""

from __future__ import annotations

from analysis.comparison import letter
from analysis.comparison.facts import Fact, Telling
from dashboard import blocks
from dashboard.blocks import Block
from dashboard.compared import Compared, listed


def shown(compared: Compared) -> list[Block]:
    """A card a fact: who tells it and how, and the likest sentence of each article without a close counterpart."""
    return [_card(compared, fact) for fact in compared.found.facts.found]


def _card(compared: Compared, fact: Fact) -> Block:
    lines = [_line(compared, telling) for telling in fact.tellings]
    notes = [_without(compared, near) for near in fact.without]
    title = f"Told by {listed([letter(t.article) for t in fact.tellings])}"
    shared = f"; shared: {listed(fact.shared[:6])}" if fact.shared else ""
    return blocks.card(lines, title=title + shared, notes=notes)


def _without(compared: Compared, near: Telling) -> Block:
    told = [("no close counterpart found. The likest sentence there: ", ""), (blocks.shortened(near.text), "")]
    link = blocks.words_query(compared.key(near.article), [(near.start, near.end)])
    return blocks.note(told, letter(near.article), link)


def _line(compared: Compared, telling: Telling) -> Block:
    return blocks.line(
        telling.text,
        letter=letter(telling.article),
        where=f"sentence {telling.sentence}",
        link=blocks.words_query(compared.key(telling.article), [(telling.start, telling.end)]),
    )
