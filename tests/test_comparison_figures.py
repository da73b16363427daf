"""Differences of figures: against published values, by simulated coverage, and with their reasons where there are none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import analysis
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison import figures
from analysis.intervals import difference, garwood, wilson
from analysis.metric import metrics


@pytest.mark.parametrize(
    ("a", "n", "b", "m", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),  # Newcombe (1998), Statistics in Medicine 17:873, table II, method 10
        (9, 10, 3, 10, 0.1705, 0.8090),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
    ],
)
def test_the_difference_of_shares_has_the_published_interval(a: int, n: int, b: int, m: int, low: float, high: float) -> None:
    found = difference(a / n, wilson(a, n), b / m, wilson(b, m))
    assert found == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_an_interval_holds_its_difference_and_turns_with_it(a: int, n: int, b: int, m: int) -> None:
    one, other = (min(a, n) / n, wilson(min(a, n), n)), (min(b, m) / m, wilson(min(b, m), m))
    low, high = difference(*one, *other)
    assert low <= one[0] - other[0] <= high
    assert difference(*other, *one) == pytest.approx((-high, -low))


@pytest.mark.parametrize(("words", "rate", "others", "other_rate"), [(400, 0.01, 400, 0.01), (60, 0.05, 500, 0.01)])
def test_the_difference_of_rates_covers_as_often_as_it_says(words: int, rate: float, others: int, other_rate: float) -> None:
    draw = np.random.default_rng(7)
    hits = 0
    for a, b in zip(draw.poisson(words * rate, 1000), draw.poisson(others * other_rate, 1000), strict=True):
        low, high = difference(a / words, garwood(a, words), b / others, garwood(b, others))
        hits += low <= rate - other_rate <= high
    assert hits >= 940


def test_a_figure_outside_its_interval_is_an_error() -> None:
    with pytest.raises(ValueError, match="must lie in its interval"):
        difference(0.5, (0.6, 0.7), 0.1, (0.0, 0.2))


def figure(metric: str, *changes: dict[str, object]) -> figures.Figure:
    """The figure of a metric in articles whose value is changed like this."""
    articles = []
    for change in changes:
        known = {"value": 0.5, "low": 0.4, "high": 0.6, "missing": None, **change}
        values = tuple(replace(v, **known) if v.id == metric else v for v in analysis().metrics)  # type: ignore[arg-type]
        articles.append(analysis(metrics=values))
    return next(f for f in figures.find(articles) if f.metric == metric)


def test_each_pair_has_a_difference_in_order() -> None:
    found = figure("loaded_sentences", {}, {"value": 0.5}, {})
    assert [(d.first, d.second) for d in found.differences] == [(0, 1), (0, 2), (1, 2)]
    assert all(d.low is not None and d.low < 0 < d.high and not d.apart for d in found.differences)


def test_too_few_in_one_article_is_too_few_for_the_difference() -> None:
    why = "too few to say: 2 where at least 3 are needed"
    (difference_,) = figure("loaded_sentences", {}, {"value": None, "low": None, "high": None, "missing": why}).differences
    assert (difference_.value, difference_.low, difference_.missing) == (None, None, why)


def test_a_value_without_an_interval_gives_a_difference_that_says_why_it_has_none() -> None:
    none = {"low": None, "high": None}
    (counted,) = figure("source_count", none, none).differences
    assert (counted.value, counted.low, counted.missing) == (0, None, "the metric has no interval")
    (few,) = figure("attributed_share", {}, none).differences
    assert few.missing == "too few sentences for an interval"


def test_every_metric_and_voice_is_there_once_in_declared_order() -> None:
    found = figures.find([analysis(), analysis()])
    assert [(f.metric, f.voice) for f in found] == [(m.id, voice) for m in metrics() for voice in m.by_voice]
