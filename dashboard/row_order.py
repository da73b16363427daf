"""The order of the heat map's rows: as loaded, by a figure, or so that articles with like figures stand next to each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

#: Orders that are no figure: what their value in the address is, and what they are called.
ALIKE, LOADED = "alike", "loaded"
NAMES = {ALIKE: "Most alike next to each other", LOADED: "As loaded"}


def alike(percentiles: pd.DataFrame) -> list[str]:
    """The rows' keys, clustered: average linkage of the mean difference of percentiles, with the best order of the leaves.

    Two articles differ by the columns that both have a value in; where there is none, as far as can be. Of equal articles the
    first stays first. Source: Bar-Joseph, Gifford and Jaakkola (2001), Bioinformatics 17:S22, for the order of the leaves.

    Args:
        percentiles: one row an article by key, 0 to 100, NaN where there is no rank.
    """
    keys = [str(key) for key in percentiles.index]
    if len(keys) < 3:
        return keys
    told = percentiles.to_numpy(float)
    apart = np.abs(told[:, None, :] - told[None, :, :])
    shared = np.isfinite(apart).sum(axis=2)
    sums = np.nansum(apart, axis=2)
    distance = np.divide(sums, shared, out=np.full(sums.shape, 100.0), where=shared > 0)
    np.fill_diagonal(distance, 0)
    condensed = squareform(distance, checks=False)
    found = hierarchy.leaves_list(hierarchy.optimal_leaf_ordering(hierarchy.average(condensed), condensed))
    # A dendrogram can be read from either end: the article loaded first of the two ends begins.
    leaves = [int(n) for n in found]
    return [keys[n] for n in (leaves if leaves[0] < leaves[-1] else reversed(leaves))]


def by_value(values: pd.Series) -> list[str]:
    """The rows' keys by a figure, highest first, those without a value last; equal ones as loaded."""
    return [str(key) for key in values.sort_values(ascending=False, kind="stable", na_position="last").index]
