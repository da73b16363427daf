"""Writes figures for people: shares as per cent, other values with the decimals that their metric declares."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from analysis.annotation import MetricValue
from analysis.metric import Metric


def is_share(metric: Metric) -> bool:
    """Whether the value is a share between 0 and 1, shown as per cent."""
    return metric.unit.startswith("share") and metric.bounds == (0.0, 1.0)


def number(metric: Metric, value: float) -> str:
    """A value of the metric without its unit, shares as per cent; halves are rounded away from 0, as the tables do."""
    share = is_share(metric)
    places = 0 if share else metric.decimals
    rounded = Decimal(repr(value * 100 if share else value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):,.{places}f}{' %' if share else ''}"


def shown(metric: Metric, value: MetricValue | None) -> str:
    """The value, or a dash where there is none; `why_missing` says why."""
    return "–" if value is None or value.value is None else number(metric, value.value)


def interval(metric: Metric, value: MetricValue | None) -> str:
    """The 95 % interval as “low to high”, or empty where there is none."""
    return "" if value is None else ends(metric, value.low, value.high)


def ends(metric: Metric, low: float | None, high: float | None) -> str:
    """Two ends in the metric's unit as “low to high”, or empty where one is missing."""
    if low is None or high is None:
        return ""
    return f"{number(metric, low).removesuffix(' %')} to {number(metric, high)}"


def counts(metric: Metric, value: MetricValue | None) -> str:
    """What the value rests on: “5 of 402”, or “over 27 sentences” for a mean; empty where the value is itself a count."""
    if value is None or value.numerator is None or value.denominator is None or value.denominator == 1:
        return ""
    if metric.unit == "score":
        return f"over {value.denominator:,g} sentences"
    return f"{value.numerator:,g} of {value.denominator:,g}"


def unit(metric: Metric) -> str:
    """The unit as shown beside the value: “of words” after a per cent sign, “per 1,000 words” after a number."""
    return metric.unit.removeprefix("share ") if is_share(metric) else metric.unit


def why_missing(value: MetricValue | None) -> str:
    """Why there is no value; empty where there is one."""
    if value is None:
        return "not given for this voice"
    return (value.missing or "no value") if value.value is None else ""
