"""Spliced rebuttals: the writer's own contradiction inside a sentence that reports a claim ("falsely claimed", "even though …").

Rules over the parse, after docs/coding-rules.md. Each asks for a claim in the sentence and for words of the writer's that call
it false, say what is missing from it, or set a fact against it. Words inside quotation marks or laid to a source are that
source's and never count; nor do contradictions that another source is named for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotation import Annotation, Attribution
from analysis.annotators.cues import cues
from analysis.annotators.voices import Voices
from analysis.document import Parsed, Token

RULE = "rebuttal/contradiction@1"

#: A word reports a claim from this weight of its likeliest frame on.
REPORTS = 0.3

_FALSELY = frozenset(
    "falsely wrongly misleadingly erroneously incorrectly baselessly mistakenly inaccurately disingenuously dishonestly "
    "untruthfully spuriously speciously".split()
)
_FALSE = frozenset(
    "false baseless debunked unfounded unsubstantiated discredited bogus misleading unproven groundless spurious disproven "
    "dubious untrue inaccurate erroneous fictitious far-fetched farfetched evidence-free nonsensical".split()
)
_CLAIMS = frozenset(
    "claim accusation allegation assertion statement theory notion suggestion rumor rumour argument charge narrative boast "
    "insinuation story idea premise pretense pretext".split()
)
#: Verbs with which somebody puts a claim forward; "falsely" beside another verb ("falsely convicted") contradicts nobody's claim.
_PUT_FORWARD = frozenset(
    "accuse allege announce argue assert assume attribute believe blame boast call characterize cite claim conclude contend "
    "declare describe imply insinuate insist label maintain paint pin portray present pretend proclaim report represent say "
    "speculate state suggest tell think tweet write".split()
)
#: What a correction of the article itself is about.
_ARTICLE = frozenset("article version story headline column post caption graphic photo report editor note".split())
#: Offences that "false" is a part of.
_OFFENCE = re.compile(
    r"\b(?:charg|convict|indict|guilty|counts?\b|perjur|crime|prosecut|lying\b|pleaded|testimony|testif|statute"
    r"|false claims (?:act|case))",
    re.IGNORECASE,
)
_PROOF = frozenset("evidence proof basis substantiation corroboration foundation support source".split())
#: What "without …ing" says that a teller did not do, whatever the object.
_LEFT_UNSAID = frozenset("acknowledge mention note admit concede elaborate specify explain substantiate detail clarify".split())
#: The same, where the object is proof or detail.
_NOT_GIVEN = frozenset("provide offer cite give produce present show supply have".split())
_DETAIL = _PROOF | frozenset("detail specifics example explanation reason fact data context information documentation".split())
_OMIT = frozenset("mention note acknowledge say disclose add admit".split())
_IGNORE = frozenset("ignore overlook omit disregard forget neglect".split())
#: Words right before a fact that is set against the claim before them.
_AGAINST = re.compile(
    r"\b(?:even though|despite the fact|in spite of the fact|when,? in (?:actual )?(?:fact|reality)|though,? in (?:fact|reality)"
    r"|although,? in (?:fact|reality)|but,? in (?:fact|reality)|never ?mind that|not the other way a?round"
    r"|contrary to (?:all |the )?(?:evidence|facts?|records?|reality|what)|in defiance of the (?:facts|evidence)"
    r"|against all evidence|(?:but|though|although|yet) (?:that|this)(?:'s|’s| is| was| claim is| claim was)"
    r" (?:not true|untrue|false|wrong|incorrect|not the case)"
    r"|(?:but|though|although|yet) (?:the )?(?:records?|facts?|data|figures|evidence|numbers|documents)\b"
    r"(?: \w+){0,2} (?:show|shows|showed|suggest|suggests|say otherwise|tell|contradict|contradicts|indicate)"
    r"|(?:though|although|but) there (?:is|was|'s|’s) (?:no|little|scant) (?:\w+ )?(?:evidence|proof|basis)"
    r"|with (?:no|little|scant) (?:\w+ )?(?:evidence|proof)"
    r"|(?:though|although) (?:\w+ ){1,4}?(?:clearly|actually|demonstrably|plainly)"
    r" (?:did|do|does|was|were|is|are|had|has|have)\b)",
    re.IGNORECASE,
)
#: An aside in brackets or between dashes that begins with a correction.
_ASIDE = re.compile(
    r"[(—–]\s*(?:in fact|in reality|actually|not true|false|wrong|untrue|(?:it|he|she|they|that|this|there) "
    r"(?:was not|wasn['’]t|were not|weren['’]t|is not|isn['’]t|are not|aren['’]t|did not|didn['’]t|does not|doesn['’]t|had not"
    r"|hadn['’]t|has not|hasn['’]t|never))\b",
    re.IGNORECASE,
)
#: Somebody else who says so: then the contradiction is that source's.
_SOMEBODY = re.compile(
    r"\b(?:said|says|say|told|tells|according to|testified|found by|wrote|argued?s?|noted|believes?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Found:
    """The words of a contradiction, and what they do."""

    start: int
    end: int
    does: str


def find(parsed: Parsed, attributions: Sequence[Attribution], voices: Voices) -> list[Annotation]:
    """One annotation for each contradiction of the writer's in a sentence that reports a claim; ids are given by the engine."""
    cues_at = sorted(start for a in attributions if a.field == parsed.field for start, _ in a.cue)
    out = []
    for number, (first, last) in enumerate(parsed.sentences):
        start, end = parsed.sentence_span(number)
        claims = [t for t in parsed.tokens[first:last] if _reports(t) and parsed.quotation_at(t.start) is None]
        claims_at = sorted(
            {t.start for t in claims}
            | set(cues_at[bisect_left(cues_at, start) : bisect_left(cues_at, end)])
            | {q.start for q in parsed.quotations_over(start, end)}
        )
        done = start
        for found in sorted(_in_sentence(parsed, first, last, claims_at), key=lambda f: (f.start, -f.end)):
            if found.start < done or not _is_the_writers(parsed, voices, found):
                continue
            done = found.end
            text = parsed.text[found.start : found.end]
            span = voices.at(found.start)
            out.append(
                Annotation(
                    id="", kind="rebuttal", field=parsed.field, start=found.start, end=found.end, text=text, voice=span.voice,
                    source_id=span.source_id, party_id=None, rule=RULE, score=None,
                    why=f"The sentence reports a claim, and the writer's own words “{_short(text)}” {found.does}.",
                )
            )  # fmt: skip
    return out


