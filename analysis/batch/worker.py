"""What a worker does: it loads the models once, then turns articles into records, one at a time."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from analysis.article import Article, Failure
from analysis.result import Analysis
from analysis.store.record import Record, record

Analyzer = Callable[[Article], Analysis | Failure]

#: Module and function that analyze an article.
ENGINE = "analysis.engine:analyze"

#: Analyzed once at the start, so that loading the models counts for no article's time.
_WARMING = "The council met on Monday. “We will vote in May,” said its clerk."

#: Variables that say to numeric libraries how many threads to use.
THREADS = ("EVENHAND_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def analyzer(name: str) -> Analyzer:
    """The function of a name such as `analysis.engine:analyze`."""
    module, _, function = name.partition(":")
    found: Analyzer = getattr(importlib.import_module(module), function)
    return found


def warmed(name: str) -> Analyzer:
    """The same, with its models loaded."""
    analyze = analyzer(name)
    analyze(Article(_WARMING))
    return analyze


def share_cores(workers: int, cores: int) -> None:
    """Gives each of so many workers its share of the cores: more threads than cores would only wait for one another."""
    for variable in THREADS:
        os.environ[variable] = str(max(1, cores // workers))


def main(pipe: Connection, name: str, settings: str, parent: int) -> None:
    """A worker process: articles come through the pipe and records go back, until None comes or the batch is gone.

    It says `ready` once the models are loaded, or `setup` with a message where they cannot be.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the batch ends its workers itself
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    try:
        analyze = warmed(name)
    except Exception as error:  # whatever it is, every worker would meet it
        pipe.send(("setup", str(error) or type(error).__name__))
        return
    pipe.send(("ready", None))
    while True:
        try:
            article = pipe.recv()
        except (EOFError, OSError):
            return
        if article is None:
            return
        pipe.send(("done", work(analyze, article, settings)))


def work(analyze: Analyzer, article: Article, settings: str) -> Record:
    """An article's record."""
    return record(article, analyze(article), settings)


def _leave_with(parent: int) -> None:
    """Ends this process once the batch has ended without a word, as by SIGKILL, even in the midst of an article."""
    while os.getppid() == parent:
        time.sleep(0.5)
    sys.stderr.flush()
    os._exit(1)
