"""Intervals against published values, against scipy, and by simulated coverage."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.intervals import FLOOR, bootstrap, garwood, resample_weights, wilson
from analysis.metric import ratio


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), Statistics in Medicine 17:857, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_values(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (50, 37.1110, 65.9188)],
)
def test_garwood_gives_the_published_values(count: int, low: float, high: float) -> None:
    assert garwood(count, 1) == pytest.approx((low, high), abs=5e-5)  # exact Poisson limits as tabulated


def test_garwood_is_given_per_unit_of_exposure() -> None:
    assert garwood(5, 400) == pytest.approx((1.6235 / 400, 11.6683 / 400), rel=1e-4)


@given(st.integers(1, 2000), st.floats(0, 1), st.floats(0.5, 0.99))
def test_wilson_agrees_with_scipy_and_holds_the_share(n: int, share: float, level: float) -> None:
    successes = int(share * n)
    low, high = wilson(successes, n, level)
    assert 0 <= low <= successes / n <= high <= 1
    expected = stats.binomtest(successes, n).proportion_ci(level, method="wilson")
    assert (low, high) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(st.integers(0, 500), st.floats(1, 1e6))
def test_garwood_holds_the_rate_and_is_the_tail_of_the_counts(count: int, exposure: float) -> None:
    low, high = garwood(count, exposure)
    assert low <= count / exposure < high
    assert stats.poisson.cdf(count, high * exposure) == pytest.approx(0.025, rel=1e-6)
    if count:
        assert stats.poisson.sf(count - 1, low * exposure) == pytest.approx(0.025, rel=1e-6)


@pytest.mark.parametrize("arguments", [(1, 0), (3, 2), (-1, 5), (float("nan"), 5)])
def test_wilson_refuses_what_is_no_share(arguments: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(*arguments)


@pytest.mark.parametrize("arguments", [(1, 0), (-1, 5), (float("nan"), 5)])
def test_garwood_refuses_what_is_no_rate(arguments: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="rate"):
        garwood(*arguments)


@pytest.mark.parametrize("share", [0.03, 0.2, 0.5, 0.9])
def test_wilson_covers_the_true_share(share: float) -> None:
    draws = np.random.default_rng(1).binomial(40, share, 4000)
    covered = np.mean([low <= share <= high for low, high in (wilson(int(d), 40) for d in draws)])
    assert 0.92 <= covered <= 0.99


@pytest.mark.parametrize("rate", [0.5, 3.0, 20.0])
def test_garwood_covers_the_true_rate_at_least_as_often_as_it_says(rate: float) -> None:
    draws = np.random.default_rng(2).poisson(rate, 4000)
    covered = np.mean([low <= rate <= high for low, high in (garwood(int(d), 1) for d in draws)])
    assert covered >= 0.95 - 0.01


def sentences(n: int, generator: np.random.Generator) -> np.ndarray:
    """Quoted words and words of `n` sentences: four in ten hold a quotation, of any length."""
    words = generator.integers(5, 40, n)
    quoted = np.where(generator.random(n) < 0.4, generator.random(n), 0)
    return np.column_stack([np.round(words * quoted), words]).astype(float)


@pytest.mark.parametrize(("n", "least"), [(FLOOR, 0.87), (20, 0.90), (60, 0.92)])
def test_bootstrap_covers_the_true_share_of_words(n: int, least: float) -> None:
    generator = np.random.default_rng(3)
    population = sentences(200_000, generator).sum(axis=0)
    truth = population[0] / population[1]
    weights = resample_weights(n, seed=4)
    intervals = [bootstrap(sentences(n, generator), ratio, weights) for _ in range(1000)]
    covered = [low <= truth <= high for low, high in filter(None, intervals)]
    assert len(covered) > 900
    assert least <= np.mean(covered) <= 0.98


def test_bootstrap_agrees_with_scipy_for_a_mean() -> None:
    values = np.random.default_rng(5).normal(10, 2, 60)
    parts = np.column_stack([values, np.ones(60)])
    ours = bootstrap(parts, ratio, resample_weights(60, seed=6))
    theirs = stats.bootstrap((values,), np.mean, method="percentile", n_resamples=5000, rng=7).confidence_interval
    assert ours == pytest.approx((theirs.low, theirs.high), abs=0.12)


def test_bootstrap_takes_statistics_of_many_sums() -> None:
    parts = np.random.default_rng(8).integers(1, 9, (30, 4)).astype(float)

    def effective_sources(sums: np.ndarray) -> np.ndarray:
        shares = sums / sums.sum(axis=-1, keepdims=True)
        return np.exp(-(shares * np.log(shares)).sum(axis=-1))

    interval = bootstrap(parts, effective_sources, resample_weights(30, seed=9))
    assert interval is not None
    assert 1 < interval[0] < interval[1] <= 4


def test_bootstrap_gives_none_rather_than_a_false_certainty() -> None:
    few = np.ones((FLOOR - 1, 2)) * [[1, 2]]
    assert bootstrap(few, ratio, resample_weights(len(few), 1)) is None
    nothing_quoted = np.column_stack([np.zeros(30), np.full(30, 20.0)])
    assert bootstrap(nothing_quoted, ratio, resample_weights(30, 1)) is None
    mostly_undefined = np.zeros((30, 2))
    mostly_undefined[:, 0] = 1  # a denominator of 0 in every resample
    assert bootstrap(mostly_undefined, ratio, resample_weights(30, 1)) is None
    assert bootstrap(np.zeros((0, 2)), ratio, resample_weights(0, 1)) is None


def test_sentences_that_add_nothing_do_not_count_for_the_floor() -> None:
    parts = np.zeros((50, 2))
    parts[: FLOOR - 1] = [[1, 3]]
    assert bootstrap(parts, ratio, resample_weights(50, 1)) is None


@given(st.integers(0, 60), st.integers(0, 2**63))
def test_weights_are_resamples_and_depend_on_the_seed_alone(n: int, seed: int) -> None:
    weights = resample_weights(n, seed, resamples=20)
    assert weights.shape == (20, n)
    assert (weights.sum(axis=1) == n).all()
    assert (weights == resample_weights(n, seed, resamples=20)).all()


def test_weights_of_a_long_text_are_drawn_in_blocks() -> None:
    weights = resample_weights(3000, seed=2)
    assert (weights.sum(axis=1) == 3000).all()
    assert weights.mean(axis=0) == pytest.approx(np.ones(3000), abs=0.2)
    assert len(np.unique(weights[:, 0])) > 3


def test_all_intervals_of_an_article_take_milliseconds() -> None:
    parts = sentences(40, np.random.default_rng(10))

    def once() -> float:
        began = time.process_time()
        weights = resample_weights(40, seed=1)
        for _ in range(18 * 4):
            bootstrap(parts, ratio, weights)
        return time.process_time() - began

    assert min(once() for _ in range(5)) < 0.02  # about 5 ms where it was measured
