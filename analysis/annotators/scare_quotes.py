"""Scare quotes: short pieces in quotation marks that nobody is said to have used, told from speech, titles, terms and names.

The rules are those of docs/coding-rules.md ("Quoted fragments"). What an attribution holds is speech; of the rest, each rule
below takes out one kind, and what is left is a scare quote. Its characters are no quotation: they keep the voice of the words
around them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from analysis.annotation import Annotation, Attribution, Span
from analysis.annotators.cues import cues
from analysis.annotators.drafts import form_of, why_of
from analysis.annotators.span_index import SpanIndex
from analysis.annotators.voices import Voices
from analysis.document import Parsed, Token
from analysis.heads.attribution import reader
from analysis.heads.spans.reader import Said
from analysis.quotations import Quotation

RULE = "scare_quote/marks@2"
#: A scare quote has fewer words than this.
FEWER_WORDS = 8

#: What the rules' yes adds to the head's log odds, and the least sum; chosen on the cases that are for tuning.
TRUST_IN_RULES, LEAST_SCARE = 1.5, -2.2

#: An attribution's word with a smaller weight for clauses and quotations tells of no speech.
SPEECH = 0.3
#: Sentences between somebody's words and the same words in marks again.
ECHO = 3
#: Most words of a scare quote inside the content of such a word.
LENDS = 4
#: Words that give a thing its name in somebody's words, whatever their weight.
_NAMING = frozenset(
    "call describe label brand term dub define refer use denounce decry deride dismiss characterize accuse according be title "
    "tag cast see portray depict hail".split()
)


def _any_of(words: str) -> str:
    """A group of alternatives; what is parted by | may hold blanks."""
    return "(?:" + "|".join(word.strip() for word in words.split("|")) + ")"


#: Words right before a piece in marks that say it stands there as a word or a label.
_TERM = re.compile(
    r"\b"
    + _any_of(
        "words?|terms?|phrases?|labels?|slogan|motto|hashtag|expression|acronym|category|known as|referred to as|define|defined|"
        "defined as|defines|meaning|means|letters?|notion of|concept of|idea of|doctrine of|policy of|abbreviated|spelled|"
        "pronounced|stands for|short for|dubbed|nicknamed|called|named|entitled|titled|headlined|labell?ed"
    )
    + r"\s*[,:]?\s*$",
    re.IGNORECASE,
)
#: Words right before a piece in marks that hold it off themselves.
_MOCKED = re.compile(
    r"\b" + _any_of("so-called|supposed|supposedly|alleged|allegedly|self-styled|self-proclaimed|ostensible|purported") + r"\s*$",
    re.IGNORECASE,
)
_WORKS = (
    "show|program|programme|podcast|series|film|movie|book|novel|song|album|episode|column|newsletter|magazine|act|bill|video|"
    "documentary"
)
_OUTLETS = "(?:abc|nbc|cbs|cnn|fox|fox news|msnbc|hbo|pbs|bbc|npr)(?:['’]s?)?"
#: Behind a piece in marks that is a work or a programme.
_WORK_BEHIND = re.compile(
    r"^\W{0,3}(?:\w+ ){0,1}"
    + _any_of(_WORKS + "|segment|host|anchor|star|franchise|app|exhibit|sketch|skit|reboot|interview")
    + r"\b",
    re.IGNORECASE,
)
_WORK_BEFORE = re.compile(
    r"\b"
    + _any_of(
        _WORKS
        + "|memoir|single|article|essay|op-ed|editorial|piece|post|play|musical|poem|paper|report|bestseller|sitcom|comedy|"
        "drama|hit|author of|titled|entitled|headlined|read|watch|see|on " + _OUTLETS + "|" + _OUTLETS
    )
    + r"[\s,:(]*$",
    re.IGNORECASE,
)
#: Words of saying or thinking by which a piece close by is somebody's.
_SAID = re.compile(
    r"\b"
    + _any_of(
        "said|says|say|told|tells|wrote|writes|tweeted|tweets|called|calls|calling|described|describes|describing|declared|declares|"
        "added|adds|according to|quoted|quoting|cited|citing|accused|accuses|accusing|vowed|warned|warns|dismissed|dismisses|"
        "denounced|insisted|claimed|claims|argued|argues|termed|labell?ed|branded|shouted|shouting|chanted|chanting|yelled|asked|"
        "asks|announced|promised|in (?:his|her|their) words|words of|proclaiming|proclaimed|touts?|touted|editoriali[sz]e[sd]?|"
        "statements?|remarks?|comments?|headlines?|referring to|refers? to|praised|denied|demanded|urged|boasted|joked"
    )
    + r"\b",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and as at but by for from in into of on or the to with vs via nor so yet is".split())


def find(parsed: Parsed, attributions: Sequence[Attribution], read: Said | None = None) -> list[tuple[Span, str]]:
    """Scare quotes of a field with the reason for each, in order; spans take in the marks.

    `read`: what the head of spans says of the field's text.
    """
    spoken = [a for a in attributions if a.field == parsed.field and _speaks(a)]
    contents = SpanIndex(span for a in spoken for span in a.content)
    held = SpanIndex(span for a in attributions if a.field == parsed.field for span in a.content)
    said = _words_said(parsed, contents)
    out = []
    for quotation in parsed.outer_quotations:
        by_rules = _is_scare(parsed, quotation, contents, held, said)
        if _weighed(parsed, quotation, by_rules, read or {}):
            out.append(((quotation.start, quotation.end), _why(parsed, quotation)))
    return out


def is_short(parsed: Parsed, quotation: Quotation) -> bool:
    """Whether a quotation is short enough for a scare quote and holds words."""
    words = sum(parsed.tokens[i].is_word for i in parsed.tokens_in(*quotation.inner))
    return 0 < words < FEWER_WORDS


def _weighed(parsed: Parsed, quotation: Quotation, by_rules: bool, read: Said) -> bool:
    """What the head says, the rules' answer weighed in; that of the rules where the head says nothing or "so-called" stands."""
    tokens = parsed.tokens_in(*quotation.inner)
    found = read.get(("fragment", (tokens[0], tokens[-1] + 1))) if tokens else None
    if found is None or (by_rules and _MOCKED.search(_around(parsed, quotation)[0])):
        return by_rules
    return math.log(found["scare"] / (1 - found["scare"] + 1e-9)) + (TRUST_IN_RULES if by_rules else 0.0) >= LEAST_SCARE