def _in_sentence(parsed: Parsed, first: int, last: int, claims_at: Sequence[int]) -> Iterator[_Found]:
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    text = parsed.text[start:end]
    offence = _OFFENCE.search(text) is not None
    for index in range(first, last):
        token = parsed.tokens[index]
        lower = token.text.lower()
        if lower in _FALSELY:
            yield from _falsely(parsed, token)
        elif lower in _FALSE:
            yield from _false(parsed, token, offence)
        elif lower == "without" and claims_at:
            yield from _without(parsed, token, claims_at)
        elif token.lemma in _OMIT | _IGNORE | _NOT_GIVEN and token.pos in ("VERB", "AUX"):
            yield from _left_out(parsed, token, claims_at)
        elif token.lemma in ("debunk", "disprove", "discredit") and token.tag == "VBN":
            yield from _disproved(parsed, token, claims_at)
    if claims_at:
        for pattern, does in ((_AGAINST, "set a fact against it"), (_ASIDE, "correct it in passing")):
            for match in pattern.finditer(text):
                at = start + match.start()
                if claims_at[0] < at:
                    clause = _clause_end(parsed, at, last)
                    if not _SOMEBODY.search(parsed.text[start + match.end() : clause]):
                        yield _Found(at + (match[0][0] in "(—–"), clause, does)


