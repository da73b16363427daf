"""Progress and messages on standard error; the progress is quiet where that is no terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from analysis import direction
from analysis.article import Failure
from analysis.result import Analysis

_CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{direction.TURNING}]")


def printable(text: str) -> str:
    """The text without what could drive a terminal (control characters, marks that turn lines around) or break its encoding."""
    return _CONTROL.sub("\ufffd", text)


def counted(number: int, what: str) -> str:
    """A number with its noun: "1 article", "2,000 articles"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


class Tracker:
    """Counts results on their way, shows progress, and says why an input failed.

    Attributes:
        failures: failed inputs so far.
    """

    def __init__(self, total: int | None = None, *, shown: bool = True) -> None:
        self.failures = 0
        self._total = total
        self._console = Console(stderr=True)
        self._shown = shown and self._console.is_terminal

    def watch(self, results: Iterable[Analysis | Failure]) -> Iterator[Analysis | Failure]:
        """The same results; meanwhile a count, a bar and the time left, or the time so far where the total is unknown."""
        last = TimeElapsedColumn() if self._total is None else TimeRemainingColumn()
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), last)
        with Progress(*columns, console=self._console, transient=True, disable=not self._shown) as bar:
            task = bar.add_task("Analyzing", total=self._total)
            for result in results:
                if isinstance(result, Failure):
                    self.fail(result)
                bar.advance(task)
                yield result

    def fail(self, failure: Failure) -> None:
        """Counts a failed input and says why it failed."""
        self.failures += 1
        self.say(failure.message)

    def say(self, message: str) -> None:
        """One line for the user."""
        self._console.print(Text(f"evenhand: {printable(message)}"), soft_wrap=True)


class Pipe(Console):
    """A console that leaves a reader who went away to the command, instead of exiting by itself."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError
