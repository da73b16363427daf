"""What one article quotes and another, quoting the same, does not show: before, behind or in the middle of what both have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from analysis.annotation import Span
from analysis.comparison.alignment import Run, Word, ngrams, words
from analysis.comparison.passages import sentence_at
from analysis.result import Analysis

Where = Literal["before", "behind", "middle", "reworded"]

#: Words running that show that an article has them outside what was aligned, in other marks or in none: where half of the missing
#: words stand in such runs, they are not called cut; where fewer do, it takes longer runs to tell them from chance.
SHOWN, SURELY_SHOWN = 4, 8

#: Words whose loss cuts nothing.
_LIGHT = frozenset(
    "and but so well now then or yet that which look uh um oh of the a an that's it's is it i we you he she they this to".split()
)
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_STOP = re.compile(r"[.!?]")
#: Words with a full stop that ends no sentence.
_SHORT = frozenset("sen rep gov dr gen lt col mr mrs ms st prof rev jr sr u.s u.n d.c no vs inc corp co".split())
_TAIL = ".,;:!?…%"


@dataclass(frozen=True)
class Cut:
    """Words that one article quotes and another, quoting the same, does not show.

    Attributes:
        has, lacks: positions of the articles, counted from 0.
        where: `before`, `behind` or in the `middle` of what both quote; `reworded` where the other has other words there.
        spans: offsets of the words in the text of `has`.
        sentence: number of the sentence there, counted from 1.
        words: how many.
        instead: of `reworded`, the words of `lacks`.
        at: offset in the text of `lacks` where they are missing.
        marked: `lacks` shows an ellipsis or brackets there.
        retold: `lacks` goes on there in reported speech of the same source, which may say the same in other words.
        whole: the words are whole sentences; else the cut runs through one.
    """

    has: int
    lacks: int
    where: Where
    spans: tuple[Span, ...]
    sentence: int | None
    text: str
    words: int
    instead: str | None
    at: int
    marked: bool
    retold: bool
    whole: bool


@dataclass(frozen=True)
class Quoted:
    """A quotation with its words."""

    article: int
    text: str
    spans: tuple[Span, ...]
    words: tuple[Word, ...]

    @classmethod
    def of(cls, article: int, text: str, spans: tuple[Span, ...]) -> Quoted:
        """The words inside some spans of an article's text."""
        return cls(article, text, spans, tuple(words(text, spans)))

    @cached_property
    def keys(self) -> list[str]:
        return [word.key for word in self.words]

    def stops_before(self, number: int) -> bool:
        """Whether a sentence begins with this word: a stop stands before it, or the quotation or a part of it begins."""
        if number == 0:
            return True
        before, word = self.words[number - 1], self.words[number]
        if self.text[word.start].isupper() and any(before.end <= start <= word.start for start, _ in self.spans):
            return True
        short = self.text[before.start : before.end].casefold() in _SHORT or before.end - before.start == 1
        found = _STOP.search(self.text, before.end, word.start)
        return found is not None and not (short and found[0] == "." and not _ELLIPSIS.match(self.text, found.start()))

    def stops_behind(self, number: int) -> bool:
        """Whether a sentence ends with this word: a stop stands behind it, or the quotation ends."""
        return number == len(self.words) - 1 or self.stops_before(number + 1)


@dataclass(frozen=True)
class Shown:
    """All that an article shows of anybody's words, inside marks or not."""

    analysis: Analysis
    runs: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, analysis: Analysis) -> Shown:
        """An article's words."""
        text = analysis.article.text
        keys = [w.key for w in words(text, [(0, len(text))])]
        return cls(analysis, frozenset(ngrams(keys, SHOWN) | ngrams(keys, SURELY_SHOWN)))

    def has(self, keys: Sequence[str], size: int) -> list[bool]:
        """For each word, whether it is part of a run of `size` words that the article has."""
        out = [False] * len(keys)
        for n in range(len(keys) - size + 1):
            if tuple(keys[n : n + size]) in self.runs:
                out[n : n + size] = [True] * size
        return out


@dataclass(frozen=True)
class _Meeting:
    """A run that a quotation shares with one of the other article's."""

    other: Quoted
    run: Run

    @property
    def start(self) -> int:
        return self.other.words[self.run.second].start

    @property
    def end(self) -> int:
        return self.other.words[self.run.second + self.run.size - 1].end


def cuts(
    members: Sequence[int], quoted: Sequence[Quoted], shared: Mapping[tuple[int, int], Sequence[Run]], shown: Sequence[Shown]
) -> Iterator[Cut]:
    """The cuts among the versions of one quotation.

    Args:
        members: numbers of its versions in `quoted`.
        shared: the runs that two versions share.
        shown: each article's words.
    """
    seen: set[tuple[int, Span]] = set()
    for n in members:
        one = quoted[n]
        for other in sorted({quoted[m].article for m in members} - {one.article}):
            meetings = [_Meeting(quoted[m], run) for m in members if quoted[m].article == other for run in shared.get((n, m), ())]
            meetings.sort(key=lambda m: (m.run.first, -m.run.size))
            for cut in _of(one, meetings, shown[one.article].analysis, shown[other]) if meetings else ():
                told = (other, cut.spans[0])  # once where an article quotes it twice; other words, from the first article's side
                if told not in seen and (cut.where != "reworded" or cut.has < cut.lacks):
                    seen.add(told)
                    yield cut


