"""Who is named where: every name and definite description of the text, put to the real actor that it stands for.

Rules of news prose, as in docs/coding-rules.md ("Parties"): a person and his or her office or body are two actors; a state, its
capital, its government and its unnamed officials are one; a political party is one with its members in general; "the mayor"
is the person whom the article calls so. Pronouns are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.annotation import SourceType, Span
from analysis.annotators import states
from analysis.annotators.entities import FEMALE, MALE, TITLES, Actor, Actors, is_outlet
from analysis.annotators.source_kinds import ANONYMOUS, GOVERNMENT, GROUP, ORGANIZATION, SPOKESPERSON, is_person
from analysis.document import Parsed, Token

#: Whose administration is that of the United States; one of another owner is an actor of its own.
_PRESIDENTS = frozenset("trump biden obama bush clinton reagan carter nixon us u.s. american federal white house".split())
#: Prepositions before one who does something or to whom something is done.
_TOWARD = frozenset("by with against between toward towards".split())
_DEFINITE = frozenset("the this that these those such his her their its my our your".split())
_INDEFINITE = frozenset("a an another".split())
#: Whoever speaks or acts for a state without a name of its own.
_OFFICIALS = frozenset(
    "official government regime administration diplomat authority spokesman spokeswoman spokesperson counterpart "
    "leadership".split()
)
#: Offices whose holder, with "the", is a person that the article has named.
_MEMBERS = frozenset(
    "lawmaker legislator senator member congressman colleague leader leadership official politician candidate".split()
)
_PARTIES = {
    "republican": "republican", "republicans": "republican", "gop": "republican", "g.o.p.": "republican", "republican party": "republican",  # noqa: E501
    "democrat": "democrat", "democrats": "democrat", "dem": "democrat", "dems": "democrat", "democratic": "democrat", "democratic party": "democrat",  # noqa: E501
    "tory": "conservative", "tories": "conservative", "labour": "labour", "labour party": "labour", "conservative party": "conservative",  # noqa: E501
}  # fmt: skip
#: Populations at large, and speakers without identity: a group only where the article sets it apart by a word of its own.
_AT_LARGE = frozenset(
    "people person man woman child kid voter citizen taxpayer consumer american adult parent family student worker "
    "public many some most other one everyone reader viewer user resident individual human youth player country "
    "nation state city town member group crowd world community life population generation".split()
)
_NO_IDENTITY = frozenset(ANONYMOUS) - {"official", "authority"}
#: Bodies that are named again by their kind alone.
_BODIES = (
    GOVERNMENT | ORGANIZATION | {"corporation", "giant", "manufacturer", "maker", "airline", "retailer", "startup", "office"}
)
#: Things that the lists of speakers hold and that are places, media or bodies in general.
_NO_ACTORS = frozenset(
    "site blog radio channel media medium program programme project track state country nation world power house "
    "church school station press fund trust league report network machine field paper newspaper magazine campaign "
    "board chamber outlet".split()
)
_FIXED = frozenset(
    "administration foundation campaign team act bill law center centre museum university tower institute era "
    "doctrine machine".split()
)
#: Words that end like a word for a person and are none.
_NO_PERSONS = frozenset(
    "number border chamber floor order power paper letter matter character center water weather summer winter corner "
    "disorder error terror factor sector door majority minority river quarter chapter computer server tower "
    "shooter-proof murder dinner newspaper manner disaster november december october september sister-in-law gender "
    "career pioneer-style beer officer-involved color honor labor favor harbor humor mirror minor major elite "
    "incentive initiative executive-order objective alternative perspective narrative motive archive drive list twist "
    "protest request trust interest wrist assist resist exist plant grant warrant restaurant want committee fee "
    "guarantee coffee degree tree knee employee-owned layer layover prayer offer buffer tier barrier carrier-based "
    "frontier banner counter encounter register monster cluster filter poster master shelter theater trailer percent "
    "percentage half third authority shoulder employer one cover answer fever never ever whatever other another "
    "together rather whether former latter later after under over member tweeter twitter newsletter transfer charter "
    "helicopter laser paperwork thriller folder ladder danger anger finger trigger hunger linger passenger-side "
    "merger ledger budget sensor tumor rumor vapor motor tractor reactor vector mayor-elect clever liver silver "
    "shower flower lower super copper pepper user-base".split()
) - {"member"}
#: Persons by what they are that no ending tells.
_PERSON_NOUNS = frozenset(
    "rabbi priest imam cleric bishop cop suspect victim heir thug rebel chief guard aide star bride groom billionaire "
    "millionaire dean ambassador candidate nominee".split()
)
_COLLECTIVE = frozenset("elite establishment public crowd community family staff audience youth media crew couple".split())
#: Words that take up the person named last, without having introduced anybody.
_TAKES_UP = frozenset(
    "billionaire millionaire dean candidate nominee lawmaker congressman congresswoman businessman businesswoman "
    "mogul tycoon actor actress singer star author veteran politician incumbent officer commissioner democrat "
    "republican senator governor mayor minister hopeful contender".split()
)
_OWNS = frozenset({"poss", "compound", "nmod"})
_GOES = frozenset("enter leave cross visit reach tour flee invade join exit".split())
_MOTION = frozenset("travel go come return fly move head drive walk march arrive trip journey tour visit flight way".split())
#: Shares and quantities: "a third", "60 percent", "a majority" are nobody in particular.
_QUANTITIES = frozenset(
    "percent percentage half third quarter majority minority many some most other everyone everybody nobody dozens number "
    "world left right population electorate".split()
)
#: Who is counted loosely is brought in without identity: "many officers", "several lawmakers".
_LOOSELY = frozenset("many several few most numerous countless".split())
#: Behind these a description compares or classes; it names nobody: "among the critics", "as the next mayor".
_CLASSING = frozenset("among as like unlike than".split())
#: Last words of the names of events, laws, works and products.
_NO_ACTOR_NAMES = re.compile(
    r"\b(?:oscars|emmys|grammys|golden globes|olympics|games|awards|festival|cup|bowl|championships?|parade|conference|summit|"
    r"day|week|act|bill|amendment|constitution|treaty|rule|accord|agreement|inquiry|war|avenue|street|road|boulevard|highway|"
    r"wall|bridge|building|obamacare|medicare|medicaid|social security|brexit)$|\sv\.?\s",
    re.IGNORECASE,
)
#: Bodies of state that their names do not call so by an office.
_STATE_BODY = re.compile(
    r"\b(?:protection|customs|patrol|service|enforcement|survey|reserve|inspectorate|administration)\b", re.IGNORECASE
)
_POLICE = re.compile(r"(?:\bpolice|\b[A-Z]{2,4}PD)$")
#: Letters of a party behind a politician's name: "Ida Marl, R-Orrin".
_PARTY_LETTER = re.compile(r",?\s*\(?([RD])(?:[-–.,)]|\s*$)")
#: Bodies that are a name by their kind.
_ONE_OF_ITS_KIND = frozenset("congress parliament senate house cabinet".split())
_NUMBER = re.compile(r"^\d[\d,]*(?:\.\d+)?$")
_COUNTS = {word: n for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}
_PLACE = frozenset("in at near across through outside inside around within over throughout into via".split())
#: Where people write; as with newsrooms, they are parties only where they do more than carry words.
_PLATFORMS = frozenset("twitter facebook instagram youtube snapchat tiktok whatsapp reddit tumblr".split())
_QUOTES = "\"'“”‘’"
#: What an editor puts into a name: "[Mayor Ida] Marl".
_BRACKETS = re.compile(r"[\[\]()]")


@dataclass
class Naming:
    """One naming in the text; `acts`: it is no mere place or adverbial."""

    start: int
    end: int
    head: Token
    acts: bool
    definite: bool


@dataclass
class Referent:
    """One real actor with all its namings in the text.

    Attributes:
        described: known by descriptions alone.
    """

    key: str
    name: str
    type: SourceType
    described: bool = False
    outlet: bool = False
    actors: list[Actor] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    _places: set[Span] = field(default_factory=set, repr=False, compare=False)

    def add(self, naming: Naming) -> None:
        """Take in a naming, unless there is one of the same words."""
        if (naming.start, naming.end) not in self._places:
            self._places.add((naming.start, naming.end))
            self.namings.append(naming)


class Cast:
    """The referents of one text, found by actor or by the token that heads a naming."""

    def __init__(self, parsed: Parsed, actors: Actors) -> None:
        self.parsed, self.actors = parsed, actors
        self.all: dict[str, Referent] = {}
        self.by_head: dict[int, Referent] = {}
        self._roles: dict[str, list[tuple[int, Referent]]] = {}
        self._told: dict[str, Referent] = {}
        self._last: dict[str, Referent] = {}  # the party and the campaign named last
        self._learn_roles()
        for head in self._heads():
            self._place(head)
        self._take_up()
        self._whole_names()
        self._join_officials()

    def of(self, actor: Actor) -> Referent | None:
        return self.all.get(self._key(actor))

    # What an actor of the article is

    def _state_of(self, actor: Actor) -> str | None:
        if actor.type == "person":
            return None
        for name in (actor.name, *actor.aliases):
            bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
            key = states.named(bare) or states.seat(bare)
            if key is not None:
                return key
        return None

    def _key(self, actor: Actor) -> str:
        name = re.sub(r"^the\s+", "", actor.name.lower())
        if actor.type == "person":
            return f"person:{id(self._fuller(actor))}"
        if (person := self._by_initials(actor.name)) is not None:
            return f"person:{id(self._fuller(person))}"
        if " " not in name and (whole := self._fuller(actor)) is not actor:
            return f"person:{id(whole)}"
        if (party := _PARTIES.get(name)) is not None:
            return f"party:{party}"
        if (state := self._state_of(actor)) is not None:
            return f"state:{state}"
        if name.endswith(" white house"):
            return f"state:{states.UNITED_STATES}"
        if _POLICE.search(actor.name) or name == "police":
            return "body:police"
        last = name.split()[-1]
        if last == "administration" and len(name.split()) == 2 and name.split()[0] in _PRESIDENTS:
            return f"state:{states.UNITED_STATES}"
        return f"actor:{id(actor)}"

    def _by_initials(self, name: str) -> Actor | None:
        """The person whose initials a name is: "IMR" of "Ida Marl-Rask"."""
        return self._initials.get(name) if 3 <= len(name) <= 4 else None

    @cached_property
    def _initials(self) -> dict[str, Actor]:
        """The first person for the initials of each name of several words."""
        out: dict[str, Actor] = {}
        for actor in self.actors.all:
            if actor.type == "person" and len(words := re.findall(r"[^\W\d_]+", actor.name)) > 2:
                out.setdefault("".join(w[0] for w in words).upper(), actor)
        return out

    def _fuller(self, actor: Actor) -> Actor:
        """The person whose longer name holds this one, also spelt otherwise: "De Blasio" in "Bill de Blasio"."""
        name = _BRACKETS.sub("", actor.name.lower())
        if " " not in name:
            same = _spelt_alike(name)
            return next(
                (
                    a
                    for a in self.actors.all
                    if a.type == "person" and a is not actor and " " in a.name and _spelt_alike(a.words[-1].lower()) == same
                ),
                actor,
            )
        return next(
            (a for a in self.actors.all if a.type == "person" and a is not actor and f" {name} " in f" {a.name.lower()} "), actor
        )

    def _referent(
        self, key: str, name: str, type_: SourceType, actor: Actor | None = None, *, described: bool = False
    ) -> Referent:
        found = self.all.get(key)
        if found is None:
            found = self.all[key] = Referent(key, name, type_, described)
        if actor is not None and actor not in found.actors:
            found.actors.append(actor)
            found.outlet = found.outlet or is_outlet(actor) or actor.name.lower() in _PLATFORMS or self._of_newsroom(actor)
            if found.described:
                found.name, found.described = actor.name, False
        return found

    def _of_actor(self, actor: Actor) -> Referent:
        key = self._key(actor)
        type_ = (
            "government" if key.startswith(("state:", "body:")) else "organization" if key.startswith("party:") else actor.type
        )
        return self._referent(key, actor.name, type_, actor)

    def _of_newsroom(self, actor: Actor) -> bool:
        """Whether the article brings a person in as a newsroom's: "the Ledger's Pim Rask"."""
        if actor.type != "person":
            return False
        for name, start, end in actor.mentions:
            for k in self.parsed.tokens_in(start, end) if name == "text" else ():
                for j in self.parsed.children[k]:
                    if self.parsed.tokens[j].dep == "poss":
                        owner = self.actors.at("text", self.parsed.tokens[j])
                        return owner is not None and owner is not actor and is_outlet(owner)
        return False

    # Roles: "the mayor" is the person whom the article calls a mayor

    def _learn_roles(self) -> None:
        tokens = self.parsed.tokens
        for actor in self.actors.all:
            if actor.type != "person":
                continue
            for name, start, end in actor.mentions:
                inside = self.parsed.tokens_in(start, end) if name == "text" else ()
                if not inside:
                    continue
                root = self._root(inside)
                words = [tokens[k] for k in self._left(root) if k < inside[0] and tokens[k].dep != "poss"]
                words += [tokens[k] for k in inside if tokens[k].text.lower().strip(".") in TITLES]
                for k in self.parsed.children[root]:
                    if tokens[k].dep == "appos":
                        words += [tokens[k], *self._one_among(tokens[k])]
                above = tokens[tokens[root].head]
                if self._of_administration(tokens[root]):
                    continue
                if tokens[root].dep == "appos" and above.pos in ("NOUN", "PROPN"):
                    words.append(above)
                if tokens[root].dep == "nsubj" and above.lemma == "be":
                    told = [tokens[k] for k in self.parsed.children[above.index] if tokens[k].dep == "attr"]
                    words += told
                    self._told.update({self._phrase(t): self._of_actor(actor) for t in told})
                words = [
                    w
                    for n, w in enumerate(words)
                    if w.index == inside[0] - 1 or w.index >= inside[0] or _lemma(w) in TITLES or w.dep in ("appos", "attr")
                ]
                for word in words:
                    lemma = _lemma(word)
                    if lemma in _NO_PERSONS or lemma in ("former", "vice", "general", "deputy"):
                        continue
                    lemma = {"sen": "senator", "rep": "congressman", "gov": "governor", "lt": "lieutenant"}.get(lemma, lemma)
                    if _is_person(lemma) or lemma in TITLES:
                        self._roles.setdefault(lemma, []).append((start, self._of_actor(actor)))

    def _one_among(self, head: Token) -> list[Token]:
        """What "one of the two officers" makes of a person: an officer."""
        tokens = self.parsed.tokens
        if head.lemma.lower() != "one":
            return []
        of = [k for k in self.parsed.children[head.index] if tokens[k].lemma == "of"]
        return [tokens[k] for p in of for k in self.parsed.children[p] if tokens[k].dep == "pobj"]

    def _of_administration(self, root: Token) -> bool:
        """Whether a name is a fixed part of an administration's: "the administration of President Ode"."""
        above = self.parsed.tokens[root.head]
        return root.dep == "pobj" and above.lemma == "of" and _lemma(self.parsed.tokens[above.head]) == "administration"

    def _phrase(self, head: Token) -> str:
        """A description in small letters without its article."""
        words = [self.parsed.tokens[k] for k in self._left(head.index)]
        return " ".join(t.text.lower() for t in [*words, head] if t.pos != "DET")

    # Namings

    def _heads(self) -> Iterator[Token]:
        inner = {i for a in self.actors.all for f, s, e in a.mentions if f == "text" for i in self.parsed.tokens_in(s, e)}
        roots = {
            self._root(self.parsed.tokens_in(s, e))
            for a in self.actors.all for f, s, e in a.mentions if f == "text" and self.parsed.tokens_in(s, e)
        }  # fmt: skip
        for token in self.parsed.tokens:
            if token.index in roots or (
                token.index not in inner
                and token.pos in ("NOUN", "PROPN")
                and token.dep not in ("compound", "nmod", "amod", "npadvmod")
            ):
                yield token

    def _root(self, inside: Sequence[int]) -> int:
        held = set(inside)
        return next((k for k in inside if self.parsed.tokens[k].head not in held or self.parsed.tokens[k].head == k), inside[-1])

    def _left(self, head: int) -> list[int]:
        """Words that hang on a noun before it, in one unbroken stretch with it."""
        drop: set[int] = set()
        for k in self.parsed.children[head]:
            if self.parsed.tokens[k].dep in ("relcl", "acl", "appos", "cc", "preconj", "conj", "prep"):
                drop.update(self.parsed.subtree(k))
        own = [k for k in self.parsed.subtree(head) if k < head and k not in drop]
        out: list[int] = []
        for k in range(head - 1, -1, -1):
            token = self.parsed.tokens[k]
            if k not in own or (token.text in {",", ";", ":", "(", ")", "—", "–", "--"}):
                break
            out.insert(0, k)
        while (
            out
            and self.parsed.tokens[out[0]].pos in ("ADP", "PUNCT", "ADV", "CCONJ", "SCONJ", "PRON")
            and (self.parsed.tokens[out[0]].lemma.lower() not in _DEFINITE and self.parsed.tokens[out[0]].text not in _QUOTES)
        ):
            out.pop(0)
        return out

    def _span(self, head: Token, actor_end: int | None) -> Span:
        left = self._left(head.index)
        start = self.parsed.tokens[left[0]].start if left else head.start
        end = actor_end or head.end
        if actor_end is None:
            for k in self.parsed.children[head.index]:
                token = self.parsed.tokens[k]
                if token.dep == "prep" and token.lemma == "of" and k == head.index + 1:
                    inside = [j for j in self.parsed.subtree(k) if j >= k]
                    stop = next((j for j in inside if self.parsed.tokens[j].text in {",", "who", "that", "which", "and"}), None)
                    kept = [j for j in inside if stop is None or j < stop]
                    last = next((j for j in reversed(kept) if self.parsed.tokens[j].pos in ("NOUN", "PROPN")), None)
                    if last is not None and last - head.index <= 6:
                        end = self.parsed.tokens[last].end
        return start, end

    def _acts(self, head: Token) -> bool:
        """Whether a naming does something, or something is done to or owned by it: no mere place or adverbial."""
        while head.dep == "conj" and self.parsed.tokens[head.head].index < head.index:
            head = self.parsed.tokens[head.head]
        above = self.parsed.tokens[head.head]
        if head.dep == "pobj":
            if above.text.lower() == "to" and self.parsed.tokens[above.head].lemma.lower() in _MOTION:
                return False
            word = above.text.lower()
            return word in _TOWARD or (word == "to" and above.dep != "prep")
        if head.dep in ("dobj", "nsubjpass"):
            return above.lemma not in _GOES
        return head.dep in ("nsubj", "poss", "dative", "ROOT", "iobj")

    def _place(self, head: Token) -> None:
        actor = self.actors.at("text", head)
        mention = self._mention(actor, head) if actor is not None else None
        modifier = head.dep in ("compound", "nmod", "amod")
        above = self.parsed.tokens[head.head]
        if actor is not None and mention is not None:
            key = self._key(actor)
            if len(actor.name.strip(".")) < 2 or (head.pos == "ADJ" and modifier):
                return
            if actor.type != "person" and (_NO_ACTOR_NAMES.search(actor.name) or self._is_title(actor)):
                return
            if self._hyphened(head) or self._of_administration(head):
                return
            if actor.type != "person" and actor.name.lower() in _BODIES - _ONE_OF_ITS_KIND and not modifier:
                self._describe(head)  # "the Committee" is one by its kind
                return
            if actor.type == "group" and not key.startswith(("party:", "state:")):
                return
            if key.startswith("state:") and head.entity == "NORP":
                return  # a people at large
            if (
                key.startswith("party:")
                and head.text.lower() in _PARTIES
                and not head.text.lower().endswith(("s", "gop", "labour"))
                and not modifier
            ):
                self._one_of(head)
                return
            if modifier and (_lemma(above) in _FIXED or (key.startswith(("state:", "party:")) and actor.type != "person")):
                return
            if (
                modifier
                and (other := self.actors.at("text", above)) is not None
                and other is not actor
                and actor.type != "person"
            ) and head.entity in ("GPE", "NORP", "LOC"):
                return
            if (
                head.dep == "pobj"
                and key.startswith("state:")
                and self._acts(head) is False
                and self.parsed.tokens[head.head].text.lower() in _PLACE | {"to"}
            ):
                return
            start, end = mention if modifier else self._span(head, mention[1])
            start = min(start, mention[0])
            self._put(self._of_actor(actor), head, start, end)
            return
        self._describe(head)

    def _is_title(self, actor: Actor) -> bool:
        """Whether the article brings a name in between quotation marks, as a work's."""
        text = self.parsed.text
        start, end = next(((s, e) for f, s, e in actor.mentions if f == "text"), (0, 0))
        return start > 0 and end < len(text) and text[start - 1] in _QUOTES and text[end] in _QUOTES

    def _hyphened(self, head: Token) -> bool:
        """ "House" in "House-passed" names nobody."""
        tokens = self.parsed.tokens
        behind = tokens[head.index + 1] if head.index + 1 < len(tokens) else None
        return behind is not None and behind.text == "-" and behind.start == head.end and tokens[head.head].tag in ("VBN", "JJ")

    def _one_of(self, head: Token) -> None:
        """ "The Orrin Democrat" takes up the person named last; "a Democrat" names nobody."""
        left = self._left(head.index)
        if not left or self.parsed.tokens[left[0]].lemma.lower() != "the":
            return
        before = [
            (n.start, r)
            for r in self.all.values()
            if r.type == "person" and not r.described
            for n in r.namings
            if n.start < head.start
        ]
        side = _PARTIES.get(head.text.lower(), "")[:1].upper()
        theirs = {
            id(r)
            for _, r in before
            for n in r.namings
            if (letter := _PARTY_LETTER.match(self.parsed.text, n.end)) and letter.group(1) == side
        }
        before = [(at, r) for at, r in before if id(r) in theirs] or before
        subjects = [(at, r) for at, r in before if any(n.start == at and n.head.dep == "nsubj" for n in r.namings)]
        if before:
            start, end = self._span(head, None)
            self._put(max(subjects or before, key=lambda pair: pair[0])[1], head, start, end)

    def _take_up(self) -> None:
        """Names that the parser took for no entity: a person's last name, a body's whole name, wherever else it stands."""
        held = {k for r in self.all.values() for n in r.namings for k in self.parsed.tokens_in(n.start, n.end)}
        held |= {i for a in self.actors.all for f, s, e in a.mentions if f == "text" for i in self.parsed.tokens_in(s, e)}
        for token in self.parsed.tokens:
            if token.index in held or not token.text[:1].isupper() or len(token.text) < 3:
                continue
            actor = self.actors.named(token.text)
            if actor is None or actor.type not in ("person", "organization") or self._key(actor) not in self.all:
                continue
            if actor.type == "person" and token.text.lower() != actor.words[-1].lower():
                continue
            beside = [self.parsed.tokens[k] for k in (token.index - 1, token.index + 1) if 0 <= k < len(self.parsed.tokens)]
            if any(t.pos == "PROPN" and t.text[:1].isupper() and t.text.lower().strip(".") not in TITLES for t in beside):
                continue
            start = token.start
            first = self.parsed.tokens[token.index - 1] if token.index else None
            if first is not None and first.text.lower().strip(".") in TITLES:
                start = first.start
            self._put(self._of_actor(actor), token, start, token.end)

    def _whole_names(self) -> None:
        """Names of several words, of bodies that the parser took for no entity somewhere else."""
        inner = {i for a in self.actors.all for f, s, e in a.mentions if f == "text" for i in self.parsed.tokens_in(s, e)}
        for actor in self.actors.all:
            if actor.type != "organization" or " " not in actor.name or self._key(actor) not in self.all:
                continue
            for hit in re.finditer(rf"\b{re.escape(actor.name)}\b", self.parsed.text):
                inside = self.parsed.tokens_in(*hit.span())
                if inside and not inner.intersection(inside):
                    self._put(self._of_actor(actor), self.parsed.tokens[inside[-1]], *hit.span())

    def _join_officials(self) -> None:
        """ "Officials" are those of the one agency that the article is about, or the federal ones; else a body of their own."""
        bare = self.all.get("state:officials")
        if bare is None:
            return
        of = self._agency() or self.all.get(f"state:{states.UNITED_STATES}")
        if of is None or (of.key.startswith("state:") and of.actors):
            return
        for naming in bare.namings:
            of.add(naming)
            self.by_head[naming.head.index] = of
        del self.all[bare.key]

    def _agency(self) -> Referent | None:
        """The body that the article calls "the agency", "the department" or "the ministry", if it is one."""
        kinds = ("agency", "department", "ministry", "bureau")
        called = [
            r
            for r in self.all.values()
            if r.type in ("government", "organization")
            and any(_lemma(n.head) in kinds and n.definite and n.head.pos == "NOUN" for n in r.namings)
        ]
        return called[0] if len(called) == 1 else None

    def _mention(self, actor: Actor, head: Token) -> Span | None:
        return self._mentions.get((id(actor), head.index))

    @cached_property
    def _mentions(self) -> dict[tuple[int, int], Span]:
        """Each actor's first naming over a token."""
        out: dict[tuple[int, int], Span] = {}
        for actor in self.actors.all:
            for name, start, end in actor.mentions:
                for index in self.parsed.tokens_in(start, end) if name == "text" else ():
                    out.setdefault((id(actor), index), (start, end))
        return out

    def _put(self, referent: Referent, head: Token, start: int, end: int, *, definite: bool = True) -> None:
        text = self.parsed.text
        while start < end and text[start] in _QUOTES and text[start:end].count(text[start]) == 1:
            start += 1
        referent.add(Naming(start, end, head, self._acts(head), definite))
        self.by_head[head.index] = referent
        self._last[referent.key.partition(":")[0]] = referent

    def _describe(self, head: Token) -> None:
        """A phrase without a name at its head: a state's officials, a party's members, a person by role, a body by kind, a group."""  # noqa: E501
        parsed = self.parsed
        lemma = _lemma(head)
        left = [parsed.tokens[k] for k in self._left(head.index)]
        words = [t.text for t in left]
        first = left[0].lemma.lower() if left else ""
        if left and left[0].pos == "DET" and first in ("some", "any", "no", "every", "each", "all"):
            return
        if lemma in _QUANTITIES or first in _LOOSELY:
            return
        plural = head.tag in ("NNS", "NNPS")
        definite = first in _DEFINITE or any(t.dep == "poss" for t in left)
        start, end = self._span(head, None)
        whole = self._apposed(head)
        if whole is not None:
            if head.index not in {n.head.index for n in whole.namings}:
                self._put(whole, head, start, end)
            return
        if head.dep in ("attr", "acomp", "oprd"):
            return
        if head.dep == "pobj" and parsed.tokens[head.head].text.lower() in _CLASSING:
            return
        if (told := self._told.get(self._phrase(head))) is not None and not plural and left:
            self._put(told, head, start, end)
            return
        if (party := self._party(lemma, words, plural, definite)) is not None:
            self._put(self._referent(f"party:{party}", parsed.text[start:end], "organization"), head, start, end)
            return
        if (state := self._state(lemma, words, left, definite, plural)) is not None:
            self._put(self._referent(f"state:{state}", parsed.text[start:end], "government", described=True), head, start, end)
            return
        if lemma == "police" or (
            "police" in [w.lower() for w in words] and ((lemma == "officer" and plural) or (lemma == "department" and not plural))
        ):
            self._put(self._referent("body:police", parsed.text[start:end], "government"), head, start, end)
            return
        if definite and not plural:
            person = self._by_role(head, lemma, words)
            if person is not None:
                self._put(person, head, start, end)
                return
            body = self._by_kind(head, lemma) or self._party_before(lemma, left)
            if body is not None:
                self._put(body, head, start, end)
                return
        if lemma == "campaign" and not plural and (campaign := self._campaign(head, left, definite)) is not None:
            self._put(campaign, head, start, end)
            return
        self._cluster(head, lemma, left, plural, definite, start, end)

    def _apposed(self, head: Token) -> Referent | None:
        """The named person, or body, that a description is apposed to, or that is apposed to it."""
        tokens = self.parsed.tokens
        beside = [tokens[k] for k in self.parsed.children[head.index] if tokens[k].dep == "appos"]
        if head.dep == "appos":
            beside.append(tokens[head.head])
        for token in beside:
            actor = self.actors.at("text", token)
            if actor is None or not (_is_person(_lemma(head)) or _lemma(head) in _BODIES):
                continue
            if (actor.type == "person") == _is_person(_lemma(head)):
                return self._of_actor(actor)
        return None

    def _party(self, lemma: str, words: Sequence[str], plural: bool, definite: bool) -> str | None:
        if lemma in _PARTIES and (plural or lemma == "gop"):
            return _PARTIES[lemma]
        sides = [_PARTIES[w.lower()] for w in words if w.lower() in _PARTIES]
        if sides and ((plural and lemma in _MEMBERS) or lemma in ("party", "establishment", "leadership")):
            return sides[-1]
        return None

    def _party_before(self, lemma: str, left: Sequence[Token]) -> Referent | None:
        """The political party named last, which "the party" or "his party" takes up."""
        return self._last.get("party") if lemma == "party" and len(left) <= 2 else None

    def _campaign(self, head: Token, left: Sequence[Token], definite: bool) -> Referent | None:
        """The campaign of a person who is named with it; "the campaign" is the one named last."""
        owner = next(
            (a for t in left if (a := self.actors.at("text", t)) is not None and a.type == "person" and t.dep in _OWNS), None
        )
        if owner is not None:
            name = self.parsed.text[self._span(head, None)[0] : head.end]
            return self._referent(f"campaign:{self._key(owner)}", name, "organization", described=True)
        return self._last.get("campaign") if definite and len(left) <= 1 else None

    def _state(self, lemma: str, words: Sequence[str], left: Sequence[Token], definite: bool, plural: bool) -> str | None:
        if lemma == "administration":
            owner = {w.lower() for w in words} - _DEFINITE
            return states.UNITED_STATES if owner & _PRESIDENTS or (definite and not owner) else None
        if lemma not in _OFFICIALS and not (lemma == "leader" and plural):
            return None
        if lemma in SPOKESPERSON:
            return None
        text = " ".join(w for w in words if w.lower() not in _DEFINITE)
        for n in range(len(text.split())):
            for m in range(len(text.split()), n, -1):
                piece = re.sub(r"['’]s$", "", " ".join(text.split()[n:m]))
                key = states.adjective(piece) or self._invented(piece)
                if key is not None:
                    return key
        if any(t.pos == "PROPN" for t in left):
            return None
        if lemma == "regime":
            return self._last_state(left[0].start if left else 0)
        if "federal" in [w.lower() for w in words]:
            return states.UNITED_STATES
        if lemma in ("official", "authority", "government") and (plural or definite):
            return "officials"
        return None

    def _last_state(self, before: int) -> str | None:
        """The state named last before an offset."""
        named = [(n.start, r.key) for r in self.all.values() if r.key.startswith("state:") for n in r.namings if n.start < before]
        return max(named)[1].removeprefix("state:") if named else None

    def _invented(self, word: str) -> str | None:
        """A state of the article that no list knows, by its adjective: "Norvian" for Norvia."""
        for actor in self.actors.all:
            name = actor.name.lower()
            if (
                actor.type == "government"
                and " " not in name
                and len(name) > 3
                and word.lower() != name
                and (
                    word[:1].isupper()
                    and word.lower().startswith(name[: max(4, len(name) - 2)])
                    and word.lower().endswith(("n", "i", "ese", "ish"))
                )
            ):
                return f"named:{id(actor)}"
        return None

    def _by_role(self, head: Token, lemma: str, words: Sequence[str]) -> Referent | None:
        """The person that the article has called so, the last one before; else nobody."""
        known = [(at, r) for at, r in self._roles.get(lemma, []) if may_be(r, head)]
        if not known and lemma in _PARTIES:
            known = [(n.start, r) for r in self.all.values() if r.type == "person" for n in r.namings]
        before = [(at, r) for at, r in known if at < head.start]
        if lemma in (
            "leader",
            "member",
            "son",
            "daughter",
            "brother",
            "sister",
            "wife",
            "father",
            "mother",
            "man",
            "woman",
            "friend",
        ):
            return None
        pool = before or known
        if not pool and lemma in _TAKES_UP and f"phrase:{lemma}:one" not in self.all:
            number = self.parsed.sentence_of[head.index]
            near = [
                (n.start, r) for r in self.all.values() if r.type == "person" and not r.described for n in r.namings
                if n.start < head.start and number - self.parsed.sentence_of[n.head.index] <= 2 and may_be(r, head)
            ]  # fmt: skip
            return max(near, key=lambda pair: pair[0])[1] if near else None
        if not pool:
            return None
        # Of several presidents the one that the article is more about.
        return max(pool, key=lambda pair: (len(pair[1].namings), pair[0] if before else -pair[0]))[1]

    def _by_kind(self, head: Token, lemma: str) -> Referent | None:
        """The body whose name ends with the word; else, for a kind of body, the body named last within three sentences."""
        if lemma not in _BODIES:
            return None
        number = self.parsed.sentence_of[head.index]
        best: tuple[tuple[int, int], Referent] | None = None
        for referent in self.all.values():
            if referent.type == "person" or referent.key.startswith(("state:", "party:")) or not referent.actors:
                continue
            # Of two companies near by, the one that the article has named more often; of two courts, the last.
            often = 0 if lemma in GOVERNMENT else sum(n.head.pos == "PROPN" for n in referent.namings)
            ends = referent.actors[0].name.lower().split()[-1] == lemma or any(
                _lemma(n.head) == lemma and n.head.pos == "NOUN" and n.start < head.start for n in referent.namings
            )
            for naming in referent.namings:
                near = ends or (number - self.parsed.sentence_of[naming.head.index] <= 3 and _of_kind(referent, lemma))
                rank = (often, naming.start)
                if naming.start < head.start and near and (best is None or rank > best[0]):
                    best = (rank, referent)
        return best[1] if best else None

    def _cluster(
        self, head: Token, lemma: str, left: Sequence[Token], plural: bool, definite: bool, start: int, end: int
    ) -> None:
        human = _is_person(lemma) or lemma in GROUP or lemma in ("ally", "staff", "audience")
        body = lemma in _BODIES and lemma not in _NO_ACTORS
        if not (human or body) or (lemma in _NO_IDENTITY and not definite) or lemma in SPOKESPERSON:
            return
        if head.pos == "PROPN" and not plural and lemma not in _BODIES:
            return
        if human and not plural and not left:
            return
        own = [
            t
            for t in left
            if t.pos in ("ADJ", "NOUN", "PROPN", "NUM", "VERB") and t.lemma.lower() not in ("other", "more", "many")
        ]
        relcl = any(self.parsed.tokens[k].dep in ("relcl", "acl") for k in self.parsed.children[head.index])
        if lemma in _AT_LARGE and not own and not relcl and not (definite and not plural):
            return
        tag = "plural" if plural else "one"
        key = f"phrase:{lemma}:{tag}"
        if lemma in _AT_LARGE and plural and any(states.adjective(t.text) for t in own):
            return
        if lemma in _AT_LARGE and plural:
            key += f":{own[-1].lemma.lower() if own and own[-1].pos != 'NUM' else 'those'}"
        if plural and human:
            key = self._counted(key, left, definite)
        if body and not plural:
            key = self._of_its_kind(key, own)
        type_: SourceType = (
            "group"
            if human and (plural or lemma in _COLLECTIVE)
            else "person"
            if human
            else "government"
            if lemma in GOVERNMENT
            else "organization"
        )
        if not human and plural:
            type_ = "organization" if lemma in ORGANIZATION else "government"
        referent = self._referent(key, self.parsed.text[start:end], type_, described=True)
        apart = definite or bool(own and human and plural) or (not plural and human and lemma not in _NO_IDENTITY | _AT_LARGE)
        self._put(referent, head, start, end, definite=apart)

    def _counted(self, key: str, left: Sequence[Token], definite: bool) -> str:
        """A key that keeps two numbers of people apart: "two drivers" are not "nine drivers", but are "the two drivers".

        "The two victims" are the two whom another word has brought in before.
        """
        count = next((c for t in left if (c := _count(t)) is not None), None)
        if count is None:
            return next((k for k in reversed(self.all) if k.startswith(f"{key}#")), key)
        if definite and key not in self.all and f"{key}#{count:g}" not in self.all:
            same = [k for k in self.all if k.startswith("phrase:") and k.endswith(f"#{count:g}")]
            if same:
                return same[-1]
        for known in self.all:
            if known.startswith(f"{key}#"):
                other = float(known.rpartition("#")[2])
                if abs(count - other) <= 0.1 * max(count, other):
                    return known
        return key if key in self.all and definite else f"{key}#{count:g}"

    def _of_its_kind(self, key: str, own: Sequence[Token]) -> str:
        """A key that keeps two bodies of a kind apart: "the district court", "the appeals court"; "the court" is the last one."""
        word = next((t.lemma.lower() for t in reversed(own) if t.pos != "NUM"), None)
        if word is None:
            return next((k for k in reversed(self.all) if k == key or k.startswith(f"{key}:")), key)
        return f"{key}:{word}"


