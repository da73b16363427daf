"""A figure over time: its mean in each period that has articles, with interval and n; periods are never joined by a line."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import article_means
from dashboard import across
from dashboard.across import periods
from dashboard.ranks import Figure

#: Periods at most where the reader chooses their length; longer ones are taken where there would be more.
MOST = 120


@dataclass(frozen=True)
class Trend:
    """What the chart over time shows.

    Attributes:
        unit: length of a period.
        rows: a row a period that has articles with a value: name, its first and last day (ISO), its place on the axis in days
            (begin, middle, stop), n, mean, low, high (NaN where there is none), and as shown: many (n), number (mean), shown
            (mean with unit), interval, told (all of these in a line).
        points: a row an article with a value: key, title, day, at (its place), value, shown, told; None where they are too many.
        ticks: place on the axis -> lines of its label.
        ends: of the axis of values.
        undated, missing: articles without a date, and those with one and no value.
        beyond: a sentence on the articles at the axis' edge.
    """

    unit: str
    rows: pd.DataFrame
    points: pd.DataFrame | None
    ticks: dict[float, list[str]]
    ends: tuple[float, float]
    undated: int
    missing: int
    beyond: str


def trend(frame: pd.DataFrame, figure: Figure, unit: str | None = None) -> Trend | None:
    """The figure over time; None where no dated article has a value.

    Args:
        frame: from `across.frame`.
        unit: length of a period; None lets the dates choose one.
    """
    dated = frame[frame["day"].notna()]
    given = dated[dated[figure.id].notna()]
    if given.empty:
        return None
    first, last = min(given["day"]), max(given["day"])
    wanted = unit or periods.unit_for(first, last)
    coarse = periods.UNITS.index(periods.unit_for(first, last, MOST))
    unit = periods.UNITS[max(coarse, periods.UNITS.index(wanted))]
    numbers = {day: periods.number(day, unit) for day in set(given["day"])}
    groups = given["day"].map(numbers)
    values = given[figure.id].astype(float)
    ends = across.edges(values, figure)
    origin = periods.start(min(numbers.values()), unit).toordinal()
    means = article_means.means(values, groups, figure.metric.bounds)
    rows = [_row(period, unit, means[period], origin, figure) for period in sorted(means)]
    table = pd.DataFrame(rows).astype({"mean": float, "low": float, "high": float})
    return Trend(
        unit, table, _points(given, values.clip(*ends), figure, origin), _ticks(numbers, unit, origin), ends,
        len(frame) - len(dated), len(dated) - len(given), across.outside(values, ends, figure),
    )  # fmt: skip


def _row(period: int, unit: str, mean: article_means.Mean, origin: int, figure: Figure) -> dict[str, object]:
    of_mean = across.of_mean(figure)
    start, end = periods.start(period, unit), periods.end(period, unit)
    begin, stop = start.toordinal() - origin, end.toordinal() - origin + 1
    name = periods.name(period, unit)
    shown = mean.missing if mean.value is None else across.shown(of_mean, mean.value)
    interval = across.ends(of_mean, mean.low, mean.high) or "none"
    return {
        "told": f"{name}: {shown}, 95 % interval {interval}, n {mean.n:,}",
        "name": name, "start": start.isoformat(), "end": end.isoformat(),
        "begin": begin, "middle": (begin + stop) / 2, "stop": stop, "n": mean.n, "many": f"n {mean.n:,}",
        "number": "" if mean.value is None else across.number(of_mean, mean.value),
        "mean": mean.value, "low": mean.low, "high": mean.high,
        "shown": shown, "interval": interval,
    }  # fmt: skip


def _points(given: pd.DataFrame, values: pd.Series, figure: Figure, origin: int) -> pd.DataFrame | None:
    if len(given) > across.MOST_MARKS:
        return None
    return pd.DataFrame(
        {
            "key": given.index,
            "title": given["title"].to_numpy(),
            "day": [day.isoformat() for day in given["day"]],
            "at": [day.toordinal() - origin + 0.5 for day in given["day"]],
            "value": values.to_numpy(),
            "shown": [across.shown(figure, value) for value in given[figure.id]],
        }
    ).assign(told=lambda points: points["title"] + ", " + points["day"] + ": " + points["shown"])


def _ticks(numbers: dict[object, int], unit: str, origin: int) -> dict[float, list[str]]:
    """Labels for a dozen periods at most, evenly apart, from the first to the last with an article."""
    low, high = min(numbers.values()), max(numbers.values())
    step = -(-(high - low + 1) // 12)
    out = {}
    for period in range(low, high + 1, step):
        begin, stop = periods.start(period, unit).toordinal(), periods.end(period, unit).toordinal() + 1
        out[(begin + stop) / 2 - origin] = periods.label(period, unit)
    return out
