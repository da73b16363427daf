"""Accusations: claims that a particular party did wrong, broke law or word, failed, lied or is bad (docs/coding-rules.md).

A word of the lexicon `accusations` is looked up in its construction, which says who is accused: the object of "accuse", the
subject of "lie", the owner of "failure", the noun beside "corrupt". How far the word goes, who is accused, and how sure the
sentence heads are that the sentence judges, add up to a score; from `LEAST` on it is an accusation. What is negated, conditional
or laid by somebody on himself is none. The weights were set by hand and tried on the coded cases that are for tuning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.annotation import Annotation, Attribution, Party, Sentence, Source
from analysis.annotators import lexicon_finder, no_reply, reported_clauses
from analysis.annotators.lexicon_finder import Hit
from analysis.annotators.references import References
from analysis.annotators.sources import WRITER
from analysis.annotators.span_index import SpanIndex
from analysis.annotators.voices import Voices
from analysis.document import Parsed, Token
from analysis.lexicon import lexicons

RULE = "accusation/construction@1"

#: Least score of an accusation, and what speaks for and against one beside the weight of its word.
LEAST = 0.5
NAMED, DESCRIBED, NOBODY = 0.15, 0.05, -0.3
#: The same where a noun for an accusation stands without the accused, whom its context has named.
TAKEN_UP = -0.05
QUOTED, MODAL, ASKED = 0.05, -0.25, -0.2
#: How far the sentence heads' probability of a loaded or opinionated sentence moves the score to either side of an even chance;
#: what a plain sentence takes away at most, since crimes and charges are reported plainly.
JUDGED, PLAIN = 0.3, -0.1
#: Another accusing word of the same sentence.
ANOTHER = 0.1

_CALLS = frozenset("call label describe portray paint cast brand deem dub depict denounce see regard view consider think".split())
_CLEARS = frozenset("clear acquit exonerate absolve vindicate exculpate".split())
_NEGATES = frozenset("no not n't n’t never neither nor without none hardly nothing nobody".split())
_CONDITIONS = frozenset({"if", "unless", "whether"})
_MODALS = frozenset("would could might may should can must 'd ’d".split())
_LIGHT = frozenset(
    "face draw deny reject dispute dismiss endure receive suffer weather refute confront attract admit answer deflect rebuff "
    "shrug brush fend".split()
)
_THINGS = frozenset("that this it these those".split())
_SUBJECT_OF_BE = frozenset({"acomp", "attr", "oprd"})
_POLICE = frozenset(
    {"arrest", "jail", "imprison", "sentence", "convict", "indict", "charge", "fine", "punish", "fire", "suspend"}
)


@dataclass(frozen=True)
class Accusation:
    """An accusation in the making.

    Attributes:
        word: index of the accusing word; accused: index of the token that names the accused, or None.
        party: the accused party, where it is one.
        accuser: who makes it, for a reader.
    """

    annotation: Annotation
    word: int
    accused: int | None
    party: Party | None
    accuser: str


class _Scene:
    """A field with all that is known of it."""

    def __init__(
        self,
        references: References,
        voices: Voices,
        attributions: Sequence[Attribution],
        sources: Mapping[str, Source],
        parties: Sequence[Party],
    ) -> None:
        self.references = references
        self.parsed = references.parsed
        self.voices = voices
        self.sources = sources
        self.by_card = {p.source_id: p for p in parties if p.source_id is not None}
        self.own = {s.id for s in sources.values() if s.name == WRITER}
        self.source_at: dict[int, str] = {}
        for a in attributions:
            if a.field == self.parsed.field and a.source_id is not None:
                for start, end in a.source:
                    for index in self.parsed.tokens_in(start, end):
                        self.source_at.setdefault(index, a.source_id)

    def speaker(self, index: int) -> str | None:
        """The card whose words a token belongs to; None where they are the writer's."""
        source_id = self.voices.at(self.parsed.tokens[index].start).source_id
        return None if source_id in self.own else source_id

    def party(self, index: int) -> Party | None:
        """The party that a token means."""
        if self.references.is_name(index):
            return self.references.party(index)  # "Rusk" in the source "Rusk's lawyer" is not the lawyer
        return self.source_party(index) or self.references.party(index, self.by_card.get(self.speaker(index) or ""))

    def source_party(self, index: int) -> Party | None:
        return self.by_card.get(self.source_at.get(index, ""))


