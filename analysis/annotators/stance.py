"""The stance of a reporting word in its place, and whether it reports at all (docs/coding-rules.md).

Two readers weigh in: rules over the syntax, which start from the lexicon, and a head that learned from coded places. Where the
head is switched off the rules decide alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation import Stance
from analysis.annotators import reported_clauses
from analysis.annotators.cues import Cue, cues
from analysis.annotators.entities import PERSONS
from analysis.document import Parsed, Token
from analysis.heads.spans.reader import Said

#: Below this share of uses as an attribution, a verb with an object, with nothing, or with a clause reports nothing.
LEAST_OBJECT, LEAST_BARE, LEAST_SAID = 0.2, 0.8, 0.3
#: What a thing that nobody can say takes from the weight of a verb's object; the least weight of a hostile verb's object, for
#: these verbs are too rare to be counted.
THING, RARE_OBJECT = 0.7, 0.3
#: How much likelier a stance is taken to be where the rules say so; chosen on the cases that are for tuning.
TRUST_IN_RULES = 10.0
#: Characters between a verb and the quotation that it brings.
QUOTE_REACH = 40

#: Proof and confirmation: hoped for, negated or asked after, they vouch for nothing.
_PROOF = frozenset(
    "confirm prove show demonstrate establish verify corroborate attest certify document find detect illustrate discover".split()
)
#: Knowing and telling of a question ("know whether", "explain how to") takes nothing for true.
_QUESTIONS = frozenset({"whether", "if", "how", "what", "who", "which", "where", "when", "why"})
_EXPLAINS = frozenset({"explain", "show", "learn", "know", "understand", "note", "recall", "remember", "hear", "observe"})
#: Words that keep what follows from being said: "refrained from claiming", "has yet to prove".
_WITHHOLD = frozenset(
    "refrain refuse decline fail stop avoid yet deny doubt unable without hardly scarcely barely never no not n't nobody "
    "none neither nor few rarely seldom".split()
)  # fmt: skip
#: A verb and a word that together do something else: "show off", "pan out".
_OTHER_SENSE = {
    ("show", "off"), ("show", "up"), ("go", "viral"), ("find", "out"), ("pan", "out"), ("rule", "out"), ("hammer", "out"),
}  # fmt: skip
_CLAUSES = frozenset({"ccomp", "parataxis"})
#: Verbs that report also with nothing behind them.
_BARE = frozenset(
    "speak talk tell testify elaborate comment respond reply lie rant rail rage rave fume gloat moan whine boast brag".split()
)
#: Verbs that go on with speech only where a quotation or a clause follows.
_PHASES = frozenset("begin start continue go open end close proceed conclude".split())
#: Verbs that are as often of things: "stressed the trees".
_OF_THINGS = frozenset("stress record chart state relate".split())
_WISHES = frozenset("want need seek demand expect prefer promise hope fear wish desire favor favour oppose support".split())
_ALWAYS = frozenset({"pretend", "purport", "insinuate"})
_FACTS = frozenset("thing fact truth everything nothing something anything all much more little less".split())
_PERSONAL = frozenset(
    "he she they him her them who whom you i we us me one other another each himself herself themselves".split()
)
_ABSTRACT = tuple("tion sion ment ness ity ism ance ence ency ancy ship hood dom doing cy ure ing".split())
_SAYABLE = frozenset(
    "claim charge plan fact mistake guilt deal idea view support concern fear hope interest need role truth part news "
    "detail story problem issue case threat risk loss crime error fault defeat victory result cause reason change policy "
    "law right tax cut rule effort attack abuse use love anger doubt death report visit number name help way point theory "
    "accusation question answer word lie belief promise offer demand request motive fate record miracle vision".split()
)
#: Subjects that speak without being people.
_SPEAKING = frozenset(
    "report study poll survey statement letter document filing lawsuit complaint memo transcript email tweet post article "
    "book paper data figure analysis ruling opinion bill law resolution review audit record editorial research evidence "
    "test result newspaper company government ministry council court committee commission agency department police campaign "
    "party union group firm team bank board city state country white house".split()
)


def of(parsed: Parsed, index: int, said: Said | None = None) -> Stance | None:
    """The stance of the word at a token index, or None where it reports nothing, or the lexicon does not know it.

    `said`: what the head of spans says of the text.
    """
    token = parsed.tokens[index]
    entry = entry_of(token)
    if entry is None:
        return None
    by_rules = _in_place(parsed, token, entry.stance) if reports(parsed, index) else None
    return _weighed(by_rules, index, said, ("neutral", "endorsing", "doubting", "hostile", None))


def in_place(parsed: Parsed, index: int, said: Said | None = None) -> Stance:
    """The stance of a word that is known to report; neutral where the lexicon does not know it."""
    entry = entry_of(parsed.tokens[index])
    if entry is None:
        return "neutral"
    by_rules = _in_place(parsed, parsed.tokens[index], entry.stance)
    return _weighed(by_rules, index, said, ("neutral", "endorsing", "doubting", "hostile")) or "neutral"


def _weighed(by_rules: Stance | None, index: int, said: Said | None, choices: Sequence[Stance | None]) -> Stance | None:
    """The likeliest choice, that of the rules made likelier; theirs where the head says nothing."""
    found = (said or {}).get(("reporting", (index, index + 1)))
    if found is None:
        return by_rules
    likely = {c: found[c] if c is not None else found["none"] + found["noun"] for c in choices}
    likely[by_rules] *= TRUST_IN_RULES
    return max(choices, key=lambda c: likely[c])


def entry_of(token: Token) -> Cue | None:
    """What the lexicon says of a token."""
    table = cues()
    return table.get((token.lemma.lower(), token.pos)) or table.get((token.text.lower(), token.pos))


def reports(parsed: Parsed, index: int) -> bool:
    """Whether a verb of the lexicon has its reporting sense here; other words are taken at their word."""
    token = parsed.tokens[index]
    entry = entry_of(token)
    if entry is None:
        return False
    if token.pos != "VERB":
        return True
    kids = [parsed.tokens[k] for k in parsed.children[index]]
    frames = entry.frames
    if token.dep in ("amod", "compound") or any((token.lemma, k.text.lower()) in _OTHER_SENSE for k in kids if k.dep != "nsubj"):
        return token.dep == "amod" and entry.stance == "doubting" and token.lemma == "allege"
    if reported_clauses.is_naming(parsed, index) or (
        token.lemma == "know" and token.tag == "VBN" and _has(kids, "prep", "as", "for")
    ):
        return False
    said = any(k.dep in _CLAUSES for k in kids) or _wraps(parsed, token) or _quotes(parsed, token)
    if said and frames.get("clause", 0.0) + frames.get("quote", 0.0) >= LEAST_SAID:
        return True
    if token.tag in ("VBN", "VBD") and any(k.text.lower() == "as" for k in kids) and not any(k.dep == "nsubj" for k in kids):
        return True  # "as promised"
    if (token.lemma == "insist" and _has(kids, "prep", "on", "upon")) or token.lemma in _ALWAYS:
        return True
    clause = max(frames.get("clause", 0.0), frames.get("quote", 0.0))
    names = ["as" if k.lemma.lower() == "as" else f"prep:{k.lemma.lower()}" for k in kids if k.dep == "prep"]
    weights = [frames[name] for name in names if name in frames]
    infinitive = next((k for k in kids if k.dep == "xcomp"), None)
    if infinitive is not None:
        asks = any(parsed.tokens[k].text.lower() in _QUESTIONS for k in _first_words(parsed, infinitive))
        weights.append(clause if asks or entry.stance == "doubting" else frames.get("infinitive", 0.0))
    told = _object(parsed, token, kids)
    if told is not None:
        weight = max(frames.get("object", 0.0), frames.get("passive_object", 0.0))
        if entry.stance == "hostile":
            weight = max(weight, RARE_OBJECT)
        if _stands_for_a_fact(told):
            weight = max(weight, clause)
        elif entry.stance in ("endorsing", "doubting") and not _sayable(told) and infinitive is None:
            return False
        elif (
            token.lemma not in _WISHES
            and not _sayable(told)
            and told.entity not in ("PERSON", "ORG", "GPE", "NORP")
            and not _is_human(told)
        ):
            weight -= THING
        weights.append(weight)
    if token.lemma in _PHASES:
        return False
    if clause >= LEAST_BARE and entry.stance == "neutral" and token.lemma not in _OF_THINGS:
        return True
    if weights:
        return max(weights) - (0.0 if _speaks(parsed, index) else 0.2) >= LEAST_OBJECT
    if told is None and entry.stance != "neutral" and any(k.dep == "prep" and k.index == index + 1 for k in kids):
        return False  # "contended with", "admitted to the ward"
    return clause >= LEAST_BARE or token.lemma in _BARE


def _in_place(parsed: Parsed, token: Token, stance: Stance) -> Stance:
    kids = [parsed.tokens[k] for k in parsed.children[token.index]]
    clause = next((k for k in kids if k.dep in ("ccomp", "xcomp")), None)
    asks = clause is not None and any(parsed.tokens[k].text.lower() in _QUESTIONS for k in _first_words(parsed, clause))
    negated = is_negated(parsed, token.index)
    if stance == "doubting":
        demand = token.lemma == "insist" and (
            _has(kids, "prep", "on", "upon") or (clause is not None and _demanded(parsed, clause))
        )
        return "neutral" if negated or demand else "doubting"
    if stance == "endorsing":
        if token.lemma in _PROOF and (negated or asks):
            return "neutral"
        if token.lemma in _EXPLAINS and asks and (negated or _wished(parsed, token) or _has_to(parsed, clause)):
            return "neutral"
        direct = next((k for k in kids if k.dep == "dobj"), None)
        if token.lemma == "point" and not _has(kids, "prt", "out"):
            return "neutral"
        if token.lemma in ("find", "note", "hear", "observe") and clause is None and direct and not _stands_for_a_fact(direct):
            return "neutral"
        if token.lemma == "hear" and clause is None:
            return "neutral"
        if token.lemma in _EXPLAINS and (negated or _wished(parsed, token)) and clause is None:
            return "neutral"
    return stance


def is_negated(parsed: Parsed, index: int) -> bool:
    """Whether a verb stands under a negation: its own, that of the verb which it completes, or a withholding word."""
    verb = index
    for _ in range(3):
        kids = [parsed.tokens[k] for k in parsed.children[verb]]
        if any((k.dep in ("preconj", "cc") and k.lemma.lower() in ("nor", "neither", "not")) or k.dep == "neg" for k in kids):
            return True
        if any(k.dep in ("advmod", "mark") and k.lemma.lower() in _WITHHOLD for k in kids):
            return True
        subject = next((k for k in kids if k.dep in ("nsubj", "nsubjpass")), None)
        if subject is not None and (
            subject.lemma.lower() in _WITHHOLD
            or any(
                parsed.tokens[k].dep == "det" and parsed.tokens[k].lemma.lower() in _WITHHOLD
                for k in parsed.children[subject.index]
            )
        ):
            return True
        token = parsed.tokens[verb]
        head = parsed.tokens[token.head]
        if token.dep in ("xcomp", "pcomp", "acl") and head.lemma.lower() in _WITHHOLD:
            return True
        if token.dep == "pcomp" and parsed.tokens[head.head].lemma.lower() in _WITHHOLD:
            return True
        if token.dep not in ("xcomp",) or head.index == verb:
            return False
        if head.lemma.lower() not in ("seem", "claim", "be", "begin", "try", "able", "dare", "want", "have", "need", "go"):
            return False
        verb = head.index
    return False


def _object(parsed: Parsed, token: Token, kids: list[Token]) -> Token | None:
    """What is told: the object, in the passive the subject, in a relative clause without either the noun before it."""
    direct = next((k for k in kids if k.dep in ("dobj", "oprd", "attr", "nsubjpass")), None)
    if direct is not None and direct.lemma.lower() in ("that", "which") and token.dep == "relcl":
        direct = None
    elif direct is not None or any(k.dep in ("ccomp", "xcomp") for k in kids):
        return direct
    if token.dep == "relcl" and token.head < token.index:
        own = next((k for k in kids if k.dep == "nsubj"), None)
        return parsed.tokens[token.head] if own is not None and own.tag not in ("WDT", "WP") else None
    return parsed.tokens[token.head] if token.dep == "acl" and token.tag == "VBN" else None


def _stands_for_a_fact(told: Token) -> bool:
    return told.lemma.lower() in _FACTS or (told.pos == "PRON" and told.lemma.lower() in ("what", "this", "that", "it", "which"))


def _sayable(told: Token) -> bool:
    """Whether a noun can be said, known or claimed: an act, a state, a speech; no thing and no person."""
    lemma = told.lemma.lower()
    return (told.pos in ("PRON", "VERB", "AUX") and lemma not in _PERSONAL) or lemma in _SAYABLE or lemma.endswith(_ABSTRACT)


def _is_human(told: Token) -> bool:
    return told.lemma.lower() in _PERSONAL | PERSONS or told.lemma.lower().endswith(
        ("er", "or", "ist", "ian", "man", "woman", "ee", "ent", "ant")
    )


def _has(kids: list[Token], dep: str, *words: str) -> bool:
    return any(k.dep == dep and k.text.lower() in words for k in kids)


def _first_words(parsed: Parsed, clause: Token) -> list[int]:
    tree = parsed.subtree(clause.index)
    return tree[:2]


def _has_to(parsed: Parsed, clause: Token | None) -> bool:
    return clause is not None and any(parsed.tokens[k].tag == "TO" for k in parsed.children[clause.index])


def _demanded(parsed: Parsed, clause: Token) -> bool:
    """A clause in the subjunctive: "that the gate be shut"."""
    auxiliaries = [parsed.tokens[k] for k in parsed.children[clause.index] if parsed.tokens[k].dep in ("aux", "auxpass")]
    return any(a.text.lower() == "be" and not any(b.tag == "MD" for b in auxiliaries) for a in auxiliaries) or (
        clause.tag == "VB" and not any(a.tag in ("MD", "TO") or a.lemma == "do" for a in auxiliaries)
    )


def _wished(parsed: Parsed, token: Token) -> bool:
    """ "want to know", "asked to learn"."""
    return token.dep == "xcomp" and any(parsed.tokens[k].tag == "TO" for k in parsed.children[token.index])


def _wraps(parsed: Parsed, token: Token) -> bool:
    """Whether the verb is put into or behind what it reports: "it fell, she said"."""
    head = parsed.tokens[token.head]
    return (
        token.dep in ("parataxis", "ccomp")
        and head.index != token.index
        and head.pos in ("VERB", "AUX")
        and (
            abs(head.index - token.index) > 1
            and parsed.tokens[max(0, min(parsed.subtree(token.index)) - 1)].text in (",", "”", '"', "''")
        )
    )


def _quotes(parsed: Parsed, token: Token) -> bool:
    """Whether a quotation stands right before or behind the verb."""
    start, end = parsed.sentence_span(parsed.sentence_of[token.index])
    if parsed.quotation_at(token.start) is not None:
        return False
    return any(min(abs(q.start - token.end), abs(token.start - q.end)) <= QUOTE_REACH for q in parsed.quotations_over(start, end))


def _speaks(parsed: Parsed, index: int) -> bool:
    """Whether the verb's subject can speak: a person, an organization, a document; or there is none to tell."""
    who = reported_clauses.subject(parsed, index)
    if who is None:
        return True
    token = parsed.tokens[who]
    if token.entity in ("PERSON", "ORG", "GPE", "NORP") or token.pos in ("PRON", "PROPN"):
        return True
    lemma = token.lemma.lower()
    return (
        lemma in PERSONS
        or lemma in _SPEAKING
        or lemma.endswith(("er", "or", "ist", "ian", "man", "woman", "people", "ive", "ent"))
    )
