"""Unpacks analyses of a stored corpus when they are asked for, and keeps those that were asked for last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Generic, TypeVar

from analysis import store
from analysis.annotation import MetricValue
from analysis.result import Analysis

#: Analyses kept of a corpus, and figures of articles: an overview's heat map and some articles read.
KEPT = 128

#: Analyses unpacked in one reading.
AT_ONCE = 64


Wanted = TypeVar("Wanted")
Found = TypeVar("Found")


def portions(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    """So many at a time as are unpacked in one reading."""
    source = iter(wanted)
    while some := list(islice(source, AT_ONCE)):
        yield some


def changed(corpus: store.Corpus) -> store.CorpusError:
    """What is wrong where an input no longer stands where it stood."""
    return store.CorpusError(f"The corpus {corpus.name} was changed just now: reload the page.")


class Recent(Generic[Found]):
    """What was asked for last, under the inputs' keys; may be used from any thread."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[str, Found] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, keys: Iterable[str]) -> dict[str, Found]:
        """What is at hand for these keys."""
        with self._lock:
            return {key: self._kept[key] for key in keys if key in self._kept}

    def keep(self, found: Mapping[str, Found]) -> None:
        with self._lock:
            for key, one in found.items():
                self._kept[key] = one
                self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)


class Unpacked:
    """The analyses of a corpus by position and key, and their figures alone; may be used from any thread."""

    def __init__(self, corpus: store.Corpus, kept: int = KEPT) -> None:
        self._corpus = corpus
        self._analyses: Recent[Analysis] = Recent(kept)
        self._figures: Recent[tuple[MetricValue, ...]] = Recent(kept)

    def get(self, position: int, key: str) -> Analysis:
        """The analysis of an input.

        Raises:
            CorpusError: it is no longer where it was, or the corpus cannot be read.
        """
        return self.many([(position, key)])[0]

    def many(self, wanted: Sequence[tuple[int, str]]) -> list[Analysis]:
        """The analyses of some inputs in order, those not at hand unpacked in one reading; `AT_ONCE` at the most."""

        def at(positions: Sequence[int]) -> dict[int, tuple[str, Analysis]]:
            found = self._corpus.at(positions)
            return {n: (key, result) for n, (key, result) in found.items() if isinstance(result, Analysis)}

        return self._each(wanted, self._analyses, at)

    def figures(self, wanted: Sequence[tuple[int, str]]) -> list[tuple[MetricValue, ...]]:
        """The figures of some inputs in order, likewise. That takes a fraction of the time."""
        analyses = self._analyses.of(key for _, key in wanted)
        self._figures.keep({key: result.metrics for key, result in analyses.items()})
        return self._each(wanted, self._figures, self._corpus.figures)

    def _each(
        self,
        wanted: Sequence[tuple[int, str]],
        recent: Recent[Found],
        at: Callable[[Sequence[int]], Mapping[int, tuple[str, Found]]],
    ) -> list[Found]:
        assert len(wanted) <= min(AT_ONCE, recent.most)
        out = recent.of(key for _, key in wanted)
        new = at([position for position, key in wanted if key not in out])
        for position, key in wanted:
            if key in out:
                continue
            found_key, found = new.get(position, ("", None))
            if found is None or found_key != key:
                raise changed(self._corpus)
            out[key] = found
        recent.keep(out)
        return [out[key] for _, key in wanted]