def _of(one: Quoted, meetings: Sequence[_Meeting], own: Analysis, other: Shown) -> Iterator[Cut]:
    """What the other article lacks of a quotation."""
    met = [False] * len(one.words)
    for meeting in meetings:
        met[meeting.run.first : meeting.run.first + meeting.run.size] = [True] * meeting.run.size
    shown = other.has(one.keys, SHOWN)
    surely = other.has(["" if m else key for m, key in zip(met, one.keys, strict=True)], SURELY_SHOWN)
    lost = [not (m or s or w.editor) for m, s, w in zip(met, surely, one.words, strict=True)]
    for start, end in _pieces(one, _bridged(lost, one.words), met):
        if 2 * sum(shown[start:end]) >= end - start:
            continue
        left = max((m for m in meetings if m.run.first < start), key=lambda m: m.run.first + m.run.size, default=None)
        right = min((m for m in meetings if m.run.first >= end), key=lambda m: m.run.first, default=None)
        cut = _cut(one, start, end, left, right, own, other.analysis)
        if not all(w.key in _LIGHT for text in (cut.text, cut.instead or "") for w in words(text, [(0, len(text))])):
            yield cut


def _bridged(lost: Sequence[bool], quoted: Sequence[Word]) -> list[bool]:
    """Lost words, with the editor's words between them, which part no cut in two."""
    out = list(lost)
    for n in range(1, len(out) - 1):
        behind = next((k for k in range(n, len(out)) if not quoted[k].editor), None)
        out[n] = out[n] or (quoted[n].editor and out[n - 1] and behind is not None and lost[behind])
    return out


def _pieces(one: Quoted, lost: Sequence[bool], met: Sequence[bool]) -> Iterator[Span]:
    """Runs of lost words; at the quotation's edges the rest of the sentence that was cut through, and whole sentences, apart."""
    first, last = met.index(True), len(met) - 1 - list(reversed(met)).index(True)
    start = None
    for n, gone in enumerate([*lost, False]):
        if gone and start is None:
            start = n
        elif not gone and start is not None:
            at = None
            if start > last and not one.stops_before(start):
                at = next((k for k in range(start + 1, n) if one.stops_before(k)), None)
            elif n <= first and not one.stops_behind(n - 1):
                at = next((k for k in range(n - 1, start, -1) if one.stops_before(k)), None)
            yield from ((start, n),) if at is None else ((start, at), (at, n))
            start = None


def _cut(one: Quoted, start: int, end: int, left: _Meeting | None, right: _Meeting | None, own: Analysis, other: Analysis) -> Cut:
    near = left or right
    assert near is not None  # a quotation is looked at because it meets another
    at = left.end if left else near.start
    where: Where = "middle" if left and right else "behind" if left else "before"
    whole = one.stops_before(start) and one.stops_behind(end - 1)
    there = _instead(left, right, whole)
    spans = tuple(_within(one, start, end))
    return Cut(
        has=one.article,
        lacks=near.other.article,
        where="reworded" if there else where,
        spans=spans,
        sentence=sentence_at(own, spans[0][0]),
        text=" ".join(" ".join(one.text[a:b].split()) for a, b in spans),
        words=sum(not w.editor for w in one.words[start:end]),
        instead=there,
        at=at,
        marked=_marked(near.other.text, left, right),
        retold=_retold(other, at, before=left is None) if not (left and right) else False,
        whole=whole,
    )


def _instead(left: _Meeting | None, right: _Meeting | None, whole: bool) -> str | None:
    """The words that the other article's quotation has in the place of those that it lacks, in their sentence."""
    near = left or right
    if near is None or (left and right and left.other is not right.other):
        return None
    other = near.other
    first = left.run.second + left.run.size if left else 0
    last = right.run.second if right else len(other.words)
    if not (left and right):
        if whole:
            return None  # the quotation leaves a sentence out, whatever else it goes on with
        if left:
            last = next((k for k in range(first, last) if other.stops_before(k)), last)
        else:
            first = next(k for k in range(last, -1, -1) if other.stops_before(k))
    own = [w for w in other.words[first:last] if not w.editor]
    return " ".join(other.text[own[0].start : own[-1].end].split()) if own else None


def _marked(text: str, left: _Meeting | None, right: _Meeting | None) -> bool:
    """Whether an ellipsis or brackets stand where the words are missing."""
    if left and right:
        gap = text[left.end : right.start] if left.other is right.other else text[left.end : left.end + 8]
    else:
        gap = text[left.end : left.end + 8] if left else text[max(0, right.start - 8) : right.start] if right else ""
    return bool(_ELLIPSIS.search(gap)) or "[" in gap


def _retold(other: Analysis, at: int, *, before: bool) -> bool:
    """Whether reported speech of the same source stands next to the quotation, on that side."""
    starts = [span.start for span in other.voices]
    here = bisect_right(starts, at - 1 if not before else at) - 1
    beside = here - 1 if before else here + 1
    if not 0 <= beside < len(other.voices):
        return False
    return other.voices[beside].voice == "indirect" and other.voices[beside].source_id == other.voices[here].source_id


def _within(one: Quoted, start: int, end: int) -> Iterator[Span]:
    """The words' offsets, parted where the quotation is, with the punctuation behind the last."""
    first, last = one.words[start].start, one.words[end - 1].end
    for a, b in one.spans:
        low, high = max(a, first), min(b, last)
        if low < high:
            while high == last and high < b and one.text[high] in _TAIL:
                high = last = high + 1
            yield low, high
