"""Measures how often the interval of the portrayal gap covers zero where both parties are spoken of alike.

    python -m benchmarks.portrayal_gap [--write]

Each of 1,000 seeded draws makes an article whose two parties take their tones from one pool: what the portrayal head says of
NewsMTSC's targets in the fold that it has not seen. A third of the sentences that name the one name the other too, in the same
tone. The true gap is 0.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np

from analysis import intervals
from analysis.heads.portrayal import reader
from analysis.metrics.portrayal_gap import LEAST, gap
from benchmarks.page import ROOT, put

KEPT = ROOT / "benchmarks" / "portrayal.npz"
DRAWS, SEED = 1_000, 5
#: Share of the sentences that name both parties.
TOGETHER = 1 / 3


def pool() -> np.ndarray:
    """Tones of the fold's targets."""
    with np.load(KEPT) as archive, np.load(reader.FILE) as weights:
        logits, slope = archive["in_use_logits"].astype(float), float(weights["slope"])
    return reader.tones(reader.probabilities(logits, slope))


def article(tones: np.ndarray, namings: tuple[int, int], chance: np.random.Generator) -> np.ndarray:
    """Sums that each sentence adds, as the metric makes them: tone and namings of each party, (sentences, 4)."""
    both = int(TOGETHER * min(namings))
    rows = []
    for sentence in range(sum(namings) - both):
        tone = chance.choice(tones)
        first = sentence < namings[0]
        second = sentence < both or not first
        rows.append((tone * first, first, tone * second, second))
    return np.array(rows, dtype=float)


def covered(namings: tuple[int, int], draws: int = DRAWS, seed: int = SEED) -> float:
    """Share of the draws whose interval holds zero; a draw without an interval does not count as held.

    Args:
        namings: fewest and most namings of a party in a draw.
    """
    tones, chance = pool(), np.random.default_rng(seed)
    held = 0
    for draw in range(draws):
        a, b = chance.integers(namings[0], namings[1] + 1, size=2).tolist()
        parts = article(tones, (a, b), chance)
        found = intervals.bootstrap(parts, gap, intervals.resample_weights(len(parts), draw))
        held += found is not None and found[0] <= 0 <= found[1]
    return held / draws


def lines() -> Iterator[str]:
    yield "| namings of each party | draws | intervals that hold zero |"
    yield "|---|---|---|"
    for most in (LEAST, 2 * LEAST, 20, 40):
        name = f"{LEAST}" if most == LEAST else f"{LEAST} to {most}"
        yield f"| {name} | {DRAWS:,} | {covered((LEAST, most)):.3f} |"


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    text = "\n".join(lines())
    print(text)
    if "--write" in sys.argv[1:]:
        put("portrayal_gap", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