def find(
    references: References,
    voices: Voices,
    attributions: Sequence[Attribution],
    sources: Mapping[str, Source],
    parties: Sequence[Party],
    sentences: Sequence[Sentence],
) -> list[Accusation]:
    """The accusations of a field in order, one for each accused of a sentence; annotations still without ids.

    `sentences`: those of the text; of a title none are judged.
    """
    scene = _Scene(references, voices, attributions, sources, parties)
    parsed = references.parsed
    by_sentence: dict[int, list[Hit]] = {}
    silent = SpanIndex((s.start, s.end) for s in no_reply.find(parsed))
    for hit in lexicon_finder.find(parsed, lexicons()["accusations"]):
        if silent.meets(hit.start, hit.end):
            continue  # "refused to answer" tells of a reply that was asked for
        if voices.at(hit.start).voice != "excluded":
            by_sentence.setdefault(parsed.sentence_of[_head(parsed, hit).index], []).append(hit)
    starts = [s.start for s in sentences]
    out: list[Accusation] = []
    before: Accusation | None = None  # the last one of a party
    for number, hits in sorted(by_sentence.items()):
        judged = 0.0
        if parsed.field == "text" and starts:
            sentence = sentences[max(0, bisect_right(starts, parsed.sentence_span(number)[0]) - 1)]
            judged = _judged(sentence)
        seen: set[str] = set()
        for hit in hits:
            extra = judged + ANOTHER * (len(hits) > 1)
            found = _at(scene, hit, extra, before)
            key = "" if found is None else found.party.id if found.party else _key(parsed, found.accused)
            if found is not None and key not in seen:
                seen.add(key)
                out.append(found)
                before = found if found.party is not None else before
    return sorted(out, key=lambda a: a.annotation.start)


def _key(parsed: Parsed, index: int | None) -> str:
    return "" if index is None else parsed.tokens[index].lemma.lower()


def _judged(sentence: Sentence) -> float:
    likely = [p for p in (sentence.loaded, sentence.opinion) if p is not None]
    return max(PLAIN, JUDGED * 2 * (max(likely) - 0.5)) if likely else 0.0


def _head(parsed: Parsed, hit: Hit) -> Token:
    """The word of a term that the others hang on."""
    inside = parsed.tokens_in(hit.start, hit.end)
    return next((parsed.tokens[i] for i in inside if parsed.tokens[i].head not in inside), parsed.tokens[inside[0]])


def _at(scene: _Scene, hit: Hit, extra: float, before: Accusation | None) -> Accusation | None:
    """The accusation that a term makes, or None; `before`: the one before it, whose accused "the charges" are against."""
    parsed, references = scene.parsed, scene.references
    head = _head(parsed, hit)
    group = hit.term.group
    accused, accuser = _roles(parsed, references, head, group)
    if accused is not None:
        accused = references.antecedent(accused).index
    if _is_excluded(scene, head, group, accused, "not" in hit.term.words):
        return None
    party = None if accused is None else scene.party(accused)
    named = NOBODY if group != "charge" else TAKEN_UP
    if accused is not None:
        named = NAMED if party is not None else DESCRIBED if references.can_be_party(accused) else NOBODY / 2
        if party is None and parsed.tokens[accused].text.lower() in _THINGS:
            named = NOBODY  # "that is a lie" answers a claim
    elif group == "charge" and before is not None:
        accused, party = before.accused, before.party
    speaker = scene.speaker(head.index)
    own = party is not None and party.source_id is not None and party.source_id == speaker
    if own and group not in ("accuses", "charge") and not _quotes_another(parsed, head):
        return None  # blame that a party lays on itself
    score = float(hit.term.extra["weight"]) + extra + named
    span = scene.voices.at(hit.start)
    score += QUOTED * (span.voice == "direct") + MODAL * _is_modal(parsed, head) + ASKED * _is_asked(parsed, head)
    if score < LEAST:
        return None
    if group == "charge" and party is not None and accuser is not None and scene.party(accuser) == party:
        accuser = None  # "she called the charge absurd"
    source_id, by = _accuser(scene, head, group, accuser, speaker)
    text = parsed.text[hit.start : hit.end]
    whom = "somebody who is not named in the sentence" if accused is None else f"“{references.name(accused, party)}”"
    return Accusation(
        Annotation(
            id="",
            kind="accusation",
            field=parsed.field,
            start=hit.start,
            end=hit.end,
            text=text,
            voice=span.voice,
            source_id=source_id,
            party_id=party.id if party else None,
            rule=RULE,
            score=round(min(1.0, score), 2),
            why=f"“{text}” {lexicons()['accusations'].groups[group]}: here {whom}, accused by {by}.",
        ),
        head.index,
        accused,
        party,
        by,
    )