def _falsely(parsed: Parsed, token: Token) -> Iterator[_Found]:
    verb = parsed.tokens[token.head]
    if verb.pos not in ("VERB", "AUX"):
        near = parsed.tokens[max(0, token.index - 3) : token.index + 4]
        verb = next((t for t in near if t.pos == "VERB" and t.lemma in _PUT_FORWARD), verb)
    if verb.lemma not in _PUT_FORWARD:
        return
    subjects = [parsed.tokens[k].lemma.lower() for k in parsed.children[verb.index] if parsed.tokens[k].dep.startswith("nsubj")]
    if not _ARTICLE.isdisjoint(subjects):
        return  # the article corrects itself
    near_verb = abs(verb.index - token.index) <= 2
    first, last = (min(token.index, verb.index), max(token.index, verb.index)) if near_verb else (token.index, token.index)
    yield _Found(parsed.tokens[first].start, parsed.tokens[last].end, "call it false")


def _false(parsed: Parsed, token: Token, offence: bool) -> Iterator[_Found]:
    head = parsed.tokens[token.head]
    if token.dep in ("amod", "nmod", "compound", "conj"):
        noun = parsed.tokens[head.head] if token.dep == "conj" and head.pos == "ADJ" else head
        if noun.lemma.lower() in _CLAIMS and noun.index > token.index and not (offence and noun.lemma in ("statement", "claim")):
            yield _Found(token.start, noun.end, "call it false")
    elif token.dep in ("acomp", "oprd", "attr") and head.pos in ("AUX", "VERB"):
        negated = any(parsed.tokens[k].dep == "neg" for k in parsed.children[head.index])
        subject = [parsed.tokens[k] for k in parsed.children[head.index] if parsed.tokens[k].dep == "nsubj"]
        about = {t.lemma.lower() for t in subject}
        if head.dep == "relcl":
            about.add(parsed.tokens[head.head].lemma.lower())
        if not negated and not about.isdisjoint(_CLAIMS):
            yield _Found(min(head.start, token.start), token.end, "call it false")


def _without(parsed: Parsed, token: Token, claims_at: Sequence[int]) -> Iterator[_Found]:
    for k in parsed.children[token.index]:
        below = parsed.tokens[k]
        if below.dep == "pobj" and below.lemma.lower() in ("evidence", "proof", "basis", "substantiation", "foundation"):
            ruler = parsed.tokens[token.head]
            if _reports(ruler) or ruler.lemma.lower() in _CLAIMS or ruler.lemma.lower() in _PUT_FORWARD:
                yield _Found(token.start, below.end, "say that it comes without proof")
        elif below.dep == "pcomp" and below.tag == "VBG" and not _is_only_a_name(parsed, below):
            not_given = below.lemma in _NOT_GIVEN and _has_object(parsed, below, _DETAIL)
            if not_given or below.lemma in _LEFT_UNSAID:
                yield _Found(token.start, _subtree_end(parsed, below.index), "say what is missing from it")


def _left_out(parsed: Parsed, verb: Token, claims_at: Sequence[int]) -> Iterator[_Found]:
    children = [parsed.tokens[k] for k in parsed.children[verb.index]]
    clause = any(t.dep == "ccomp" for t in children)
    fact = any(t.dep == "dobj" and t.lemma in ("fact", "aspect", "part", "point", "detail") for t in children)
    told_what = any(t.dep == "dobj" and t.text.lower() == "what" for t in children)
    told_before = bool(claims_at) and claims_at[0] < verb.start
    end = _subtree_end(parsed, verb.index)
    if verb.lemma in _NOT_GIVEN:
        none = _offers_none(parsed, children)
        if none and verb.lemma != "have" and any(at < verb.start for at in claims_at):
            yield _Found(verb.start, end, "say that it comes without proof")
        return
    if verb.lemma in _IGNORE:
        if (clause or fact) and not any(t.dep == "neg" for t in children):
            yield _Found(verb.start, end, "say what is missing from it")
        return
    ruler = parsed.tokens[verb.head]
    failed = ruler.lemma in ("fail", "neglect", "omit", "forget") and verb.dep == "xcomp"
    negated = any(t.dep == "neg" or t.text.lower() == "never" for t in children)
    if verb.lemma not in ("mention", "acknowledge", "note") and not failed:
        return
    above = ruler if failed else verb
    if not (failed or negated):
        return
    told_what = told_what or _is_told_what(parsed, above)
    if (clause or fact or told_what) or (failed and told_before and above.tag == "VBG"):
        yield _Found(above.start if failed else _negation_start(parsed, verb), end, "say what is missing from it")


