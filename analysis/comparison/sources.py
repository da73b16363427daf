"""Sources that some of the compared articles have and others lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from analysis.annotation import Source, SourceType
from analysis.comparison import identity, names, passages
from analysis.comparison.identity import Actor, How, Naming
from analysis.comparison.passages import Passage
from analysis.result import Analysis

#: Why an article that has no card of a source does not simply lack it: somebody speaks for the same body there; a naming there
#: may mean it; its name stands in a source's words there; the same quotation stands there under another name or none.
Tie = Literal["speaks for", "unclear", "named", "quoted"]

#: Fewest words of a card that counts; with less nobody was heard ("voted against").
LEAST_WORDS = 3


@dataclass(frozen=True)
class Card:
    """A source as one article has it.

    Attributes:
        article: position among the articles compared, counted from 0.
        how: the rule by which the card is held to be this source.
        words: words of the text given to it.
        passages: what they are and where.
    """

    article: int
    source_id: str
    name: str
    role: str | None
    how: How
    words: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Near:
    """An article without a card of the source, and what stands there for it.

    Attributes:
        name: of whoever speaks for the same body there, else None.
    """

    article: int
    tie: Tie
    name: str | None = None


@dataclass(frozen=True)
class ComparedSource:
    """One source in all compared articles.

    Attributes:
        name: its fullest naming.
        cards: in the order of the articles; an article may have two ("Tokyo", "Japan").
        near: articles that may have it after all, or through somebody else.
        lacking: articles in which no words of it were found. That says nothing of why.
        named_in: of these, how often each that names it does so: (article, namings).
    """

    name: str
    named: bool
    type: SourceType
    cards: tuple[Card, ...]
    near: tuple[Near, ...]
    lacking: tuple[int, ...]
    named_in: tuple[tuple[int, int], ...]

    @property
    def words(self) -> int:
        """Words given to it in all articles."""
        return sum(card.words for card in self.cards)


@dataclass(frozen=True)
class Joined:
    """The actors behind the source cards of several articles."""

    actors: tuple[Actor, ...]

    @cached_property
    def numbers(self) -> Mapping[tuple[int, str], int]:
        """(article, source id) -> the actor's number."""
        return {(n.article, n.id): number for number, actor in enumerate(self.actors) for n, _ in actor.members}


def join(articles: Sequence[Analysis]) -> Joined:
    """Which cards of several articles are one source; see `identity.py` for the rules.

    Left out are cards that give the reader no source: with fewer than `LEAST_WORDS` words of their own, or unnamed and of no
    kind that could be told.
    """
    cards = [(n, card) for n, article in enumerate(articles) for card in article.sources if _counts(card)]
    parties = (Naming.of(n, party) for n, article in enumerate(articles) for party in article.parties)
    return Joined(tuple(identity.join((Naming.of(n, card) for n, card in cards), parties)))


def _counts(card: Source) -> bool:
    if not card.named and card.type == "unknown":
        return False
    return card.words >= LEAST_WORDS


def find(articles: Sequence[Analysis], joined: Joined, quoted: Mapping[tuple[int, str], set[int]]) -> tuple[ComparedSource, ...]:
    """Every source of the articles: named ones first, then by the words given to them.

    Args:
        quoted: (article, source id) -> the articles that share a quotation of that source, whomever they lay it to.
    """
    found = [_compared(articles, joined, actor, quoted) for actor in joined.actors]
    return tuple(sorted(found, key=lambda s: (not s.named, -s.words, s.name)))


def _compared(
    articles: Sequence[Analysis], joined: Joined, actor: Actor, quoted: Mapping[tuple[int, str], set[int]]
) -> ComparedSource:
    fullest = actor.fullest
    by_id = {(n, card.id): card for n, article in enumerate(articles) for card in article.sources}
    members = sorted(actor.members, key=lambda m: (m[0].article, by_id[m[0].article, m[0].id].first))
    cards = [
        Card(n.article, n.id, n.name, n.role, how, card.words, passages.of(articles[n.article], n.article, n.id))
        for n, how in members
        if (card := by_id[n.article, n.id])
    ]
    without = [n for n in range(len(articles)) if n not in actor.articles]
    near = [tie for n in without if (tie := _near(n, articles, joined, actor, quoted)) is not None]
    held = {tie.article for tie in near}
    lacking = tuple(n for n in without if n not in held)
    forms = [n for n, _ in actor.members if n.named]
    counts = ((n, len(passages.namings(articles[n].article.text, forms))) for n in lacking)
    return ComparedSource(
        name=fullest.name,
        named=fullest.named,
        type=fullest.type,
        cards=tuple(cards),
        near=tuple(near),
        lacking=lacking,
        named_in=tuple((n, count) for n, count in counts if count),
    )


def _near(
    n: int, articles: Sequence[Analysis], joined: Joined, actor: Actor, quoted: Mapping[tuple[int, str], set[int]]
) -> Near | None:
    """What stands in an article in the place of a source that has no card there."""
    for other in joined.actors:
        if other is not actor and n in other.articles and _same_body(actor, other):
            return Near(n, "speaks for", next(naming.name for naming, _ in other.members if naming.article == n))
    if n in actor.unclear:
        return Near(n, "unclear")
    forms = [naming for naming, _ in actor.members if naming.named]
    if passages.named_as_source(articles[n], forms):
        return Near(n, "named")
    if any(n in quoted.get((naming.article, naming.id), ()) for naming, _ in actor.members):
        return Near(n, "quoted")
    return None


def _same_body(one: Actor, other: Actor) -> bool:
    """Whether one speaks for the other, or both for the same body."""
    ours, theirs = ([n.speaks_for for n, _ in actor.members if n.speaks_for] for actor in (one, other))
    if any(_is(body, n) for body in ours for n, _ in other.members if n.named):
        return True
    if any(_is(body, n) for body in theirs for n, _ in one.members if n.named):
        return True
    return any(names.same_body(a, b, government=True) or names.same_person(names.person(a), names.person(b))
               for a in ours for b in theirs)  # fmt: skip


def _is(body: str, naming: Naming) -> bool:
    if naming.person:
        full = names.person(body)
        return names.same_person(full, naming.words) or names.short_for(full, naming.words)
    return names.same_body(body, naming.name, government=naming.type == "government")
