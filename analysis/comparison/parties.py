"""Parties that are silent in one article and heard in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation import Party, SourceType
from analysis.comparison import identity, names, passages
from analysis.comparison.identity import Naming
from analysis.result import Analysis

#: Fewest words for a party to be heard; one with fewer is called neither heard nor silent.
LEAST_WORDS = 5


@dataclass(frozen=True)
class Presence:
    """A party in one article.

    Attributes:
        article: position among the articles compared, counted from 0.
        mentions: namings in the text.
        words: words given to it, by its own card and by those whom its article joins to it.
        through: words given to others who speak for it, beyond these.
        tied: its name stands among the words that name a source ("a statement from its office"), so that it may be heard
            though it has no words of its own.
    """

    article: int
    party_ids: tuple[str, ...]
    mentions: int
    words: int
    through: int
    tied: bool

    @property
    def heard(self) -> bool:
        return self.words + self.through >= LEAST_WORDS

    @property
    def silent(self) -> bool:
        return self.words + self.through == 0 and not self.tied


@dataclass(frozen=True)
class ComparedParty:
    """A party in all articles that are about it: named twice or more, or speaking.

    Attributes:
        silent: articles that name it and give it no words.
        heard: articles that give it at least `LEAST_WORDS` words.
        absent: articles of which it is no party.
    """

    name: str
    type: SourceType
    presences: tuple[Presence, ...]
    absent: tuple[int, ...]

    @property
    def silent(self) -> tuple[Presence, ...]:
        return tuple(p for p in self.presences if p.silent)

    @property
    def heard(self) -> tuple[Presence, ...]:
        return tuple(p for p in self.presences if p.heard)


def find(articles: Sequence[Analysis]) -> tuple[ComparedParty, ...]:
    """Every party, those silent here and heard there first, then by namings. An unclear naming counts for nobody."""
    parties = {(n, party.id): party for n, article in enumerate(articles) for party in article.parties}
    actors = identity.join(Naming.of(n, party) for (n, _), party in parties.items())
    found = []
    for actor in actors:
        members = [(naming.article, parties[naming.article, naming.id]) for naming, _ in actor.members]
        named = [naming for naming, _ in actor.members if naming.named]
        presences = tuple(_presence(articles[n], n, [p for m, p in members if m == n], named) for n in sorted(actor.articles))
        absent = tuple(n for n in range(len(articles)) if n not in actor.articles and n not in actor.unclear)
        found.append(ComparedParty(actor.fullest.name, actor.fullest.type, presences, absent))
    return tuple(sorted(found, key=lambda p: (not (p.silent and p.heard), -sum(q.mentions for q in p.presences), p.name)))


def _presence(article: Analysis, n: int, parties: Sequence[Party], named: Sequence[Naming]) -> Presence:
    own = {s for p in parties for s in (p.source_id, *p.sources)}
    through = sum(
        s.words for s in article.sources if s.speaks_for and s.id not in own and any(_is(p, s.speaks_for) for p in parties)
    )
    return Presence(
        article=n,
        party_ids=tuple(p.id for p in parties),
        mentions=sum(p.mentions for p in parties),
        words=sum(p.words for p in parties),
        through=through,
        tied=passages.named_as_source(article, named),
    )


def _is(party: Party, body: str) -> bool:
    return body == party.name or body in party.aliases or names.same_body(body, party.name, government=party.type == "government")
