"""The named actors of an article: entity mentions of text and title, clustered under one name each.

The rules are the common ones of news prose: a person is named in full once, then by the last (or first) name; an
organization in full, then by its initials or with "the"; a country by its name or its first word ("the North").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.annotation import Field, SourceType
from analysis.annotators.given_names import GIVEN
from analysis.document import Parsed, Token

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady prof professor sen senator rep representative gov governor president vice prime "
    "minister chancellor secretary general gen col colonel capt captain lt sgt sergeant judge justice mayor king queen "
    "prince princess pope rev reverend father sister brother chief chairman chairwoman ambassador councillor councilman "
    "councilwoman former attorney speaker spokesman spokeswoman director commissioner deputy".split()
)
FEMALE = frozenset(
    "mrs ms miss lady queen princess sister mother daughter wife widow aunt niece girlfriend spokeswoman chairwoman "
    "congresswoman businesswoman actress woman girl councilwoman policewoman grandmother".split()
)
MALE = frozenset(
    "mr sir lord king prince brother father son husband widower uncle nephew boyfriend spokesman chairman congressman "
    "businessman actor man boy councilman policeman grandfather".split()
)
#: Titles that stand right before a person's name and before no other.
_BEFORE_NAMES = frozenset(
    "mr. mrs. ms. mr mrs ms dr. dr sen. sen rep. rep gov. gov lt. sgt. gen. col. capt. prof. rev. senator congressman "
    "congresswoman governor chairman chairwoman spokesman spokeswoman ambassador".split()
)
#: Nouns that introduce a person by what he or she does.
PERSONS = frozenset(
    "leader owner teacher lecturer professor farmer engineer doctor nurse midwife lawyer writer author editor reporter "
    "player coach driver worker analyst expert official member founder director manager secretary president minister "
    "diplomat activist resident student spokesman spokeswoman adviser advisor aide researcher chairman chief executive "
    "officer judge senator mayor".split()
)
_GOVERNMENT = re.compile(
    r"\b(ministry|department|government|white house|kremlin|pentagon|senate|congress|parliament|house of|police|court|council|"
    r"administration|agency|bureau|commission|cabinet|army|navy|air force|military|embassy|state department|"
    r"united nations|european union|fbi|cia|nsa|epa|irs|doj|dhs|un|eu|nato|fed|fleet|coast guard|marines|authority|"
    r"secret service|supreme court)\b",
    re.IGNORECASE,
)
#: Newsrooms and pollsters, also where the parser takes one for a person or an agency of state.
_KNOWN_OUTLET = re.compile(
    r"^(reuters|breitbart|politico|axios|vox|slate|bloomberg|tass|xinhua|buzzfeed|huffpost|newsmax|gallup|quinnipiac|cnn|msnbc|npr|bbc|"
    r"abc|nbc|cbs|pbs|fox news|c-span|cnbc|usa today|daily caller|the hill|forbes)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    _KNOWN_OUTLET.pattern + r"|\b(news|times|post|journal|herald|tribune|gazette|press|magazine|news agency|newspaper)$",
    re.IGNORECASE,
)
#: Last words of names that are no person's, though a given name opens them.
_NO_SURNAME = frozenset(
    "inc co corp company group foundation institute university college school center centre hospital bank hotel street avenue "
    "airport park county city island bay beach house hall church library times post news press journal report show network party "
    "campaign committee commission administration team caucus pac fund trust association society alliance project act bill law "
    "firm partners brothers sons dodge motors airlines media studios records stadium arena field theater theatre museum "
    "corporation tech organization service union club court circuit command valley awards democrats republicans stores state "
    "securities energy pharmaceuticals".split()
)
#: Names that open with a state's or a city's initials are no person's.
_OF_A_STATE = re.compile(r"(?:U\.S|U\.N|U\.K|E\.U|D\.C|L\.A|N\.Y)\b")
#: Firms and teams that are named like persons, or as places that are given names too.
_KNOWN_FIRM = re.compile(r"^(?:morgan stanley|charles schwab|j\.?p\.? morgan|charlotte hornets)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}\s?[A-Z][a-z]")
_SIDES = frozenset({"north", "south", "east", "west"})
_KINDS = {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"}
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
#: Words that the parser's entities often carry or are, and that name nobody.
_NOBODY = frozenset("the a an this that he she it they who i we you his her their".split())


@dataclass
class Actor:
    """One named actor.

    Attributes:
        mentions: (field, start, end) of each naming, in order.
        gender: "f", "m" or "" where the text does not tell.
        role: the words that its first naming carries as title or apposition, or None.
    """

    name: str
    type: SourceType
    aliases: list[str] = field(default_factory=list)
    mentions: list[tuple[Field, int, int]] = field(default_factory=list)
    gender: str = ""
    role: str | None = None

    @property
    def words(self) -> list[str]:
        return self.name.split()


class Actors:
    """The actors of an article, found by name or by place."""

    def __init__(self) -> None:
        self.all: list[Actor] = []
        self._by_name: dict[str, Actor] = {}
        self._by_part: dict[str, list[Actor]] = {}
        self._at: dict[tuple[Field, int], Actor] = {}

    def at(self, field_: Field, token: Token) -> Actor | None:
        """The actor whose naming holds a token."""
        return self._at.get((field_, token.index))

    def named(self, word: str) -> Actor | None:
        """The actor that a single capitalized word names: its whole name, or a person's first or last."""
        key = word.lower()
        found = self._by_name.get(key)
        return found or next((a for a in reversed(self._by_part.get(key, [])) if a.type == "person"), None)

    def add(self, parsed: Parsed, tokens: Sequence[Token]) -> Actor | None:
        """Put one mention under its actor, a new one where none fits; None where the mention names nobody."""
        name = _clean(parsed, tokens)
        if not name or not any(c.isalpha() for c in name):
            return None
        kind = tokens[0].entity
        actor = self._known(name, kind)
        if actor is None:
            actor = Actor(name, _type(name, kind))
            self.all.append(actor)
            self._index(actor, name)
        elif len(name.split()) > len(actor.words) and actor.type == "person":
            actor.name = name
            self._index(actor, name)
        surface = parsed.text[tokens[0].start : tokens[-1].end]
        surface = _POSSESSIVE.sub("", surface)
        if surface not in actor.aliases:
            actor.aliases.append(surface)
        actor.mentions.append((parsed.field, tokens[0].start, tokens[0].start + len(surface)))
        for token in tokens:
            self._at[parsed.field, token.index] = actor
        # Later single names go to the actor named last ("Kim" after "Kim Yo Jong").
        for part in name.split():
            actors = self._by_part.setdefault(part.lower(), [])
            if actor in actors:
                actors.remove(actor)
                actors.append(actor)
        return actor

    def _index(self, actor: Actor, name: str) -> None:
        self._by_name[name.lower()] = actor
        words = name.split()
        if actor.type in ("person", "organization") or len(words) > 1:
            for part in {words[0].lower(), words[-1].lower()}:
                self._by_part.setdefault(part, []).append(actor)
        initials = "".join(w[0] for w in words if w[:1].isupper())
        if actor.type != "person" and len(initials) > 1:
            self._by_name.setdefault(initials.lower(), actor)

    def _known(self, name: str, kind: str) -> Actor | None:
        key = name.lower()
        if key in self._by_name:
            return self._by_name[key]
        words = key.split()
        if len(words) == 1:
            for actor in reversed(self._by_part.get(words[0], [])):
                person = actor.type == "person" and kind in ("PERSON", "ORG", "GPE", "NORP")
                if person or (words[0] in _SIDES and actor.type == "government"):
                    return actor
            return None
        if kind == "PERSON":
            # "Fumio Kishida" after "Kishida", "Kim Yo Jong" after nothing but "Kim Jong Un": the parts must not contradict.
            for actor in reversed([*self._by_part.get(words[0], []), *self._by_part.get(words[-1], [])]):
                theirs = [w.lower() for w in actor.words]
                if actor.type == "organization" and theirs == [words[-1]] and not _OUTLET.search(actor.name):
                    actor.type = "person"  # the parser took "Hamada" for a firm until the full name came
                    return actor
                if actor.type == "person" and (len(theirs) == 1 or (theirs[0] == words[0] and set(theirs) <= set(words))):
                    return actor
        return None


