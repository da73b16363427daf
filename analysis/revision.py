"""Two versions of one text held against each other: marks gone, new and kept, words by voice, and figures moved.

Reads two analyses, never a parsed document. The first version is called `before`, the revised one `after`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotation import Annotation, Field, MetricValue, Sentence
from analysis.comparison import figures
from analysis.metric import metrics
from analysis.result import Analysis
from analysis.word_alignment import Word, align, words

FIELDS: tuple[Field, ...] = ("text", "title")


class RevisionError(ValueError):
    """Two analyses cannot be held against each other; the message says why and what to do."""


@dataclass(frozen=True)
class KeptMark:
    """A mark that both versions have."""

    before: Annotation
    after: Annotation

    @property
    def revoiced(self) -> bool:
        """Whether the same mark now stands in another voice: the writer's word, say, was put into a quotation."""
        return self.before.voice != self.after.voice


@dataclass(frozen=True)
class Move:
    """One metric for one voice in both versions.

    Attributes:
        change: after minus before, in the metric's unit; None where either is missing.
        low, high: 95 % interval of the change, or None. It is made from the two figures' own intervals as for two texts
            written independently (`intervals.difference`). Two versions share most of their sentences, so it is wider than need
            be. It says how far the change could go with other sentences of such writing; that the counts of these two texts
            differ as they do needs no interval.
        missing: why there is no change, or, beside a change, why it has no interval.
        shown: whether it moved as far as people see: what it counts, its rounded value, or whether it has one.
    """

    metric: str
    label: str
    voice: str
    unit: str
    before: MetricValue
    after: MetricValue
    change: float | None
    low: float | None
    high: float | None
    missing: str | None
    shown: bool


@dataclass(frozen=True)
class Revision:
    """What became of a text.

    Attributes:
        gone: marks of the first version that the revised one lacks, in order of the text, the headline's last.
        new: marks that the revised version alone has.
        kept: marks of both, wherever they stand now.
        words_gone, words_new: words of the text and the headline that only one version has.
        voices: words of the text by voice (writer, direct, indirect), before and after.
        moves: every metric for every voice, in declared order.
    """

    before: Analysis
    after: Analysis
    gone: tuple[Annotation, ...]
    new: tuple[Annotation, ...]
    kept: tuple[KeptMark, ...]
    words_gone: int
    words_new: int
    voices: dict[str, tuple[int, int]]
    moves: tuple[Move, ...]

    @property
    def revoiced(self) -> tuple[KeptMark, ...]:
        """Kept marks that changed their voice."""
        return tuple(mark for mark in self.kept if mark.revoiced)

    @property
    def moved(self) -> tuple[Move, ...]:
        """Figures that moved as far as they are shown."""
        return tuple(move for move in self.moves if move.shown)


def revise(before: Analysis, after: Analysis) -> Revision:
    """Hold a revised version against the first one.

    A mark is kept where the revised version has one of its kind on the same words, half of the shorter mark's at least, wherever
    these words stand now; or on words that read the same in the same sentence. Every mark of each version is either kept or, in
    the first, gone and, in the revised one, new.

    Raises:
        RevisionError: the analyses were made with different settings, so that their marks differ for reasons of their own.
    """
    if before.version.settings != after.version.settings:
        raise RevisionError("The two versions were analyzed with different settings. Analyze both again.")
    kept: list[KeptMark] = []
    words_gone = words_new = 0
    for field in FIELDS:
        old, new = _Side(before, field), _Side(after, field)
        places = align([w.key for w in old.words], [w.key for w in new.words])
        kept += _kept(old, new, places)
        words_gone += sum(w.lettered for n, w in enumerate(old.words) if n not in places)
        stays = set(places.values())
        words_new += sum(w.lettered for n, w in enumerate(new.words) if n not in stays)
    kept_before, kept_after = {id(k.before) for k in kept}, {id(k.after) for k in kept}
    return Revision(
        before=before,
        after=after,
        gone=tuple(a for a in before.annotations if id(a) not in kept_before),
        new=tuple(a for a in after.annotations if id(a) not in kept_after),
        kept=tuple(kept),
        words_gone=words_gone,
        words_new=words_new,
        voices={voice: (_spoken(before, voice), _spoken(after, voice)) for voice in ("writer", "direct", "indirect")},
        moves=tuple(_moves(before, after)),
    )


