"""What the figures component shows: each metric's values by voice on one axis, with counts, interval and meaning."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from analysis import set_aside
from analysis.annotation import MetricValue
from analysis.metric import Metric
from dashboard import data, figures
from dashboard.article_state import Chosen
from dashboard.charts import palette
from dashboard.item import Item


def payload(item: Item, picked: Chosen, dark: bool) -> dict[str, Any]:
    """The component's data; of what is picked, a figure is pressed, and of a mark the figures that count it are told."""
    chosen, mark = picked.figure, picked.mark
    others = set_aside.changed(item.analysis)
    return {"metrics": [_metric(item, metric, chosen, mark, others, dark) for metric in data.metrics()]}


def _metric(
    item: Item,
    metric: Metric,
    chosen: tuple[str, str] | None,
    mark: str | None,
    others: Mapping[tuple[str, str], MetricValue],
    dark: bool,
) -> dict[str, Any]:
    values = {voice: data.value(item, metric.id, voice) for voice in metric.by_voice}
    ends = [x for v in values.values() if v is not None for x in (v.value, v.low, v.high) if x is not None]
    colours = palette.voices(dark)
    cells = []
    for voice, value in values.items():
        known = value is not None and value.value is not None
        cells.append(
            {
                "voice": voice,
                "voice_label": data.voice_labels[voice].capitalize(),
                "value": value.value if value is not None and known else None,
                "shown": figures.shown(metric, value),
                "low": value.low if value is not None else None,
                "high": value.high if value is not None else None,
                "range": figures.interval(metric, value),
                "counts": figures.counts(metric, value),
                "missing": "" if known else figures.why_missing(value),
                "colour": colours.get(voice, colours["writer"]),
                "chosen": chosen == (metric.id, voice),
                "counts_mark": value is not None and mark is not None and mark in value.annotations,
                "without": figures.in_brackets(metric, others[metric.id, voice]) if (metric.id, voice) in others else "",
            }
        )
    return {
        "id": metric.id,
        "label": metric.label,
        "family": metric.family,
        "unit": figures.unit(metric),
        "axis": _axis(metric, ends),
        "help": [metric.definition, metric.reading, f"Limits: {metric.caveats}", f"After: {metric.source}"],
        "cells": cells,
    }


def _axis(metric: Metric, ends: Iterable[float]) -> list[float]:
    """Ends of a metric's axis: its bounds where it has them, else from 0 to a round number above the values."""
    low, high = metric.bounds
    top = max(ends, default=1.0)
    if high is None:
        step = 10 ** math.floor(math.log10(top)) if top > 0 else 1.0
        high = math.ceil(top / step) * step
    return [0.0 if low is None else low, high]
