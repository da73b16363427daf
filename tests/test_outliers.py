"""Articles that lie far from the others: quartiles and fences by hand, and a short article's lucky rate is none."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.outliers import FLOOR, candidates, side, usual


def rates(*far: float) -> pd.Series:
    """1 to 40 as in forty articles, then others."""
    values = [float(n) for n in range(1, 41)] + list(far)
    return pd.Series(values, index=[f"a{n}" for n in range(len(values))])


def test_quartiles_and_fences_are_those_of_a_box_plot() -> None:
    around = usual(pd.Series([*range(21), math.nan]))  # quartiles of 0 to 20: 5, 10, 15
    assert around is not None
    assert (around.lower, around.median, around.upper, around.n) == (5, 10, 15, 21)
    assert around.fences == (-10, 30)


def test_a_few_articles_or_all_alike_say_nothing_of_what_is_usual() -> None:
    assert usual(pd.Series(range(FLOOR - 1))) is None
    assert usual(pd.Series([2.0] * 50)) is None
    assert candidates(pd.Series([2.0] * 50), pd.Series([100] * 50)).empty


def test_candidates_lie_beyond_the_fences_those_of_long_articles_first() -> None:
    values = rates(90.0, 95.0)
    words = pd.Series(400, index=values.index)
    words["a41"] = 40  # farther out, and a tenth as long
    assert list(candidates(values, words).items()) == [("a40", 90.0), ("a41", 95.0)]
    assert list(candidates(values, words, most=1).index) == ["a40"]
    assert list(candidates(-values, words).index) == ["a40", "a41"]


def test_what_more_than_one_article_in_twenty_has_is_not_far_out() -> None:
    mostly_none = pd.Series([0.0] * 40 + [5.0] * 3)  # any value but 0 lies beyond the fences
    words = pd.Series(400, index=mostly_none.index)
    assert candidates(mostly_none, words).empty
    assert list(candidates(pd.Series([0.0] * 60 + [5.0] * 3), words.reindex(range(63), fill_value=400)).index) == [60, 61, 62]


def test_an_article_stands_out_only_where_its_own_interval_does() -> None:
    around = usual(rates())
    assert around is not None
    assert (around.lower, around.upper) == (10.75, 30.25)
    sure = side(around, 90.0, 60.0, 130.0)
    assert sure is not None
    assert sure == ("above", pytest.approx((60 - 30.25) / around.deviation))
    assert side(around, 90.0, 2.0, 300.0) is None  # one mark in a short article
    assert side(around, 55.0, 40.0, 70.0) is None  # above the quartile, within the fence
    assert side(around, 90.0, None, None) is None
    low = side(around, -40.0, -60.0, 5.0)
    assert low is not None
    assert low[0] == "below"
