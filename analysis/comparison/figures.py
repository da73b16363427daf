"""Metrics of compared articles side by side, with the interval of the difference for each pair."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from analysis import intervals
from analysis.annotation import MetricValue
from analysis.metric import Metric, metrics
from analysis.result import Analysis


@dataclass(frozen=True)
class Difference:
    """How far one figure lies apart in two articles.

    Attributes:
        first, second: positions of the two articles, counted from 0.
        value: the first's value minus the second's, in the metric's unit; None where either is missing.
        low, high: 95 % interval of the difference, or None.
        missing: why there is no value, or, beside a value, why there is no interval; None where both are given.
    """

    first: int
    second: int
    value: float | None
    low: float | None
    high: float | None
    missing: str | None

    @property
    def apart(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Figure:
    """One metric for one voice in every article.

    Attributes:
        values: each article's, in order.
        differences: one for each pair of articles, in order.
    """

    metric: str
    label: str
    voice: str
    unit: str
    values: tuple[MetricValue, ...]
    differences: tuple[Difference, ...]


def find(articles: Sequence[Analysis]) -> tuple[Figure, ...]:
    """Every metric for every voice, in declared order.

    The interval of a difference is made from the two figures' own intervals (`intervals.difference`), and so covers what they
    cover: sampling, for articles written independently; passages that both took from one agency move together. Among a
    hundred differences that are none, about five intervals leave 0 out.
    """
    by_key = [{(value.id, value.voice): value for value in article.metrics} for article in articles]
    figures = []
    for metric in metrics():
        for voice in metric.by_voice:
            values = tuple(known[metric.id, voice] for known in by_key)
            pairs = itertools.combinations(range(len(values)), 2)
            differences = tuple(_difference(metric, values, first, second) for first, second in pairs)
            figures.append(Figure(metric.id, metric.label, voice, metric.unit, values, differences))
    return tuple(figures)


def _difference(metric: Metric, values: Sequence[MetricValue], first: int, second: int) -> Difference:
    a, b = values[first], values[second]
    if a.value is None or b.value is None:
        why = next(v.missing for v in (a, b) if v.value is None)
        return Difference(first, second, None, None, None, why or "no value")
    if a.low is None or a.high is None or b.low is None or b.high is None:
        why = "the metric has no interval" if metric.interval == "none" else "too few sentences for an interval"
        return Difference(first, second, a.value - b.value, None, None, why)
    low, high = intervals.difference(a.value, (a.low, a.high), b.value, (b.low, b.high))
    return Difference(first, second, a.value - b.value, low, high, None)
