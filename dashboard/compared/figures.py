"""Figures of compared articles: their values as rows, and how far each lies from one article's as a frame for the chart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.comparison import letter
from analysis.comparison.figures import Difference, Figure
from analysis.metric import Metric
from dashboard import blocks, figures
from dashboard.blocks import Block
from dashboard.compared import Compared, listed
from dashboard.ranks import Figure as Column


def told(compared: Compared, columns: Sequence[Column]) -> list[tuple[Figure, Metric]]:
    """The figures of some columns, without those that are 0 or missing in every article."""
    by_key = {(f.metric, f.voice): f for f in compared.found.figures}
    found = [(by_key[c.metric.id, c.voice], c.metric) for c in columns if (c.metric.id, c.voice) in by_key]
    return [(figure, metric) for figure, metric in found if any(value.value for value in figure.values)]


def rows(compared: Compared, found: Sequence[tuple[Figure, Metric]]) -> list[Block]:
    """A row a figure: value, interval and counts in each article; a value opens its words."""
    out = []
    for figure, metric in found:
        cells = []
        for n, value in enumerate(figure.values):
            if value.value is None:
                cells.append(blocks.cell("–", "lacks", note=figures.why_missing(value)))
                continue
            parts = (figures.interval(metric, value), figures.counts(metric, value))
            link = blocks.query(compared.key(n), figure=(figure.metric, figure.voice))
            text = figures.shown(metric, value)
            cells.append(
                blocks.cell(
                    text, note="; ".join(p for p in parts if p), link=link, label=f"{figure.label} in {letter(n)}: {text}"
                )
            )
        apart = listed([f"{letter(d.first)} and {letter(d.second)}" for d in figure.differences if d.apart])
        out.append(blocks.row(figure.label, cells, note=figures.unit(metric) + (f"; apart: {apart}" if apart else "")))
    return out


def differences(found: Sequence[tuple[Figure, Metric]], against: int) -> pd.DataFrame:
    """Every other article's value minus that of the article `against`: a row a figure and article with an interval.

    Columns: figure, scale (what the axis counts), article (letter), value, low, high, apart, shown, interval.
    """
    rows = []
    for figure, metric in found:
        for difference in figure.differences:
            turned = _turned(difference, against)
            if turned is None:
                continue
            other, value, low, high = turned
            percent = figures.is_share(metric)
            factor = 100 if percent else 1
            rows.append(
                {
                    "figure": figure.label,
                    "scale": "percentage points" if percent else figures.unit(metric),
                    "article": letter(other),
                    "value": value * factor,
                    "low": low * factor,
                    "high": high * factor,
                    "apart": low > 0 or high < 0,
                    "shown": f"{letter(other)} {signed(metric, value)}",
                    "interval": f"{signed(metric, low)} to {signed(metric, high)}",
                    "meaning": metric.definition,
                }
            )
    names = ["figure", "scale", "article", "value", "low", "high", "apart", "shown", "interval", "meaning"]
    return pd.DataFrame(rows, columns=names)


def _turned(difference: Difference, against: int) -> tuple[int, float, float, float] | None:
    """(other article, its value minus that of `against`, low, high); None for another pair or without an interval."""
    if difference.value is None or difference.low is None or difference.high is None:
        return None
    if difference.second == against:
        return difference.first, difference.value, difference.low, difference.high
    if difference.first == against:
        return difference.second, -difference.value, -difference.high, -difference.low
    return None


def signed(metric: Metric, value: float) -> str:
    """A difference with its sign: “+12”, “−0.4”; shares in percentage points, without their sign."""
    told = figures.number(metric, value).removesuffix(" %")
    return told if told.startswith("−") or not told.strip("0.,") else f"+{told}"
