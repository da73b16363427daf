"""Finds a lexicon's terms in a parsed text, in the sense that the lexicon means.

Terms are looked up by their first word, so time grows with the text and not with the lexicon. At each place the longest
term that passes its checks wins, and the search goes on behind it: the hits of one lexicon never overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.document import Parsed, Token
from analysis.inflection import forms
from analysis.lexicon import Lexicon, Term

#: Entity types that are names. A loaded word in a name is what somebody is called, not what the writer calls them.
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})

#: Words that negate what follows, and how many tokens before a term they are looked for.
NEGATIONS = frozenset({"not", "n't", "never", "no", "nor", "neither", "hardly", "without", "nothing", "nobody", "none", "cannot"})
NEGATION_REACH = 3

#: How many tokens before and after a term, in its sentence, `not_with` and `only_with` look at.
SENTENCE_REACH = 25

_HYPHENS = frozenset({"-", "‐", "‑"})
_MARKS = _HYPHENS | {'"', "'", "“", "”", "‘", "’", "``", "''"}
_CLAUSE_ENDS = frozenset({",", ";", ":", ".", "—", "–", "(", ")"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: offsets in the parsed text, the term, the reason in a sentence, a plainer wording where there is one."""

    start: int
    end: int
    term: Term
    why: str
    neutral: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term as it is looked up.

    Attributes:
        words: for each word the written forms that stand for it.
        lemmas: for each word the lemma that stands for it; empty where only forms count.
        checked: whether words around it are to be looked at.
    """

    term: Term
    words: tuple[frozenset[str], ...]
    lemmas: tuple[str, ...]
    checked: bool


def find_all(parsed: Parsed, lexicons: tuple[Lexicon, ...]) -> list[list[Hit]]:
    """The hits of each lexicon, as `find` gives them; the text is gone through once for all."""
    known = _openings(lexicons)
    places: list[list[int]] = [[] for _ in lexicons]
    for i, token in enumerate(parsed.tokens):
        form = token.text.lower()
        numbers = known.get(form, _NONE)
        if token.lemma != form:
            numbers = numbers | known.get(token.lemma, _NONE)
        for n in numbers:
            places[n].append(i)
    return [find(parsed, lexicon, at) for lexicon, at in zip(lexicons, places, strict=True)]


_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=8)
def _openings(lexicons: tuple[Lexicon, ...]) -> Mapping[str, frozenset[int]]:
    """For each form that opens a term, the positions of the lexicons that have one."""
    found: dict[str, set[int]] = {}
    for n, lexicon in enumerate(lexicons):
        for form in _index(lexicon):
            found.setdefault(form, set()).add(n)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def find(parsed: Parsed, lexicon: Lexicon, places: Sequence[int] | None = None) -> list[Hit]:
    """All hits of a lexicon in a parsed text, in order; `text[start:end]` holds the words found.

    `places`: token indices at which a term may begin; everywhere where None.
    """
    index = _index(lexicon)
    tokens, text = parsed.tokens, parsed.text
    out: list[Hit] = []
    free = 0  # first token behind the last hit
    for i in range(len(tokens)) if places is None else places:
        token = tokens[i]
        form = token.text.lower()
        entries = index.get(form, ())
        if token.lemma != form:
            entries = _merged(entries, index.get(token.lemma, ()))
        if not entries or i < free:
            continue
        for entry in entries:
            last = _match(tokens, i, entry)
            if last is None or not _fits(parsed, i, last, entry):
                continue
            start, end = token.start, tokens[last].end
            out.append(Hit(start, end, entry.term, _why(lexicon, entry.term, text[start:end]), entry.term.neutral))
            free = last + 1
            break
    return out


@lru_cache(maxsize=64)
def _index(lexicon: Lexicon) -> Mapping[str, tuple[_Entry, ...]]:
    """Entries by every form of their first word, the longest first."""
    found: dict[str, list[_Entry]] = {}
    for term in lexicon.terms:
        checks = (
            term.not_before,
            term.not_after,
            term.only_before,
            term.only_after,
            term.not_with,
            term.only_with,
            not term.negated,
        )
        by_lemma = term.match == "lemma"
        words = tuple(forms(word, term.pos) if by_lemma else frozenset({word}) for word in term.words)
        entries = [_Entry(term, words, term.words if by_lemma else (), any(checks))]
        if len(words) > 1 and "-" in term.term:  # the parser leaves a few hyphenated words whole
            entries.append(_Entry(term, (frozenset({term.term}),), (), any(checks)))
        for entry in entries:
            for form in entry.words[0]:
                found.setdefault(form, []).append(entry)
    return {form: tuple(sorted(entries, key=_rank)) for form, entries in found.items()}


def _rank(entry: _Entry) -> tuple[int, int]:
    return -len(entry.term.words), entry.term.line


def _merged(first: tuple[_Entry, ...], second: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
    if not first or not second:
        return first or second
    return tuple(sorted({id(e): e for e in (*first, *second)}.values(), key=_rank))


def _match(tokens: Sequence[Token], first: int, entry: _Entry) -> int | None:
    """Index of the last token of the entry's words from `first` on; hyphens between them do not count."""
    at = first
    for n, words in enumerate(entry.words):
        if n:
            at += 1
            if at < len(tokens) and tokens[at].text in _HYPHENS and tokens[at].start == tokens[at - 1].end:
                at += 1
        if at >= len(tokens):
            return None
        form = tokens[at].text.lower().replace("’", "'")
        if form not in words and not (entry.lemmas and tokens[at].lemma == entry.lemmas[n]):
            return None
    return at


