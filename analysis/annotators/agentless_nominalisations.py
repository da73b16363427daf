"""Nouns of acts in the writer's voice that say to whom it was done and not by whom: "the killing of ten villagers".

The lexicon `nominalisations` lists the nouns, with the prepositions that lead to the patient and what a possessor alone mostly
is. An actor is looked for in the noun's own phrase (by-phrase, possessor, compound, nationality), in what governs it, and in
clauses that hang on it; not in other sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from analysis.annotation import Annotation
from analysis.annotators.voices import Voices
from analysis.document import Parsed, Token
from analysis.lexicon import lexicons
from analysis.lexicon_terms import Term

RULE = "agentless_nominalisation/parse@1"

#: What "by" leads to where it says when or by how much, and a possessor that only places the act ("Monday's attack").
_NO_ACTOR = frozenset("DATE TIME PERCENT MONEY QUANTITY CARDINAL ORDINAL".split())
_NAMED = frozenset("PERSON ORG GPE NORP".split())
#: Nouns before a noun of an act that act without a name ("police shooting of", "government seizure of").
_ACTING = frozenset(
    "police army military government state soldier troop rebel gang mob militia court company corporate management board council "
    "ministry administration party union enemy guard officer sniper suicide insurgent militant terrorist".split()
)
#: Verbs whose subject reacts to an act, tells of it, asks for it or undergoes it, and does not do it.
_NOT_DONE_BY_SUBJECT = frozenset(
    "condemn denounce criticize criticise protest mourn lament witness see watch hear report describe investigate probe oppose "
    "demand seek want urge support back defend justify celebrate welcome fear avoid prevent stop resist face suffer survive "
    "remember mark limit encourage loosen discuss cover call require mean cause trigger bring spark follow lead allege claim say "
    "deny regret recall note mention cite "
    "question blame protest study review await expect predict warn learn know understand show reveal document compare escape "
    "include involve be become remain have".split()
)
#: Prepositions that only place what governs them beside the act in time or thought.
_BESIDE = frozenset(
    "after before since during following over amid despite about until because concerning regarding upon without against like "
    "between among from".split()
)


def find(parsed: Parsed, voices: Voices) -> list[Annotation]:
    """One annotation for each such noun with its patient; ids are given by the engine."""
    out = []
    for noun in parsed.tokens:
        free = noun.pos == "NOUN" and not noun.entity and noun.dep != "compound"
        term = _terms().get(noun.lemma.lower()) if free else None
        if term is None or (voice := voices.at(noun.start).voice) not in ("writer", "headline"):
            continue
        patient = _patient(parsed, noun, term)
        if patient is None or _acted(parsed, noun, term, patient) or _actor_around(parsed, noun):
            continue
        start, end = _span(parsed, noun, patient)
        words = " ".join(parsed.text[start:end].split())
        out.append(
            Annotation(
                id="", kind="agentless_nominalisation", field=parsed.field, start=start, end=end, text=parsed.text[start:end],
                voice=voice, source_id=None, party_id=None, rule=RULE, score=None,
                why=f"“{words}” tells an act by a noun and to whom or what it was done; its sentence does not say who did it.",
            )
        )  # fmt: skip
    return out


@cache
def _terms() -> dict[str, Term]:
    return {term.term: term for term in lexicons()["nominalisations"].terms}


def _patient(parsed: Parsed, noun: Token, term: Term) -> Token | None:
    """The head of the words that say to whom or what it was done: behind a preposition, or a possessor."""
    for child in _children(parsed, noun):
        if child.dep == "prep" and child.text.lower() in term.extra["patient"].split("|"):
            return next((t for t in _children(parsed, child) if t.dep in ("pobj", "pcomp")), None)
    if term.extra["possessor"] == "patient":
        return next((t for t in _children(parsed, noun) if t.dep == "poss" and t.entity not in _NO_ACTOR), None)
    return None


def _acted(parsed: Parsed, noun: Token, term: Term, patient: Token) -> bool:
    """Whether the noun's own phrase says who did it."""
    behind = patient.head != noun.index
    for child in _children(parsed, noun):
        if child.dep == "poss" and behind:
            return True
        before = child.index < noun.index and child.index != patient.index
        if before and (child.entity in _NAMED or child.lemma.lower() in _ACTING):
            return True
        if child.dep in ("relcl", "acl") and any(t.dep == "nsubj" and t.tag[0] != "W" for t in _children(parsed, child)):
            return True
    return any(_names_an_actor(parsed, by) for by in _by(parsed, noun, patient))


