"""What the pages work on, be it the sample articles in memory or a stored corpus."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from analysis.article import Article, Failure
from analysis.decisions import Decisions
from analysis.result import Analysis
from dashboard.item import Item
from dashboard.ranks import Figure

#: What analyzes one article: `analysis.engine.analyze`.
Analyze = Callable[[Article], Analysis | Failure]


class Opened(Protocol):
    """Articles by key in their order, and failures. Every method may be called from any thread.

    Attributes:
        most_read: articles whose whole analyses a page may ask for at once; None where all are at hand.
    """

    most_read: int | None

    def state(self) -> Hashable:
        """Differs whenever the articles do: what is kept of them is kept under it."""

    def items(self) -> Sequence[Item]:
        """The articles, those added last at the end."""

    def failures(self) -> Sequence[Failure]:
        """The inputs that could not be analyzed."""

    def get(self, key: str) -> Item | None:
        """The article of a link, or None."""

    def like(self, article: Article) -> Item | None:
        """What was made of an article that was put in, or None."""

    def values(self, columns: Sequence[Figure]) -> pd.DataFrame:
        """Figures of all articles: one row an article by key, one column a figure; missing is NaN."""

    def holding(self, words: Sequence[str]) -> frozenset[str]:
        """Keys of the articles in whose title or text all of some words stand somewhere, letter case aside."""

    def words_by_voice(self, items: Sequence[Item]) -> Mapping[str, int]:
        """Words of the articles' texts by voice."""

    def unpack(self, items: Sequence[Item]) -> None:
        """Have the figures of a few articles at hand, with intervals and counts; else they are unpacked one by one."""

    def articles(self, items: Iterable[Item]) -> Iterator[Article]:
        """The articles with their texts, without their analyses."""

    def results(self, items: Iterable[Item]) -> Iterator[Analysis]:
        """The whole analyses of articles, a few held at a time."""

    def decide(self, item: Item, change: Callable[[Decisions], Decisions]) -> None:
        """Put what `change` makes of an article's decisions in their place, in one piece, and keep them with the articles."""

    def put(self, given: Article | Failure, analyze: Analyze) -> tuple[Item | Failure, bool]:
        """Analyze one input and keep it at once.

        Returns:
            The item or the failure, and whether it is new. An article that is there already is not analyzed again.
        """


@dataclass(frozen=True)
class AddReport:
    """What became of added inputs, each list in their order.

    Attributes:
        added: analyzed and new.
        known: articles that were there already, and were not analyzed again.
        failures: inputs that could not be analyzed, with the reason.
    """

    added: tuple[Item, ...] = ()
    known: tuple[Item, ...] = ()
    failures: tuple[Failure, ...] = ()


def fill(
    opened: Opened,
    inputs: Iterable[Article | Failure],
    analyze: Analyze,
    progress: Callable[[int, str], None] = lambda done, name: None,
) -> AddReport:
    """Put inputs in one by one; `progress` hears, before each, how many are done and which comes next."""
    new: list[Item] = []
    known: list[Item] = []
    failures: list[Failure] = []
    for done, given in enumerate(inputs):
        progress(done, name_of(given))
        result, fresh = opened.put(given, analyze)
        if isinstance(result, Failure):
            failures.append(result)
        else:
            (new if fresh else known).append(result)
    return AddReport(tuple(new), tuple(known), tuple(failures))


def name_of(given: Article | Failure) -> str:
    """What to call an input while it is worked on."""
    if isinstance(given, Article) and given.title:
        return given.title
    return str(given.origin or given.id or "article")
