"""Gives every reader and the wire input hostile inputs: whole files with a few edits, and bytes of no kind.

    python -m benchmarks.fuzz [CASES]

20,000 cases unless told otherwise, three in four for readers. Whatever is given, a reader must answer with articles or sentences,
and standard input with one result a line. The inputs are those of `tests/hostile.py`, and the same in each run. A case that fails
is shown as small as it can be made, and ends the run.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from benchmarks.page import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from hostile import FILES, WIRE, check_file, check_wire


def main() -> None:
    """Prints how many cases were tried, by ending, and the slowest."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    patient = {
        "deadline": None,
        "suppress_health_check": list(HealthCheck),
        "phases": (Phase.generate, Phase.shrink),
        "database": None,
    }
    tried: Counter[str] = Counter()
    slowest = (0.0, "")

    @seed(0)
    @settings(max_examples=cases * 3 // 4, **patient)  # type: ignore[arg-type]
    @given(FILES)
    def files(given: tuple[str, bytes]) -> None:
        nonlocal slowest
        name, data = given
        began = time.process_time()
        check_file(name, data)
        ending = name[name.rfind(".") :] if "." in name else "none"
        slowest = max(slowest, (time.process_time() - began, ending))
        tried[ending] += 1

    @seed(0)
    @settings(max_examples=cases - cases * 3 // 4, **patient)  # type: ignore[arg-type]
    @given(WIRE)
    def wire(data: bytes) -> None:
        check_wire(data)
        tried["standard input"] += 1

    files()
    wire()
    for ending, count in sorted(tried.items()):
        print(f"{ending:15} {count:7,}")
    print(f"{'all':15} {tried.total():7,}; slowest {slowest[0]:.2f} s ({slowest[1]})")


if __name__ == "__main__":
    main()