def is_outlet(actor: Actor) -> bool:
    """Whether an actor is a newsroom or a pollster by its name."""
    return actor.type != "person" and _OUTLET.search(actor.name) is not None


def find(fields: Sequence[Parsed]) -> Actors:
    """All actors of an article, its text first, then its title."""
    actors = Actors()
    for parsed in fields:
        run: list[Token] = []
        for token in [*parsed.tokens, None]:
            if run and (token is None or token.entity_start or token.entity != run[0].entity):
                _close(actors, parsed, run)
                run = []
            if token is not None and token.entity in _KINDS:
                run.append(token)
            elif token is not None and token.pos == "PROPN" and token.text.lower() in _SIDES and _after_the(parsed, token):
                _close(actors, parsed, [token])
    for actor in actors.all:
        _describe(actor, fields)
    return actors


def _after_the(parsed: Parsed, token: Token) -> bool:
    """ "The North" as an actor: capitalized, after "the", with no name behind it."""
    before = parsed.tokens[token.index - 1] if token.index else None
    behind = parsed.tokens[token.index + 1] if token.index + 1 < len(parsed.tokens) else None
    return before is not None and before.lemma == "the" and token.text[0].isupper() and (behind is None or behind.pos != "PROPN")


def _close(actors: Actors, parsed: Parsed, run: list[Token]) -> None:
    if run[0].entity == "NORP" and run[-1].pos == "ADJ" and run[-1].dep in ("amod", "compound"):
        return  # "Japanese citizens" names no actor
    while run and (run[0].text.lower() in _NOBODY or run[0].tag == "POS"):
        run = run[1:]
    while run and run[-1].tag == "POS":
        run = run[:-1]
    if run and run[0].entity == "PERSON":
        number = next((n for n, t in enumerate(run) if t.text[0].isdigit()), len(run))
        run = run[:number]  # "Ida Marl 2 Hours Late": no name goes on behind a number
    inner = next((n for n, t in enumerate(run) if n and (t.tag == "POS" or t.text in ("’", "'"))), 0)
    rest = run[inner + 1 :]
    if inner and len(rest) in (2, 3) and _OUTLET.search(parsed.text[run[0].start : run[inner - 1].end]):
        actors.add(parsed, run[:inner])  # "NPR's Jan Kok" names two
        run = [replace(t, entity="PERSON") for t in rest]
    if run and run[0].entity in ("ORG", "GPE") and _looks_a_person(parsed, run):
        run = [replace(t, entity="PERSON") for t in run]
    if run and any(t.pos in ("PROPN", "NOUN", "ADJ", "X") for t in run):
        actors.add(parsed, run)