def _accuser(scene: _Scene, head: Token, group: str, accuser: int | None, speaker: str | None) -> tuple[str | None, str]:
    """The accuser's card, where it has one, and what a reader is told."""
    if group in ("accuses", "charge"):
        if accuser is not None:
            accuser = _party_or_owner(scene.parsed, scene.references, accuser) or accuser
            card = scene.source_at.get(accuser)
            party = scene.party(accuser)
            card = card or (party.source_id if party else None)
            if card is not None and card in scene.sources:
                return card, f"“{scene.sources[card].name}”"
            return None, f"“{scene.references.name(accuser, party)}”"
        if _is_passive(scene.parsed, head) or group == "charge":
            return None, "somebody unnamed"  # who speaks of a charge need not have brought it
    if speaker is not None and speaker in scene.sources:
        return speaker, f"“{scene.sources[speaker].name}”"
    voice = scene.voices.at(head.start).voice
    return None, "the writer" if voice in ("writer", "headline") else "a source that is not named"


def _is_passive(parsed: Parsed, head: Token) -> bool:
    return head.tag == "VBN" and (
        head.dep in ("acl", "amod") or any(parsed.tokens[k].dep in ("nsubjpass", "auxpass") for k in parsed.children[head.index])
    )


def _roles(parsed: Parsed, references: References, head: Token, group: str) -> tuple[int | None, int | None]:
    """Tokens of the accused and of the accuser, as the construction of the word gives them."""
    match group:
        case "accuses":
            return _of_accusing(parsed, references, head)
        case "does_wrong":
            return _party_or_owner(parsed, references, reported_clauses.subject(parsed, head.index)), None
        case "charge":
            return _of_charge(parsed, references, head)
        case "wrongly":
            verb = parsed.tokens[head.head]
            if verb.pos in ("ADJ", "NOUN"):
                return _of_quality(parsed, references, verb), None
            return _party_or_owner(parsed, references, reported_clauses.subject(parsed, verb.index)), None
        case "bad":
            return _of_quality(parsed, references, head), None
        case _:
            return _of_wrong(parsed, references, head, label=group == "label"), None


def _of_accusing(parsed: Parsed, references: References, head: Token) -> tuple[int | None, int | None]:
    kids = [parsed.tokens[k] for k in parsed.children[head.index]]
    if head.dep == "amod":
        return _party_or_owner(parsed, references, head.head), None
    if _is_passive(parsed, head):
        agent = next((k for k in kids if k.dep == "agent" or (k.dep == "prep" and k.lemma == "by")), None)
        by = None if agent is None else _object(parsed, agent.index)
        if head.dep == "acl":
            whom: int | None = head.head
        else:
            whom = next((k.index for k in kids if k.dep == "nsubjpass"), None)
            if whom is None and head.dep in ("conj", "xcomp", "advcl"):
                own = [k for k in parsed.children[head.head] if parsed.tokens[k].dep in ("nsubj", "nsubjpass")]
                whom = own[0] if own else None
        return _party_or_owner(parsed, references, whom), by
    who = reported_clauses.subject(parsed, head.index)
    direct = next((k.index for k in kids if k.dep in ("dobj", "dative")), None)
    if direct is None:
        for k in kids:
            if k.dep == "prep" and k.lemma.lower() in ("at", "against", "on", "into", "of", "over", "to"):
                direct = _object(parsed, k.index)
                if direct is not None:
                    break
    if direct is None and head.dep == "relcl":
        direct = head.head
    if direct is None:
        inner = next((k.index for k in kids if k.dep == "ccomp"), None)
        direct = None if inner is None else reported_clauses.subject(parsed, inner)
    return _party_or_owner(parsed, references, direct), who


