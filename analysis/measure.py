"""Computes every metric of an article for every voice: value, parts, interval, evidence, or why there is no value."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from analysis import intervals
from analysis.annotation import MetricValue
from analysis.metric import Floats, Material, Metric, Tally, metrics


def measure(material: Material, seed: int, wanted: Sequence[Metric] | None = None) -> tuple[MetricValue, ...]:
    """Values of all metrics, or of those wanted, in the order given, voice by voice.

    `seed` fixes the bootstrap: same article, same interval.
    """
    weights = intervals.resample_weights(len(material.sentences), seed)
    return tuple(
        _value(metric, voice, metric.compute(material, voice), weights)
        for metric in (metrics() if wanted is None else wanted)
        for voice in metric.by_voice
    )


def _value(metric: Metric, voice: str, tally: Tally, weights: Floats) -> MetricValue:
    missing = tally.missing
    value: float | None = None
    low: float | None = None
    high: float | None = None
    floor = 1 if voice == "headline" else metric.floor
    if missing is None and tally.denominator is not None and 0 < tally.denominator < floor:
        missing = f"too few to say: {tally.denominator:g} where at least {floor} are needed"
    if missing is None and tally.numerator is not None and tally.denominator:
        value = tally.numerator / tally.denominator * metric.scale
        interval = _interval(metric, tally, weights)
        if interval is not None:
            low, high = (_inside(metric, bound * metric.scale) for bound in interval)
            low, high = min(low, value), max(high, value)
    elif missing is None:
        missing = "nothing to count it over"
    return MetricValue(
        id=metric.id,
        voice=voice,
        value=value,
        unit=metric.unit,
        numerator=tally.numerator,
        denominator=tally.denominator,
        low=low,
        high=high,
        annotations=tally.evidence,
        missing=missing,
    )


def _interval(metric: Metric, tally: Tally, weights: Floats) -> tuple[float, float] | None:
    numerator, denominator = tally.numerator, tally.denominator
    if numerator is None or not denominator:
        return None
    match metric.interval:
        case "wilson":
            return intervals.wilson(numerator, denominator)
        case "garwood":
            return intervals.garwood(numerator, denominator)
        case "newcombe" if tally.pair is not None:
            a, n, b, m = tally.pair
            return intervals.difference(a / n, intervals.wilson(a, n), b / m, intervals.wilson(b, m))
        case "bootstrap" if tally.parts is not None:
            used = weights
            if len(tally.parts) != weights.shape[1]:
                # A mean over some sentences resamples those: the weights of as many sentences, drawn anew from theirs.
                used = intervals.resample_weights(len(tally.parts), seed=int(weights[:8].sum() * 31 + len(tally.parts)))
            return intervals.bootstrap(tally.parts, metric.statistic, used)
        case _:
            return None


def _inside(metric: Metric, value: float) -> float:
    """An interval's end, kept inside the metric's bounds against rounding."""
    low, high = metric.bounds
    value = value if low is None else max(low, value)
    value = value if high is None else min(high, value)
    return float(value) if math.isfinite(value) else float(np.nan_to_num(value))