def _looks_a_person(parsed: Parsed, run: Sequence[Token]) -> bool:
    """Whether a name that the parser gave to an organization or a place is a person's by its form or by the title before it."""
    words = [t for t in run if t.tag != "POS"]
    name = parsed.text[words[0].start : words[-1].end] if words else ""
    if not 1 <= len(words) <= 3 or words[-1].text.lower() in _NO_SURNAME or not all(t.text[:1].isupper() for t in words):
        return False
    if _GOVERNMENT.search(name) or _OUTLET.search(name) or _OF_A_STATE.match(name) or _KNOWN_FIRM.match(name):
        return False
    if len(words) > 1 and (words[0].text.lower() in GIVEN or _INITIALS.match(name)):
        return True
    before = parsed.tokens[words[0].index - 1] if words[0].index else None
    return before is not None and before.text.lower() in _BEFORE_NAMES


def _clean(parsed: Parsed, tokens: Sequence[Token]) -> str:
    """A naming without titles before it, possessive and doubled blanks."""
    kept = [t for t in tokens if t.tag != "POS"]
    while len(kept) > 1 and kept[0].text.lower().strip(".") in TITLES | _NOBODY:
        kept = kept[1:]
    surface = parsed.text[kept[0].start : kept[-1].end] if kept else ""
    return " ".join(_POSSESSIVE.sub("", surface).split())


