"""What an article may cost, and how many work at once."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one article may cost.

    Attributes:
        seconds: time for one article; beyond it, its worker is ended and it becomes a failure `time_limit`.
        megabytes: resident memory of a worker; beyond it, the article at work becomes a failure `memory_limit`. It is watched
            on Linux only.
        attempts: how often an article is begun whose worker ends by itself, before it becomes a failure `worker_crashed`.
    """

    seconds: float = 120.0
    megabytes: int = 3_000
    attempts: int = 2


#: What holds where nothing is said.
USUAL = Limits()

#: Failures that hang on circumstances: these articles are tried again at the next run.
PASSING = frozenset({"time_limit", "memory_limit", "worker_crashed"})


def cores() -> int:
    """Processor cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1
