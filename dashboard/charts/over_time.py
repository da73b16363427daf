"""A figure over time: each period's mean as a bar with interval and n, articles as dots; no line joins periods."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from dashboard.across import aired
from dashboard.charts.palette import ink, paper

#: The selections that a click makes: of an article by its key, of a period by its first and last day.
ARTICLE, PERIOD = "article", "period"


def over_time(
    rows: pd.DataFrame,
    points: pd.DataFrame | None,
    *,
    ticks: Mapping[float, Sequence[str]],
    ends: tuple[float, float],
    unit: str,
    every: str,
    share: bool,
    colour: str,
    dark: bool,
) -> alt.LayerChart:
    """The chart; the frames and ticks are those of `across.trend.Trend`.

    Args:
        ends: of the axis of values.
        unit: of the figure.
        every: what the periods are, such as “month”.
        share: whether values are shares, shown as per cent.
        colour: of the articles' dots.
    """
    labels = {f"{at:g}": list(lines) for at, lines in ticks.items()}
    time = alt.Scale(domain=[0, float(rows["stop"].max())], nice=False)
    x_axis = alt.Axis(
        values=[float(f"{at:g}") for at in ticks], labelExpr=f"{json.dumps(labels)}[format(datum.value, '~g')] || ''",
        grid=False, ticks=False, labelLineHeight=15, labelOverlap=True,
    )  # fmt: skip
    scale = alt.Scale(domain=aired(ends), nice=False, zero=False)
    y_axis = alt.Axis(format="%" if share else alt.Undefined, tickCount=5, gridOpacity=0.4)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", title=f"date, by {every}", scale=time, axis=x_axis)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", title=unit, scale=scale, axis=y_axis)

    layers: list[alt.Chart] = []
    pick = alt.selection_point(name=PERIOD, fields=["start", "end"], on="click", clear=False)
    tooltip = [
        alt.Tooltip("name:N", title="When"), alt.Tooltip("shown:N", title="Mean over articles"),
        alt.Tooltip("interval:N", title="95 % interval"), alt.Tooltip("n:Q", title="Articles", format=","),
    ]  # fmt: skip
    periods = alt.Chart(rows).encode(tooltip=tooltip, description="told:N")
    # The whole height of a period takes the pointer; it shows where periods begin and end.
    layers.append(
        periods.mark_rect(cursor="pointer", color=ink(dark), opacity=0.05, stroke=paper(dark), strokeWidth=2)
        .encode(x=x("begin"), x2="stop:Q", y=alt.value(0), y2=alt.value("height"))
        .add_params(pick)
    )
    if points is not None:
        click = alt.selection_point(name=ARTICLE, fields=["key"], on="click", clear=False)
        names = (("title", "Article"), ("day", "Date"), ("shown", "Value"))
        layers.append(
            alt.Chart(points)
            .mark_circle(size=36, opacity=0.45 if len(points) < 500 else 0.25, color=colour, cursor="pointer")
            .encode(x=x("at"), y=y("value"), tooltip=[alt.Tooltip(f"{f}:N", title=t) for f, t in names], description="told:N")
            .add_params(click)
        )
    known = periods.transform_filter("isValid(datum.mean)")
    sure = periods.transform_filter("isValid(datum.low)")
    layers += [
        sure.mark_rule(strokeWidth=6, color=paper(dark)).encode(x=x("middle"), y=y("low"), y2="high:Q"),
        sure.mark_rule(strokeWidth=2.5, color=ink(dark)).encode(x=x("middle"), y=y("low"), y2="high:Q"),
        known.mark_rule(strokeWidth=3, color=ink(dark)).encode(x=x("begin"), x2="stop:Q", y=y("mean")),
        known.mark_text(fontSize=13, fontWeight=600, color=ink(dark), baseline="bottom", dy=-19)
        .encode(x=x("middle"), y=alt.value(0), text="number:N"),
        periods.mark_text(fontSize=12, color=ink(dark), baseline="bottom", dy=-4)
        .encode(x=x("middle"), y=alt.value(0), text="many:N"),
    ]  # fmt: skip
    return alt.layer(*layers).properties(height=380).configure_view(stroke=None)
