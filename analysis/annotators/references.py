"""Whom a word of an article means: which party a token names, or takes up as a pronoun, and whether it can be a party at all.

Namings are those that the parties have already; a pronoun goes to the nearest fitting party before it, as in the source cards.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from analysis.annotation import Mention, Party, SourceType, Span
from analysis.annotators.entities import TITLES
from analysis.annotators.source_kinds import GOVERNMENT, GROUP, ORGANIZATION, is_person
from analysis.document import Parsed, Token

ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ONE = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_SELF = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
#: Types that each pronoun can stand for.
_FITS: dict[str, frozenset[SourceType]] = {
    **dict.fromkeys(_ONE, frozenset({"person", "anonymous", "unknown"})),
    **dict.fromkeys(_MANY, frozenset({"group", "organization", "government", "unknown"})),
    **dict.fromkeys(_THING, frozenset({"organization", "government", "unknown"})),
}
#: Nouns for people and bodies beside those of the source cards.
_BODIES = frozenset(
    "administration official officials critic ally opponent rival candidate president leader lawmaker senator republican "
    "democrat conservative liberal lobby regime rebel state brass suspect nominee incumbent contender spouse nephew uncle "
    "guy folk lady gentleman elite mob protester rioter striker gunman troops force white house campaign presidency".split()
)
#: Words in which many people, or nobody in particular, are meant.
_NOBODY = frozenset("some someone somebody anyone anybody everyone everybody nobody one other others people person".split())
#: Nouns for those who speak for somebody.
SPEAKERS = frozenset(
    "spokesman spokeswoman spokesperson spokespeople lawyer attorney solicitor barrister counsel campaign secretary "
    "representative office".split()
)
#: Nouns for the people of whoever is named beside them.
_PEOPLE_OF = frozenset("administration campaign team office camp government regime official aide cabinet staff".split())
#: How many sentences back a pronoun looks.
_REACH = 3


class References:
    """Looks up the party that a token of one field means."""

    def __init__(self, parsed: Parsed, parties: Sequence[Party], mentions: Sequence[Mention]) -> None:
        self.parsed = parsed
        self.parties = {p.id: p for p in parties}
        self._at: dict[int, Party] = {}
        #: Tokens that name a party, with it, in order.
        self.named: list[tuple[int, Party]] = []
        places = self._places(parties, mentions)
        for start, end, party in sorted(places, key=lambda place: place[0] - place[1]):
            # Of a naming in another, such as "Rusk" in "Rusk's office", the inner one is written last and stays.
            for index in (inside := parsed.tokens_in(start, end)):
                if len(inside) == 1 or parsed.tokens[index].text.lower() not in _FITS:  # "his" of "his lawyer" is another's
                    self._at[index] = party
        for start, end, party in places:
            if inside := parsed.tokens_in(start, end):
                self.named.append((inside[-1], party))
        self.named.sort(key=lambda one: one[0])

    def _places(self, parties: Sequence[Party], mentions: Sequence[Mention]) -> list[tuple[int, int, Party]]:
        if self.parsed.field == "text":
            return [(m.start, m.end, self.parties[m.party_id]) for m in mentions if m.party_id in self.parties]
        found: dict[int, tuple[int, int, Party]] = {}
        for party in parties:
            for alias in sorted(party.aliases, key=len, reverse=True):
                for hit in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", self.parsed.text):
                    if hit.start() not in found or found[hit.start()][1] < hit.end():
                        found[hit.start()] = (hit.start(), hit.end(), party)
        return sorted(found.values(), key=lambda place: place[:2])

    @cached_property
    def _named_at(self) -> list[int]:
        return [index for index, _ in self.named]

    def party(self, index: int, speaker: Party | None = None) -> Party | None:
        """The party that a token names or takes up, or None; `speaker` is whose words they are, whom "he" does not mean."""
        token = self.parsed.tokens[index]
        found = self._at.get(index)
        if found is not None:
            return found
        word = token.text.lower()
        if word in _SELF:
            return speaker
        if word in _FITS:
            return self._before(index, _FITS[word], speaker)
        if word in _RELATIVE and self.parsed.tokens[token.head].dep == "relcl":
            return self._at.get(self.parsed.tokens[token.head].head)
        for k in self.parsed.children[index]:  # "the mayor, Ada Quill"; "Mayor Ada Quill" has one entity
            if self.parsed.tokens[k].dep == "appos" and k in self._at:
                return self._at[k]
        if token.dep == "appos":
            return self._at.get(token.head)
        return self._of_role(token) or self._owned(token)

    def is_name(self, index: int) -> bool:
        """Whether a token is part of a party's naming."""
        return index in self._at

    def _owned(self, token: Token) -> Party | None:
        """The party whose people a noun means: "the Obama administration", "an official at the agency"."""
        if token.lemma.lower() not in _PEOPLE_OF:
            return None
        return next((self._at[k] for k in self.parsed.subtree(token.index) if k in self._at and abs(k - token.index) <= 4), None)

    def spoken_for(self, index: int) -> int | None:
        """For whom the one that a token names speaks: "Rusk" of "Rusk's lawyer" and "a spokeswoman for Rusk"; None of others."""
        token = self.parsed.tokens[index]
        role = next((self.parsed.tokens[k] for k in self.parsed.children[index] if self.parsed.tokens[k].dep == "appos"), token)
        for noun in (token, role):
            if noun.lemma.lower() not in SPEAKERS:
                continue
            for k in self.parsed.children[noun.index]:
                kid = self.parsed.tokens[k]
                if kid.dep == "poss":
                    return k
                if kid.dep == "prep" and kid.lemma.lower() in ("for", "of"):
                    return next((j for j in self.parsed.children[k] if self.parsed.tokens[j].dep == "pobj"), None)
        return None

    def _of_role(self, token: Token) -> Party | None:
        """ "The mayor" after "Mayor Ada Quill": the person named last with that title."""
        lemma = token.lemma.lower()
        if lemma not in self._titled or not any(
            self.parsed.tokens[k].lemma.lower() == "the" for k in self.parsed.children[token.index]
        ):
            return None
        titled = self._titled[lemma]
        return titled[max(0, bisect_left(titled, token.index, key=lambda one: one[0]) - 1)][1]

    @cached_property
    def _titled(self) -> dict[str, list[tuple[int, Party]]]:
        """For each title the persons whose names it stands right before, with the place."""
        out: dict[str, list[tuple[int, Party]]] = {}
        for index, party in self.named:
            if party.type == "person":
                first = index
                while first and self._at.get(first - 1) is party:
                    first -= 1
                before = self.parsed.tokens[first - 1] if first else None
                for title in (before, self.parsed.tokens[first]):
                    if title is not None and title.lemma.lower() in TITLES:
                        if title is before and first > 1 and self.parsed.tokens[first - 2].lemma.lower() in ("vice", "deputy"):
                            continue
                        out.setdefault(title.lemma.lower(), []).append((index, party))
        return out

    def _before(self, index: int, types: frozenset[SourceType], speaker: Party | None) -> Party | None:
        """The nearest party before a token that a pronoun can stand for: subjects first, sentence by sentence back."""
        number = self.parsed.sentence_of[index]
        at = bisect_left(self._named_at, index)
        best: Party | None = None
        here = number
        for nth in range(at - 1, -1, -1):
            place, party = self.named[nth]
            sentence = self.parsed.sentence_of[place]
            if sentence < number - _REACH:
                break
            if sentence < here:
                if best is not None:
                    break
                here = sentence
            if party.type not in types or party is speaker:
                continue
            if self.parsed.tokens[place].dep in ("nsubj", "nsubjpass"):
                return party
            best = best or party
        return best

    def can_be_party(self, index: int) -> bool:
        """Whether a token is a name, a pronoun for people, or a noun for people or a body of them."""
        token = self.parsed.tokens[index]
        word, lemma = token.text.lower(), token.lemma.lower()
        if lemma in _NOBODY:
            return False
        if index in self._at or token.entity in ENTITIES:
            return True
        if word in _ONE or word in _MANY or word == "you" or (word in _RELATIVE and token.tag in ("WP", "WP$")):
            return True
        if token.pos not in ("NOUN", "PROPN"):
            return False
        return lemma in GOVERNMENT | ORGANIZATION | GROUP | _BODIES or (token.pos == "NOUN" and is_person(lemma))

    def is_self(self, index: int) -> bool:
        """Whether a token means whoever speaks."""
        return self.parsed.tokens[index].text.lower() in _SELF

    def span(self, index: int) -> Span:
        """Offsets of a naming: the noun with what stands before it, without clauses."""
        tokens = self.parsed.tokens
        first = last = index
        for k in self.parsed.children[index]:
            if k < index and tokens[k].dep in ("compound", "amod", "nmod", "poss", "nummod", "det"):
                first = min(first, *self.parsed.subtree(k))
        if any(tokens[i].text in (",", "(", "—", "–") for i in range(first, last)):
            first = index
        return tokens[first].start, tokens[last].end

    def name(self, index: int, party: Party | None) -> str:
        """How a reader is told who is meant: the party's name, else the words of the naming."""
        if party is not None:
            return party.name
        start, end = self.span(index)
        return " ".join(self.parsed.text[start:end].split())

    def antecedent(self, index: int) -> Token:
        """The noun that a relative pronoun stands for; else the token itself."""
        token = self.parsed.tokens[index]
        verb = self.parsed.tokens[token.head]
        if token.text.lower() in _RELATIVE and token.tag in ("WP", "WDT") and verb.dep == "relcl":
            return self.parsed.tokens[verb.head]
        return token