def _is_told_what(parsed: Parsed, verb: Token) -> bool:
    """Whether a verb stands in "what X did not mention"."""
    before = parsed.tokens[max(0, verb.index - 7) : verb.index]
    return any(t.text.lower() == "what" for t in before)


def _offers_none(parsed: Parsed, children: Sequence[Token]) -> bool:
    for t in children:
        if t.dep == "dobj" and t.lemma in ("evidence", "proof"):
            below = {parsed.tokens[k].text.lower() for k in parsed.children[t.index]}
            negated = any(c.dep == "neg" for c in children)
            if not below.isdisjoint({"no", "little", "scant"}) or negated:
                return True
    return False


def _negation_start(parsed: Parsed, verb: Token) -> int:
    """Where the auxiliaries and the negation of a verb begin."""
    before = [parsed.tokens[k] for k in parsed.children[verb.index] if parsed.tokens[k].dep in ("aux", "neg")]
    return min([verb.start, *(t.start for t in before)])


def _disproved(parsed: Parsed, verb: Token, claims_at: Sequence[int]) -> Iterator[_Found]:
    children = [parsed.tokens[k] for k in parsed.children[verb.index]]
    passive = any(t.dep == "auxpass" for t in children)
    by_somebody = any(t.dep == "agent" for t in children)
    if passive and not by_somebody and any(at < verb.start for at in claims_at):
        yield _Found(_negation_start(parsed, verb), verb.end, "call it false")


def _is_only_a_name(parsed: Parsed, verb: Token) -> bool:
    """Whether what is left unsaid is a name only: "without mentioning Marl", "without naming names"."""
    for k in parsed.children[verb.index]:
        token = parsed.tokens[k]
        if token.dep == "dobj" and (token.entity in ("PERSON", "ORG", "GPE", "NORP") or token.pos in ("PRON", "PROPN")):
            return True
    return False


def _has_object(parsed: Parsed, verb: Token, lemmas: frozenset[str]) -> bool:
    return any(parsed.tokens[k].dep == "dobj" and parsed.tokens[k].lemma.lower() in lemmas for k in parsed.children[verb.index])


def _reports(token: Token) -> bool:
    if token.pos not in ("VERB", "NOUN") or (token.pos == "NOUN" and token.lemma == "charge"):
        return False  # "charges" is mostly what a court hears
    cue = cues().get((token.lemma.lower(), token.pos))
    return cue is not None and max(cue.frames.values(), default=0.0) >= REPORTS


def _is_the_writers(parsed: Parsed, voices: Voices, found: _Found) -> bool:
    """Whether nobody else says it: in no marks, in no source's claim. A noun that names the claim is the writer's, though the
    attribution may begin with it ("spread the false theory that …")."""
    if parsed.quotation_at(found.start) is not None:
        return False
    if voices.at(found.start).voice in ("writer", "headline"):
        return True
    noun = parsed.tokens[parsed.tokens_in(found.start, found.end)[-1]]
    span = voices.at(found.start)
    names_it = noun.pos == "NOUN" and any(parsed.tokens[k].dep in ("acl", "ccomp", "relcl") for k in parsed.children[noun.index])
    before = voices.at(max(0, span.start - 1)).voice
    return names_it and before in ("writer", "headline") and len(parsed.text[span.start : found.start].split()) <= 1


def _subtree_end(parsed: Parsed, index: int) -> int:
    last = parsed.tokens[parsed.subtree(index)[-1]]
    return last.start if not last.is_word and last.index > index else last.end


def _clause_end(parsed: Parsed, at: int, last: int) -> int:
    """The end of what follows an offset in its sentence, up to a closing bracket, a dash or the full stop."""
    end = parsed.tokens[last - 1].end
    closing = re.search(r"[)]|\s[—–]\s|[.?!]?[\"”]?$", parsed.text[at + 1 : end])
    return at + 1 + closing.start() if closing else end


def _short(text: str) -> str:
    """The first words of a long span, on one line."""
    words = " ".join(text.split()).split(" ")
    return " ".join(words) if len(words) <= 12 else " ".join(words[:12]) + " …"
