"""Measures how often the interval of `verb_asymmetry` holds 0 for sources that are treated alike.

    python -m benchmarks.verb_asymmetry [--write]

Each of 1,000 drawn articles has two sources with 5 to 20 attributions each, whose reporting words cast doubt with one
probability for both, drawn between 0 and a half. The interval is the one that an analysis gives.
"""

from __future__ import annotations

import sys

import numpy as np

from analysis.annotation import VOICES, Attribution, MetricValue, Source, Stance
from analysis.intervals import wilson
from analysis.measure import measure
from analysis.metric import Material
from analysis.metrics.verb_asymmetry import FLOOR
from benchmarks.page import put

DRAWS, SEED = 1_000, 5
MOST = 20
MOST_DOUBT = 0.5


def drawn(chance: np.random.Generator, doubts: tuple[float, float], least: int = FLOOR, most: int = MOST) -> Material:
    """An article of two sources whose reporting words cast doubt with the two probabilities."""
    attributions: list[Attribution] = []
    cards = []
    for card, doubt in zip(("s1", "s2"), doubts, strict=True):
        ids = []
        for doubting in chance.random(int(chance.integers(least, most + 1))) < doubt:
            name, verb = f"a{len(attributions) + 1}", "claim" if doubting else "say"
            stance: Stance = "doubting" if doubting else "neutral"
            place = ((len(attributions), len(attributions) + 1),)
            attributions.append(
                Attribution(name, "text", "indirect", None, place, place, place, card, stance, 0.9, verb, "clause", "")
            )
            ids.append(name)
        cards.append(Source(card, card, (card,), True, "person", None, 10 * len(ids), tuple(ids), 0))
    words = dict.fromkeys(("all", *VOICES), 1_000)
    return Material(words, (), tuple(attributions), tuple(cards), (), (), ())


def value(material: Material) -> MetricValue:
    """What an analysis of it says."""
    return next(v for v in measure(material, SEED) if v.id == "verb_asymmetry")


def covered(draws: int, seed: int = SEED) -> int:
    """How many intervals of so many even articles hold 0."""
    chance = np.random.default_rng(seed)
    held = 0
    for _ in range(draws):
        found = value(drawn(chance, (chance.uniform(0, MOST_DOUBT),) * 2))
        if found.low is None or found.high is None:
            raise ValueError(f"A drawn article has no interval: {found.missing}")
        held += found.low <= 0 <= found.high
    return held


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    held = covered(DRAWS)
    low, high = wilson(held, DRAWS)
    row = f"| {DRAWS:,} | {held / DRAWS:.3f} ({low:.3f}–{high:.3f}) |"
    text = f"| even articles drawn | intervals that hold 0 |\n|---|---|\n{row}"
    print(text)
    if "--write" in sys.argv[1:]:
        put("verb asymmetry", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