def without(parsed: Parsed, attributions: Sequence[Attribution], found: Sequence[tuple[Span, str]]) -> list[Attribution]:
    """The attributions, with the form that each has where scare quotes in it count as no quotation."""
    held_off = {span for span, _ in found}
    index = SpanIndex(held_off)
    out = []
    for a in attributions:
        if a.field == parsed.field and any(index.meets(s, e) for s, e in a.content):
            form = form_of(parsed, a.content, held_off)
            a = replace(a, form=form, why=why_of(parsed.text, a.source, a.cue, form))
        out.append(a)
    return out


def marks(parsed: Parsed, found: Sequence[tuple[Span, str]], voices: Voices) -> list[Annotation]:
    """Annotations for scare quotes; ids are given by the engine."""
    out = []
    for (start, end), why in found:
        span = voices.at(start)
        if span.voice == "excluded":
            continue
        out.append(
            Annotation(
                id="", kind="scare_quote", field=parsed.field, start=start, end=end, text=parsed.text[start:end],
                voice=span.voice, source_id=span.source_id, party_id=None, rule=RULE, score=None, why=why,
            )
        )  # fmt: skip
    return out


def _speaks(attribution: Attribution) -> bool:
    """Whether an attribution's words in marks are its source's: it tells of speech, or a rule found it by its quotation.

    A wish, an act or an attitude ("eager for “face time”") lends its source no words: the marks are the writer's.
    """
    if attribution.form == "direct" and attribution.rule != reader.RULE:
        return True
    return attribution.verb is None or attribution.verb in _NAMING or _weight(attribution.verb) >= SPEECH


@cache
def _weight(verb: str) -> float:
    """How surely a word brings speech: the larger of its weights with a quotation and with a clause; 0 for one not listed."""
    found = [max(c.frames.get("quote", 0.0), c.frames.get("clause", 0.0)) for (lemma, _), c in cues().items() if lemma == verb]
    return max(found, default=0.0)


