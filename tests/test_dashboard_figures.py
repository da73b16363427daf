"""Figures as people read them, and their ranks among all loaded articles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from builders import analysis

from analysis.annotation import MetricValue
from analysis.metric import Metric, metrics
from dashboard import figures, ranks
from dashboard.data import voice_labels
from dashboard.item import Item

BY_ID = {metric.id: metric for metric in metrics()}
SHARE, RATE, SCORE, COUNT = (BY_ID[i] for i in ("attributed_share", "loaded_rate", "polarity", "source_count"))


def value(metric: Metric, at: float | None, low: float | None = None, high: float | None = None, **rest: object) -> MetricValue:
    known = {"numerator": 5, "denominator": 402, "missing": None if at is not None else "too few to say"} | rest
    return MetricValue(metric.id, metric.by_voice[0], at, metric.unit, low=low, high=high, annotations=(), **known)


@pytest.mark.parametrize(
    ("metric", "at", "shown"),
    [(SHARE, 0.345, "35 %"), (SHARE, 0.0, "0 %"), (RATE, 26.936, "26.9"), (RATE, 1234.5, "1,234.5"), (SCORE, -0.045, "−0.05"),
     (SCORE, -0.001, "0.00"), (SHARE, None, "–")],
)  # fmt: skip
def test_values(metric: Metric, at: float | None, shown: str) -> None:
    assert figures.shown(metric, value(metric, at)) == shown


def test_a_value_stands_with_unit_interval_and_counts() -> None:
    assert figures.interval(SHARE, value(SHARE, 0.3, 0.21, 0.44)) == "21 to 44 %"
    assert figures.interval(RATE, value(RATE, 26.9, 11.6, 53.1)) == "11.6 to 53.1"
    assert figures.interval(RATE, value(RATE, 26.9)) == ""
    assert figures.counts(RATE, value(RATE, 26.9)) == "5 of 402"
    assert figures.counts(SCORE, value(SCORE, 0.1, denominator=27)) == "over 27 sentences"
    assert figures.counts(COUNT, value(COUNT, 5, denominator=1)) == ""
    assert figures.unit(SHARE) == "of words"
    assert figures.unit(RATE) == "per 1,000 words"
    assert figures.why_missing(value(RATE, None)) == "too few to say"
    assert figures.why_missing(value(RATE, 0.0)) == ""
    assert figures.why_missing(None) == "not given for this voice"
    assert figures.range_text(SHARE) == "0 % to 100 %"
    assert figures.range_text(RATE) == "0.0 or more"


def test_percentiles_run_from_0_to_100_ties_share_the_middle_and_what_cannot_be_ranked_is_missing() -> None:
    frame = pd.DataFrame({"a": [3.0, 1.0, 2.0], "tied": [1.0, 1.0, 2.0], "alike": [4.0] * 3, "one": [np.nan, 7.0, np.nan]})
    out = ranks.percentiles(frame)
    assert list(out["a"]) == [100, 0, 50]
    assert list(out["tied"]) == [25, 25, 100]
    assert out["alike"].isna().all()
    assert out["one"].isna().all()


def test_the_columns_of_a_voice_are_its_own_figures_and_those_given_in_one_way_only() -> None:
    columns = ranks.figures_for(metrics(), "direct")
    assert {c.voice for c in columns if len(c.metric.by_voice) > 1} == {"direct"}
    assert "attributed_share__all" in {c.id for c in columns}
    label = next(c for c in columns if c.id == "loaded_rate__direct").label(voice_labels)
    assert label == "Loaded words, quoted"


def _items() -> tuple[list[Item], list[ranks.Figure]]:
    """Three articles whose loaded words are 30, 10 and unknown."""
    given = (30.0, 10.0, None)
    items = []
    for n, at in enumerate(given):
        base = analysis()
        found = replace(value(RATE, at), voice="writer")
        others = tuple(v for v in base.metrics if (v.id, v.voice) != (RATE.id, "writer"))
        items.append(Item(f"k{n}", replace(base, metrics=(*others, found))))
    return items, [ranks.Figure(RATE, "writer")]


def test_the_cells_of_the_heat_map_tell_rank_and_reason() -> None:
    items, columns = _items()
    frame = ranks.values(items, columns)
    assert list(frame["loaded_rate__writer"].fillna(-1)) == [30, 10, -1]
    cells = ranks.cells(items[1:], ranks.ranked(frame), columns, voice_labels).set_index("key")
    assert cells.at["k1", "percentile"] == 0
    assert cells.at["k1", "rank"] == "2 of 2, counted from the highest"
    assert cells.at["k1", "full"] == "10.0 per 1,000 words"
    assert pd.isna(cells.at["k2", "percentile"])
    assert cells.at["k2", "full"] == "too few to say"
    assert cells.at["k2", "rank"] == "not ranked: no value"
