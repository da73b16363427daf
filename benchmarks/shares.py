"""Shares summed over articles, with an interval that lets marks of one article hang together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.right_rates import Share

DRAWS, SEED = 2_000, 5


def share(parts: Sequence[tuple[int, int]]) -> Share:
    """Numerators over denominators, one pair an article; 95 % percentile bootstrap over articles."""
    counts = np.array(parts, dtype=float)
    drawn = counts[np.random.default_rng(SEED).integers(len(counts), size=(DRAWS, len(counts)))].sum(axis=1)
    low, high = np.percentile(drawn[:, 0] / np.maximum(1, drawn[:, 1]), (2.5, 97.5))
    n = counts.sum(axis=0)
    return Share(round(float(n[0] / max(1, n[1])), 3), round(float(low), 3), round(float(high), 3), int(n[1]))
