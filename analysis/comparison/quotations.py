"""The same quotation in several articles, and what each cut of it.

A quotation is what an article gives as a source's own words: a run inside quotation marks, with its further parts where the
writer's reporting clause breaks it. Two quotations are one where they share words in their order. What one of them has and the
other article shows nowhere is a cut (`cuts.py`).
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.annotation import Span
from analysis.comparison.alignment import Run, align
from analysis.comparison.cuts import Cut, Quoted, Shown, cuts
from analysis.comparison.passages import sentence_at
from analysis.result import Analysis

#: Fewest words running that two quotations share before they count as one: where both articles lay them to one source, and
#: where they do not. Measured on 52 events told by three outlets each (BASIL, `docs/compare.md`).
SAME_SPEAKER, ANY_SPEAKER = 4, 6

#: Characters of the writer's that may break a quotation.
LONGEST_CLAUSE = 300

_CLOSING = "”\"'’»"
#: One or two words in marks without a stop or comma: a term, or a programme's name in the reporting clause.
_TITLE = re.compile(r"\W*\w+(?:\W\w+)?[”\"'’»]\s*")


@dataclass(frozen=True)
class Version:
    """A quotation as one article has it.

    Attributes:
        article: position among the articles compared, counted from 0.
        spans: parts inside marks, as offsets into the text.
        sentence: number of the sentence of the text in which it starts, counted from 1.
        text: the parts with their marks, joined with blanks.
    """

    article: int
    source_id: str | None
    spans: tuple[Span, ...]
    sentence: int | None
    text: str


@dataclass(frozen=True)
class SharedQuotation:
    """One quotation in two or more articles.

    Attributes:
        versions: in the order of the articles; an article that quotes it in several places has several.
        shared: most words running that two versions share.
        cuts: in the order of the articles that have the words, then of the text.
    """

    versions: tuple[Version, ...]
    shared: int
    cuts: tuple[Cut, ...]


def find(articles: Sequence[Analysis], actors: Mapping[tuple[int, str], int]) -> tuple[SharedQuotation, ...]:
    """Quotations that two or more articles share, in the order of the first article that has each.

    Args:
        actors: (article, source id) -> a number that is one for all namings of one source. Where the numbers of two quotations
            differ or are not known, they must share more (`ANY_SPEAKER`).
    """
    versions = [version for n, article in enumerate(articles) for version in of(article, n)]
    quoted = [Quoted.of(v.article, articles[v.article].article.text, v.spans) for v in versions]
    shared: dict[tuple[int, int], list[Run]] = {}
    group = list(range(len(versions)))
    for x, y in itertools.combinations(range(len(versions)), 2):
        if versions[x].article == versions[y].article:
            continue
        runs = align(quoted[x].keys, quoted[y].keys, _least(versions[x], versions[y], actors))
        if runs:
            shared[x, y] = runs
            shared[y, x] = [Run(run.second, run.first, run.size) for run in runs]
            old, new = group[y], group[x]
            group = [new if g == old else g for g in group]
    shown = [Shown.of(article) for article in articles]
    out = []
    for one in dict.fromkeys(group):
        members = [n for n, g in enumerate(group) if g == one]
        if len(members) > 1:
            longest = max(run.size for pair, runs in shared.items() if pair[0] in members for run in runs)
            found = tuple(cuts(members, quoted, shared, shown))
            out.append(SharedQuotation(tuple(versions[n] for n in members), longest, found))
    return tuple(out)


def _least(a: Version, b: Version, actors: Mapping[tuple[int, str], int]) -> int:
    x, y = (actors.get((v.article, v.source_id or "")) for v in (a, b))
    return SAME_SPEAKER if x is not None and x == y else ANY_SPEAKER


def of(analysis: Analysis, article: int) -> tuple[Version, ...]:
    """The quotations of an article's text in order: what its voices call direct.

    Parts of one source's words follow on from each other across blanks or one reporting clause of the writer's in the same
    paragraph. Reported speech, other sources' words and whole sentences of the writer's part them.
    """
    text = analysis.article.text
    cues = sorted(a.cue[0][0] for a in analysis.attributions if a.field == "text" and a.cue)
    runs: list[tuple[str | None, list[Span]]] = []
    last = 0  # where the quotation before ended, if nothing but the writer's words came since
    for span in analysis.voices:
        if span.voice == "direct" and not _TITLE.fullmatch(text, span.start, span.end):
            if runs and last and runs[-1][0] == span.source_id and _goes_on(text, last, span.start, cues):
                runs[-1][1].append((span.start, span.end))
            else:
                runs.append((span.source_id, [(span.start, span.end)]))
            last = span.end
        elif span.voice not in ("writer", "direct"):
            last = 0
    return tuple(
        Version(article, source, tuple(spans), sentence_at(analysis, spans[0][0]), _line(text, spans)) for source, spans in runs
    )


def _goes_on(text: str, start: int, end: int, cues: Sequence[int]) -> bool:
    between = text[start:end].strip()
    if not between:
        return "\n" not in text[start:end] or text[start - 1] not in _CLOSING  # a quotation of several paragraphs closes once
    at = bisect_left(cues, start)
    return at < len(cues) and cues[at] < end and end - start <= LONGEST_CLAUSE and "\n" not in text[start:end]


def _line(text: str, spans: Sequence[Span]) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)
