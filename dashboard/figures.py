"""What the dashboard says of figures: as everywhere (`analysis.figure_words`), and how a value comes from its counts."""

from __future__ import annotations

from analysis.annotation import MetricValue
from analysis.figure_words import counts, interval, is_share, number, shown, unit, why_missing
from analysis.metric import Metric

__all__ = ["counts", "formula", "in_brackets", "interval", "is_share", "number", "range_text", "shown", "unit", "why_missing"]


def in_brackets(metric: Metric, value: MetricValue) -> str:
    """A value with its interval and counts behind it in brackets, or why there is none."""
    if value.value is None:
        return f"no value, {why_missing(value)}"
    rests = "; ".join(part for part in (interval(metric, value), counts(metric, value)) if part)
    return f"{shown(metric, value)} ({rests})" if rests else shown(metric, value)


def formula(metric: Metric) -> str:
    """How the value comes from its counts."""
    if metric.unit == "probability":
        return "Said by the learned head; not a count."
    if metric.unit == "difference of tone":
        return "Mean of the one party's tones less the mean of the other's."
    if metric.unit in ("sources", "words"):
        return "A count." if metric.interval == "none" else "From the counts as the definition says."
    if metric.unit == "score":
        return "Sum of the sentences' scores ÷ number of sentences."
    scale = f" × {metric.scale:,g}" if metric.scale != 1 else ""
    return f"Numerator ÷ denominator{scale}, each as the definition names it."


def range_text(metric: Metric) -> str:
    """Lowest and highest possible value in words."""
    low, high = (None if bound is None else number(metric, bound) for bound in metric.bounds)
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"{low} or more" if low is not None else f"{high} or less" if high is not None else "any number"