def may_be(referent: Referent, noun: Token) -> bool:
    """Whether a noun such as "congresswoman" does not say the other gender than the person's."""
    lemma = noun.lemma.lower()
    gender = "f" if lemma in FEMALE else "m" if lemma in MALE else ""
    return not gender or all(a.gender in ("", gender) for a in referent.actors)


def _count(token: Token) -> float | None:
    if _NUMBER.match(token.text):
        return float(token.text.replace(",", ""))
    return _COUNTS.get(token.text.lower())


def _spelt_alike(name: str) -> str:
    """A last name with the endings of transliteration made one: "Zelensky", "Zelenskyy"."""
    return re.sub(r"(?<=[a-z]{3}[a-z])(?:iy|yy|ii|yi|ij|y)$", "y", name)


def _of_kind(referent: Referent, lemma: str) -> bool:
    name = referent.name.lower()
    if lemma in ("agency", "department", "bureau", "office", "ministry"):
        if all(n.head.entity in ("GPE", "LOC") for n in referent.namings) or referent.key.startswith("body:"):
            return False
        return referent.type == "government" or _STATE_BODY.search(name) is not None
    if lemma in ("paper", "newspaper", "outlet", "network", "magazine", "tabloid"):
        return referent.outlet
    if lemma in ("company", "firm", "giant", "corporation", "manufacturer", "maker", "airline", "retailer", "startup"):
        return (
            referent.type == "organization"
            and not referent.outlet
            and not re.search(
                r"party|union|association|committee|society|inspectorate|council|trust|school|hospital|university", name
            )
        )
    if lemma in ("group", "organization", "organisation", "union"):
        return referent.type == "organization" and not referent.outlet
    return False


def _is_person(lemma: str) -> bool:
    return lemma in _PERSON_NOUNS or (is_person(lemma) and lemma not in _NO_PERSONS)


def _lemma(token: Token) -> str:
    word = token.lemma.lower().strip(".")
    if token.pos == "PROPN" and word.endswith("s") and (is_person(word[:-1]) or word[:-1] in GROUP or word[:-1] in _PARTIES):
        return word[:-1]
    return word