def _of_charge(parsed: Parsed, references: References, head: Token) -> tuple[int | None, int | None]:
    """ "Charges against her", "criticism of the board", "faces allegations"; "Rusk's accusation" is Rusk's."""
    by = next((k for k in parsed.children[head.index] if parsed.tokens[k].dep == "poss"), None)
    for k in parsed.children[head.index]:
        token = parsed.tokens[k]
        if token.dep in ("prep", "agent") and token.lemma.lower() in ("from", "by"):
            by = _object(parsed, k)
    for k in parsed.children[head.index]:
        if parsed.tokens[k].dep == "prep" and parsed.tokens[k].lemma.lower() in ("against", "of", "on", "at", "to"):
            found = _object(parsed, k)
            whom = _party_or_owner(parsed, references, found)
            if whom is not None and references.can_be_party(references.antecedent(whom).index):
                return whom, by
    clause = next((k for k in parsed.children[head.index] if parsed.tokens[k].dep in ("acl", "relcl")), None)
    if clause is not None and parsed.tokens[clause].pos in ("VERB", "AUX"):
        whom = next((k for k in parsed.children[clause] if parsed.tokens[k].dep in ("nsubj", "nsubjpass")), None)
        if whom is not None and references.can_be_party(whom):
            return whom, by
    agent = next((k for k in parsed.children[head.index] if parsed.tokens[k].dep == "acl"), None)
    if by is None and agent is not None:
        by = reported_clauses.subject(parsed, agent)
    top = head
    while (
        top.dep == "pobj"
        and parsed.tokens[top.head].lemma.lower() == "of"
        and parsed.tokens[parsed.tokens[top.head].head].pos == "NOUN"
    ):
        top = parsed.tokens[parsed.tokens[top.head].head]  # "a wave of criticism"
    verb = parsed.tokens[top.head]
    if verb.pos == "ADP":
        verb = parsed.tokens[verb.head]
    if verb.pos in ("VERB", "AUX") and top.dep != "nsubj":
        who = reported_clauses.subject(parsed, verb.index)
        if verb.lemma.lower() in _LIGHT:
            spoken_for = None if who is None else references.spoken_for(who)
            return who if spoken_for is None else spoken_for, by
        against = next(
            (k for k in parsed.children[verb.index] if parsed.tokens[k].lemma.lower() in ("against", "at", "on")), None
        )
        if against is not None:
            return _party_or_owner(parsed, references, _object(parsed, against)), by if by is not None else who
        return None, by if by is not None else who
    return None, by


def _of_quality(parsed: Parsed, references: References, head: Token) -> int | None:
    """Whom an adjective judges: its noun or that noun's owner; of a predicate the subject; what is called so."""
    if head.dep == "amod" and parsed.tokens[head.head].pos != "ADP":
        noun = head.head
        if references.can_be_party(noun):
            return noun
        return _of_wrong(parsed, references, parsed.tokens[noun], label=False, through=("dobj", "attr"))
    return _of_predicate(parsed, references, head)


