"""What the server holds in memory: analyzed articles and failed inputs, shared by all sessions and guarded by a lock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from analysis.article import Article, Failure
from analysis.result import Analysis
from dashboard.item import Item, key_of

#: What analyzes one article: `analysis.engine.analyze`.
Analyze = Callable[[Article], Analysis | Failure]


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


@dataclass
class Shelf:
    """Articles by key in the order they came, and failures. Every public method may be called from any thread."""

    _items: dict[str, Item] = field(default_factory=dict)
    _failures: list[Failure] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _working: threading.Lock = field(default_factory=threading.Lock)

    def items(self) -> list[Item]:
        with self._lock:
            return list(self._items.values())

    def failures(self) -> list[Failure]:
        with self._lock:
            return list(self._failures)

    def get(self, key: str) -> Item | None:
        with self._lock:
            return self._items.get(key)

    def parsing(self) -> threading.Lock:
        """Held by whoever uses the parser: sessions share it, one at a time."""
        return self._working

    def put(self, given: Article | Failure, analyze: Analyze, *, added: bool) -> tuple[Item | Failure, bool]:
        """Analyze one input and keep it at once.

        Returns:
            The item or the failure, and whether it is new. An article that is there already is not analyzed again.
        """
        if isinstance(given, Failure):
            return self._fail(given), True
        key = key_of(given)
        with self._working:  # one article at a time: two sessions share the parser
            known = self.get(key)
            if known is not None:
                return known, False
            result = analyze(given)
        if isinstance(result, Failure):
            return self._fail(result), True
        item = Item(key, result, added)
        with self._lock:
            self._items[key] = item
        return item, True

    def _fail(self, failure: Failure) -> Failure:
        with self._lock:
            self._failures.append(failure)
        return failure


def fill(
    shelf: Shelf,
    inputs: Iterable[Article | Failure],
    analyze: Analyze,
    progress: Callable[[int, str], None] = lambda done, name: None,
    *,
    added: bool,
) -> AddReport:
    """Put inputs on the shelf one by one; `progress` hears, before each, how many are done and which comes next."""
    new: list[Item] = []
    known: list[Item] = []
    failures: list[Failure] = []
    for done, given in enumerate(inputs):
        progress(done, name_of(given))
        result, fresh = shelf.put(given, analyze, added=added)
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
