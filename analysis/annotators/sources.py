"""Source cards: which real-world source each attribution belongs to.

A name goes to its actor (`entities.py`), a pronoun to the source it most likely stands for, a description ("officials",
"the report") to a card of its own, shared by later namings with the same head word where these say "the".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.annotation import Attribution, Field, Source, SourceType, Span
from analysis.annotators import reported_clauses
from analysis.annotators.entities import FEMALE, MALE, TITLES, Actor, Actors
from analysis.annotators.source_kinds import ANONYMOUS, GROUP, SPOKESPERSON, is_person, kind
from analysis.document import Parsed, Token

_DEFINITE = frozenset("the this that these those his her their its my our".split())
#: Last words of names that are no short form of them.
_NOT_SHORT = frozenset("house street times post journal news states world".split())
_POSSESSIVES = frozenset("his her their its my our".split())
_QUANTITIES = frozenset("dozen number handful couple score hundred thousand like lot".split())
#: Words by which a document is taken up that went by another at first.
_TAKES_UP = frozenset("report study document survey poll statement review letter filing".split())
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PERSON_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_GROUP_PRONOUNS = frozenset({"they", "them", "their", "it", "its", "themselves", "itself"})
_ADDRESSED = frozenset({"you", "your", "yourself", "yourselves"})
_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
#: Name of the card for the writer speaking as "I" or "we"; such words stay the writer's.
WRITER = "the writer"
_LEAD = re.compile(r"^(?:the|a|an|this|that|these|those|some|many|several|his|her|its|their|other|another|one)\s+", re.IGNORECASE)


@dataclass
class _Card:
    key: str
    name: str
    named: bool
    type: SourceType
    role: str | None
    actor: Actor | None
    gender: str = ""
    plural: bool = False
    aliases: list[str] = field(default_factory=list)
    attributions: list[str] = field(default_factory=list)
    first: int = -1
    head: str = ""


class _Resolver:
    def __init__(self, fields: Sequence[Parsed], actors: Actors) -> None:
        self.parsed = {p.field: p for p in fields}
        self.actors = actors
        self.cards: list[_Card] = []
        self.by_key: dict[str, _Card] = {}
        self.recent: list[_Card] = []  # cards by when they last spoke
        self.last_sentence: dict[str, int] = {}  # card -> sentence in which it last spoke
        self.by_role: dict[str, Actor] = {}
        for actor in actors.all:
            noun = _role_noun(actor.role or "")
            if noun:
                self.by_role[noun] = actor

    def tokens(self, name: Field, spans: Sequence[Span]) -> list[Token]:
        parsed = self.parsed[name]
        return [parsed.tokens[i] for a, b in spans for i in parsed.tokens_in(a, b)]

    def resolve(self, attribution: Attribution, outer: _Card | None) -> _Card | None:
        """The card of an attribution's source; `outer` is the card of the attribution that this one is nested in."""
        tokens = self.tokens(attribution.field, attribution.source)
        if not tokens:
            return None
        parsed = self.parsed[attribution.field]
        head = _head(tokens)
        word = head.text.lower()
        if word in _RELATIVE and len(tokens) <= 2:
            antecedent = self._antecedent(parsed, head)
            if antecedent is not None:
                return self._nominal(parsed, antecedent, [parsed.tokens[k] for k in _phrase(parsed, antecedent.index)])
            return self.recent[-1] if self.recent else None
        if word in _ADDRESSED:
            return None  # a reader, or anyone
        if word in _FIRST_PERSON:
            if outer is not None or parsed.quotation_at(head.start) is not None:
                return outer  # in a quotation "I" is its speaker, known or not
            return self._card("writer", WRITER, named=False, type="person", head=word)
        if word in _PERSON_PRONOUNS and len(tokens) == 1:
            return self._person(parsed, head, _PERSON_PRONOUNS[word])
        if word in _GROUP_PRONOUNS and len(tokens) == 1:
            return self._collective(parsed, head, word)
        return self._nominal(parsed, head, tokens)

    def _card(
        self,
        key: str,
        name: str,
        *,
        named: bool,
        type: SourceType,
        head: str,
        role: str | None = None,
        actor: Actor | None = None,
        gender: str = "",
        plural: bool = False,
    ) -> _Card:
        card = self.by_key.get(key)
        if card is None:
            card = _Card(key, name, named, type, role, actor, gender, plural, head=head)
            self.cards.append(card)
            self.by_key[key] = card
        return card

    def _of_actor(self, actor: Actor) -> _Card:
        return self._card(
            f"actor:{id(actor)}",
            actor.name,
            named=actor.type != "group",  # "Republicans" names nobody
            type=actor.type,
            head=actor.words[-1].lower(),
            role=actor.role,
            actor=actor,
            gender=actor.gender,
        )

    def _antecedent(self, parsed: Parsed, pronoun: Token) -> Token | None:
        verb = parsed.tokens[pronoun.head]
        for _ in range(3):
            if verb.dep in ("relcl", "acl"):
                noun = parsed.tokens[verb.head]
                if pronoun.text.lower() == "who" and noun.dep == "pobj" and not self._is_person(parsed, noun):
                    over = parsed.tokens[parsed.tokens[noun.head].head]  # "an aide in the office, who …" is the aide
                    return over if self._is_person(parsed, over) else noun
                return noun
            if verb.head == verb.index:
                break
            verb = parsed.tokens[verb.head]
        return None

    def _is_person(self, parsed: Parsed, noun: Token) -> bool:
        actor = self.actors.at(parsed.field, noun)
        return actor.type == "person" if actor is not None else is_person(noun.lemma.lower())

    def _person(self, parsed: Parsed, pronoun: Token, gender: str) -> _Card | None:
        """The last source that the pronoun can mean, else the person named last before it, as a subject if there is one."""
        fits = [
            c for c in self.recent if c.type in ("person", "anonymous", "unknown") and not c.plural and c.gender in ("", gender)
        ]
        sentence = parsed.sentence_of[pronoun.index]
        named = self._persons_before(parsed, pronoun, gender)
        near = [(t, a) for t, a in named if sentence - parsed.sentence_of[t.index] <= 2]
        last = fits[-1] if fits else None
        subject = next((a for t, a in reversed(near) if t.dep in ("nsubj", "nsubjpass")), None)
        kin = self._kin_before(parsed, pronoun, gender)
        if kin is not None and (not near or near[-1][0].index < kin.index):
            return self._nominal(parsed, kin, [parsed.tokens[k] for k in _phrase(parsed, kin.index)])
        here = next(
            (a for t, a in reversed(near) if parsed.sentence_of[t.index] == sentence and t.dep in ("nsubj", "nsubjpass")), None
        )
        if here is not None:
            return self._mark(self._of_actor(here), gender)
        if subject is not None and (last is None or last.actor is not subject) and not self._spoke_since(parsed, pronoun, last):
            return self._mark(self._of_actor(subject), gender)
        if last is not None:
            return self._mark(last, gender)
        anyone = near or named
        return self._mark(self._of_actor(anyone[-1][1]), gender) if anyone else None

    def _spoke_since(self, parsed: Parsed, pronoun: Token, card: _Card | None) -> bool:
        """Whether the last source's words stand in the sentence before the pronoun, so that it most likely goes on."""
        if card is None:
            return False
        number = parsed.sentence_of[pronoun.index]
        return number > 0 and self.last_sentence.get(card.key, -9) >= number - 1

    def _mark(self, card: _Card, gender: str) -> _Card:
        card.gender = card.gender or gender
        return card

    def _kin_before(self, parsed: Parsed, pronoun: Token, gender: str) -> Token | None:
        """The last subject of the two sentences before that is a man or woman without a name ("his mother"), unquoted."""
        nouns = FEMALE if gender == "f" else MALE
        number = parsed.sentence_of[pronoun.index]
        first = parsed.sentences[max(0, number - 2)][0]
        for i in range(pronoun.index - 1, first - 1, -1):
            token = parsed.tokens[i]
            if (
                token.pos == "NOUN"
                and token.lemma in nouns
                and token.dep in ("nsubj", "nsubjpass")
                and not parsed.quotation_at(token.start)
            ):
                return token
        return None

    def _persons_before(self, parsed: Parsed, pronoun: Token, gender: str) -> list[tuple[Token, Actor]]:
        out = []
        for i in range(max(0, pronoun.index - 150), pronoun.index):
            actor = self.actors.at(parsed.field, parsed.tokens[i])
            if (
                actor is not None
                and actor.type == "person"
                and actor.gender in ("", gender)
                and parsed.tokens[i].dep not in ("poss", "compound")
            ):
                out.append((parsed.tokens[i], actor))
        return out

    def _collective(self, parsed: Parsed, pronoun: Token, word: str) -> _Card | None:
        """They, it: the subject that the clause hangs on, else the last source that is no single person, else the last."""
        verb = parsed.tokens[pronoun.head]
        while verb.head != verb.index and verb.dep in ("ccomp", "xcomp", "advcl", "conj", "relcl", "acl", "mark"):
            verb = parsed.tokens[verb.head]
            subject = next((k for k in parsed.children[verb.index] if parsed.tokens[k].dep == "nsubj"), None)
            if subject is not None and subject != pronoun.index and parsed.tokens[subject].pos != "PRON":
                actor = self.actors.at(parsed.field, parsed.tokens[subject])
                if actor is None or actor.type != "person":
                    return self._nominal(parsed, parsed.tokens[subject], [parsed.tokens[k] for k in _phrase(parsed, subject)])
        fits = [
            c
            for c in self.recent
            if (c.type not in ("person",) or c.plural) and (word in ("they", "them", "their") or not c.plural)
        ]
        return fits[-1] if fits else self.recent[-1] if self.recent else None

    def _nominal(self, parsed: Parsed, head: Token, tokens: Sequence[Token]) -> _Card:
        """A name or a description."""
        named = self._name_in(parsed, head, tokens)
        if named is not None:
            return self._of_actor(named)
        inside = {t.index for t in tokens}
        core = [parsed.tokens[k] for k in _phrase(parsed, head.index) if k in inside] or [head]
        surface = parsed.text[core[0].start : core[-1].end]
        noun = _noun(parsed, head, tokens)
        lemma = noun.lemma.lower()
        if noun.pos == "PROPN" and lemma.endswith("s") and lemma[:-1] in GROUP | ANONYMOUS:
            lemma = lemma.removesuffix("s")  # a headline's or a sentence's capital, taken for a name
        plural = (
            noun.tag in ("NNS", "NNPS") or noun.text.lower() == lemma + "s" or lemma in ("people", "police", "percent", "medium")
        )
        definite = core[0].lemma.lower() in _DEFINITE
        short = definite and len(core) <= 3
        possessed = core[0].lemma.lower() in _POSSESSIVES or any(t.tag == "POS" for t in core)
        type_, is_named = kind(lemma, tokens, plural=plural, definite=definite, possessed=possessed)
        known = self._same(lemma, short, plural)
        if known is not None:
            if is_named and not known.named and known.type == type_:
                known.named, known.name = True, surface  # "the government", then "the Belgian government"
            return known
        if short and not plural and lemma in self.by_role:
            return self._of_actor(self.by_role[lemma])  # "the senator": a person introduced as one
        if short and not plural and (whole := self._short_for(parsed, noun)) is not None:
            return self._of_actor(whole)
        gender = "f" if lemma in FEMALE else "m" if lemma in MALE else ""
        key = f"phrase:{_LEAD.sub('', surface).lower()}"
        return self._card(
            key, surface, named=is_named, type=type_, head=lemma, role=surface if lemma in SPOKESPERSON else None,
            gender=gender, plural=plural,
        )  # fmt: skip

    def _short_for(self, parsed: Parsed, noun: Token) -> Actor | None:
        """The organization that "the trust" or "the council" takes up: the last one before whose name ends with the word."""
        word = noun.text.lower()
        if word in _NOT_SHORT:
            return None
        best: tuple[int, Actor] | None = None
        for actor in self.actors.all:
            if actor.type == "person" or len(actor.words) < 2 or actor.words[-1].lower() != word:
                continue
            before = [start for name, start, _ in actor.mentions if name == parsed.field and start < noun.start]
            if before and (best is None or before[-1] > best[0]):
                best = (before[-1], actor)
        return best[1] if best else None

    def _name_in(self, parsed: Parsed, head: Token, tokens: Sequence[Token]) -> Actor | None:
        """The actor that a phrase names as its head or in apposition to it ("her sister, Kim Yo Jong")."""
        inside = {t.index for t in tokens}
        actor = self.actors.at(parsed.field, head)
        other = self._behind_outlet(parsed, actor, tokens) if actor is not None and actor.type != "person" else None
        if other is not None:
            return other
        if actor is not None and (head.pos == "PROPN" or actor.type != "person"):
            return actor
        for k in parsed.children[head.index]:
            token = parsed.tokens[k]
            if k in inside and token.dep in ("appos", "flat") and (found := self.actors.at(parsed.field, token)):
                return found
        if head.dep == "appos" and head.pos == "NOUN":  # "Ann Dale, his sister, said", read as far as "his sister"
            whole = self.actors.at(parsed.field, parsed.tokens[head.head])
            if whole is not None and whole.type == "person" and is_person(head.lemma.lower()):
                return whole
        name = (head.pos in ("PROPN", "AUX") or head.text.isupper()) and head.text[:1].isupper()
        if name and (known := self.actors.named(head.text)) is not None:
            return known  # a naming that the parser took for no entity
        if head.pos == "PROPN" and (
            found := next((a for t in tokens if (a := self.actors.at(parsed.field, t)) and a.type == "person"), None)
        ):
            return found
        return self._behind_title(parsed, tokens)

    def _behind_outlet(self, parsed: Parsed, actor: Actor, tokens: Sequence[Token]) -> Actor | None:
        """The reporter in "Fox News’ Greta Molen", the newsroom in "NBC News Chicago"."""
        words = [t for t in tokens if t.is_word]
        if not words:
            return None
        first, last = self.actors.at(parsed.field, words[0]), self.actors.at(parsed.field, words[-1])
        if first is None or last is None or first is last or actor not in (first, last) or first.type != "organization":
            return None
        between = [t for t in tokens if not t.is_word or t.tag == "POS"]
        if last.type == "person" and any(t.text in ("’", "'", "'s", "’s") for t in between):
            return last
        return first if last.type == "government" and not between else None

    def _behind_title(self, parsed: Parsed, tokens: Sequence[Token]) -> Actor | None:
        """The person whose name ends the naming, right behind what he or she is: "the dean of the delegation Pat Lehman"."""
        words = [t for t in tokens if t.is_word]
        person = self.actors.at(parsed.field, words[-1]) if words else None
        if person is None or person.type != "person" or not is_person(_head(list(tokens)).lemma.lower()):
            return None
        first = next(n for n, t in enumerate(words) if self.actors.at(parsed.field, t) is person)
        before = words[first - 1] if first else None
        if before is None or before.pos in ("NOUN", "PROPN") or before.text.lower().strip(".") in TITLES:
            return person
        return None

    def _same(self, lemma: str, definite: bool, plural: bool) -> _Card | None:
        """ "The official" takes up the card of an official before it, "the report" that of the last document."""
        if not definite:
            return None
        earlier = [c for c in reversed(self.recent) if c.plural == plural and c.actor is None]
        same = next((c for c in earlier if c.head == lemma), None)
        if same is None and lemma in _TAKES_UP:
            same = next((c for c in earlier if c.type == "document"), None)
        return same


