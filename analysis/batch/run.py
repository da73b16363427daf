"""A batch: inputs that a corpus does not have yet are analyzed and put in, in order, and what is put in stays in."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from analysis.article import Article, Failure
from analysis.batch.limits import PASSING
from analysis.setup_error import SetupError
from analysis.store import Corpus
from analysis.store.record import Record, content_of, key_of, moved, record

#: Inputs that the corpus is asked about at once, and records and seconds after which they are put in.
ASKED, COMMIT, SECONDS = 256, 64, 5.0


class Maker(Protocol):
    """What turns articles into records, in order, as a `Pool` does."""

    def records(self, items: Iterable[Article | Record]) -> Iterator[Record]:
        """A record for each item, in order."""
        ...


@dataclass
class Tally:
    """What a batch has done so far.

    Attributes:
        there: inputs that the corpus had already, with these settings.
        put: inputs with an analysis that were put in.
        copied: those of them whose text and title another input has; its analysis was taken.
        words: of those put in.
        failures: code -> inputs without an analysis, those of former runs among them.
    """

    there: int = 0
    put: int = 0
    copied: int = 0
    words: int = 0
    failures: Counter[str] = field(default_factory=Counter)

    @property
    def inputs(self) -> int:
        """All inputs so far."""
        return self.there + self.put + self.failures.total()


class Listener(Protocol):
    """Hears how a batch goes on."""

    def failed(self, record: Record) -> None:
        """An input has no analysis."""

    def moved_on(self, tally: Tally) -> None:
        """There are more results."""

    def waiting(self) -> None:
        """Somebody reads the corpus, and the batch waits to write."""


def into(corpus: Corpus, items: Iterable[Article | Failure], maker: Maker, settings: str, listener: Listener) -> Tally:
    """Analyze into a corpus what it does not have. Memory does not grow with the number of inputs.

    Raises:
        CorpusFull: the corpus takes no more. What was put in before stays, and the same call goes on from there.
    """
    tally = Tally()
    waiting: list[Record] = []
    since = time.monotonic()
    try:
        for made in maker.records(_wanted(corpus, items, settings, tally)):
            if made.code is not None:
                tally.failures[made.code] += 1
                listener.failed(made)
            waiting.append(made)
            if len(waiting) >= COMMIT or time.monotonic() - since > SECONDS:
                corpus.put(waiting, waiting=listener.waiting)
                _count(tally, waiting)
                waiting, since = [], time.monotonic()
                listener.moved_on(tally)
    except (KeyboardInterrupt, SetupError):  # such as a scheduler that is gone
        corpus.put(waiting, waiting=listener.waiting)
        raise
    corpus.put(waiting, waiting=listener.waiting)
    _count(tally, waiting)
    listener.moved_on(tally)
    return tally


def _count(tally: Tally, put: list[Record]) -> None:
    done = [one for one in put if one.code is None]
    tally.put += len(done)
    tally.words += sum(one.words or 0 for one in done)


def _wanted(corpus: Corpus, items: Iterable[Article | Failure], settings: str, tally: Tally) -> Iterator[Article | Record]:
    """The articles to analyze; records where there is nothing to analyze. What the corpus has is only counted."""
    source = iter(items)
    while block := list(islice(source, ASKED)):
        keys = [key_of(item) for item in block]
        known = corpus.known(keys)
        new: list[Article | Failure] = []
        for item, key in zip(block, keys, strict=True):
            found = known.get(key)
            if found is None or found.code in PASSING or (isinstance(item, Article) and found.settings != settings):
                new.append(item)
            elif found.code is not None:
                tally.failures[found.code] += 1
            else:
                tally.there += 1
        same = corpus.same_content([content_of(a) for a in new if isinstance(a, Article)], settings) if new else {}
        for item in new:
            if isinstance(item, Failure):
                yield record(item, item, None)
            elif (found_of := same.get(content_of(item))) is not None:
                tally.copied += 1
                yield record(item, moved(found_of, item), settings)
            else:
                yield item
