"""Gives every reader and the wire input hostile inputs: whole files with a few edits, and bytes of no kind.

    python -m benchmarks.fuzz [CASES] [--first SLICE]

20,000 cases unless told otherwise, three in four for readers. Whatever is given, a reader must answer with articles or sentences,
and standard input with one result a line. The inputs are those of `tests/hostile.py`. They come in slices of 500, each drawn by
its own number and the same in each run, with a line after each: a run that was stopped goes on with `--first`. A case that fails
is shown as small as it can be made, and ends the run.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from benchmarks.page import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from hostile import FILES, WIRE, check_file, check_wire

SLICE = 500
_PATIENT = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink), database=None)


class Tried:
    """What was tried so far: cases and the processor's seconds by ending, and the slowest case."""

    def __init__(self) -> None:
        self.cases: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.slowest = (0.0, "")

    def case(self, ending: str, check: Callable[[], None]) -> None:
        """Try one."""
        began = time.process_time()
        check()
        took = time.process_time() - began
        self.cases[ending] += 1
        self.seconds[ending] += took
        self.slowest = max(self.slowest, (took, ending))

    def __str__(self) -> str:
        lines = [
            f"{ending:15} {cases:7,} {1000 * self.seconds[ending] / cases:7.1f} ms each"
            for ending, cases in sorted(self.cases.items())
        ]
        return "\n".join([*lines, f"{'all':15} {self.cases.total():7,}; slowest {self.slowest[0]:.2f} s ({self.slowest[1]})"])


def run_slice(number: int, cases: int, tried: Tried) -> None:
    """So many cases, drawn by the slice's number. Raises what a failing case raises, with the case in its notes."""

    def file(one: tuple[str, bytes]) -> None:
        name, data = one
        tried.case(name[name.rfind(".") :] if "." in name else "none", partial(check_file, name, data))

    def lines(data: bytes) -> None:
        tried.case("standard input", partial(check_wire, data))

    for strategy, check, count in ((FILES, file, cases * 3 // 4), (WIRE, lines, cases - cases * 3 // 4)):
        if count:
            _drawn(strategy, check, number, count)


def _drawn(strategy: SearchStrategy[Any], check: Callable[[Any], None], number: int, count: int) -> None:
    @seed(number)
    @settings(_PATIENT, max_examples=count)
    @given(strategy)
    def trial(one: Any) -> None:
        check(one)

    trial()


def main() -> None:
    """Prints a line after each slice, then how many cases were tried, by ending, and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", type=int, default=20_000)
    parser.add_argument("--first", metavar="SLICE", type=int, default=0, help="the slice to begin with; 0 is the first")
    asked = parser.parse_args()
    tried, slices = Tried(), range(0, asked.cases, SLICE)
    for number, done in list(enumerate(slices))[asked.first :]:
        run_slice(number, min(SLICE, asked.cases - done), tried)
        spent = sum(tried.seconds.values())
        print(f"slice {number} of {len(slices)}: {tried.cases.total():,} cases, {spent:.0f} s of the processor", flush=True)
    print(tried)


if __name__ == "__main__":
    main()
