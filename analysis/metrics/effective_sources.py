"""How many sources are heard, weighed by how much."""

from __future__ import annotations

import numpy as np

from analysis.metric import Example, Floats, Material, Metric, Tally
from analysis.metrics._counting import words_by_source


def _hill(sums: Floats) -> Floats:
    """Exponential of the Shannon entropy of each row's shares: Hill's number of order 1. NaN where a row is empty."""
    total = sums.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums / total
        terms = np.where(share > 0, share * np.log(share), 0.0)
    return np.where(total[..., 0] > 0, np.exp(-terms.sum(axis=-1)), np.nan)


def _count(material: Material, voice: str) -> Tally:
    parts, ids = words_by_source(material)
    if not ids:
        return Tally(None, None, missing="no source is given any words")
    return Tally(float(_hill(parts.sum(axis=0))), 1.0, tuple(ids), parts)


METRIC = Metric(
    id="effective_sources",
    label="Effective sources",
    family="Attribution",
    definition=(
        "Exponential of the Shannon entropy of the words by source: the number of equally heard sources that "
        "would spread words as evenly."
    ),
    unit="sources",
    bounds=(1.0, None),
    reading=("Near 1: one source does the talking. Near the number of sources: all are heard alike."),
    source=("Hill (1973), Ecology 54(2), number of order 1; Shannon (1948)."),
    caveats=("Small samples of sentences make it a little too low, and so does its bootstrap interval."),
    needs=("sources", "attributions"),
    by_voice=("all",),
    interval="bootstrap",
    examples=(
        Example("“We will close the ferry line,” said Mayor Ada Quill. The council met on Monday.", "all", 1.0),
        Example("“We will close the line,” said Ada Quill. “They must keep the line,” said Tom Marsh.", "all", 2.0),
    ),
    compute=_count,
    statistic=_hill,
)
