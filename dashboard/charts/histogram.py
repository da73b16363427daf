"""Articles by the value of a figure, in columns; below, a tick for each article, median, quartiles and the mean's interval."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.across import aired
from dashboard.charts.palette import ink, paper

#: The selection that a click on a tick makes; its field is the article's key.
SELECTION = "article"
#: Where below 0 the ticks and the mean stand, as shares of the highest column.
_TICKS, _MEAN = -0.08, -0.2


def histogram(
    columns: pd.DataFrame,
    articles: pd.DataFrame,
    marks: pd.DataFrame,
    mean: tuple[float, float, float] | None,
    *,
    ends: tuple[float, float],
    unit: str,
    share: bool,
    colour: str,
    dark: bool,
) -> alt.LayerChart:
    """The chart; the frames are those of `across.spread.Spread`.

    Args:
        mean: low end, mean and high end of the mean's interval.
        ends: of the axis of values.
        share: whether values are shares, shown as per cent.
        colour: of columns and ticks.
    """
    most = float(columns["n"].max())
    scale = alt.Scale(domain=aired(ends), nice=False, zero=False)
    x_axis = alt.Axis(format="%" if share else alt.Undefined, tickCount=6, grid=False)
    # Room below 0 for the ticks and the mean: one view, since a click counts in charts of one view alone.
    upward = alt.Scale(domain=[most * (_MEAN - 0.07), most * 1.05], nice=False, zero=False)
    step = max(1, round(most / 4, -max(0, len(f"{most / 4:.0f}") - 1)))
    y_axis = alt.Axis(values=list(range(0, int(most) + 1, int(step))), format=",d", gridOpacity=0.4)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", title=unit, scale=scale, axis=x_axis)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", title="articles", scale=upward, axis=y_axis)

    def at(frame: pd.DataFrame, share_of_most: float) -> alt.Chart:
        return alt.Chart(frame.assign(at=share_of_most * most)).encode(y=y("at"))

    bars = alt.Chart(columns.assign(zero=0)).mark_bar(color=colour, opacity=0.75, binSpacing=1)
    count = [alt.Tooltip("shown:N", title="Value"), alt.Tooltip("n:Q", title="Articles", format=",")]
    bars = bars.encode(x=alt.X("begin:Q", bin="binned", title=unit, scale=scale, axis=x_axis), x2="stop:Q", y=y("n"), y2="zero:Q")
    what = [alt.Tooltip("name:N", title="What"), alt.Tooltip("shown:N", title="Value")]
    lines = alt.Chart(marks.assign(zero=0, top=most * 1.05)).encode(x=x("value"), y=y("zero"), y2="top:Q", tooltip=what)
    dash = alt.condition("datum.name == 'median'", alt.value([1, 0]), alt.value([4, 3]))
    click = alt.selection_point(name=SELECTION, fields=["key"], on="click", clear=False)
    names = [alt.Tooltip("title:N", title="Article"), alt.Tooltip("shown:N", title="Value")]
    ticks = at(articles, _TICKS).mark_tick(orient="vertical", thickness=2, height=14, color=colour, opacity=0.8, cursor="pointer")
    layers = [
        bars.encode(tooltip=count),
        lines.mark_rule(strokeWidth=4, color=paper(dark), opacity=0.8),
        lines.mark_rule(strokeWidth=1.8, color=ink(dark)).encode(strokeDash=dash),
        ticks.encode(x=x("value"), tooltip=names, description="told:N").add_params(click),
    ]
    if mean is not None:
        told = at(pd.DataFrame([mean], columns=["low", "value", "high"]), _MEAN)
        layers += [
            told.mark_rule(strokeWidth=3, color=ink(dark)).encode(x=x("low"), x2="high:Q"),
            told.mark_point(shape="diamond", size=110, filled=True, opacity=1, color=ink(dark)).encode(x=x("value")),
        ]
    return alt.layer(*layers).properties(height=320).configure_view(stroke=None)
