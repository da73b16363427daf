"""Processes that work on articles side by side, and give records in the order of the articles.

`concurrent.futures` ends the whole pool where one worker dies, and cannot say which article it died of nor end a hanging one;
so each worker here has a pipe of its own, and the article that it works on is known.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from analysis.article import Article, Failure
from analysis.batch import worker
from analysis.batch.limits import USUAL, Limits, cores
from analysis.setup_error import SetupError
from analysis.store.record import Record, record

#: Seconds between two looks at clocks and memory.
_LOOK = 0.2

#: Articles begun or waiting in order, for each worker: bounds memory while one article takes long.
_WINDOW = 32

#: Workers that may die while they load their models before the batch gives up.
_FALSE_STARTS = 3


class _Slot:
    """An article's place in the order; `record` is filled when it is done."""

    def __init__(self, article: Article | None, made: Record | None = None) -> None:
        self.article, self.record = article, made
        self.attempts = 0


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    ready: bool = False
    slot: _Slot | None = None
    since: float = 0.0


class Pool:
    """So many worker processes; leave it with `close`, or as a context manager."""

    def __init__(
        self,
        workers: int,
        settings: str,
        limits: Limits = USUAL,
        *,
        engine: str = worker.ENGINE,
        start: str = "spawn",
        threads: int | None = None,
    ) -> None:
        """Processes are started when there is work.

        Args:
            threads: threads of a worker; None for its share of the cores.
        """
        self._context: Any = multiprocessing.get_context(start)
        self._wanted, self._settings, self._limits, self._engine = workers, settings, limits, engine
        self._cores = cores() if threads is None else threads * workers
        self._workers: list[_Worker] = []
        self._false_starts = 0
        self._window = _WINDOW * workers

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pids(self) -> list[int]:
        """The workers' process ids."""
        return [one.process.pid for one in self._workers]

    def close(self) -> None:
        """Ends the workers, whatever they are doing."""
        for one in self._workers:
            one.process.kill()
        for one in self._workers:
            one.process.join()
            one.pipe.close()
        self._workers.clear()

    def records(self, items: Iterable[Article | Record]) -> Iterator[Record]:
        """A record for each item, in order; items are taken as they are needed. Records pass through in their place.

        Raises:
            SetupError: the workers cannot load what they need.
        """
        source = iter(items)
        order: deque[_Slot] = deque()
        queue: deque[_Slot] = deque()
        more = True
        while True:
            while more and len(order) < self._window and len(queue) <= self._wanted:
                item = next(source, None)
                if item is None:
                    more = False
                elif isinstance(item, Record):
                    order.append(_Slot(None, item))
                else:
                    order.append(_Slot(item))
                    queue.append(order[-1])
                if order and order[0].record is not None:  # what is ready goes first: reading on may be slow
                    break
            if queue:
                self._staff()
                self._assign(queue)
            given = False
            while order and order[0].record is not None:
                done = order.popleft().record
                assert done is not None
                given = True
                yield done
            if not order and not more:
                return
            self._listen(queue, 0 if given else _LOOK)

    # --- workers ---------------------------------------------------------------------------------------------------------------

    def _staff(self) -> None:
        while len(self._workers) < self._wanted:
            ours, theirs = self._context.Pipe()
            before = {name: os.environ.get(name) for name in worker.THREADS}
            worker.share_cores(self._wanted, self._cores)
            process = self._context.Process(
                target=worker.main, args=(theirs, self._engine, self._settings, os.getpid()), name="evenhand-worker", daemon=True
            )
            try:
                process.start()
            finally:
                for name, value in before.items():
                    os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def _assign(self, queue: deque[_Slot]) -> None:
        for one in self._workers:
            if queue and one.ready and one.slot is None:
                slot = queue.popleft()
                try:
                    one.pipe.send(slot.article)
                except (BrokenPipeError, ConnectionError):  # it has died since; `_listen` will see it
                    queue.appendleft(slot)
                    continue
                slot.attempts += 1
                one.slot, one.since = slot, time.monotonic()

    def _listen(self, queue: deque[_Slot], seconds: float) -> None:
        """Takes what workers say, and sees to those that died, hang or grow too large."""
        connection.wait([one.pipe for one in self._workers], timeout=seconds)
        for one in tuple(self._workers):
            try:
                while one.pipe.poll():
                    self._heard(one, *one.pipe.recv())
            except (EOFError, OSError):
                self._lost(one, queue)
                continue
            if one.slot is not None:
                self._watch(one)

    def _heard(self, one: _Worker, word: str, value: Any) -> None:
        if word == "setup":
            raise SetupError(str(value))
        if word == "ready":
            one.ready, self._false_starts = True, 0
        elif one.slot is not None:
            one.slot.record, one.slot = value, None

    def _lost(self, one: _Worker, queue: deque[_Slot]) -> None:
        """A worker ended by itself: its article is begun anew, unless it has ended workers before."""
        self._end(one)
        if not one.ready:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise SetupError(
                    f"The workers end while they load the models ({_how(one.process.exitcode)}): there may be too little memory. "
                    "Take fewer with --workers."
                )
        slot = one.slot
        if slot is None:
            return
        if slot.attempts < self._limits.attempts:
            queue.appendleft(slot)
            return
        message = (
            f"ended its worker process {slot.attempts} times ({_how(one.process.exitcode)}). If memory ran out, take "
            "fewer workers; else report the article. It is tried again at the next run."
        )
        self._fail(slot, "worker_crashed", message)

    def _watch(self, one: _Worker) -> None:
        assert one.slot is not None
        if time.monotonic() - one.since > self._limits.seconds:
            message = (
                f"took longer than {self._limits.seconds:g} seconds and was stopped. Allow more with --time-limit; it is "
                "tried again at the next run."
            )
            self._stop(one, "time_limit", message)
        elif _megabytes(one.process.pid) > self._limits.megabytes:
            message = (
                f"took more than {self._limits.megabytes:,} MB of memory and was stopped. Allow more with --memory; it is "
                "tried again at the next run."
            )
            self._stop(one, "memory_limit", message)

    def _stop(self, one: _Worker, code: str, message: str) -> None:
        assert one.slot is not None
        self._end(one)
        self._fail(one.slot, code, message)

    def _end(self, one: _Worker) -> None:
        self._workers.remove(one)
        one.process.kill()
        one.process.join()
        one.pipe.close()

    def _fail(self, slot: _Slot, code: str, message: str) -> None:
        article = slot.article
        assert article is not None
        name = article.origin or article.id or article.title
        shown = f"“{str(name)[:80]}”" if name is not None else "The article"
        failure = Failure(code, f"{shown} {message}", article.id, article.line, article.origin)
        slot.record = record(article, failure, self._settings)


def _how(status: int | None) -> str:
    """How a process ended, in words."""
    if status is None or status >= 0:
        return f"exit status {status}"
    return f"signal {-status}, as when memory runs out" if status == -9 else f"signal {-status}"


def _megabytes(pid: int) -> float:
    """Resident memory of a process; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
