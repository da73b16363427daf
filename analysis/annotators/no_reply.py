"""Words that say that somebody did not answer: a refusal ("declined to comment") or silence ("did not respond").

Read off the words and the syntax around a verb of answering, a request or a silence; whose silence it is, the subject says, or
the name behind "from", "by", "to" and "for".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from analysis.annotators import reported_clauses
from analysis.document import Parsed, Token

RULE = "no_reply/words@1"

#: What the silent are said to do.
Status = Literal["declined", "no response"]

_ANSWERS = frozenset({"comment", "respond", "reply", "answer", "react", "response", "reaction"})
#: Verbs of speech that are a refusal with a refusing word before them, and with nothing told behind.
_SPEAKS = _ANSWERS | frozenset("discuss say speak talk elaborate address explain confirm clarify specify disclose expand".split())
_REFUSES = frozenset({"decline", "refuse"})
_REQUESTED = frozenset("request call email e-mail message question inquiry query interview letter voicemail text".split())
_TURNED_DOWN = frozenset("decline refuse reject ignore dodge duck sidestep evade".split())
_SILENT = frozenset({"silent", "mum", "tight-lipped", "unavailable", "unreachable", "quiet"})
_STAYS = frozenset("be remain stay keep fall go".split())
_REACHED = frozenset({"reach", "contact"})
_UNANSWERED = frozenset({"unanswered", "unreturned", "ignored"})
_NOUNS = frozenset("response comment reply answer reaction word statement".split())
_GIVES = frozenset("give offer issue make provide have".split())
#: Words that part a request from its not being met: "yet to", "without".
_WITHOUT = frozenset({"without", "yet"})


#: All lemmas that may head such a place.
_HEADS = _SPEAKS | _TURNED_DOWN | _REACHED | _SILENT | _UNANSWERED | {"return", "available"}


@dataclass(frozen=True)
class NoReply:
    """A place that says that somebody did not answer.

    Attributes:
        who: index of the token that names the silent, or None where nobody is named.
        head: index of the verb or noun that says it.
    """

    start: int
    end: int
    status: Status
    who: int | None
    head: int


def find(parsed: Parsed) -> list[NoReply]:
    """All such places of a field, in order, each head once."""
    return [silence for number in range(len(parsed.sentences)) for silence in find_in(parsed, number)]


def find_in(parsed: Parsed, sentence: int) -> list[NoReply]:
    """Those of one sentence."""
    start, end = parsed.sentences[sentence]
    return [
        NoReply(parsed.tokens[first].start, parsed.tokens[last].end, status, who, token.index)
        for token in parsed.tokens[start:end]
        if token.lemma.lower() in _HEADS
        for first, last, status, who in _at(parsed, token)
    ]


def _at(parsed: Parsed, token: Token) -> Iterator[tuple[int, int, Status, int | None]]:
    """First token, last token, status and who, where a token heads such words."""
    lemma = token.lemma.lower()
    kids = [parsed.tokens[k] for k in parsed.children[token.index]]
    if lemma in _SPEAKS and token.pos in ("VERB", "NOUN", "AUX"):
        yield from _answering(parsed, token, lemma, kids)
    if lemma in _TURNED_DOWN | {"return"} and token.pos == "VERB":
        yield from _request(parsed, token, lemma, kids)
    passive = any(k.dep == "auxpass" for k in kids)
    if lemma in _REACHED and token.pos == "VERB" and passive and (refused := _negation(parsed, token)) is not None:
        who = next((k.index for k in kids if k.dep == "nsubjpass"), None)
        yield min(refused, token.index), _through_comment(parsed, token), "no response", who
    if lemma in _SILENT | {"available"} and token.pos == "ADJ" and parsed.tokens[token.head].lemma.lower() in _STAYS:
        yield from _silent(parsed, token, lemma)
    if lemma in _UNANSWERED and parsed.tokens[token.head].lemma.lower() in _STAYS:
        verb = parsed.tokens[token.head]
        asked = next((k for k in parsed.children[verb.index] if parsed.tokens[k].dep in ("nsubj", "nsubjpass")), None)
        if asked is not None and parsed.tokens[asked].lemma.lower() in _REQUESTED:
            yield verb.index, token.index, "no response", _behind(parsed, asked, "to", "for", "with")


def _answering(parsed: Parsed, token: Token, lemma: str, kids: list[Token]) -> Iterator[tuple[int, int, Status, int | None]]:
    head = parsed.tokens[token.head]
    if token.pos == "NOUN" and lemma in _NOUNS:
        none = next((k for k in kids if k.dep == "det" and k.lemma.lower() == "no"), None)
        if none is not None:
            who = _behind(parsed, token.index, "from", "by")
            if who is None and head.lemma.lower() in _GIVES and token.dep == "dobj":
                who = reported_clauses.subject(parsed, head.index)
            if who is None and parsed.quotation_at(token.start) is not None:
                who = _speaker(parsed, token)
            yield (
                none.index,
                token.index,
                "declined" if lemma == "comment" and who != _behind(parsed, token.index, "from", "by") else "no response",
                who,
            )
        elif head.lemma.lower() in _REFUSES and token.dep == "dobj":
            yield head.index, token.index, "declined", reported_clauses.subject(parsed, head.index)
        return
    if head.lemma.lower() in _REFUSES and token.dep in ("xcomp", "ccomp") and not _told(parsed, token, lemma):
        if _negation(parsed, head) is None:
            yield head.index, token.index, "declined", reported_clauses.subject(parsed, head.index)
        return
    refused = _negation(parsed, token)
    if refused is None or _told(parsed, token, lemma):
        return
    modal = any(k.tag == "MD" and k.lemma.lower() in ("would", "will", "wo", "'d", "’d") for k in kids)
    who = reported_clauses.subject(parsed, token.index)
    if modal and lemma != "react":
        yield min(refused, token.index), token.index, "declined", who
    elif lemma in _ANSWERS and not any(k.tag == "MD" for k in kids):
        yield min(refused, token.index), token.index, "no response", who


def _told(parsed: Parsed, token: Token, lemma: str) -> bool:
    """Whether something is said after all: "would not say that …"; a question ("would not say whether") leaves it open."""
    if lemma in _ANSWERS:
        return False
    for k in parsed.children[token.index]:
        if parsed.tokens[k].dep in ("ccomp", "xcomp"):
            first = parsed.tokens[parsed.subtree(k)[0]].lemma.lower()
            return first not in ("whether", "if", "how", "what", "who", "which", "where", "when", "why")
    return lemma in ("say", "explain", "confirm") and parsed.quotation_at(token.start) is not None


def _request(parsed: Parsed, token: Token, lemma: str, kids: list[Token]) -> Iterator[tuple[int, int, Status, int | None]]:
    asked = next((k for k in kids if k.dep in ("dobj", "nsubjpass") and k.lemma.lower() in _REQUESTED), None)
    if asked is None:
        return
    who = (
        _behind(parsed, asked.index, "to", "for", "with")
        if asked.dep == "nsubjpass"
        else reported_clauses.subject(parsed, token.index)
    )
    refused = _negation(parsed, token)
    if lemma == "return":
        if refused is not None:
            yield min(refused, token.index), max(token.index, asked.index if asked.dep == "dobj" else 0), "no response", who
    elif refused is None and (asked.lemma.lower() != "call" or lemma == "ignore"):
        if asked.lemma.lower() == "request" and not _for_words(parsed, asked):
            return
        last = asked.index if asked.dep == "dobj" else token.index
        yield min(token.index, last), max(token.index, last), "no response" if lemma == "ignore" else "declined", who


def _silent(parsed: Parsed, token: Token, lemma: str) -> Iterator[tuple[int, int, Status, int | None]]:
    verb = parsed.tokens[token.head]
    refused = _negation(parsed, verb)
    if (lemma == "available") != (refused is not None):
        return
    if lemma in ("available", "unavailable", "quiet") and not (lemma != "quiet" and _for_words(parsed, token)):
        return
    first = verb.index if refused is None else min(refused, verb.index)
    yield first, _through_comment(parsed, token), "no response", reported_clauses.subject(parsed, verb.index)


def _negation(parsed: Parsed, token: Token) -> int | None:
    """The first token of what negates a verb: "did not", "has yet to", "without"."""
    kids = [parsed.tokens[k] for k in parsed.children[token.index]]
    no = next((k for k in kids if k.dep == "neg" or k.lemma.lower() in ("never", "neither", "nor")), None)
    if no is not None:
        before = [k.index for k in kids if k.dep in ("aux", "auxpass") and k.index < no.index]
        return min([no.index, *before])
    subject = next((k for k in kids if k.dep in ("nsubj", "nsubjpass")), None)
    if subject is not None and (
        subject.lemma.lower() in ("neither", "none", "nobody")
        or any(parsed.tokens[k].lemma.lower() in ("neither", "no") for k in parsed.children[subject.index])
    ):
        return token.index
    head = parsed.tokens[token.head]
    if token.dep in ("xcomp", "ccomp", "acl"):
        if any(parsed.tokens[k].lemma.lower() == "yet" for k in parsed.children[head.index]):
            return head.index
        if head.lemma.lower() == "fail":
            return head.index
    if token.dep == "pcomp" and head.lemma.lower() == "without":
        return head.index
    return None


def _behind(parsed: Parsed, index: int, *words: str) -> int | None:
    """The name behind a preposition that hangs on a noun, or on the verb whose subject it is."""
    places = [index]
    if parsed.tokens[index].dep in ("nsubj", "nsubjpass", "attr", "dobj"):
        places.append(parsed.tokens[index].head)
    for place in places:
        for k in parsed.children[place]:
            if parsed.tokens[k].dep in ("prep", "dative", "agent") and parsed.tokens[k].lemma.lower() in words:
                found = next((j for j in parsed.children[k] if parsed.tokens[j].dep == "pobj"), None)
                if found is not None and parsed.tokens[found].lemma.lower() not in _NOUNS:
                    return found
    return None


def _for_words(parsed: Parsed, token: Token) -> bool:
    """Whether "for comment", "for an interview" or the like hangs on a word."""
    wanted = _ANSWERS | {"interview", "statement"}
    return any(
        parsed.tokens[j].lemma.lower() in wanted
        for k in parsed.children[token.index]
        if parsed.tokens[k].lemma.lower() in ("for", "to")
        for j in parsed.children[k]
    )


def _through_comment(parsed: Parsed, token: Token) -> int:
    """Index of the last token of "… for comment" behind a word, or of the word itself."""
    for k in parsed.children[token.index]:
        if parsed.tokens[k].lemma.lower() == "for":
            for j in parsed.children[k]:
                if parsed.tokens[j].lemma.lower() in _ANSWERS:
                    return j
    return token.index


def _speaker(parsed: Parsed, token: Token) -> int | None:
    """The subject of the verb right behind a quotation: “No comment,” she said."""
    quotation = parsed.quotation_at(token.start)
    number = parsed.sentence_of[token.index]
    _, last = parsed.sentences[number]
    for t in parsed.tokens[token.index : last]:
        if quotation is not None and t.start >= quotation.end and t.dep == "nsubj":
            return t.index
    return None
