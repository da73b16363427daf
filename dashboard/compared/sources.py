"""Sources of compared articles: who has how many words where, and where no words of theirs were found."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.comparison import letter
from analysis.comparison.sources import Card, ComparedSource, Near
from dashboard import blocks
from dashboard.blocks import Block
from dashboard.compared import Compared
from dashboard.corpus import counted

#: How a card came to be this source, where it is not by its name; said beside its passages.
_HOW = {"surname": "by the surname", "role": "by the office", "description": "by the same description"}


def lacked(source: ComparedSource) -> bool:
    """Whether an article has words of a source and another none."""
    return bool(source.lacking)


def rows(compared: Compared, sources: Sequence[ComparedSource]) -> list[Block]:
    """A row a source: words in each article, with all passages."""
    return [_row(compared, source) for source in sources]


def _row(compared: Compared, source: ComparedSource) -> Block:
    near = {n.article: n for n in source.near}
    named = dict(source.named_in)
    cells = []
    for n in range(len(compared.items)):
        own = [card for card in source.cards if card.article == n]
        if own:
            cells.append(_has(compared, n, own, joined=len(source.cards) > 1))
        elif n in near:
            cells.append(blocks.cell("no words of its own", "near", note=_near(near[n])))
        else:
            note = f"named {named[n]:,} ×" if n in named else "not named" if source.named else ""
            cells.append(blocks.cell("no words found", "lacks", note=note))
    roles = dict.fromkeys(card.role for card in source.cards if card.role)
    return blocks.row(
        source.name, cells, note="; ".join(roles), lines=[x for card in source.cards for x in _passages(compared, card)]
    )


def _has(compared: Compared, n: int, cards: Sequence[Card], *, joined: bool) -> Block:
    words = sum(card.words for card in cards)
    other = [card.name for card in cards if card.name != cards[0].name]
    link = blocks.query(compared.key(n), cards[0].source_id)
    how = next((_HOW[card.how] for card in cards if card.how in _HOW), "") if joined else ""
    note = "; ".join(part for part in (f"also {', '.join(other)}" if other else "", how) if part)
    return blocks.cell(counted(words, "word"), note=note, link=link, label=f"{cards[0].name}: {words} words in {letter(n)}")


def _near(near: Near) -> str:
    return {
        "speaks for": f"{near.name or 'somebody'} speaks for the same body",
        "unclear": "a name there may mean it",
        "named": "named among the words that name a source",
        "quoted": "the same quotation stands there under another name or none",
    }[near.tie]


def _passages(compared: Compared, card: Card) -> list[Block]:
    return [
        blocks.line(
            passage.text,
            letter=letter(passage.article),
            where=f"sentence {passage.sentence}" if passage.sentence else "headline",
            link=blocks.query(compared.key(passage.article), passage.attribution),
        )
        for passage in card.passages
    ]
