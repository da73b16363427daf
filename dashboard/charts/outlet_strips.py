"""Outlets as rows: each article a dot in its outlet's row, or counted along it, the mean a diamond with its interval."""

from __future__ import annotations

import json
import textwrap

import altair as alt
import pandas as pd

from dashboard.across import aired
from dashboard.charts.palette import ink, paper

#: The selections that a click makes: of an article by its key, of an outlet by its name.
ARTICLE, OUTLET = "article", "outlet"
_STEP = 48


def outlet_strips(
    rows: pd.DataFrame,
    points: pd.DataFrame | None,
    counts: pd.DataFrame | None,
    *,
    ends: tuple[float, float],
    unit: str,
    share: bool,
    colour: str,
    dark: bool,
) -> alt.LayerChart:
    """The chart; the frames are those of `across.outlets.Outlets`, in whose order the outlets stand.

    Args:
        ends: of the axis of values.
        share: whether values are shares, shown as per cent.
        colour: of the articles' marks.
    """
    names = list(rows["outlet"])
    labels = {
        row.outlet: [*textwrap.wrap(str(row.outlet), 24, max_lines=2, placeholder=" …"), row.about] for row in rows.itertuples()
    }
    y = alt.Y(
        "outlet:N", sort=names, title=None, scale=alt.Scale(domain=names, paddingInner=0.12, paddingOuter=0.06),
        axis=alt.Axis(
            labelExpr=f"{json.dumps(labels)}[datum.value]", labelLimit=190, labelFontSize=12.5, labelLineHeight=15, ticks=False,
            domain=False, labelColor=ink(dark), labelOverlap=False, labelBaseline="middle", labelPadding=10, grid=True,
            tickBand="extent", gridOpacity=0.4,
        ),
    )  # fmt: skip
    axis = alt.Axis(format="%" if share else alt.Undefined, tickCount=6, grid=True, gridOpacity=0.3)
    scale = alt.Scale(domain=aired(ends), nice=False, zero=False)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", title=unit, scale=scale, axis=axis)

    layers: list[alt.Chart] = []
    if points is not None:
        click = alt.selection_point(name=ARTICLE, fields=["key"], on="click", clear=False)
        tooltip = [alt.Tooltip(f"{f}:N", title=t) for f, t in (("title", "Article"), ("outlet", "Outlet"), ("shown", "Value"))]
        layers.append(
            alt.Chart(points)
            .mark_circle(size=36, opacity=0.6 if len(points) < 500 else 0.35, color=colour, cursor="pointer")
            .encode(
                x=x("value"), y=y, tooltip=tooltip, description="told:N",
                yOffset=alt.YOffset("jitter:Q", scale=alt.Scale(domain=[-1.25, 1.25])),
            )
            .add_params(click)
        )  # fmt: skip
    if counts is not None:
        click = alt.selection_point(name=OUTLET, fields=["outlet"], on="click", clear=False)
        tooltip = [
            alt.Tooltip("outlet:N", title="Outlet"), alt.Tooltip("shown:N", title="Value"),
            alt.Tooltip("n:Q", title="Articles", format=","),
        ]  # fmt: skip
        layers.append(
            alt.Chart(counts)
            .mark_rect(color=colour, cursor="pointer")
            .encode(
                x=alt.X("begin:Q", title=unit, scale=scale, axis=axis, bin="binned"), x2="stop:Q", y=y, tooltip=tooltip,
                opacity=alt.Opacity("share:Q", scale=alt.Scale(type="sqrt", domain=[0, 1], range=[0.04, 0.8]), legend=None),
            )
            .add_params(click)
        )  # fmt: skip
    told = alt.Chart(rows[rows["mean"].notna()]).encode(
        y=y,
        tooltip=[
            alt.Tooltip("outlet:N", title="Outlet"), alt.Tooltip("shown:N", title="Mean over articles"),
            alt.Tooltip("interval:N", title="95 % interval"), alt.Tooltip("n:Q", title="Articles", format=","),
        ],
    )  # fmt: skip
    # A broad line in the page's colour sets mean and interval off from the dots behind.
    within = told.transform_filter("isValid(datum.low)")
    layers += [
        within.mark_rule(strokeWidth=7, color=paper(dark)).encode(x=x("low"), x2="high:Q"),
        within.mark_rule(strokeWidth=3, color=ink(dark)).encode(x=x("low"), x2="high:Q"),
        told.mark_point(shape="diamond", size=130, filled=True, opacity=1, color=ink(dark), stroke=paper(dark), strokeWidth=1.5)
        .encode(x=x("mean")),
    ]  # fmt: skip
    if ends[0] < 0:
        zero = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=1.2, color=ink(dark))
        layers.append(zero.encode(x=x("zero")))
    return alt.layer(*layers).properties(height=_STEP * len(names) + 70).configure_view(stroke=None)