def _is_scare(
    parsed: Parsed, quotation: Quotation, contents: SpanIndex, held: SpanIndex, said: Mapping[str, Sequence[int]]
) -> bool:
    inner = parsed.text[slice(*quotation.inner)]
    words = [parsed.tokens[i] for i in parsed.tokens_in(*quotation.inner) if parsed.tokens[i].is_word]
    if not words or len(words) >= FEWER_WORDS or not quotation.closed or "://" in inner or "=" in inner:
        return False
    before, behind = _around(parsed, quotation)
    if _MOCKED.search(before):
        return True
    if contents.holds(quotation.start, quotation.end - 1):
        return False  # speech
    if len(words) > LENDS and held.holds(quotation.start, quotation.end - 1):
        return False  # so many words are somebody's, whatever brings them
    if _is_sentence(inner, words, before):
        return False
    number, others = parsed.sentence_of[words[0].index], said.get(_plain(inner), ())
    if bisect_left(others, number - ECHO) < bisect_right(others, number + ECHO):
        return False  # somebody's words, cited again
    if _is_name(inner, words, before, behind) or _is_term(words, before):
        return False
    return not _said_here(parsed, quotation)


def _around(parsed: Parsed, quotation: Quotation) -> tuple[str, str]:
    """Text of the sentence before and behind a piece."""
    token = next(iter(parsed.tokens_in(*quotation.inner)))
    start, end = parsed.sentence_span(parsed.sentence_of[token])
    return parsed.text[min(start, quotation.start) : quotation.start], parsed.text[quotation.end : max(end, quotation.end)][:60]


def _is_sentence(inner: str, words: Sequence[Token], before: str) -> bool:
    """Whether a piece is an utterance: it stands alone, or ends as a sentence does."""
    finite = any(t.tag in ("VBZ", "VBD", "VBP", "MD") for t in words)
    whole = inner.strip()[-1:] in "?!" or (inner[:1].isupper() and finite and len(words) > 2)
    led = before.rstrip()[-1:] in (":", ",") or not before.strip()
    return whole or (led and finite and len(words) > 2)


def _is_name(inner: str, words: Sequence[Token], before: str, behind: str) -> bool:
    """Whether a piece is a title or a name: capitals throughout, or a work is named beside it."""
    heavy = [t for t in words if t.text.lower() not in _SMALL]
    capitals = bool(heavy) and all(t.text[:1].isupper() or t.text[:1].isdigit() for t in heavy)
    beside = bool(_WORK_BEFORE.search(before[-60:]) or _WORK_BEHIND.search(behind))
    nick = bool(re.search(r"[A-Z][\w.]+\s$", before)) and bool(re.match(r"\s[A-Z]\w+", behind)) and capitals
    return (capitals and (beside or len(heavy) > 1)) or nick or (beside and inner[:1].isupper())


def _is_term(words: Sequence[Token], before: str) -> bool:
    """Whether a piece is brought as a word, a label or a letter."""
    if len(words) == 1 and len(words[0].text) == 1:
        return True
    found = _TERM.search(before[-40:])
    return found is not None


def _said_here(parsed: Parsed, quotation: Quotation) -> bool:
    """Whether words of saying stand close by in the same clause."""
    before, behind = _around(parsed, quotation)
    clause = re.split(r"[;—–]|\. ", before)[-1][-70:]
    return bool(_SAID.search(clause)) or bool(re.match(r"\W{0,2}:\s", behind))  # "‘not ready’: minister"


def _words_said(parsed: Parsed, contents: SpanIndex) -> dict[str, list[int]]:
    """Pieces in marks that an attribution holds, plain, each with its sentences in order: words close by are cited again."""
    out: dict[str, list[int]] = {}
    for q in parsed.outer_quotations:
        inside = parsed.tokens_in(q.start, q.end)
        if inside and contents.holds(q.start, q.end - 1):
            out.setdefault(_plain(parsed.text[slice(*q.inner)]), []).append(parsed.sentence_of[inside[0]])
    return out


def _plain(words: str) -> str:
    return re.sub(r"[^\w ]", "", words).casefold().strip()


def _why(parsed: Parsed, quotation: Quotation) -> str:
    words = parsed.text[slice(*quotation.inner)].strip(" ,.")
    if _MOCKED.search(_around(parsed, quotation)[0]):
        return f"The marks and the word before them hold “{words}” at a distance."
    kind = "nobody here is said to have used these words, and they are no title, name or term"
    return f"The marks hold “{words}” at a distance: {kind}."