def _role_noun(role: str) -> str | None:
    """The noun by which a person with a role is taken up later ("senator" for "Republican Senator"); None if not a person's."""
    core = re.split(r",| (?:who|of|for|at|in|with|from|on)\b", role.lower())[0]
    words = re.findall(r"[a-z]+", core)
    return words[-1] if words and is_person(words[-1]) else None


def _noun(parsed: Parsed, head: Token, tokens: Sequence[Token]) -> Token:
    """The noun that says what a source is: that of "some of the residents" is residents, of "a dozen volunteers" volunteers."""
    inside = {t.index for t in tokens}
    if head.pos in ("NUM", "DET", "PRON", "ADJ") or head.lemma.lower() in _QUANTITIES:
        for k in parsed.children[head.index]:
            if k in inside and parsed.tokens[k].lemma == "of":
                found = next((parsed.tokens[j] for j in parsed.children[k] if parsed.tokens[j].dep == "pobj"), None)
                if found is not None and found.index in inside:
                    return found
        following = next((t for t in tokens if t.index > head.index), None)
        if following is not None and following.index == head.index + 1 and following.pos == "NOUN":
            return following
    return head


def _head(tokens: list[Token]) -> Token:
    """The token of a phrase that the others hang on."""
    inside = {t.index for t in tokens}
    return next((t for t in tokens if t.is_word and (t.head not in inside or t.head == t.index)), tokens[0])


