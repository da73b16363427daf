"""Quotations of the headline that the body has in a longer one whose other words limit them, or in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotation import Annotation, Span
from analysis.comparison.alignment import Word, words
from analysis.document import Parsed

RULE = "cut_quotation/words@1"

#: Words of the quotation's sentence that are read before and behind what the headline quotes.
BEFORE, BEHIND = 5, 8
#: Words that say no, set a condition, weaken, or make it one person's view; before and behind the words that they limit.
_NO = frozenset("not no never nothing nobody none neither nor hardly barely cannot without unless".split())
_LIMIT_BEFORE = _NO | frozenset(
    "if whether unless although though may might could perhaps maybe probably possibly almost nearly".split()
)
_LIMIT_BEHIND = frozenset("if unless until except provided although though however but".split())
_LIMITS_BEHIND = re.compile(
    r"\b(?:in (?:my|our|his|her|their) (?:own )?(?:opinion|view|mind|judgment|judgement)|as far as|so far as|as long as|"
    r"only (?:if|when)|for (?:me|us|now)|to (?:me|us)|i (?:think|believe|guess|suppose)|at least)\b"
)
_LIMITS_BEFORE = re.compile(
    r"\b(?:as far as|so far as|(?:i|we) (?:think|believe|guess|suppose|hope|fear)|in (?:my|our) (?:own )?(?:opinion|view)|"
    r"to me|for me)\b"
)
_STOP = re.compile(r"[.!?…](?:[\s”\"’'»]|$)")
#: Words of the headline's quotation that the body must lack before it is called reworded: one or two are a name or a term.
LEAST_REWORDED = 3
#: Of these, the share that stands in one quotation of the body where it is the same one in other words.
SAME = 0.6


@dataclass(frozen=True)
class _Found:
    """Where the body quotes what the headline quotes, with the sentence around it, and the words that limit it there."""

    place: Span
    limits: str | None


def find(title: Parsed, body: Parsed) -> list[Annotation]:
    """One annotation for each such quotation of the headline; ids are given by the engine."""
    out = []
    shown = {w.key for w in words(title.text, [(0, len(title.text))])}
    for quotation in title.outer_quotations:
        quoted = [w.key for w in words(title.text, [quotation.inner])]
        if not quoted:
            continue
        places = list(_places(quoted, body, shown))
        cut = [p for p in places if p.limits is not None]
        why, place = None, None
        if cut and len(cut) == len(places):
            place = cut[0].place
            why = f"The headline quotes these words alone; in the body the quotation limits them: “{cut[0].limits}”."
        elif not places and len(quoted) >= LEAST_REWORDED and not _stands(quoted, body.text):
            place = _reworded(quoted, body)
            why = None if place is None else "The body quotes this in other words."
        if why is not None:
            start, end = quotation.inner
            out.append(
                Annotation(
                    id="", kind="cut_quotation", field="title", start=start, end=end, text=title.text[start:end],
                    voice="headline", source_id=None, party_id=None, rule=RULE, score=None, why=why, body_place=place,
                )
            )  # fmt: skip
    return out


def _places(quoted: Sequence[str], body: Parsed, shown: set[str]) -> Iterator[_Found]:
    for quotation in body.outer_quotations:
        said = list(words(body.text, [quotation.inner]))
        for n in _starts(quoted, [w.key for w in said]):
            first, last = _sentence(body.text, said, n, n + len(quoted))
            before = said[max(first, n - BEFORE) : n]
            behind = said[n + len(quoted) : min(last, n + len(quoted) + BEHIND)]
            yield _Found((said[first].start, said[last - 1].end), _limit(body.text, before, behind, shown))


def _starts(quoted: Sequence[str], keys: Sequence[str]) -> Iterator[int]:
    size = len(quoted)
    yield from (n for n in range(len(keys) - size + 1) if list(keys[n : n + size]) == list(quoted))


def _sentence(text: str, said: Sequence[Word], start: int, end: int) -> Span:
    """The words of the sentence that holds some words of a quotation."""
    first, last = start, end
    while first > 0 and not _STOP.search(text, said[first - 1].end, said[first].start + 1):
        first -= 1
    while last < len(said) and not _STOP.search(text, said[last - 1].end, said[last].start + 1):
        last += 1
    return first, last


def _limit(text: str, before: Sequence[Word], behind: Sequence[Word], shown: set[str]) -> str | None:
    """The words before or behind that limit what stands between them and that the headline does not show, or None."""
    near = _after_last_comma(text, before)
    if any((w.key in _LIMIT_BEFORE or w.key.endswith("n't")) and w.key not in shown for w in near):
        return _line(text, near)
    if _LIMITS_BEFORE.search(" ".join(w.key for w in before)):
        return _line(text, before)
    if any(w.key in _LIMIT_BEHIND and w.key not in shown for w in behind):
        return _line(text, behind)
    return _line(text, behind) if _LIMITS_BEHIND.search(" ".join(w.key for w in behind)) else None


def _after_last_comma(text: str, before: Sequence[Word]) -> Sequence[Word]:
    """The words of one clause: those behind the last comma or dash among them."""
    for n in range(len(before) - 1, 0, -1):
        if re.search(r"[,;:—–]", text[before[n - 1].end : before[n].start]):
            return before[n:]
    return before


def _line(text: str, found: Sequence[Word]) -> str:
    return " ".join(text[found[0].start : found[-1].end].split())


def _stands(quoted: Sequence[str], text: str) -> bool:
    return next(_starts(quoted, [w.key for w in words(text, [(0, len(text))])]), None) is not None


def _reworded(quoted: Sequence[str], body: Parsed) -> Span | None:
    """The sentence of a quotation of the body that has most of the words, in any order."""
    best: tuple[float, Span] | None = None
    wanted = set(quoted)
    for quotation in body.outer_quotations:
        said = list(words(body.text, [quotation.inner]))
        at = 0
        while at < len(said):
            first, last = _sentence(body.text, said, at, at + 1)
            share = len(wanted & {w.key for w in said[first:last]}) / len(wanted)
            if share >= SAME and (best is None or share > best[0]):
                best = share, (said[first].start, said[last - 1].end)
            at = last
    return best[1] if best is not None else None
