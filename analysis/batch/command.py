"""`evenhand analyze --corpus` and `evenhand corpus add`: a batch with its progress, its summary and its exit status."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from analysis import readers, store
from analysis.batch import run, worker
from analysis.batch.cluster import Cluster
from analysis.batch.limits import USUAL, Limits, cores
from analysis.batch.pool import Pool
from analysis.progress import counted, printable
from analysis.run import total_of
from analysis.store.record import Record
from analysis.version import version

#: Messages on single failures that are shown; the corpus has all.
_SHOWN = 20

#: Seconds between two lines of progress where there is no terminal.
_LINE = 30.0


@dataclass(frozen=True)
class Wish:
    """What was asked for.

    Attributes:
        workers: None for as many as there are cores.
        fetch: whether web addresses among the inputs are fetched.
        dask: whether Dask spreads the work, over its workers here or those of a scheduler.
    """

    name: str
    inputs: tuple[str, ...]
    workers: int | None = None
    limits: Limits = USUAL
    mapping: Mapping[str, str] = field(default_factory=dict)
    analyzer: str = worker.ENGINE
    fetch: bool = False
    dask: bool = False
    scheduler: str | None = None


def add(wish: Wish) -> int:
    """Analyze the inputs into the corpus, which is made where there is none. Returns the number of inputs without an analysis.

    Raises:
        CorpusError: the corpus cannot be opened, made or written.
        SetupError: the workers cannot load what they need.
    """
    corpus = store.named(wish.name, make=True)
    teller = _Teller(total_of(wish.inputs))
    items = readers.read(wish.inputs, mapping=wish.mapping, fetch=wish.fetch)
    settings = version().settings
    try:
        with teller, _workers(wish, settings) as pool:
            tally = run.into(corpus, items, pool, settings, teller)
    except KeyboardInterrupt:
        teller.say(f"Stopped. What is analyzed is in the corpus {wish.name}; the same command goes on from there.")
        raise
    for line in summary(corpus, tally, teller.seconds):
        teller.say(line)
    return tally.failures.total()


def _workers(wish: Wish, settings: str) -> Pool | Cluster:
    number = wish.workers or cores()
    if wish.dask:
        return Cluster(number, settings, wish.limits, scheduler=wish.scheduler, engine=wish.analyzer)
    return Pool(number, settings, wish.limits, engine=wish.analyzer)


def summary(corpus: store.Corpus, tally: run.Tally, seconds: float) -> list[str]:
    """What a batch did, in a few sentences."""
    new = tally.put - tally.copied
    lines = [f"{counted(new, 'article')} analyzed into {corpus.name}"]
    if new:
        lines[0] += f" in {seconds:,.0f} s ({tally.words / max(seconds, 0.01):,.0f} words a second)"
    if tally.copied:
        lines[0] += f", {tally.copied:,} taken from the same text"
    lines[0] += f"; {tally.there:,} were there already." if tally.there else "."
    if tally.failures:
        why = ", ".join(f"{code} {number:,}" for code, number in tally.failures.most_common())
        total = tally.failures.total()
        lines.append(f"{counted(total, 'input')} failed ({why}): `evenhand corpus list {corpus.name} --failed` says why.")
    lines += told_duplicates(corpus)
    return lines


def told_duplicates(corpus: store.Corpus) -> list[str]:
    """A sentence on the corpus's duplicates; none where there are none."""
    found = corpus.duplicates()
    parts = []
    if found.exact:
        parts.append(f"{sum(map(len, found.exact)):,} articles have the text of another ({counted(len(found.exact), 'group')})")
    if found.near:
        parts.append(f"{sum(map(len, found.near)):,} are nearly the same as another ({counted(len(found.near), 'group')})")
    if not parts:
        return []
    return [f"{' and '.join(parts)}; all are kept: `evenhand corpus show {corpus.name} --duplicates` lists them."]


class _Teller:
    """Progress on standard error: a bar on a terminal, else a line every half minute."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._console = Console(stderr=True)
        columns = (
            SpinnerColumn(), TextColumn("Analyzing"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )  # fmt: skip
        self._bar = Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("", total=total, rate="")
        self._begun = self._last = time.monotonic()
        self._failed = 0

    def __enter__(self) -> _Teller:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._begun

    def failed(self, record: Record) -> None:
        self._failed += 1
        if self._failed <= _SHOWN:
            self.say(record.message or record.code or "")
        elif self._failed == _SHOWN + 1:
            self.say("There are more failures; the corpus lists them all.")

    def moved_on(self, tally: run.Tally) -> None:
        rate = f"{tally.put / max(self.seconds, 0.01) * 60:,.0f} articles a minute"
        self._bar.update(self._task, completed=tally.inputs, rate=rate)
        if not self._console.is_terminal and time.monotonic() - self._last > _LINE:
            self._last = time.monotonic()
            self.say(f"{self._done(tally)}, {rate}{self._left(tally)}.")

    def _done(self, tally: run.Tally) -> str:
        return f"{tally.inputs:,} inputs done" if self._total is None else f"{tally.inputs:,} of {self._total:,} inputs done"

    def _left(self, tally: run.Tally) -> str:
        if self._total is None or not tally.put:
            return ""
        minutes = (self._total - tally.inputs) * self.seconds / tally.put / 60
        return f", about {minutes:,.0f} min left"

    def waiting(self) -> None:
        self.say("Another process reads the corpus; waiting until it has ended.")

    def say(self, message: str) -> None:
        """One line for the user."""
        self._console.print(Text(f"evenhand: {printable(message)}"), soft_wrap=True)