def _fits(parsed: Parsed, first: int, last: int, entry: _Entry) -> bool:
    """Whether the words stand in the sense meant."""
    term, found = entry.term, parsed.tokens[first : last + 1]
    if last > first and parsed.sentence_of[first] != parsed.sentence_of[last]:
        return False
    if term.pos and not any(_has_pos(t, term.pos, parsed) for t in found):
        return False
    if term.tag and not any(t.tag in term.tag for t in found):
        return False
    if not term.in_entity and any(t.entity in NAMES and t.text[:1].isupper() for t in found):
        return False
    return not entry.checked or _context_fits(parsed, first, last, term)


def _has_pos(token: Token, wanted: Sequence[str], parsed: Parsed) -> bool:
    """Whether a token has one of the parts of speech; capitals make the parser take other words for proper nouns."""
    if token.pos in wanted or (token.pos == "AUX" and "VERB" in wanted):
        return True
    return token.pos == "PROPN" and ("NOUN" in wanted or "ADJ" in wanted or parsed.field == "title")


def _context_fits(parsed: Parsed, first: int, last: int, term: Term) -> bool:
    if term.not_before or term.only_before:
        near = _neighbour(parsed, last, 1)
        if near & set(term.not_before) or (term.only_before and not near & set(term.only_before)):
            return False
    if term.not_after or term.only_after:
        near = _neighbour(parsed, first, -1)
        if near & set(term.not_after) or (term.only_after and not near & set(term.only_after)):
            return False
    if not term.negated and _negated(parsed, first):
        return False
    if term.not_with or term.only_with:
        around = {form for t in _around(parsed, first, last) for form in (t.lemma, t.text.lower())}
        if not around.isdisjoint(term.not_with) or (term.only_with and around.isdisjoint(term.only_with)):
            return False
    return True


def _neighbour(parsed: Parsed, at: int, step: int) -> set[str]:
    """Lemma, form and part of speech of the next word in a direction; hyphens and quotation marks are passed over."""
    begin, end = parsed.sentences[parsed.sentence_of[at]]
    at += step
    while begin <= at < end and parsed.tokens[at].text in _MARKS:
        at += step
    if not begin <= at < end:
        return set()
    token = parsed.tokens[at]
    return {token.lemma.lower(), token.text.lower().replace("’", "'"), token.pos}


def _negated(parsed: Parsed, first: int) -> bool:
    begin, _ = parsed.sentences[parsed.sentence_of[first]]
    for at in range(first - 1, max(begin, first - NEGATION_REACH) - 1, -1):
        form = parsed.tokens[at].text.lower().replace("’", "'")
        if form in _CLAUSE_ENDS:
            return False
        if form in NEGATIONS:
            return True
    return False


def _around(parsed: Parsed, first: int, last: int) -> Iterator[Token]:
    begin, end = parsed.sentences[parsed.sentence_of[first]]
    for at in (*range(max(begin, first - SENTENCE_REACH), first), *range(last + 1, min(end, last + 1 + SENTENCE_REACH))):
        yield parsed.tokens[at]


def _why(lexicon: Lexicon, term: Term, text: str) -> str:
    sentence = lexicon.why_neutral if term.neutral else lexicon.why
    group = lexicon.groups.get(term.group, "")
    return sentence.format(text=text, term=term.term, neutral=term.neutral or "", group=group, note=term.note, **term.extra)
