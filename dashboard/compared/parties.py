"""Parties of compared articles: heard, silent, or no party of the article."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.comparison import letter
from analysis.comparison.parties import LEAST_WORDS, ComparedParty, Presence
from dashboard import blocks
from dashboard.blocks import Block
from dashboard.compared import Compared
from dashboard.corpus import counted


def uneven(party: ComparedParty) -> bool:
    """Whether a party is silent in one article and heard in another."""
    return bool(party.silent and party.heard)


def rows(compared: Compared, parties: Sequence[ComparedParty]) -> list[Block]:
    """A row a party: its words in each article, or how often it is named without any."""
    return [_row(compared, party) for party in parties]


def _row(compared: Compared, party: ComparedParty) -> Block:
    known = {p.article: p for p in party.presences}
    cells = [
        _cell(compared, party.name, known[n]) if n in known else blocks.cell("no party of it", "lacks")
        for n in range(len(compared.items))
    ]
    return blocks.row(party.name, cells)


def _cell(compared: Compared, name: str, presence: Presence) -> Block:
    n, named = presence.article, f"named {presence.mentions:,} ×"
    analysis = compared.items[n].analysis
    own = [s.source_id for s in analysis.parties if s.id in presence.party_ids and s.source_id]
    mentions = [(m.start, m.end) for m in analysis.mentions if m.party_id in presence.party_ids]
    place = blocks.words_query(compared.key(n), mentions) if mentions else None
    if presence.silent:
        return blocks.cell("silent", "lacks", note=named, link=place, label=f"{name}: silent in {letter(n)}, {named}")
    words = presence.words + presence.through
    link = blocks.query(compared.key(n), own[0]) if own and presence.words else place
    notes = [named]
    if presence.through:
        notes.append(f"{counted(presence.through, 'word')} of them through others")
    if not presence.words and presence.tied:
        notes.append("named among the words that name a source")
    if presence.heard:
        text, state = f"heard, {counted(words, 'word')}", "has"
    else:
        text, state = (f"{counted(words, 'word')}, fewer than {LEAST_WORDS}" if words else "perhaps heard"), "near"
    return blocks.cell(text, state, note="; ".join(notes), link=link, label=f"{name}: {text} in {letter(n)}")
