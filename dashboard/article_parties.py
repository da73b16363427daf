"""Who is talked about and who speaks: each party of an article with its namings and the words it is given."""

from __future__ import annotations

from analysis.annotation import Party
from dashboard import blocks
from dashboard.blocks import Block
from dashboard.corpus import counted
from dashboard.item import Item

#: Columns of the table, without letters: they are no articles.
COLUMNS = [{"letter": "", "name": "Named"}, {"letter": "", "name": "Words given"}]


def told(item: Item) -> str:
    """One sentence: how many parties are silent, and who is given the most words against how often it is named."""
    parties = item.analysis.parties
    silent = sum(p.silent for p in parties)
    noun = "party" if len(parties) == 1 else "parties"
    first = f"Of {len(parties)} {noun}, {silent or 'none'} {'is' if silent < 2 else 'are'} silent."
    words, namings = sum(p.words for p in parties), sum(p.mentions for p in parties)
    if not words or len(parties) < 2:
        return first
    most = max(parties, key=lambda p: p.words)
    shares = f"{most.words / words:.0%} of the words given to parties and {most.mentions / namings:.0%} of the namings"
    return f"{first} {most.name} has {shares}."


def table(item: Item) -> Block:
    """A row a party, those with the most words first, silent ones last by how often they are named."""
    parties = sorted(item.analysis.parties, key=lambda p: (-p.words, -p.mentions))
    return blocks.matrix("Parties", "Party", [_row(item, p) for p in parties])


def _row(item: Item, party: Party) -> Block:
    spans = [(m.start, m.end) for m in item.analysis.mentions if m.party_id == party.id]
    named = blocks.cell(
        f"{party.mentions:,} ×",
        "near",
        link=blocks.words_query(item.key, spans) if spans else None,
        label=f"{party.name}: named {party.mentions:,} times",
    )
    if party.silent:
        return blocks.row(party.name, [named, blocks.cell("silent", "lacks")])
    if not party.words:
        return blocks.row(party.name, [named, blocks.cell("none", "lacks")])
    ids = set(party.sources)
    said = [span for a in item.analysis.attributions if a.field == "text" and a.source_id in ids for span in a.content]
    given = blocks.cell(
        counted(party.words, "word"),
        note="through others" if party.source_id is None else "",
        link=blocks.words_query(item.key, said) if said else None,
        label=f"{party.name}: given {counted(party.words, 'word')}",
    )
    return blocks.row(party.name, [named, given])
