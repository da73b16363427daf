"""Statements that most of the compared articles tell and of which the others show no close counterpart.

That is what was looked for and not found, never that something was left out on purpose: an article may tell it in words too far
away, may have been written before it was known, or may be about something else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis import encoder
from analysis.comparison.likeness import Floats, Likeness, likeness
from analysis.comparison.statements import Statement, Statements, read, weights
from analysis.result import Analysis
from analysis.setup_error import SetupError

#: Set to `off` to leave facts out; nothing stands in for them.
SWITCH = "EVENHAND_FACTS"

#: From the first probability on, two sentences tell the same; below the second, a sentence is no close counterpart. What lies
#: between is told of nobody. Chosen on the sample articles, each measured with weights fitted on the other event: of 61 sentences
#: whose likest one is from `SAME` on, 42 had a counterpart there and 12 a part of one; of 169 without one from `NONE` on, 4 had
#: a counterpart by the coding and 20 a part of one (docs/compare.md).
SAME, NONE = 0.5, 0.03

#: Likeness of the words that two sentences need besides, so that names alone make no counterpart; an article with a sentence as
#: like as that is not called without one. Chosen on 25 events of BASIL, where 36 of 39 facts are told alike by both articles,
#: against 38 of 51 without it; on its other 27 events 39 of 41 are, read by one reader (docs/compare.md).
WORDING = 0.25

#: Carrying words that a sentence needs to be a statement of its own ("He is right." is none).
LEAST_WORDS = 4

#: Articles that are needed: two to tell, one to have no counterpart.
LEAST_ARTICLES = 3


@dataclass(frozen=True)
class Telling:
    """A sentence of an article.

    Attributes:
        article: position among the articles compared, counted from 0.
        sentence: its number in the text, counted from 1.
        start, end: offsets in the text.
        likeness: probability that it tells the same as another telling (in an article that tells it, the highest; in one
            without a counterpart, the highest of all its sentences).
    """

    article: int
    sentence: int
    start: int
    end: int
    text: str
    likeness: float


@dataclass(frozen=True)
class Fact:
    """A statement that most articles tell.

    Attributes:
        tellings: the sentence of each article that tells it, in order.
        without: for each article without a close counterpart, its likest sentence all the same.
        shared: names and numbers that two tellings share, the rarest here first.
    """

    tellings: tuple[Telling, ...]
    without: tuple[Telling, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What was found, or why nothing was looked for."""

    found: tuple[Fact, ...]
    missing: str | None


def find(articles: Sequence[Analysis]) -> Facts:
    """Statements told by more than half of the articles, two at least, without a close counterpart in another.

    Raises:
        SetupError: the switch is set to what it does not know.
    """
    why = _missing(len(articles))
    if why is not None:
        return Facts((), why)
    return Facts(tuple(among(articles, [read(article) for article in articles])), None)


def _missing(count: int) -> str | None:
    asked = os.environ.get(SWITCH, "")
    if asked not in ("", "on", "off"):
        raise SetupError(f"{SWITCH} is set to “{asked}”: set it to off to leave facts out, or to nothing.")
    if asked == "off":
        return f"switched off ({SWITCH}=off)"
    lacking = encoder.missing(())
    if lacking:
        return f"the encoder that compares sentences lacks {', '.join(lacking)}; install Evenhand again"
    if count < LEAST_ARTICLES:
        return "three articles are needed: two that tell a fact and one without it"
    return None


def among(articles: Sequence[Analysis], statements: Sequence[Statements]) -> list[Fact]:
    """The facts, in the order of the first article that tells each."""
    alike = likeness(statements)
    chances = _both_ways({pair: one.probability for pair, one in alike.items()})
    wordings = _both_ways({pair: one.wording for pair, one in alike.items()})
    found = []
    for group in _groups(statements, alike, chances):
        told = {article for article, _ in group}
        if 2 * len(told) <= len(articles):
            continue
        nearest = {n: _nearest(group, n, chances) for n in range(len(articles)) if n not in told}
        without = {n: best for n, best in nearest.items() if best[1] < NONE and _nearest(group, n, wordings)[1] < WORDING}
        if without:
            found.append(
                Fact(
                    tellings=tuple(_telling(articles, statements, n, at, _most(group, n, at, chances)) for n, at in group),
                    without=tuple(
                        _telling(articles, statements, n, at, best) for n, (at, best) in without.items() if at is not None
                    ),
                    shared=_shared([statements[n].all[k] for n, k in group], statements),
                )
            )
    return sorted(found, key=lambda fact: [(t.article, t.start) for t in fact.tellings])


def _groups(
    statements: Sequence[Statements], alike: Mapping[tuple[int, int], Likeness], chances: Mapping[tuple[int, int], Floats]
) -> list[list[tuple[int, int]]]:
    """Sentences that tell the same: (article, place), at most one an article, in the order of the articles.

    Pairs join from the likest down, while every sentence of a group is like every other and each article has one.
    """
    pairs = [
        (float(one.probability[a, b]), (i, int(a)), (j, int(b)))
        for (i, j), one in alike.items()
        for a, b in zip(*np.nonzero((one.probability >= SAME) & (one.wording >= WORDING)), strict=True)
        if min(len(statements[i].all[a].words), len(statements[j].all[b].words)) >= LEAST_WORDS
    ]
    group: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for _, x, y in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        ours, theirs = group.get(x, [x]), group.get(y, [y])
        if {n for n, _ in ours} & {n for n, _ in theirs}:
            continue
        if all(chances[n, m][a, b] >= SAME for n, a in ours for m, b in theirs):
            joined = sorted(ours + theirs)
            group.update(dict.fromkeys(joined, joined))
    return list({id(one): one for one in group.values()}.values())


def _most(group: Sequence[tuple[int, int]], n: int, at: int, chances: Mapping[tuple[int, int], Floats]) -> float:
    """How likely a sentence is to tell the same as one of its group's others."""
    return max(float(chances[n, m][at, k]) for m, k in group if m != n)


def _both_ways(tables: Mapping[tuple[int, int], Floats]) -> dict[tuple[int, int], Floats]:
    """The tables of each pair of articles, and of the pair turned round."""
    return {**tables, **{(j, i): table.T for (i, j), table in tables.items()}}


def _nearest(group: Sequence[tuple[int, int]], n: int, tables: Mapping[tuple[int, int], Floats]) -> tuple[int | None, float]:
    """The sentence of an article that is likest to any of a group by some tables, and how like it is."""
    best = np.max([tables[i, n][a] for i, a in group], axis=0)
    return (int(best.argmax()), float(best.max())) if best.size else (None, 0.0)


def _telling(articles: Sequence[Analysis], statements: Sequence[Statements], article: int, at: int, likeness: float) -> Telling:
    s = statements[article].all[at]
    text = " ".join(articles[article].article.text[s.start : s.end].split())
    return Telling(article, s.sentence, s.start, s.end, text, round(likeness, 4))


def _shared(told: Sequence[Statement], statements: Sequence[Statements]) -> tuple[str, ...]:
    heavy = weights([s.names | s.numbers for one in statements for s in one.all])
    common = {word for n, a in enumerate(told) for b in told[n + 1 :] for word in (a.names & b.names) | (a.numbers & b.numbers)}
    return tuple(sorted(common, key=lambda word: (-heavy[word], word)))
