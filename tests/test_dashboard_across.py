"""What the overview shows across articles: spread, outlets, periods, and articles worth reading."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.annotation import MetricValue
from analysis.metric import metrics
from dashboard import across
from dashboard.across import far_out, outlets, periods, spread, trend
from dashboard.charts import histogram, outlet_strips, over_time
from dashboard.ranks import Figure

RATE = next(Figure(m, "writer") for m in metrics() if m.id == "loaded_rate")
SHARE = next(Figure(m, "all") for m in metrics() if m.id == "attributed_share")
LOOK = {"unit": "per 1,000 words", "share": False, "colour": "#444444", "dark": False}


@dataclass(frozen=True)
class Told:
    """What the frames need of an article."""

    key: str
    title: str = "Ferry fares rise"
    outlet: str | None = "Tidewater Courier"
    day: date | None = date(2031, 4, 2)
    words: int = 400
    values: dict[tuple[str, str], MetricValue] = field(default_factory=dict)


def frame(values: Sequence[float], items: Sequence[Told] = (), figure: Figure = RATE) -> pd.DataFrame:
    """Articles with these values, each otherwise as given."""
    given = list(items) or [Told(f"k{n}") for n in range(len(values))]
    return across.frame(given, pd.DataFrame({figure.id: values}, index=[item.key for item in given], dtype=float))


def of_outlets(**values: Sequence[float]) -> pd.DataFrame:
    items = [Told(f"{name}{n}", outlet=name) for name, given in values.items() for n in range(len(given))]
    return frame([value for given in values.values() for value in given], items)


@pytest.mark.parametrize(
    ("unit", "start", "end", "name", "label"),
    [
        ("day", "2031-04-02", "2031-04-02", "2 April 2031", ["2 Apr", "2031"]),
        ("week", "2031-03-31", "2031-04-06", "week from 31 March 2031", ["31 Mar", "2031"]),
        ("month", "2031-04-01", "2031-04-30", "April 2031", ["Apr", "2031"]),
        ("quarter", "2031-04-01", "2031-06-30", "April to June 2031", ["Q2", "2031"]),
        ("year", "2031-01-01", "2031-12-31", "2031", ["2031"]),
    ],
)
def test_a_day_falls_into_a_period(unit: str, start: str, end: str, name: str, label: list[str]) -> None:
    period = periods.number(date(2031, 4, 2), unit)
    assert (periods.start(period, unit).isoformat(), periods.end(period, unit).isoformat()) == (start, end)
    assert (periods.name(period, unit), periods.label(period, unit)) == (name, label)
    assert periods.number(periods.end(period, unit) + timedelta(1), unit) == period + 1
    assert periods.end(periods.number(date.max, unit), unit) == date.max


@pytest.mark.parametrize(
    ("days", "unit"), [(0, "day"), (23, "day"), (24, "week"), (200, "month"), (900, "quarter"), (9000, "year")]
)
def test_the_span_of_the_dates_chooses_periods_so_that_they_are_few(days: int, unit: str) -> None:
    assert periods.unit_for(date(2031, 1, 6), date(2031, 1, 6) + timedelta(days)) == unit


def test_means_over_time_say_where_there_are_too_few_and_count_what_has_no_date() -> None:
    spring, fall = date(2031, 3, 31), date(2031, 9, 30)
    items = [Told(f"k{n}", day=spring) for n in range(6)] + [Told("l", day=fall), Told("m", day=None), Told("n", day=spring)]
    found = trend.trend(frame([1, 2, 3, 4, 5, 6, 9, 8, math.nan], items), RATE)
    assert found is not None
    assert (found.unit, found.undated, found.missing) == ("month", 1, 1)
    assert list(found.rows["name"]) == ["March 2031", "September 2031"]
    first, last = found.rows.itertuples()
    assert (first.n, first.mean, first.begin, first.stop) == (6, 3.5, 0, 31)
    assert first.low < 3.5 < first.high
    assert (last.n, math.isnan(last.mean), last.shown) == (1, True, "too few to say: one article has a value, 5 are needed")
    assert found.points is not None
    assert found.points.loc[0, "at"] == 30.5  # the last day of its month stands at the period's end
    assert trend.trend(frame([1, 2], [Told("k", day=None), Told("l", day=None)]), RATE) is None
    years = trend.trend(frame([1, 2], [Told("k", day=date(1931, 1, 1)), Told("l")]), RATE, "day")
    assert years is not None
    assert years.unit == "year"  # days of a century would be too many
    chart = over_time.over_time(found.rows, found.points, ticks=found.ticks, ends=found.ends, every="month", **LOOK)
    assert chart.to_dict()


def test_outlets_stand_by_name_or_number_never_by_the_figure_and_all_articles_are_accounted_for() -> None:
    found = outlets.outlets(of_outlets(b=[1, 2, 3, 4, 5], a=[9.0] * 3, c=[1, 2, 3, 4, 5, 6, math.nan]), RATE)
    assert found is not None
    assert list(found.rows["outlet"]) == ["a", "b", "c"]
    assert list(found.rows["about"]) == ["n 3, too few to say", "n 5, mean 3.0", "n 6, mean 3.5"]
    assert (found.missing, found.all) == (1, 3)
    by_number = outlets.outlets(of_outlets(b=[1, 2, 3, 4, 5], a=[9.0] * 3, c=[1.0] * 6), RATE, outlets.BY_NUMBER)
    assert by_number is not None
    assert list(by_number.rows["outlet"]) == ["c", "b", "a"]
    nameless = frame([1.0, 2.0], [Told("k", outlet=None), Told("l", outlet="")])
    assert outlets.outlets(nameless, RATE) is None


def test_outlets_whose_intervals_overlap_are_said_not_to_be_told_apart() -> None:
    near, far = [1.0, 2, 3, 4, 5], [21.0, 22, 23, 24, 25]

    def said(**values: Sequence[float]) -> str:
        found = outlets.outlets(of_outlets(**values), RATE)
        assert found is not None
        return outlets.verdict(found)

    assert said(a=near, b=near) == (
        "The two outlets cannot be told apart by this figure: the interval of the difference holds 0."
    )
    assert said(a=near, b=far) == "The two outlets differ in this figure."
    assert said(a=near, b=near, c=far) == "2 of 3 pairs of outlets differ in this figure; the other one is not told apart."
    assert said(a=near, b=near, c=near).startswith("None of the 3 pairs of outlets can be told apart")
    assert said(a=near, b=[3.0]).startswith("Too few to say whether outlets differ: 5 articles")
    found = outlets.outlets(of_outlets(a=near, b=far), RATE)
    assert found is not None
    [row] = outlets.differing(found.pairs, RATE).itertuples()
    assert (row.higher, row.lower, row.by, row.level) == ("b", "a", "20.0 per 1,000 words", "95.00 %")
    assert row.interval == "17.7 to 22.3"  # 20 ± 2.306 (t of 8) × √(2.5 / 5 + 2.5 / 5)


def test_differences_of_shares_are_percentage_points() -> None:
    items = [Told(f"{name}{n}", outlet=name) for name in "ab" for n in range(5)]
    table = frame([0.1, 0.12, 0.14, 0.16, 0.18, 0.5, 0.52, 0.54, 0.56, 0.58], items, SHARE)
    found = outlets.outlets(table, SHARE)
    assert found is not None
    assert list(outlets.differing(found.pairs, SHARE)["by"]) == ["40 percentage points"]


def test_where_there_would_be_too_many_marks_articles_are_counted_and_those_far_out_stand_at_the_edge() -> None:
    many = across.MOST_MARKS
    few = outlets.outlets(of_outlets(a=range(many)), RATE)
    more = outlets.outlets(of_outlets(a=range(many - 1), b=[3.0, 90_000.0]), RATE)
    assert few is not None
    assert more is not None
    assert (few.counts, more.points) == (None, None)
    assert few.points is not None
    assert few.points["jitter"].between(-1, 1).all()
    assert few.points["jitter"].nunique() > many / 2
    assert more.counts is not None
    assert more.counts["n"].sum() == many + 1
    assert len(more.counts) <= 120
    assert more.ends[1] < 2_000
    assert more.beyond.startswith("8 farther out than")
    assert across.edges(pd.Series([0.01] * 400 + [1.0]), SHARE) == (0.0, 1.0)  # of shares none is far out
    for found in (few, more):
        assert outlet_strips.outlet_strips(found.rows, found.points, found.counts, ends=found.ends, **LOOK).to_dict()


def test_a_spread_counts_every_article_once() -> None:
    values = [0.0, 0.0, 1.5, 2.0, 2.5, 4.0, 10.0, math.nan]
    found = spread.spread(frame(values), RATE)
    assert found is not None
    assert found.columns["n"].sum() == 7
    assert list(found.marks["shown"]) == ["0.8", "2.0", "3.3"]  # halves away from 0, of 0.75 and 3.25
    assert (found.zeros, found.missing, found.mean.n, len(found.articles)) == (2, 1, 7, 7)
    assert spread.spread(frame([math.nan]), RATE) is None
    chart = histogram.histogram(found.columns, found.articles, found.marks, (1.0, 2.0, 3.0), ends=found.ends, **LOOK)
    assert chart.to_dict()


@pytest.mark.parametrize("values", [[0.0], [5.0] * 9, [0.0, 1.0], [1, 2, 3, 4], [0.2, 0.5, 1.0], [-3.0, 2.0, 8.0], [1e-4, 9e4]])
def test_columns_hold_all_values_and_are_few(values: Sequence[float]) -> None:
    found = spread.spread(frame(values), RATE)
    assert found is not None
    assert found.columns["n"].sum() == len(values)
    assert len(found.columns) <= 26
    assert found.ends[0] <= min(values)
    assert max(values) <= found.ends[1]


def test_the_table_of_means_says_where_there_are_too_few() -> None:
    table = frame([1.0, 2, 3, 4, 5, math.nan]).assign(**{SHARE.id: [0.1, 0.2, *[math.nan] * 4]})
    rate, share = spread.means(table, (RATE, SHARE)).itertuples()
    assert (rate.mean, rate.interval, rate.median, rate.n, rate.missing) == ("3.0", "1.0 to 5.0", "3.0", 5, 1)
    assert (share.mean, share.n, share.missing) == ("too few to say", 2, 4)
    assert pd.isna(share.interval)
    assert pd.isna(share.median)


def test_an_article_is_worth_reading_where_its_own_interval_lies_outside_and_the_sentence_says_why() -> None:
    def told(value: float, low: float, high: float) -> dict[tuple[str, str], MetricValue]:
        found = MetricValue(RATE.metric.id, RATE.voice, value, RATE.metric.unit, 1, 1, low, high, (), None)
        return {(RATE.metric.id, RATE.voice): found}

    values = [float(n) for n in range(1, 61)] + [150.0, 160.0, 170.0]
    items = [Told(f"k{n}") for n in range(60)]
    items += [Told("sure", values=told(150, 90, 210)), Told("short", words=12, values=told(160, 4, 400))]
    items += [Told("surest", values=told(170, 120, 230))]
    by_key = {item.key: item for item in items}
    asked: list[str] = []
    found = far_out.far_out(frame(values, items), (RATE,), by_key.get, lambda some: asked.extend(item.key for item in some))
    assert [far.key for far in found] == ["surest", "sure"]
    assert sorted(asked) == ["short", "sure", "surest"]  # no other article is unpacked
    assert found[0].why == (
        "170.0 per 1,000 words (95 % interval 120.0 to 230.0), the highest of the 63 articles; half of them lie between 16.5 and "
        "47.5."
    )
    assert "above that of 95 % of the 63 articles" in found[1].why