def _phrase(parsed: Parsed, index: int) -> list[int]:
    """A noun with its modifiers, without clauses that hang on it."""
    drop: set[int] = set()
    for k in parsed.children[index]:
        if parsed.tokens[k].dep in ("relcl", "acl", "punct", "appos", "advcl", "parataxis"):
            drop.update(parsed.subtree(k))
    kept = [k for k in parsed.subtree(index) if k not in drop]
    return reported_clauses.contiguous(kept, index)


def resolve(
    fields: Sequence[Parsed], attributions: Sequence[Attribution], actors: Actors
) -> tuple[list[Attribution], list[Source], dict[str, Actor]]:
    """Attributions with their `source_id`, the source cards (words still 0), and the actor behind each named card's id."""
    resolver = _Resolver(fields, actors)
    cards: dict[str, _Card] = {}
    by_id = {a.id: a for a in attributions}
    # Text order matters for pronouns: outer attributions first at the same place, the title last.
    order = sorted(attributions, key=lambda a: (a.field == "title", _place(a), _depth(a, by_id)))
    for a in order:
        outer = cards.get(a.parent) if a.parent else None
        card = resolver.resolve(a, outer)
        if card is None:
            continue
        cards[a.id] = card
        surface = " ".join(resolver.parsed[a.field].text[s:e] for s, e in a.source)
        if surface and surface not in card.aliases:
            card.aliases.append(surface)
        card.attributions.append(a.id)
        if a.field == "text":
            at = a.source[0][0] if a.source else a.content[0][0]
            card.first = at if card.first < 0 else min(card.first, at)
            parsed = resolver.parsed["text"]
            if a.parent and parsed.quotation_at(at) is not None:
                continue  # told inside somebody's quotation: the writer's next "he" is not about them
            if card in resolver.recent:
                resolver.recent.remove(card)
            resolver.recent.append(card)
            last = max([e for _, e in a.content] + [e for _, e in a.cue] + [e for _, e in a.source])
            resolver.last_sentence[card.key] = parsed.sentence_of[max(0, bisect_right(parsed.starts, last - 1) - 1)]
    spoken = [c for c in resolver.cards if c.attributions]
    spoken.sort(key=lambda c: (c.first < 0, c.first))
    ids = {c.key: f"s{n + 1}" for n, c in enumerate(spoken)}
    resolved = [replace(a, source_id=ids[cards[a.id].key] if a.id in cards else None) for a in attributions]
    out = []
    for c in spoken:
        aliases = list(dict.fromkeys([*(c.actor.aliases if c.actor else []), *c.aliases]))
        first = c.first
        if c.actor is not None:
            places = [start for name, start, _ in c.actor.mentions if name == "text"]
            first = min([first, *places]) if first >= 0 else min(places, default=-1)
        given = sorted(c.attributions, key=lambda i: int(i[1:]))
        for_whom = _speaks_for(c, actors)
        out.append(Source(ids[c.key], c.name, tuple(aliases), c.named, c.type, c.role, 0, tuple(given), first, for_whom))
    return resolved, out, {ids[c.key]: c.actor for c in spoken if c.actor is not None}