def _of_predicate(parsed: Parsed, references: References, head: Token) -> int | None:
    at = head
    for _ in range(3):
        above = parsed.tokens[at.head]
        if above.index == at.index:
            return None
        if above.pos in ("VERB", "AUX"):
            if above.lemma.lower() in _CALLS and at.dep != "conj":
                called = next(
                    (k for k in parsed.children[above.index] if parsed.tokens[k].dep in ("dobj", "nsubjpass") and k != at.index),
                    None,
                )
                inner = [k for k in parsed.children[at.index] if parsed.tokens[k].dep in ("nsubj", "compound")][-1:]
                called = called if called is not None else inner[0] if inner else None
                if called is not None:
                    return _party_or_owner(parsed, references, called)
            if at.dep in _SUBJECT_OF_BE | {"ccomp", "advcl", "xcomp", "conj", "prep"}:
                own = [k for k in parsed.children[at.index] if parsed.tokens[k].dep == "nsubj"]
                who = own[0] if own else reported_clauses.subject(parsed, above.index)
                return _party_or_owner(parsed, references, who)
            return None
        if at.dep not in ("conj", "pobj", "amod", "appos", "prep"):
            return None
        if above.pos in ("NOUN", "PROPN") and references.can_be_party(above.index):
            return above.index
        at = above
    return None


def _of_wrong(
    parsed: Parsed,
    references: References,
    head: Token,
    *,
    label: bool,
    through: tuple[str, ...] = ("dobj", "pobj", "prep", "attr"),
) -> int | None:
    """Who a wrong is laid to: its owner, else the subject of the verb that takes it, else what it stands beside."""
    if label:
        if head.dep in ("attr", "oprd") or (head.dep in ("pobj", "conj") and head.head != head.index):
            found = _of_predicate(parsed, references, head)
            if found is not None and found != head.index:
                return found
        if head.dep == "appos":
            return head.head
        if head.dep in ("compound", "amod", "nmod"):
            return head.head
        return (
            head.index
            if any(parsed.tokens[k].dep in ("det", "poss", "appos", "amod") for k in parsed.children[head.index])
            else None
        )
    if head.dep in ("attr", "oprd"):
        found = _of_predicate(parsed, references, head)
        if found is not None:
            return found
    at = head
    for _ in range(4):
        owner = _owner(parsed, references, at)
        if owner is not None:
            return owner
        above = parsed.tokens[at.head]
        if above.index == at.index:
            return None
        if above.pos in ("VERB", "AUX"):
            if at.dep in through:
                passive = any(parsed.tokens[k].dep == "nsubjpass" for k in parsed.children[above.index])
                whom = next((k for k in parsed.children[above.index] if parsed.tokens[k].dep == "dobj"), None)
                if at.dep == "prep" and at.lemma.lower() in ("of", "for", "as", "with") and whom is not None:
                    return _party_or_owner(parsed, references, whom)
                if passive:
                    return _party_or_owner(
                        parsed,
                        references,
                        next(k for k in parsed.children[above.index] if parsed.tokens[k].dep == "nsubjpass"),
                    )
                who = reported_clauses.subject(parsed, above.index)
                return who if who is not None and references.can_be_party(references.antecedent(who).index) else None
            return None
        at = above
    return None


def _owner(parsed: Parsed, references: References, token: Token) -> int | None:
    """Whose something is: "Rusk's plan", "the White House response", "a failure of the board", "attacks by the firm"."""
    for k in parsed.children[token.index]:
        if parsed.tokens[k].dep == "poss" and (references.can_be_party(k) or references.is_self(k)):
            return k
    for k in parsed.children[token.index]:
        if parsed.tokens[k].dep in ("prep", "agent") and parsed.tokens[k].lemma.lower() in ("by", "of", "from", "in", "at"):
            found = _object(parsed, k)
            named = found is not None and parsed.tokens[found].lemma.lower() not in ("people", "world", "country", "state")
            if found is not None and named and references.can_be_party(found):
                return found
    for k in parsed.children[token.index]:
        if parsed.tokens[k].dep in ("compound", "amod", "nmod") and references.can_be_party(k):
            return k
    return None


def _party_or_owner(parsed: Parsed, references: References, index: int | None) -> int | None:
    """The token if it can be a party; of a thing its owner; else the token."""
    if index is None or references.can_be_party(references.antecedent(index).index) or references.is_self(index):
        return index
    owner = _owner(parsed, references, parsed.tokens[index])
    return index if owner is None else owner


def _object(parsed: Parsed, preposition: int) -> int | None:
    return next((k for k in parsed.children[preposition] if parsed.tokens[k].dep in ("pobj", "pcomp")), None)


