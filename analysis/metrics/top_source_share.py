"""How much of the attributed text comes from one source."""

from __future__ import annotations

import numpy as np

from analysis.metric import Example, Floats, Material, Metric, Tally
from analysis.metrics._counting import words_by_source


def _largest(sums: Floats) -> Floats:
    total = sums.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total > 0, sums.max(axis=-1) / total, np.nan)


def _count(material: Material, voice: str) -> Tally:
    parts, ids = words_by_source(material)
    if not ids:
        return Tally(None, None, missing="no source is given any words")
    sums = parts.sum(axis=0)
    return Tally(float(sums.max()), float(sums.sum()), (ids[int(sums.argmax())],), parts)


METRIC = Metric(
    id="top_source_share",
    label="Share of the most quoted source",
    family="Attribution",
    definition=("Words given to the source with the most words, over the words given to any source."),
    unit="share of attributed words",
    bounds=(0.0, 1.0),
    reading=("Near 1: one source does nearly all the talking."),
    source=("Evenhand."),
    caveats=("Namings of one source that the rules do not join make it too low."),
    needs=("sources", "attributions"),
    by_voice=("all",),
    interval="bootstrap",
    examples=(Example("“We will close the ferry line,” said Mayor Ada Quill. The council met on Monday.", "all", 1.0),),
    compute=_count,
    statistic=_largest,
)
