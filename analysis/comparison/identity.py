"""Puts the sources, or the parties, of several articles together: which of them are one actor, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysis.annotation import Party, Source, SourceType
from analysis.comparison import names

#: Why a naming was put with the others: the same name; a surname that one actor alone bears here; the office that another
#: article gives a named person; the same description of somebody unnamed, which need not mean the same people.
How = Literal["name", "surname", "role", "description"]


@dataclass(frozen=True)
class Naming:
    """How one article calls an actor.

    Attributes:
        article: position of the article, counted from 0.
        id: of the source card, or of the party.
        aliases: the naming's other forms.
        named: by a proper name; "the town council" is a description, though it tells the reader who is meant.
    """

    article: int
    id: str
    name: str
    aliases: tuple[str, ...]
    type: SourceType
    named: bool
    role: str | None
    speaks_for: str | None

    @classmethod
    def of(cls, article: int, card: Source | Party) -> Naming:
        """The naming of a source card or a party."""
        if isinstance(card, Party):
            named = card.type != "group"
            return cls(article, card.id, card.name, card.aliases, card.type, named and names.is_proper(card.name), None, None)
        named = card.named and names.is_proper(card.name)
        return cls(article, card.id, card.name, card.aliases, card.type, named, card.role, card.speaks_for)

    @property
    def person(self) -> bool:
        return self.named and self.type == "person"

    @property
    def words(self) -> names.Words:
        """A person's name without titles, or the words of any other name."""
        return names.person(self.name) if self.person else names.words(self.name)


@dataclass
class Actor:
    """The namings of one actor in all articles, with the rule that put each here.

    Attributes:
        unclear: articles with a naming that may mean this actor or another one ("Kim" where two are told of).
    """

    members: list[tuple[Naming, How]] = field(default_factory=list)
    unclear: set[int] = field(default_factory=set)

    @property
    def fullest(self) -> Naming:
        """The name of most words, of these the first; without a name, the first description."""
        return max((naming for naming, _ in self.members), key=lambda n: (n.named, len(n.words) * n.named))

    @property
    def articles(self) -> set[int]:
        return {naming.article for naming, _ in self.members}


def join(namings: Iterable[Naming], others: Iterable[Naming] = ()) -> list[Actor]:
    """Actors in the order of their first naming; every naming stands under one actor, or is unclear under several.

    Args:
        others: namings of actors that are not to be joined, but may bear the surname of one that is.
    """
    given = list(namings)
    persons = [naming.words for naming in (*given, *others) if naming.person and len(naming.words) > 1]
    actors: list[Actor] = []
    later: list[Naming] = []
    for naming in given:
        if naming.person and len(naming.words) == 1:
            later.append(naming)
        elif naming.named:
            _add(actors, naming)
        else:
            later.append(naming)
    _join_chains(actors)
    for naming in sorted(later, key=lambda n: not n.named):
        if naming.person:
            _by_surname(actors, naming, persons)
        else:
            _by_description(actors, naming)
    place = {naming: n for n, naming in enumerate(given)}
    return sorted(actors, key=lambda actor: min((place[n] for n, _ in actor.members)))


def same(a: Naming, b: Naming) -> bool:
    """Whether two full names are one actor's. Where the parser took one for a person and the other not, they must be equal."""
    if a.person != b.person:
        return len(a.words) > 1 and names.words(a.name) == names.words(b.name)
    if a.person:
        return names.same_person(a.words, b.words)
    government = a.type == b.type == "government"
    forms_a, forms_b = ([n.name, *(alias for alias in n.aliases if names.is_name(alias))] for n in (a, b))
    return any(names.same_body(x, y, government=government) for x in forms_a for y in forms_b)


def _add(actors: list[Actor], naming: Naming) -> None:
    for actor in actors:
        if any(same(naming, other) for other, _ in actor.members):
            actor.members.append((naming, "name"))
            return
    actors.append(Actor([(naming, "name")]))


def _join_chains(actors: list[Actor]) -> None:
    """Joins actors that a later naming showed to be one ("FBI", "Bureau of Investigation" and then both)."""
    done = 0
    while done < len(actors):
        actor = actors[done]
        twin = next(
            (o for o in actors[done + 1 :] if any(same(a, b) for a, _ in actor.members for b, _ in o.members)),
            None,
        )
        if twin is None:
            done += 1
            continue
        actor.members += twin.members
        actors.remove(twin)


def _by_surname(actors: list[Actor], naming: Naming, persons: Sequence[names.Words]) -> None:
    """A person of one name goes to the one person who bears it as a surname, or who is called so in his or her own article."""
    short = naming.words
    fits = [actor for actor in actors if any(n.person and _called(n, short) for n, _ in actor.members)]
    bearers = [full for full in persons if names.short_for(short, full)]
    several = any(not names.same_person(a, b) for n, a in enumerate(bearers) for b in bearers[n + 1 :])
    if len(fits) == 1 and not several:
        fits[0].members.append((naming, "surname"))
        return
    if not fits:
        actors.append(Actor([(naming, "name")]))
        return
    for actor in fits:
        actor.unclear.add(naming.article)
    actors.append(Actor([(naming, "name")], {actor_article for actor in fits for actor_article in actor.articles}))


def _called(naming: Naming, short: names.Words) -> bool:
    forms = [names.person(alias) for alias in naming.aliases if names.is_name(alias)]
    return naming.words == short or names.short_for(short, naming.words) or short in forms


def _by_description(actors: list[Actor], naming: Naming) -> None:
    key = names.description(naming.name)
    if key is None:
        actors.append(Actor([(naming, "description")]))
        return
    if naming.type == "person":  # "the chief executive", an office that another article gives to somebody named
        holders = [actor for actor in actors if any(n.person and _holds(n.role, key) for n, _ in actor.members)]
        if len(holders) == 1:
            holders[0].members.append((naming, "role"))
            return
    for actor in actors:
        if any(not n.named and n.type == naming.type and names.description(n.name) == key for n, _ in actor.members):
            actor.members.append((naming, "description"))
            return
    actors.append(Actor([(naming, "description")]))


def _holds(role: str | None, office: names.Words) -> bool:
    """Whether a role names an office, whatever stands before it ("the trust's chief executive": "chief executive")."""
    held = names.words(role or "")
    runs: Sequence[names.Words] = [held[at : at + len(office)] for at in range(len(held) - len(office) + 1)]
    return office in runs
