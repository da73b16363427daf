"""Unpacks analyses of a stored corpus when they are asked for, and keeps those that were asked for last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from analysis import store
from analysis.result import Analysis

#: Analyses kept of a corpus: an overview's heat map and some articles read.
KEPT = 128

#: Analyses unpacked in one reading.
AT_ONCE = 64


Wanted = TypeVar("Wanted")


def portions(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    """So many at a time as are unpacked in one reading."""
    source = iter(wanted)
    while some := list(islice(source, AT_ONCE)):
        yield some


class Unpacked:
    """The analyses of a corpus by position and key; may be used from any thread."""

    def __init__(self, corpus: store.Corpus, kept: int = KEPT) -> None:
        self._corpus, self._most = corpus, kept
        self._kept: OrderedDict[str, Analysis] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, position: int, key: str) -> Analysis:
        """The analysis of an input.

        Raises:
            CorpusError: it is no longer where it was, or the corpus cannot be read.
        """
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        return self.many([(position, key)])[0]

    def many(self, wanted: Sequence[tuple[int, str]]) -> list[Analysis]:
        """The analyses of some inputs in order, those not at hand unpacked in one reading; `AT_ONCE` at the most."""
        assert len(wanted) <= min(AT_ONCE, self._most)
        with self._lock:
            out = {key: self._kept[key] for _, key in wanted if key in self._kept}
        new = self._corpus.at([position for position, key in wanted if key not in out])
        for position, key in wanted:
            if key in out:
                continue
            found_key, result = new.get(position, ("", None))
            if found_key != key or not isinstance(result, Analysis):
                raise store.CorpusError(f"The corpus {self._corpus.name} was changed just now: reload the page.")
            out[key] = result
        with self._lock:
            for key, result in out.items():
                self._kept[key] = result
                self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return [out[key] for _, key in wanted]
