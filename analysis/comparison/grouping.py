"""Proposes which of many articles tell one event: those that share their rarer words and appeared within days of each other.

Names weigh most, for they are rare. The encoder's mean vectors were tried and left out: on 156 articles of 52 events they found
fewer pairs by themselves and none beside the words (docs/compare.md). So grouping needs neither parser nor encoder.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from analysis.article import Article
from analysis.comparison.word_shares import rarity, terms

Floats = NDArray[np.float64]

#: Likeness from which two articles are linked: where both dates are known, and where one is not. Chosen on 156 articles of 52
#: events in three outlets (BASIL), whose pairs are grouped with F1 .97 by dates and words, .95 by words alone (docs/compare.md).
DATED, UNDATED = 0.13, 0.18

#: Days between two articles of one event, at the most: a weekly may come after a week.
DAYS = 10

#: Shared words that are shown as the reason of a link.
SHOWN = 6

_INSIDE = re.compile(r"(?<=[\w,;]\s)[^\W_]+")


@dataclass(frozen=True)
class Link:
    """Why two articles stand in one group.

    Attributes:
        first, second: positions of the articles among the inputs, counted from 0.
        likeness: cosine of their words, weighed by rarity: 0 to 1.
        days: between their dates; None where one is not known.
        shared: the shared words that weigh most, the heaviest first, written as the first article writes them.
        given: the caller put them together.
    """

    first: int
    second: int
    likeness: float
    days: int | None
    shared: tuple[str, ...]
    given: bool


@dataclass(frozen=True)
class Group:
    """Articles that are held to tell one event.

    Attributes:
        name: the caller's name for it, or a number.
        articles: positions among the inputs, in order.
        links: the reason of every pair that is linked.
        by: `given` where the caller named all its articles, `proposed` where it has others too or none of the caller's.
    """

    name: str
    articles: tuple[int, ...]
    links: tuple[Link, ...]
    by: Literal["given", "proposed"]


def propose(articles: Sequence[Article], given: Mapping[int, str] | None = None) -> tuple[Group, ...]:
    """Groups of all articles, in the order of their first; an article alone in its group is like no other.

    Groups grow from the likest pair on; two join while their articles are on average as like as a link asks (average linkage),
    so that no chain of neighbours joins two events.

    Args:
        given: position of an article -> name of the group that the caller puts it in. Articles of one name stay together,
            those of two names apart; others may be proposed for a given group.
    """
    fixed = dict(given or {})
    words = [_written(article) for article in articles]
    counts = [Counter(terms(_text(article))) for article in articles]
    heavy = rarity(counts)
    table = _likeness(counts, heavy)
    days = _days(articles)
    margins = np.where(np.isnan(days), table - UNDATED, np.where(days <= DAYS, table - DATED, -1.0))
    groups = sorted((sorted(members) for members in _grown(margins, fixed)), key=min)
    numbers = (str(n) for n in itertools.count(1) if str(n) not in set(fixed.values()))
    out = []
    for members in groups:
        names = [fixed[n] for n in members if n in fixed]
        links = []
        for i, j in itertools.combinations(members, 2):
            together = i in fixed and j in fixed
            if together or margins[i, j] >= 0:
                common = sorted(words[i].keys() & words[j].keys(), key=lambda word: (-heavy.get(word, 0.0), word))[:SHOWN]
                apart = None if math.isnan(days[i, j]) else int(days[i, j])
                links.append(Link(i, j, round(float(table[i, j]), 4), apart, tuple(words[i][word] for word in common), together))
        by: Literal["given", "proposed"] = "given" if len(names) == len(members) else "proposed"
        out.append(Group(names[0] if names else next(numbers), tuple(members), tuple(links), by))
    return tuple(out)


def _grown(margins: Floats, fixed: Mapping[int, str]) -> Iterator[list[int]]:
    """The groups: those given, and each article alone, joined from the likest on while they are linked on average."""
    linked = margins >= 0
    for name in set(fixed.values()):
        members = [n for n, other in fixed.items() if other == name]
        linked[np.ix_(members, members)] = True
    _, parts = connected_components(csr_matrix(linked.astype(np.int8)), directed=False)
    for part in np.unique(parts):  # groups that no pair links can never join on average
        members = np.flatnonzero(parts == part).tolist()
        given: dict[str, list[int]] = {}
        for n in members:
            given.setdefault(fixed.get(n, f"\0{n}"), []).append(n)
        yield from _joined(list(given.values()), margins, fixed)


def _joined(groups: list[list[int]], margins: Floats, fixed: Mapping[int, str]) -> list[list[int]]:
    named = [any(n in fixed for n in members) for members in groups]
    while len(groups) > 1:
        means = {
            (a, b): float(margins[np.ix_(groups[a], groups[b])].mean())
            for a, b in itertools.combinations(range(len(groups)), 2)
            if not (named[a] and named[b])
        }
        best = max(means, key=lambda pair: means[pair], default=None)
        if best is None or means[best] < 0:
            break
        a, b = best
        groups[a] = groups[a] + groups.pop(b)
        named[a] = named[a] or named.pop(b)
    return groups


def _likeness(counts: Sequence[Mapping[str, int]], heavy: Mapping[str, float]) -> Floats:
    """Cosine of every two articles' words, each weighed by its rarity and the log of its count: (articles, articles)."""
    column = {word: n for n, word in enumerate(heavy)}
    rows = [n for n, one in enumerate(counts) for _ in one]
    columns = [column[word] for one in counts for word in one]
    values = [(1 + math.log(count)) * heavy[word] for one in counts for word, count in one.items()]
    vectors = csr_matrix((values, (rows, columns)), shape=(len(counts), max(1, len(column))))
    lengths = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    products: Floats = (vectors @ vectors.T).toarray()
    cosines: Floats = products / np.outer(lengths, lengths)
    return cosines


def _days(articles: Sequence[Article]) -> Floats:
    """Days between every two articles, NaN where a date is not known."""
    found = np.array([math.nan if (day := _date(article)) is None else float(day.toordinal()) for article in articles])
    days: Floats = np.abs(found[:, None] - found[None, :])
    return days


def _date(article: Article) -> date | None:
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _text(article: Article) -> str:
    return f"{article.title or ''}\n{article.text}"


def _written(article: Article) -> dict[str, str]:
    """Each word of an article as it first stands inside a sentence, where a capital makes a name."""
    out: dict[str, str] = {}
    for found in _INSIDE.findall(_text(article)):
        for term in terms(found):
            out.setdefault(term, found)
    return out