def _type(name: str, kind: str) -> SourceType:
    if _KNOWN_OUTLET.search(name) or _KNOWN_FIRM.match(name) or (kind != "PERSON" and _OUTLET.search(name)):
        return "organization"
    if kind == "PERSON":
        return "person"
    if kind in ("GPE", "NORP", "LOC") or not kind or _GOVERNMENT.search(name):
        return "government" if kind != "NORP" else "group"
    return "organization"


def _describe(actor: Actor, fields: Sequence[Parsed]) -> None:
    """Gender and role from the titles, kin words and appositions around the namings."""
    by_field = {p.field: p for p in fields}
    for name, start, end in actor.mentions:
        parsed = by_field[name]
        inside = parsed.tokens_in(start, end)
        if not inside:
            continue
        head, first = parsed.tokens[inside[-1]], parsed.tokens[inside[0]]
        words: list[Token] = []
        i = first.index - 1
        sentence = parsed.sentence_of[first.index]
        while (
            i >= 0
            and parsed.sentence_of[i] == sentence
            and parsed.tokens[i].pos in ("PROPN", "NOUN", "ADJ")
            and len(words) < 5
            and parsed.tokens[i].text != ","
        ):
            words.insert(0, parsed.tokens[i])
            i -= 1
        apposed = [k for k in parsed.children[head.index] if parsed.tokens[k].dep == "appos"]
        if parsed.tokens[head.head].pos in ("NOUN", "PROPN") and head.dep == "appos":
            apposed.append(head.head)
        if actor.type != "person":
            # The parser took a name for an organization's, but the article introduces a person: "Toru Hamada, an engineer".
            nouns = {parsed.tokens[k].lemma.lower() for k in apposed} if len(actor.words) in (2, 3) else set()
            if not nouns & PERSONS and not any(n.endswith(("eer", "ist", "ian", "man", "woman")) for n in nouns):
                return
            actor.type = "person"
        titles = [t for t in words if t.pos in ("PROPN", "NOUN") or t.lemma == "former"]
        inner = [t for t in parsed.tokens[first.index : head.index + 1] if t.text.lower().strip(".") in TITLES]
        role_span: tuple[int, int] | None = None
        if apposed and not actor.role:
            span = (
                [k for k in parsed.subtree(apposed[0]) if k < head.index or k > head.index]
                if apposed[0] != head.head
                else _before(parsed, head)
            )
            if span:
                role_span = (parsed.tokens[span[0]].start, parsed.tokens[span[-1]].end)
        elif titles and not actor.role and any(t.text.lower().strip(".") in TITLES or t.pos == "NOUN" for t in titles):
            role_span = (titles[0].start, titles[-1].end)
        if role_span is not None and role_span[1] - role_span[0] <= 90:
            actor.role = parsed.text[role_span[0] : role_span[1]].strip(" ,")
            actor.role = " ".join(actor.role.split())
        for token in [*titles, *inner, *(parsed.tokens[k] for k in apposed)]:
            word = token.lemma.lower().strip(".")
            actor.gender = actor.gender or ("f" if word in FEMALE else "m" if word in MALE else "")


def _before(parsed: Parsed, head: Token) -> list[int]:
    """The words of the noun that a name is apposed to, up to the name: "Kim Jong Un's sister"."""
    return [k for k in parsed.subtree(head.head) if k < head.index and k <= head.head]