_SPOKESPERSON = re.compile(r"\b(?:spokes(?:man|woman|person|people)|press secretary)\b", re.IGNORECASE)
_REPRESENTATIVE = re.compile(r"\brepresentatives? (?:for|of)\b", re.IGNORECASE)


def _speaks_for(card: _Card, actors: Actors) -> str | None:
    """Whose spokesperson a card is: the actor named next to that word ("a spokesman for the Ferry Board", "the Board's …")."""
    best: tuple[int, int, str] | None = None
    for phrase in dict.fromkeys([card.role or "", card.name, *card.aliases]):
        word = _SPOKESPERSON.search(phrase) or (_REPRESENTATIVE.search(phrase) if card.actor is None else None)
        if word is None:
            continue
        for actor in actors.all:
            for alias in actor.aliases if actor is not card.actor else ():
                if is_person(alias.split()[-1].lower()):
                    continue  # "a spokesman for City Councilman Pim Rask" speaks for Rask
                found = re.search(rf"\b{re.escape(alias)}\b", phrase)
                if found is not None:
                    away = found.start() - word.end() if found.start() >= word.end() else word.start() - found.end()
                    rank = (max(0, away), -len(alias), actor.name)
                    best = rank if best is None or rank < best else best
    return best[2] if best else None


def _place(a: Attribution) -> int:
    return min(s for s, _ in (a.source or a.cue or a.content))


def _depth(a: Attribution, by_id: dict[str, Attribution]) -> int:
    depth, parent = 0, a.parent
    while parent and depth < 9:
        depth, parent = depth + 1, by_id[parent].parent
    return depth
