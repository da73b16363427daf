"""The tables `metrics`, a row for each metric and voice, and `metrics_wide`, a column for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial

from analysis.annotation import MetricValue
from analysis.columns.declaration import KEY, Case, Column, Table
from analysis.metric import Metric, metrics
from analysis.vocabulary import VOICES

SAMPLING = "Covers sampling, not the finder's own errors."


def _without(name: str) -> Callable[[Case, MetricValue], float | str | None]:
    """A field of the value without the marks set aside; None where they do not change it."""
    return lambda c, i: getattr(c.recounted[i.id, i.voice], name) if (i.id, i.voice) in c.recounted else None


METRICS = Table("metrics", "one metric of one article for one voice", lambda c: c.result.metrics, (
    *KEY,
    Column("metric", "string", "Metric", "Id of the metric; the table metrics_wide of this codebook defines each.",
           lambda c, i: i.id),
    Column("voice", "string", "Voice", "Whose words were counted; all is the text without the headline.", lambda c, i: i.voice,
           range="writer, direct, indirect, headline, all"),
    Column("value", "number", "Value", "The metric's value; empty where it is undefined, never 0 for undefined.",
           lambda c, i: i.value, "see unit", optional=True),
    Column("unit", "string", "Unit", "Unit of the value.", lambda c, i: i.unit),
    Column("numerator", "number", "Numerator", "What was counted.", lambda c, i: i.numerator, optional=True),
    Column("denominator", "number", "Denominator", "What it was counted over.", lambda c, i: i.denominator, optional=True),
    Column("low", "number", "Interval, low end", "Low end of the 95 % interval; empty where there is too little to give one.",
           lambda c, i: i.low, "see unit", caveats=SAMPLING, optional=True),
    Column("high", "number", "Interval, high end", "High end of the 95 % interval.", lambda c, i: i.high, "see unit",
           caveats=SAMPLING, optional=True),
    Column("evidence", "string", "Evidence", "Ids of the annotations (n), attributions (a), sources (s), parties (p) or "
           "sentences (t) behind the numerator, parted by blanks.", lambda c, i: " ".join(i.annotations) or None, optional=True),
    Column("missing", "string", "Missing", "Why there is no value.", lambda c, i: i.missing, optional=True),
    Column("value_without", "number", "Value without marks set aside", "The value without the marks that readers set aside "
           "(table set_aside). This and the next five columns are empty where these change nothing: the value then "
           "stands without them too.", _without("value"), "see unit", optional=True),
    Column("numerator_without", "number", "Numerator without them", "What was then counted.", _without("numerator"),
           optional=True),
    Column("denominator_without", "number", "Denominator without them", "What it was then counted over.",
           _without("denominator"), optional=True),
    Column("low_without", "number", "Interval without them, low end", "Low end of the 95 % interval without them.",
           _without("low"), "see unit", caveats=SAMPLING, optional=True),
    Column("high_without", "number", "Interval without them, high end", "High end of the 95 % interval without them.",
           _without("high"), "see unit", caveats=SAMPLING, optional=True),
    Column("missing_without", "string", "Missing without them", "Why there is then no value.", _without("missing"),
           optional=True),
))  # fmt: skip


def wide_name(metric: str, voice: str) -> str:
    """Name of a metric's column in `metrics_wide`."""
    return f"{metric}__{voice}"


def _wide_items(case: Case) -> Iterable[object]:
    return ({wide_name(m.id, m.voice): m for m in case.result.metrics},)


def _wide_value(name: str, case: Case, row: dict[str, MetricValue]) -> float | None:
    return row[name].value if name in row else None


def wide_column(metric: Metric, voice: str) -> Column:
    """The declaration of a metric's column in `metrics_wide`."""
    return Column(
        name=wide_name(metric.id, voice),
        kind="number",
        label=f"{metric.label}, {VOICES[voice].label}",
        definition=f"{metric.definition} Counted in {VOICES[voice].definition}",
        get=partial(_wide_value, wide_name(metric.id, voice)),
        unit=metric.unit,
        range=_range(metric.bounds),
        source=metric.source,
        caveats=metric.caveats,
        optional=True,
    )


def _range(bounds: tuple[float | None, float | None]) -> str:
    """Bounds in words that no spreadsheet takes for a formula."""
    low, high = bounds
    if low is not None and high is not None:
        return f"{low:g} to {high:g}" if low >= 0 else f"from {low:g} to {high:g}"
    return f"from {low:g}" if low is not None else f"up to {high:g}" if high is not None else "any number"


def metrics_wide() -> Table:
    """The declaration of `metrics_wide`."""
    return _wide(metrics())


@cache
def _wide(declared: tuple[Metric, ...]) -> Table:
    return Table("metrics_wide", "one analyzed article, a column for each metric and voice", _wide_items, (
        *KEY,
        Column("outlet", "string", "Outlet", "As the input gave it.", lambda c, i: c.result.article.outlet, source="Input",
               optional=True),
        Column("published", "string", "Date", "As the input gave it; ISO 8601 where a reader could tell.",
               lambda c, i: c.result.article.published, source="Input", optional=True),
        Column("topic", "string", "Topic", "As the input gave it.", lambda c, i: c.result.article.topic, source="Input",
               optional=True),
        *(wide_column(metric, voice) for metric in declared for voice in metric.by_voice),
    ))  # fmt: skip
