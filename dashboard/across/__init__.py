"""What the overview shows of a figure across the kept articles: frames for charts and tables, and sentences; no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis import figure_words
from dashboard import figures
from dashboard.item import Item
from dashboard.ranks import Figure

#: Marks that a chart draws one for each article; beyond, it counts them.
MOST_MARKS = 1500
#: From so many articles on an axis leaves the farthest out, one in two hundred, at its edge.
_MANY, _FAR = 200, 0.005


def frame(kept: Sequence[Item], values: pd.DataFrame) -> pd.DataFrame:
    """One row a kept article by key: title, outlet, day, words, and its figures; missing is NaN.

    Args:
        values: figures of all loaded articles, by key.
    """
    keys = [item.key for item in kept]
    about = pd.DataFrame(
        {
            "title": [item.title for item in kept],
            "outlet": [item.outlet for item in kept],
            "day": [item.day for item in kept],
            "words": [item.words for item in kept],
        },
        index=pd.Index(keys, name="key"),
        dtype=object,
    )
    return about.join(values.loc[keys])


def edges(values: pd.Series, figure: Figure) -> tuple[float, float]:
    """Where an axis begins and ends: all values and 0; of many values that have no bound, without the farthest out."""
    cut = _FAR if len(values) >= _MANY and None in figure.metric.bounds else 0.0
    low, high = min(0.0, float(values.quantile(cut))), max(0.0, float(values.quantile(1 - cut)))
    if low == high:  # nearly all at 0
        low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    return (low, high) if low < high else (low, low + 1.0)


def aired(ends: tuple[float, float]) -> list[float]:
    """An axis with a little air at both ends, so that marks at its edges show whole."""
    air = (ends[1] - ends[0]) * 0.012
    return [ends[0] - air, ends[1] + air]


def outside(values: pd.Series, ends: tuple[float, float], figure: Figure) -> str:
    """A sentence on the values that are drawn at the axis' edge; empty where there is none."""
    far = int(((values < ends[0]) | (values > ends[1])).sum())
    if not far:
        return ""
    end = figures.number(figure.metric, ends[1] if (values > ends[1]).any() else ends[0])
    return f"{far:,} farther out than {end} {'stands' if far == 1 else 'stand'} at the edge. "


def of_mean(figure: Figure) -> Figure:
    """The figure as its means are written: with a decimal at least, for the mean of a count is no count."""
    return replace(figure, metric=replace(figure.metric, decimals=max(1, figure.metric.decimals)))


def number(figure: Figure, value: float) -> str:
    """The value without its unit."""
    return figures.number(figure.metric, value)


def shown(figure: Figure, value: float | None) -> str:
    """The value with its unit."""
    return "–" if value is None else f"{figures.number(figure.metric, value)} {figures.unit(figure.metric)}"


def ends(figure: Figure, low: float | None, high: float | None) -> str:
    """An interval as “low to high”; empty where there is none."""
    return figure_words.ends(figure.metric, low, high)
