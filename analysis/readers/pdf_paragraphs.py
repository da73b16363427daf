"""Joins a PDF's lines into paragraphs: page heads and feet off, hyphens at line ends closed, the title by its larger type."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence

from analysis.readers.pdf_lines import SOFT_HYPHEN, Line

#: Lines at either end of a page where a running head or foot may stand.
_MARGIN = 3
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\[(]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—\])]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_ITEM = re.compile(r"[-*•·–—]\s|\(?\d{1,3}[.)]\s")
#: First parts that keep their hyphen at the end of a line: what follows makes a compound, not the rest of a word.
_COMPOUND = frozenset(
    "self half well ill all ex anti pro non one two three four five six seven eight nine ten twenty thirty forty fifty "
    "long short high low left right far so then first second third cross co vice mid post pre semi multi full part hard soft old "
    "new near cease follow decision law policy peace vote record tax state community government year month week day".split()
)


def without_margins(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all pages but page numbers and what recurs, figures aside, at the head or foot of several pages.

    A page that stands in the file twice counts once: all of it recurs, and that makes no head or foot of its text.
    """
    distinct = {tuple(_shape(line.text) for line in page): page for page in pages}.values()
    recurring: Counter[tuple[str, bool]] = Counter()
    for page in distinct:
        recurring.update({(_shape(line.text), top) for line, top in _margins(page)})
    often = max(2, -(-len(distinct) * 2 // 5))
    kept: list[Line] = []
    for number, page in enumerate(pages):
        gone = {
            id(line)
            for line, top in _margins(page)
            if recurring[_shape(line.text), top] >= often
            or (
                _outermost(line, page)
                and (_PAGE_NUMBER.fullmatch(line.text) or _numbered(line, recurring[_shape(line.text), top]))
            )
        }
        for line in page:
            line.page = number
            if id(line) not in gone:
                kept.append(line)
    return kept


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _margins(page: Sequence[Line]) -> list[tuple[Line, bool]]:
    """Lines near the page's head (True) or foot (False), with room around: a page of few lines has no margins to speak of."""
    ordered = sorted(page, key=lambda line: -line.y)
    top, foot = ordered[:_MARGIN], ordered[max(_MARGIN, len(ordered) - _MARGIN) :]
    return [(line, True) for line in top] + [(line, False) for line in foot]


def _numbered(line: Line, times: int) -> bool:
    """A chapter's head with a page number in it need not run through the whole file."""
    return times >= 3 and re.search(r"^\d|\d$", line.text) is not None


def _outermost(line: Line, page: Sequence[Line]) -> bool:
    return line.y in (max(other.y for other in page), min(other.y for other in page))


def joined(lines: Sequence[Line], known: str | None) -> tuple[str | None, str]:
    """The title where larger type sets one and none is known, and the paragraphs with a blank line between them."""
    if not lines:
        return None, ""
    body = _body_size(lines)
    first, last = _title(lines, body) if known is None else (0, 0)
    heading = " ".join(line.text.rstrip(SOFT_HYPHEN) for line in lines[first:last]) or None
    rest = [*lines[:first], *lines[last:]]
    return heading, "\n\n".join(_paragraphs(rest, body)) if rest else ""


def _body_size(lines: Sequence[Line]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return weights.most_common(1)[0][0]


def _title(lines: Sequence[Line], body: float) -> tuple[int, int]:
    """First and last place (exclusive) of the largest type among the first lines, where it is larger than the body's."""
    opening = [line for line in lines[:15] if line.page == lines[0].page]
    largest = max(line.size for line in opening)
    if largest < 1.15 * body:
        return 0, 0
    first = next(place for place, line in enumerate(opening) if line.size >= 0.97 * largest)
    last = first
    while last < len(opening) and opening[last].size >= 0.97 * largest:
        last += 1
    words = sum(len(line.text.split()) for line in opening[first:last])
    return (first, last) if 2 <= words <= 40 and last < len(lines) else (0, 0)


def _paragraphs(lines: Sequence[Line], body: float) -> list[str]:
    gaps = [a.y - b.y for a, b in itertools.pairwise(lines) if a.page == b.page and 0 < a.y - b.y < 4 * body]
    # Leading, not the space between paragraphs: the smaller half of the gaps.
    leading = statistics.median(sorted(gaps)[: len(gaps) // 2 + 1]) if gaps else 1.2 * body
    full = sorted(len(line.text) for line in lines)[int(0.9 * (len(lines) - 1))]
    margins = Counter(round(line.x) for line in lines)
    words = frozenset(word.casefold() for line in lines for word in re.findall(r"\w+(?:-\w+)+|\w{4,}", line.text))
    out = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        if _breaks(before, line, leading, full, margins):
            out[-1] = out[-1].rstrip(SOFT_HYPHEN)
            out.append(line.text)
        else:
            out[-1] = _glued(out[-1], line.text, words)
    out[-1] = out[-1].rstrip(SOFT_HYPHEN)
    return out


def _breaks(before: Line, line: Line, leading: float, full: int, margins: Counter[int]) -> bool:
    """Whether a paragraph ends between two lines."""
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    ended = _ENDS_SENTENCE.search(before.text) is not None
    gap = before.y - line.y
    if before.page == line.page and gap > 1.25 * leading and (ended or gap > 1.5 * leading) and gap < 40 * leading:
        return True
    if before.page == line.page and gap > 0:
        indented = 4 < line.x - before.x < 60 and margins[round(before.x)] >= margins[round(line.x)]
        if indented and ended:
            return True
    # Across pages and columns only the words tell.
    short = len(before.text) < 0.75 * full
    return (ended and (short or _ITEM.match(line.text) is not None)) or line.text.startswith("•")


def _glued(text: str, more: str, words: frozenset[str]) -> str:
    """Two lines as one; a hyphen that only broke a word at the line's end goes."""
    if text.endswith(SOFT_HYPHEN):
        return text.rstrip(SOFT_HYPHEN) + more
    tail = text[-60:]  # never the whole paragraph, which would be searched again for each of its lines
    parts = re.search(r"([^\W\d_]+)[-‐]$", tail)
    if parts is None:
        return f"{text} {more}"
    after = re.match(r"[^\W\d_]+", more)
    first, rest = parts[1].casefold(), after[0].casefold() if after else ""
    compound = not rest or not more[0].islower() or f"{first}-{rest}" in words or re.search(r"\w-\w+[-‐]$", tail) is not None
    if compound or (first in _COMPOUND and first + rest not in words):
        return text + more
    return text[:-1] + more
