"""Finds what stands inside quotation marks, whatever the marks are and however they are damaged.

Marks are read paragraph by paragraph. News repeats the opening mark at each paragraph of a long quotation and closes only the
last; that, and a mark that never closes, are told apart by what the next paragraph does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation import Span

_MARK = re.compile(r"``|''|[“”„‟«»\"‘’‚‛'`＂]")
_DOUBLE_OPEN = frozenset("“„‟«") | {"``"}
_DOUBLE_CLOSE = frozenset("”»")
_STRAIGHT = frozenset('"＂') | {"''"}  # two apostrophes, typed for a mark, open and close alike
_SINGLE = frozenset("‘’‚‛'`")
_BEFORE_OPEN = frozenset("([{—–-/:…\u00a0")
_AFTER_CLOSE = frozenset(")]},.;:!?—–-/…\u00a0")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
#: Letters that follow an apostrophe at a word's start ('em, 'til, '90s), so that it opens nothing.
_CLIPPED = re.compile(r"(?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n\b|round\b|nother\b|cuz\b|s\b)", re.IGNORECASE)
#: A single-quoted fragment longer than this is taken for stray apostrophes.
_LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation.

    Attributes:
        start, end: offsets, marks included.
        inner: offsets without the marks.
        depth: 0 for a quotation that stands in no other.
        closed: False where the closing mark is missing.
        continues: True where the quotation goes on from the paragraph before.
    """

    start: int
    end: int
    inner: Span
    depth: int
    closed: bool
    continues: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    after: int
    single: bool
    family: str


def _family(mark: str) -> str:
    """Marks that open and close each other: straight (`` opens what '' closes), curly, angle, or single."""
    if mark in _SINGLE:
        return "single"
    return "straight" if mark in _STRAIGHT or mark == "``" else "angle" if mark in "«»" else "curly"


