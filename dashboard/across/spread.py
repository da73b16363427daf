"""How a figure spreads over the kept articles, and the means of many figures over them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import article_means
from dashboard import across, figures
from dashboard.ranks import Figure

_BINS = 24
#: Ticks below the columns, one for each article, where there are no more.
_MOST_TICKS = 500


@dataclass(frozen=True)
class Spread:
    """What the histogram shows.

    Attributes:
        columns: a row a column: begin, stop, n, shown (the stretch in words).
        articles: a row an article: key, title, value, shown, told; empty where they are too many for a tick each.
        marks: quartiles and median: name, value, shown.
        mean: over the articles with a value.
        ends: of the axis.
        zeros, missing: articles at exactly 0, and those without a value.
        beyond: a sentence on the articles at the axis' edge.
    """

    columns: pd.DataFrame
    articles: pd.DataFrame
    marks: pd.DataFrame
    mean: article_means.Mean
    ends: tuple[float, float]
    zeros: int
    missing: int
    beyond: str


def spread(frame: pd.DataFrame, figure: Figure) -> Spread | None:
    """The figure's spread; None where no article has a value.

    Args:
        frame: from `across.frame`.
    """
    given = frame[frame[figure.id].notna()]
    if given.empty:
        return None
    values = given[figure.id].astype(float)
    ends = across.edges(values, figure)
    borders = _borders(values, ends)
    ends = float(borders[0]), float(borders[-1])
    clipped = values.clip(*ends)
    counts, _ = np.histogram(clipped, borders)
    shown = [across.ends(figure, a, b) for a, b in itertools.pairwise(borders.tolist())]
    columns = pd.DataFrame({"begin": borders[:-1], "stop": borders[1:], "n": counts, "shown": shown})
    ticks = given if len(given) <= _MOST_TICKS else given.iloc[:0]
    articles = pd.DataFrame(
        {
            "key": ticks.index, "title": ticks["title"].to_numpy(), "value": clipped[ticks.index].to_numpy(),
            "shown": [across.shown(figure, value) for value in ticks[figure.id]],
        }
    ).assign(told=lambda ticks: ticks["title"] + ": " + ticks["shown"])  # fmt: skip
    quartiles = np.quantile(values, [0.25, 0.5, 0.75]).tolist()
    names = ["lower quartile", "median", "upper quartile"]
    marks = pd.DataFrame({"name": names, "value": quartiles, "shown": [figures.number(figure.metric, q) for q in quartiles]})
    return Spread(
        columns[columns["n"] > 0], articles, marks, article_means.mean(values, figure.metric.bounds), ends,
        int((values == 0).sum()), len(frame) - len(given), across.outside(values, ends, figure),
    )  # fmt: skip


def means(frame: pd.DataFrame, asked: Sequence[Figure]) -> pd.DataFrame:
    """A row a figure: its mean over the articles with interval, median, n and articles without a value, as shown."""
    rows = []
    for figure in asked:
        values = frame[figure.id].astype(float)
        mean = article_means.mean(values, figure.metric.bounds)
        written = across.of_mean(figure)
        median = None if not mean.n else float(values.median())
        rows.append(
            {
                "id": figure.metric.id,
                "mean": "too few to say" if mean.value is None else across.number(written, mean.value),
                "interval": across.ends(written, mean.low, mean.high) or None,
                "median": None if mean.value is None or median is None else across.number(written, median),
                "unit": figures.unit(figure.metric),
                "n": mean.n,
                "missing": len(frame) - mean.n,
            }
        )
    return pd.DataFrame(rows).astype({"interval": object, "median": object})


def _borders(values: pd.Series, ends: tuple[float, float]) -> np.ndarray:
    """Borders of columns a round number wide: as many as the values ask for (Freedman and Diaconis 1981), six to `_BINS`."""
    quarter = np.subtract(*np.quantile(values, [0.75, 0.25]))
    wanted = 2 * quarter / len(values) ** (1 / 3)
    span = ends[1] - ends[0]
    width = _round_up(float(np.clip(wanted, span / _BINS, span / 6)))
    if (values % 1 == 0).all() and span >= 2:  # a count of things: no column holds less than one of them
        width = max(1.0, np.ceil(width))
    first, last = np.floor(ends[0] / width + 1e-9), np.floor(ends[1] / width + 1e-9) + 1
    if ends[1] <= 1.0 and values.max() <= 1.0 and (last - 1) * width >= 1.0 - 1e-9:
        last -= 1  # a share ends at 100 %: the last column holds it
    return np.arange(first, last + 1) * width


def _round_up(width: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(width))
    return float(next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= width * (1 - 1e-9)))