def _chain(parsed: Parsed, head: Token) -> list[Token]:
    """A word and the words that it hangs on, up to the verb of its clause and the one that takes this clause."""
    out = [head]
    verbs = 0
    while parsed.tokens[out[-1].head].index != out[-1].index and len(out) < 7:
        out.append(parsed.tokens[out[-1].head])
        verbs += out[-1].pos in ("VERB", "AUX")
        if verbs == 1 + (head.pos not in ("VERB", "AUX")) or out[-1].dep in ("ccomp", "relcl", "advcl"):
            break
    return out


def _clause(parsed: Parsed, head: Token) -> Token:
    """The verb of the clause that a word stands in."""
    return next((t for t in _chain(parsed, head) if t.pos in ("VERB", "AUX")), head)


def _is_excluded(scene: _Scene, head: Token, group: str, accused: int | None, holds_no: bool) -> bool:
    """Whether the words accuse nobody: negated, conditional, cleared, or laid by the speaker on himself.

    `holds_no`: the accusing words hold a negation of their own ("did not care").
    """
    parsed = scene.parsed
    if accused is not None and scene.references.is_self(accused):
        return True
    verb = _clause(parsed, head)
    told = group in ("accuses", "charge")
    negated = (_negated(parsed, head) and not holds_no) or (verb.index != head.index and _negated(parsed, verb))
    if negated and not (told and group == "charge" and verb.index != head.index):
        return True
    for token in _chain(parsed, head):
        kids = [parsed.tokens[k] for k in parsed.children[token.index]]
        if token.lemma.lower() in _CLEARS:
            return True
        if token.pos in ("VERB", "AUX") and any(k.dep == "mark" and k.text.lower() in ("if", "unless") for k in kids):
            return True
    return group == "accuses" and head.lemma.lower() in _POLICE and accused is None


def _negated(parsed: Parsed, token: Token) -> bool:
    """Whether a word stands under a negation of its own, or as what a negated word of having or proof takes."""
    for k in parsed.children[token.index]:
        kid = parsed.tokens[k]
        if kid.dep in ("neg", "det", "preconj", "advmod", "cc") and kid.lemma.lower() in _NEGATES:
            return not (kid.text.lower() == "not" and k + 1 < len(parsed.tokens) and parsed.tokens[k + 1].text.lower() == "only")
    head = parsed.tokens[token.head]
    if token.dep in ("pobj", "pcomp") and head.lemma.lower() == "without":
        return True
    if token.dep == "pobj" and parsed.tokens[head.head].pos == "NOUN":
        noun = parsed.tokens[head.head]
        return any(parsed.tokens[k].dep == "det" and parsed.tokens[k].lemma.lower() == "no" for k in parsed.children[noun.index])
    if token.dep == "acl" and head.pos == "NOUN":
        return any(parsed.tokens[k].dep == "det" and parsed.tokens[k].lemma.lower() == "no" for k in parsed.children[head.index])
    return False


def _is_modal(parsed: Parsed, head: Token) -> bool:
    verb = _clause(parsed, head)
    return any(
        parsed.tokens[k].dep == "aux" and parsed.tokens[k].text.lower() in _MODALS and parsed.tokens[k].tag == "MD"
        for k in parsed.children[verb.index]
    )


def _is_asked(parsed: Parsed, head: Token) -> bool:
    """Whether a clause of a question or a wish holds the word: "whether she lied", "wants to break"."""
    verb = _clause(parsed, head)
    if any(parsed.tokens[k].text.lower() in _CONDITIONS for k in parsed.children[verb.index]):
        return True
    return (
        verb.dep in ("xcomp", "advcl", "acl")
        and any(parsed.tokens[k].tag == "TO" for k in parsed.children[verb.index])
        and parsed.tokens[verb.head].lemma.lower()
        not in ("try", "continue", "begin", "help", "attempt", "conspire", "seem", "fail", "go")
    )


def _quotes_another(parsed: Parsed, head: Token) -> bool:
    """Whether the word stands in quotation marks, where "he" is not the speaker."""
    return parsed.quotation_at(head.start) is not None
