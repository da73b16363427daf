"""Means over articles and differences of groups, against hand-computed and published values."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.article_means import FLOOR, differences, mean, means

# Ten extra hours of sleep (Student 1908, Biometrika 6:20): the second drug's mean is 2.33, the first one's 0.75.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def test_a_mean_has_students_interval() -> None:
    # By hand: the deviation is 1.789, t(9, .975) 2.262, so the half width is 2.262 × 1.789 / √10 = 1.280.
    found = mean(FIRST)
    assert (found.value, found.n, found.missing) == (pytest.approx(0.75), 10, None)
    assert (found.low, found.high) == (pytest.approx(-0.530, abs=1e-3), pytest.approx(2.030, abs=1e-3))
    theirs = stats.ttest_1samp(SECOND, 0).confidence_interval(0.95)
    ours = mean(SECOND)
    assert (ours.low, ours.high) == (pytest.approx(theirs.low), pytest.approx(theirs.high))


def test_articles_without_a_value_do_not_count_and_an_interval_keeps_to_the_bounds() -> None:
    shares = [0.0, 0.0, 0.0, 0.0, 0.6, math.nan]
    found = mean(shares, bounds=(0.0, 1.0))
    assert (found.n, found.value, found.low) == (5, pytest.approx(0.12), 0.0)
    assert mean(shares).low == pytest.approx(0.12 - 2.7764 * 0.12, abs=1e-4)  # t(4, .975) = 2.7764; 0.6 in one of five


@pytest.mark.parametrize(
    ("given", "why"), [([], "no article has"), ([1.0], "one article has"), ([1, 2, 3, 4], "4 articles have")]
)
def test_a_few_articles_are_too_few_to_say(given: list[float], why: str) -> None:
    found = mean(given)
    assert (found.value, found.low, found.high, found.n) == (None, None, None, len(given))
    assert found.missing == f"too few to say: {why} a value, {FLOOR} are needed"


def test_articles_that_are_all_alike_give_no_false_certainty() -> None:
    found = mean([3.0] * 12)
    assert (found.value, found.low, found.missing) == (3.0, None, "no interval: all articles are alike")


def test_groups_are_counted_apart_and_rows_without_one_are_left_out() -> None:
    values = pd.Series([*FIRST, *SECOND, 99.0, math.nan])
    groups = pd.Series(["b"] * 10 + ["a"] * 10 + [None, "a"], dtype=object)
    found = means(values, groups)
    assert list(found) == ["b", "a"]
    assert (found["b"].value, found["b"].low, found["b"].n) == (pytest.approx(0.75), pytest.approx(mean(FIRST).low), 10)
    assert (found["a"].value, found["a"].low) == (pytest.approx(2.33), pytest.approx(mean(SECOND).low))


def test_a_pair_has_welchs_interval() -> None:
    [pair] = differences({"a": mean(FIRST), "b": mean(SECOND)})
    theirs = stats.ttest_ind(FIRST, SECOND, equal_var=False).confidence_interval(0.95)
    assert (pair.a, pair.b, pair.level) == ("a", "b", 0.95)
    assert pair.difference == pytest.approx(-1.58)
    # R's t.test(extra ~ group, data = sleep) prints -3.3654832 and 0.2054832.
    assert (pair.low, pair.high) == (pytest.approx(-3.3654832, abs=1e-6), pytest.approx(0.2054832, abs=1e-6))
    assert (pair.low, pair.high) == (pytest.approx(theirs.low), pytest.approx(theirs.high))
    assert not pair.apart


def test_many_pairs_are_held_to_holms_levels() -> None:
    def around(centre: float) -> list[float]:
        return [centre + x for x in (-2.0, -1.0, 0.0, 1.0, 2.0)]

    # Of three outlets the third lies far off: p is the same for two pairs and 1 for the first with the second.
    found = differences({"a": mean(around(10)), "b": mean(around(10)), "c": mean(around(20))})
    assert [(p.a, p.b, p.apart) for p in found] == [("a", "b", False), ("a", "c", True), ("b", "c", True)]
    assert [p.level for p in found] == [pytest.approx(x) for x in (0.95, 1 - 0.05 / 3, 1 - 0.05 / 2)]
    assert all(p.apart == (p.low > 0 or p.high < 0) for p in found)
    # A difference that one pair alone would show at .95 is not told among ten pairs: t(8, .975) is 2.306, here 3.0.
    two = {"a": mean(around(10)), "b": mean(around(13))}
    [alone] = differences(two)
    assert alone.apart
    among = differences(two | {name: mean(around(11.5)) for name in "cde"})
    assert len(among) == 10
    assert not any(p.apart for p in among)
    assert {p.level for p in among} == {1 - 0.05 / 10}  # the first step did not pass, so its level holds for all


def test_groups_without_an_interval_are_not_compared() -> None:
    alike, few = mean([2.0] * 30), mean([1.0, 9.0])
    assert differences({"a": alike, "b": few, "c": mean(FIRST)}) == []


def test_of_like_outlets_few_are_told_apart() -> None:
    generator = np.random.default_rng(4)
    wrong = 0
    for _ in range(300):
        groups = {n: mean(generator.gamma(2.0, 5.0, 10 + n)) for n in range(6)}
        wrong += any(pair.apart for pair in differences(groups))
    assert wrong / 300 < 0.09  # 5 %, and as much again for chance: three standard errors are 4 %


def test_intervals_of_rates_hold_the_true_mean_about_as_often_as_the_docstring_says() -> None:
    generator = np.random.default_rng(11)
    held = 0
    for _ in range(1000):
        words = generator.lognormal(math.log(500), 0.5, 20)
        marks = generator.poisson(generator.gamma(3.0, 10 / 3, 20) * words / 1000)
        found = mean(marks / words * 1000)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 10 <= found.high
    assert held / 1000 == pytest.approx(0.94, abs=0.025)
