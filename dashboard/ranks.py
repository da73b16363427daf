"""Figures of many articles side by side: each with its rank among all loaded articles. Frames for the heat map and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.metric import Metric
from dashboard import figures
from dashboard.item import Item


@dataclass(frozen=True)
class Figure:
    """A metric for one voice: a column of the heat map and of the table."""

    metric: Metric
    voice: str

    @property
    def id(self) -> str:
        return f"{self.metric.id}__{self.voice}"

    def label(self, voice_labels: dict[str, str]) -> str:
        """The metric's label, with the voice where the metric is given for several."""
        named = len(self.metric.by_voice) > 1
        return f"{self.metric.label}, {voice_labels[self.voice]}" if named else self.metric.label


def figures_for(metrics: Sequence[Metric], voice: str) -> list[Figure]:
    """The columns for a voice: metrics given for it, and those that are given in one way only."""
    out = []
    for metric in metrics:
        if voice in metric.by_voice:
            out.append(Figure(metric, voice))
        elif len(metric.by_voice) == 1:
            out.append(Figure(metric, metric.by_voice[0]))
    return out


#: Metrics that the heat map shows at first: of each family those that tell most at a glance. A user's own are always shown.
HEADLINE = frozenset(
    "loaded_rate loaded_reading name_calling_rate attributed_share direct_share effective_sources anonymous_share doubting_verbs "
    "opinion_sentences rebuttal_rate headline_loaded".split()
)
OWN_FAMILY = "Your own lexicons"


def headline(columns: Sequence[Figure]) -> list[Figure]:
    """The columns that are shown at first."""
    return [c for c in columns if c.metric.id in HEADLINE or c.metric.family == OWN_FAMILY]


def values(items: Sequence[Item], columns: Sequence[Figure]) -> pd.DataFrame:
    """One row an article by key, one column a figure; missing is NaN."""
    data = {
        figure.id: [
            np.nan if (found := item.values.get((figure.metric.id, figure.voice))) is None or found.value is None else found.value
            for item in items
        ]
        for figure in columns
    }
    return pd.DataFrame(data, index=pd.Index([item.key for item in items], name="key"), dtype=float)


def percentiles(frame: pd.DataFrame) -> pd.DataFrame:
    """Each column's ranks as 0 (lowest) to 100 (highest), ties sharing the middle; NaN where there is nothing to rank by."""
    count = frame.notna().sum()
    varied = frame.nunique() > 1
    ranks = (frame.rank() - 1) / (count - 1).where(varied) * 100
    return ranks


@dataclass(frozen=True)
class Ranked:
    """Figures of all articles, with what ranks them; a row an article by key, a column a figure.

    Attributes:
        values: missing is NaN.
        percentiles: 0 (lowest) to 100 (highest).
        places: 1 (highest) and on.
        counts: articles with a value, by figure.
    """

    values: pd.DataFrame
    percentiles: pd.DataFrame
    places: pd.DataFrame
    counts: pd.Series


def ranked(frame: pd.DataFrame) -> Ranked:
    """Ranks of a frame of figures."""
    return Ranked(frame, percentiles(frame), frame.rank(ascending=False, method="min"), frame.notna().sum())


def cells(shown: Sequence[Item], among: Ranked, columns: Sequence[Figure], labels: dict[str, str]) -> pd.DataFrame:
    """One row an article and figure, with all that the heat map shows.

    Args:
        among: the figures of all loaded articles, among which ranks are given.
        labels: voice -> label.
    """
    keys, ids = [item.key for item in shown], [figure.id for figure in columns]
    percentiles, places = (frame.loc[keys, ids].to_numpy(float) for frame in (among.percentiles, among.places))
    rows = []
    for n, item in enumerate(shown):
        values = item.values
        for m, figure in enumerate(columns):
            found = values.get((figure.metric.id, figure.voice))
            metric, id = figure.metric, figure.id
            at, rank = percentiles[n, m], places[n, m]
            rows.append(
                {
                    "key": item.key,
                    "article": item.title,
                    "outlet": item.outlet or "",
                    "figure": id,
                    "label": figure.label(labels),
                    "value": figures.shown(metric, found),
                    "full": f"{figures.shown(metric, found)} {figures.unit(metric)}"
                    if found and found.value is not None
                    else figures.why_missing(found),
                    "interval": figures.interval(metric, found) or "none",
                    "counted": figures.counts(metric, found) or "–",
                    "percentile": None if np.isnan(at) else at,
                    "rank": _rank(rank, int(among.counts[id]), np.isnan(at)),
                    "definition": metric.definition,
                }
            )
    return pd.DataFrame(rows)


def _rank(rank: float, count: int, level: bool) -> str:
    if np.isnan(rank):
        return "not ranked: no value"
    if count < 2:
        return "not ranked: the only article with a value"
    return f"all {count:,} articles alike" if level else f"{int(rank):,} of {count:,}, counted from the highest"