def _by(parsed: Parsed, noun: Token, patient: Token) -> Iterator[Token]:
    """Every "by" of the noun, of its patient, and right behind both, wherever the parse has hung it."""
    inside = {*parsed.subtree(noun.index), *parsed.subtree(patient.index)}
    after = max(inside) + 1
    for index in sorted({*inside, after} if after < len(parsed.tokens) else inside):
        if parsed.tokens[index].text.lower() == "by" and index > noun.index:
            yield parsed.tokens[index]


def _names_an_actor(parsed: Parsed, by: Token) -> bool:
    return any(t.dep == "pobj" and t.entity not in _NO_ACTOR for t in _children(parsed, by))


def _actor_around(parsed: Parsed, noun: Token) -> bool:
    """Whether what governs the noun names an actor: an owner of what it depends on, or the subject that does it."""
    here = noun
    while here.head != here.index:
        above = parsed.tokens[here.head]
        if here.dep == "prep" and here.text.lower() in _BESIDE:
            return False
        if above.pos in ("NOUN", "PROPN") and any(t.dep == "poss" for t in _children(parsed, above)):
            return True
        if above.pos in ("VERB", "AUX"):
            if here.dep in ("nsubj", "nsubjpass", "csubj"):
                return above.lemma.lower() not in _NOT_DONE_BY_SUBJECT and any(
                    t.text.lower() == "by" and _names_an_actor(parsed, t) for t in _children(parsed, above)
                )
            return above.lemma.lower() not in _NOT_DONE_BY_SUBJECT and _has_subject(parsed, above)
        here = above
    return False


def _has_subject(parsed: Parsed, verb: Token) -> bool:
    """Whether somebody is the verb's subject, also by way of the verb that it is joined to or depends on."""
    while True:
        subjects = [t for t in _children(parsed, verb) if t.dep in ("nsubj", "nsubjpass")]
        if subjects:
            return any(_somebody(t) for t in subjects)
        if verb.dep not in ("conj", "xcomp", "advcl", "pcomp", "acl") or verb.head == verb.index:
            return False
        verb = parsed.tokens[verb.head]


def _somebody(token: Token) -> bool:
    """Whether a subject may act: a name, a person or a body, a pronoun for one."""
    if token.pos == "PRON":
        return token.text.lower() not in ("it", "this", "that", "which", "there", "what")
    return (
        token.entity in _NAMED or token.pos == "PROPN" or token.lemma.lower() in _ACTING or token.lemma.lower().endswith(_PERSONS)
    )


#: Ends of nouns for people.
_PERSONS = ("er", "or", "ist", "man", "men", "woman", "women", "people", "official", "president", "leader", "ee", "ian", "group")


def _span(parsed: Parsed, noun: Token, patient: Token) -> tuple[int, int]:
    """From the noun's article or possessor to the last word of its patient's name."""
    left = [
        t.start
        for t in _children(parsed, noun)
        if t.index < noun.index and t.dep in ("det", "poss", "amod", "compound", "nummod")
    ]
    if patient.dep == "poss":
        left += [parsed.tokens[k].start for k in parsed.subtree(patient.index)]
    return min([noun.start, *left]), max(noun.end, patient.end)


def _children(parsed: Parsed, token: Token) -> list[Token]:
    return [parsed.tokens[k] for k in parsed.children[token.index]]
