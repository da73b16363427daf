"""Lines of an input, none held that is longer than the limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import AnyStr

from analysis.readers import limits


def bounded(readline: Callable[[int], AnyStr]) -> Iterator[AnyStr | None]:
    """Each line with its end, as iterating gives it; None in the place of a line beyond the limit, which is passed over."""
    most = limits.LINE.value
    while line := readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        end = line[:0] + (b"\n" if isinstance(line, bytes) else "\n")
        while line and not line.endswith(end):
            line = readline(1 << 20)
        yield None


def too_long() -> str:
    """The refusal's sentence after the line's name."""
    return limits.LINE.sentence("is longer than", advice="split it")