class _Side:
    """A field of one version: its words, and its marks as runs of them."""

    def __init__(self, result: Analysis, field: Field) -> None:
        text = result.article.text if field == "text" else result.article.title or ""
        self.words: list[Word] = words(text)
        self._ends = [w.end for w in self.words]
        self._starts = [w.start for w in self.words]
        self.marks = [a for a in result.annotations if a.field == field]
        self.runs = [self.run(a.start, a.end) for a in self.marks]
        sentences: Sequence[Sentence] = result.sentences if field == "text" else ()
        self.sentences = [self.run(s.start, s.end) for s in sentences] or [range(len(self.words))]
        self._sentence_starts = [run.start for run in self.sentences]

    def run(self, start: int, end: int) -> range:
        """Positions of the words that a span touches; of the next one where it touches none."""
        first = bisect_left(self._ends, start + 1)
        return range(first, max(first + 1, bisect_left(self._starts, end)))

    def sentence(self, position: int) -> int:
        """The sentence that holds a word."""
        return max(0, bisect_left(self._sentence_starts, position + 1) - 1)

    def reads(self, mark: int) -> tuple[str, ...]:
        return tuple(self.words[n].key for n in self.runs[mark] if n < len(self.words))


def _kept(old: _Side, new: _Side, places: dict[int, int]) -> Iterator[KeptMark]:
    """Pairs of marks: the best fitting first, each mark once."""
    free_old, free_new = set(range(len(old.marks))), set(range(len(new.marks)))
    for candidates in (_same_words, _same_sentence):
        for _, i, j in sorted(candidates(old, new, places, free_old, free_new)):
            if i in free_old and j in free_new:
                free_old.remove(i)
                free_new.remove(j)
                yield KeptMark(old.marks[i], new.marks[j])


#: How badly two marks fit (lower is better), and their numbers.
_Candidate = tuple[tuple[float, int], int, int]


def _same_words(old: _Side, new: _Side, places: dict[int, int], free_old: set[int], free_new: set[int]) -> Iterator[_Candidate]:
    over: dict[tuple[str, int], list[int]] = {}
    for j in free_new:
        for n in new.runs[j]:
            over.setdefault((new.marks[j].kind, n), []).append(j)
    for i in free_old:
        kind, run = old.marks[i].kind, old.runs[i]
        # A mark without a word of its own stands at the end of the text, where the next word would be.
        images = [places.get(n, len(new.words) if n == len(old.words) else -1) for n in run]
        for j, shared in Counter(j for n in images for j in over.get((kind, n), ())).items():
            if 2 * shared >= min(len(run), len(new.runs[j])):
                apart = 1 - shared / (len(run) + len(new.runs[j]) - shared)
                yield (apart, old.marks[i].rule != new.marks[j].rule), i, j


def _same_sentence(
    old: _Side, new: _Side, places: dict[int, int], free_old: set[int], free_new: set[int]
) -> Iterator[_Candidate]:
    for i in free_old:
        sentence = old.sentences[old.sentence(old.runs[i].start)]
        stays = Counter(new.sentence(places[n]) for n in sentence if n in places and old.words[n].lettered)
        if not stays:
            continue
        now, _ = stays.most_common(1)[0]
        for j in free_new:
            alike = old.marks[i].kind == new.marks[j].kind and old.reads(i) == new.reads(j)
            if alike and new.sentence(new.runs[j].start) == now:
                yield (abs(old.runs[i].start - new.runs[j].start), old.marks[i].rule != new.marks[j].rule), i, j


def _spoken(result: Analysis, voice: str) -> int:
    return sum(sentence.words.get(voice, 0) for sentence in result.sentences)


def _moves(before: Analysis, after: Analysis) -> Iterator[Move]:
    decimals = {metric.id: metric.decimals for metric in metrics()}
    for figure in figures.find((after, before)):
        now, then = figure.values
        [change] = figure.differences
        places = decimals[figure.metric]
        shown = then.numerator != now.numerator or _rounded(then, places) != _rounded(now, places)
        yield Move(
            figure.metric, figure.label, figure.voice, figure.unit, then, now, change.value, change.low, change.high,
            change.missing, shown,
        )  # fmt: skip


def _rounded(value: MetricValue, decimals: int) -> float | None:
    return None if value.value is None else round(value.value, decimals)
