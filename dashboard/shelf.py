"""What the server holds in memory: analyzed articles and failed inputs, shared by all sessions and guarded by a lock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.article import Article, Failure
from analysis.decisions import Decisions
from analysis.result import Analysis
from dashboard import corpus, ranks
from dashboard.item import Item, key_of
from dashboard.opened import Analyze

#: Held by whoever uses the parser: all sessions and corpora share it, one article at a time.
PARSING = threading.Lock()


@dataclass
class Shelf:
    """Articles by key in the order they came, and failures: what is `Opened` where no corpus is named."""

    most_read = None

    _items: dict[str, Item] = field(default_factory=dict)
    _failures: list[Failure] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def state(self) -> int:
        with self._lock:
            return len(self._items)  # articles are only ever added

    def items(self) -> list[Item]:
        with self._lock:
            return list(self._items.values())

    def failures(self) -> list[Failure]:
        with self._lock:
            return list(self._failures)

    def get(self, key: str) -> Item | None:
        with self._lock:
            return self._items.get(key)

    def like(self, article: Article) -> Item | None:
        return self.get(key_of(article))

    def values(self, columns: Sequence[ranks.Figure]) -> pd.DataFrame:
        return ranks.values(self.items(), columns)

    def holding(self, words: Sequence[str]) -> frozenset[str]:
        wanted = [word.casefold() for word in words]
        return frozenset(item.key for item in self.items() if item.holds(wanted))

    def words_by_voice(self, items: Sequence[Item]) -> Mapping[str, int]:
        return corpus.words_by_voice(items)

    def unpack(self, items: Sequence[Item]) -> None:
        """Nothing is packed."""

    def articles(self, items: Iterable[Item]) -> Iterator[Article]:
        return (item.analysis.article for item in items)

    def results(self, items: Iterable[Item]) -> Iterator[Analysis]:
        return (item.analysis for item in items)

    def decide(self, item: Item, change: Callable[[Decisions], Decisions]) -> None:
        with self._lock:
            now = self._items[item.key].analysis
            self._items[item.key] = Item(item.key, replace(now, decisions=change(now.decisions)))

    def put(self, given: Article | Failure, analyze: Analyze) -> tuple[Item | Failure, bool]:
        if isinstance(given, Failure):
            return self._fail(given), True
        key = key_of(given)
        with PARSING:
            known = self.get(key)
            if known is not None:
                return known, False
            result = analyze(given)
        if isinstance(result, Failure):
            return self._fail(result), True
        item = Item(key, result)
        with self._lock:
            self._items[key] = item
        return item, True

    def _fail(self, failure: Failure) -> Failure:
        with self._lock:
            self._failures.append(failure)
        return failure
