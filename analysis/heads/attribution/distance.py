"""How far two spans stand from each other, in buckets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.annotation import Span

#: Buckets for each direction.
DISTANCES = 16


def buckets(asking: Sequence[Span], answering: Sequence[Span]) -> np.ndarray:
    """Bucket (0 to 31) for each pair of token spans: direction, then the tokens between on a scale that widens.

    Neighbours fall in bucket 0 of their direction; each further bucket is about a third wider.
    """
    out = np.zeros((len(asking), len(answering)), dtype=np.int64)
    for i, (a, b) in enumerate(asking):
        for j, (c, d) in enumerate(answering):
            behind = c >= b
            gap = c - b if behind else max(0, a - d)
            step = gap if gap < 4 else min(DISTANCES - 1, 4 + int(2.5 * np.log2(gap / 4)))
            out[i, j] = step + (DISTANCES if behind else 0)
    return out