def find(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """Quotations of a text in order of their start; an inner one follows its outer one."""
    found: list[Quotation] = []
    running = False  # the paragraph before ended inside a quotation that this one may continue
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        quotes, unclosed = _paragraph(text, start, end, running)
        if unclosed is not None:
            goes_on = following is not None and _continues(text, *following)
            stop = end if goes_on or _spoken_to_the_end(text, unclosed, end) else _sentence_end(text, unclosed.after, end)
            quotes = [q for q in quotes if q.start < stop]
            quotes.append(Quotation(unclosed.start, stop, (unclosed.after, stop), 0, False))
            running = goes_on
        else:
            running = False
        found.extend(_nest(quotes, continued=_first_is_continuation(found, quotes, paragraphs, number)))
    return found


def _first_is_continuation(found: list[Quotation], quotes: list[Quotation], paragraphs: Sequence[Span], number: int) -> bool:
    """Whether a paragraph's first quotation goes on from an unclosed one that ended the paragraph before."""
    if not found or not quotes or number == 0:
        return False
    outer = next((q for q in reversed(found) if q.depth == 0), None)
    first = min(q.start for q in quotes)
    return outer is not None and not outer.closed and outer.end == paragraphs[number - 1][1] and first == paragraphs[number][0]


def _continues(text: str, start: int, end: int) -> bool:
    """Whether a paragraph carries on an unclosed quotation: it opens with a mark, or closes one before it opens any."""
    if text[start] in '“"„«‟＂' or text.startswith("``", start):
        return True
    for mark in _MARK.finditer(text, start, end):
        if mark.group() in _DOUBLE_CLOSE:
            return True
        if mark.group() in _DOUBLE_OPEN or mark.group() in _STRAIGHT:
            return False
    return False


def _spoken_to_the_end(text: str, opened: _Open, end: int) -> bool:
    """Whether an unclosed quotation fills the rest of its paragraph: it is short, or it opened the paragraph's sentence."""
    return not opened.single and not _SENTENCE_END.search(text, opened.after, max(opened.after, end - 1))


def _sentence_end(text: str, start: int, end: int) -> int:
    found = _SENTENCE_END.search(text, start, end)
    return found.end() if found else end


def _paragraph(text: str, start: int, end: int, running: bool) -> tuple[list[Quotation], _Open | None]:
    """Quotations of one paragraph, and the double mark that was opened and never closed, if any.

    `running`: the paragraph before ended inside a quotation; one that closes before anything opens then starts here.
    """
    done: list[Quotation] = []
    stack: list[_Open] = []
    if running and text[start] not in '“"„«‟＂' and not text.startswith("``", start):
        stack.append(_Open(start, start, single=False, family="curly"))
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        free_before = before.isspace() or before in _BEFORE_OPEN or bool(_MARK.match(before))
        free_behind = behind.isspace() or behind in _AFTER_CLOSE or bool(_MARK.match(behind))
        if mark in _SINGLE:
            _single(text, mark, at, after, before, behind, free_before, free_behind, stack, done)
            continue
        family = _family(mark)
        doubles = [n for n, o in enumerate(stack) if not o.single]
        same = [n for n in doubles if stack[n].family == family]
        opened = same[-1] if same else None
        if not same and doubles and not (free_before and not free_behind):
            opened = doubles[-1]  # mixed marks: “ … "
        if mark in _STRAIGHT:
            if opened is None and before.isdigit() and free_behind:
                continue  # inches: 6'2"
            closes = opened is not None and not (free_before and not free_behind and before.isspace())
        elif mark in _DOUBLE_OPEN:
            closes = opened is not None and not free_before and free_behind
        else:
            closes = opened is not None
            if opened is None and not (free_before and not free_behind):
                continue  # a closing mark that closes nothing
        if closes and opened is not None:
            top = stack[opened]
            del stack[opened:]
            done.append(Quotation(top.start, after, (top.after, at), 0, True))
        elif opened is not None and mark in _STRAIGHT | _DOUBLE_OPEN:
            # Opened again while open: the first was never closed, or the same mark nests. A later close decides nothing
            # more, so the first ends where its sentence ends, before this one.
            top = stack[opened]
            del stack[opened:]
            stop = min(at, _sentence_end(text, top.after, at))
            stop = top.after + len(text[top.after : stop].rstrip())
            if stop > top.after:
                done.append(Quotation(top.start, stop, (top.after, stop), 0, False))
            stack.append(_Open(at, after, single=False, family=family))
        else:
            stack.append(_Open(at, after, single=False, family=family))
    unclosed = next((o for o in stack if not o.single), None)
    return done, unclosed


def _single(
    text: str, mark: str, at: int, after: int, before: str, behind: str, free_before: bool, free_behind: bool,
    stack: list[_Open], done: list[Quotation],
) -> None:  # fmt: skip
    """Open or close a single quotation, unless the mark is an apostrophe."""
    if before.isalnum() and behind.isalnum():
        return
    on_top = stack[-1] if stack and stack[-1].single else None
    if on_top and not before.isspace() and free_behind and mark != "‘":
        plural = before in "sS" and behind.isspace() and "’" in text[after : on_top.after + _LONGEST_SINGLE]
        if plural and mark == "’" and not _MARK.match(behind):
            return  # "the workers’ rights’": more marks follow, so this one is a possessive
        stack.pop()
        if 0 < at - on_top.after <= _LONGEST_SINGLE:
            done.append(Quotation(on_top.start, after, (on_top.after, at), 0, True))
        return
    opens = free_before and not free_behind and (mark in "‘‚‛`" or not _CLIPPED.match(text, after))
    if opens and mark != "’":
        if on_top:
            stack.pop()
        stack.append(_Open(at, after, single=True, family="single"))


def _nest(quotes: list[Quotation], *, continued: bool) -> list[Quotation]:
    """Quotations sorted, with their depth; overlaps that are no nesting keep the outer, earlier one."""
    out: list[Quotation] = []
    stack: list[Quotation] = []
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end)):
        while stack and stack[-1].end <= quote.start:
            stack.pop()
        if stack and quote.end > stack[-1].end:
            continue
        first = continued and not out
        out.append(Quotation(quote.start, quote.end, quote.inner, len(stack), quote.closed, first))
        stack.append(out[-1])
    return out
