"""Dask workers that turn articles into records, a partition of articles at a time, in the order in which they came.

Each Dask worker keeps a process of its own (`pool.Pool`), so that the models are loaded once, and an article that hangs, grows or
crashes costs what it costs in a local batch: one error row. A Dask worker that dies costs nothing: its partitions are begun anew
elsewhere.
"""

from __future__ import annotations

import multiprocessing
import platform
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.article import Article, Failure
from analysis.batch import worker
from analysis.batch.limits import USUAL, Limits
from analysis.batch.pool import Pool
from analysis.setup_error import SetupError
from analysis.store.record import Record, key_of, place_of, record
from analysis.version import version

#: Articles of a partition; what is taken up at most for one, where most items need no analysis.
PARTITION, TAKEN = 16, 256

#: Partitions begun or waiting in order, for each Dask worker: bounds memory while one takes long.
_AHEAD = 4

#: Seconds until a scheduler that does not answer counts as absent.
_PATIENCE = 20


@dataclass
class _Partition:
    """Items in order, and the future of those that are articles."""

    items: list[Article | Record] = field(default_factory=list)
    future: Any = None

    @property
    def articles(self) -> list[Article]:
        return [item for item in self.items if isinstance(item, Article)]


class Cluster:
    """Dask workers, those of a scheduler or so many on this machine; leave it with `close`, or as a context manager."""

    def __init__(
        self,
        workers: int,
        settings: str,
        limits: Limits = USUAL,
        *,
        scheduler: str | None = None,
        engine: str = worker.ENGINE,
    ) -> None:
        """Connect.

        Args:
            workers: Dask workers on this machine, where no scheduler is given.
            scheduler: address of a scheduler with its workers, as `tcp://10.0.0.5:8786`.

        Raises:
            SetupError: Dask is not installed, or the scheduler does not answer.
        """
        self._settings, self._limits, self._engine = settings, limits, engine
        self._stack = ExitStack()
        self._client: Any = self._connect(workers, scheduler)

    def _connect(self, workers: int, scheduler: str | None) -> Any:
        try:
            import dask
            import distributed
        except ImportError as error:
            raise SetupError("Dask is not installed: `pip install evenhand[cluster]` adds it.") from error
        dask.config.set({"distributed.comm.timeouts.connect": f"{_PATIENCE}s", "distributed.scheduler.allowed-failures": 3})
        try:
            if scheduler is None:
                scheduler = self._stack.enter_context(
                    distributed.LocalCluster(
                        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, memory_limit=0,
                        silence_logs=50,
                    )
                )  # fmt: skip
            client = self._stack.enter_context(distributed.Client(scheduler, timeout=_PATIENCE))
        except (OSError, TimeoutError, ValueError) as error:
            self._stack.close()
            raise SetupError(
                f"The scheduler {scheduler} cannot be reached ({str(error) or type(error).__name__}): start it with "
                "`dask scheduler`, and give --scheduler the address that it shows."
            ) from error
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            self._stack.close()
            raise SetupError(
                f"The scheduler {scheduler} has no workers: start some with `dask worker {scheduler} --nthreads 1`."
            ) from error
        return client

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Takes back what was not done, and ends the workers that were started here."""
        self._stack.close()

    def records(self, items: Iterable[Article | Record]) -> Iterator[Record]:
        """A record for each item, in order; items are taken as they are needed. Records pass through in their place.

        Raises:
            SetupError: the workers cannot load what they need or have other settings, or the scheduler is gone. Where only the
                workers are gone, this waits for new ones.
        """
        source = _partitions(items)
        order: deque[_Partition] = deque()
        more = True
        while more or order:
            most = _AHEAD * max(1, self._threads())  # workers come and go; asking costs a way to the scheduler
            while more and len(order) < most:
                part = next(source, None)
                if part is None:
                    more = False
                    break
                if part.articles:
                    part.future = self._submit(part.articles)
                order.append(part)
            if order:
                yield from self._done(order.popleft())

    def _threads(self) -> int:
        return sum(self._client.nthreads().values())

    def _submit(self, articles: list[Article]) -> Any:
        return self._client.submit(analyze, articles, self._engine, self._settings, self._limits, pure=False, retries=1)

    def _done(self, part: _Partition) -> Iterator[Record]:
        made = iter(self._result(part.future, part.articles) if part.future is not None else ())
        part.future = None
        for item in part.items:
            if isinstance(item, Record):
                yield item
            else:
                # Paths mean what they mean here, whatever folder a worker stands in.
                yield replace(next(made), key=key_of(item), place=place_of(item))

    def _result(self, future: Any, articles: list[Article]) -> list[Record]:
        from distributed import KilledWorker

        try:
            found: list[Record] = future.result()
            return found
        except KilledWorker:
            if len(articles) > 1:  # each by itself, to find the one that ends its workers
                apart = [(self._submit([one]), [one]) for one in articles]
                return [made for one, of in apart for made in self._result(one, of)]
            return [record(articles[0], _crashed(articles[0]), self._settings)]
        except (CancelledError, OSError, TimeoutError) as error:
            raise SetupError(
                f"The scheduler is gone ({str(error) or type(error).__name__}). What is analyzed is kept; start it again, then "
                "give the same command."
            ) from error


def _partitions(items: Iterable[Article | Record]) -> Iterator[_Partition]:
    part, articles = _Partition(), 0
    for item in items:
        part.items.append(item)
        articles += isinstance(item, Article)
        if articles >= PARTITION or len(part.items) >= TAKEN:
            yield part
            part, articles = _Partition(), 0
    if part.items:
        yield part


def _crashed(article: Article) -> Failure:
    name = article.origin or article.id or article.title
    shown = f"“{str(name)[:80]}”" if name is not None else "The article"
    message = (
        f"{shown} ended every Dask worker that began it. If memory ran out, start workers with more; else report the article."
    )
    return Failure("worker_crashed", f"{message} It is tried again at the next run.", article.id, article.line, article.origin)


# --- on a Dask worker ------------------------------------------------------------------------------------------------------

_lock = threading.Lock()
_pools: dict[tuple[str, str, Limits], Pool] = {}


def analyze(articles: list[Article], engine: str, settings: str, limits: Limits) -> list[Record]:
    """The articles' records, in order; made by this Dask worker's own process.

    Raises:
        SetupError: the models cannot be loaded, or this worker has another version, models or lexicons than the one who asks.
    """
    with _lock:  # one partition at a time, however many threads this worker has
        pool = _pools.get((engine, settings, limits)) or _start(engine, settings, limits)
        try:
            return list(pool.records(articles))
        except BaseException:
            del _pools[engine, settings, limits]
            pool.close()
            raise


def _start(engine: str, settings: str, limits: Limits) -> Pool:
    if engine == worker.ENGINE and version().settings != settings:
        raise SetupError(
            f"A Dask worker on {platform.node() or 'another machine'} has other settings (version, "
            "models or lexicons) than this command: install the same Evenhand there, and give it the same EVENHAND_LEXICONS."
        )
    for pool in _pools.values():
        pool.close()
    _pools.clear()
    # A nanny starts its worker as a daemon, which may have no children; the pool's worker ends with its parent by itself.
    multiprocessing.current_process().daemon = False
    pool = _pools[engine, settings, limits] = Pool(1, settings, limits, engine=engine, threads=1)
    return pool
