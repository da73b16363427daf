"""Articles × figures as a heat map: colour is the rank within the column, the number is the value."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.palette import SEQUENTIAL, ink

#: The selection that a click on a cell makes; its field is the article's key.
SELECTION = "cell"
_ROW, _HEAD = 40, 242


def heat_map(
    frame: pd.DataFrame, rows: Mapping[str, tuple[str, str]], columns: Mapping[str, str], *, ranked_among: int, dark: bool
) -> alt.LayerChart:
    """The chart.

    Args:
        frame: from `ranks.cells`.
        rows: article's key -> the two lines that name it, in the order shown.
        columns: figure's id -> label, in the order shown.
        ranked_among: number of articles that the ranks are given among.
    """
    base = alt.Chart(frame).encode(
        x=alt.X(
            "figure:N", sort=list(columns), title=None, axis=_axis(columns, dark, labelAngle=-48, labelAlign="left", orient="top")
        ),
        y=alt.Y("key:N", sort=list(rows), title=None, axis=_axis(rows, dark, labelAlign="right", labelLimit=290)),
        tooltip=_tooltip(),
    )
    click = alt.selection_point(name=SELECTION, fields=["key"], on="click", clear=False)
    ranked = "isValid(datum.percentile)"
    squares = (
        base.transform_filter(ranked)
        .mark_rect(cursor="pointer", cornerRadius=2)
        .encode(color=_rank_colour(ranked_among, dark))
        .add_params(click)
    )
    # Not left to a condition on the colour: Vega-Lite draws a missing rank as the lowest or not at all.
    frames = base.transform_filter(f"!{ranked}").mark_rect(
        cursor="pointer", cornerRadius=2, strokeWidth=1, fill="transparent", stroke="#8886"
    )
    numbers = base.mark_text(fontSize=12, cursor="pointer").encode(
        text="value:N",
        color=_number_colour(dark),
    )
    return (
        alt.layer(squares, frames, numbers)
        .properties(height=len(rows) * _ROW + _HEAD)
        .configure_view(stroke=None)
        .configure_scale(bandPaddingInner=0.06)
    )


def _axis(names: Mapping[str, str | Sequence[str]], dark: bool, **settings: object) -> alt.Axis:
    """An axis that shows names for ids; a name of two lines is a list."""
    expression = f"{json.dumps(dict(names))}[datum.value]"
    look = {"labelFontSize": 12, "labelLineHeight": 15, "labelPadding": 8, "domain": False, "ticks": False, "grid": False}
    return alt.Axis(
        labelExpr=expression, **{"labelLimit": 220, "labelColor": ink(dark), "labelOverlap": False, **look, **settings}
    )


def _rank_colour(among: int, dark: bool) -> alt.Color:
    legend = alt.Legend(
        title=f"Rank within the column, among {among:,} loaded articles",
        orient="bottom",
        direction="horizontal",
        gradientLength=240,
        gradientThickness=10,
        titleLimit=400,
        titleColor=ink(dark),
        labelColor=ink(dark),
        values=[0, 50, 100],
        labelExpr="datum.value == 0 ? 'lowest' : datum.value == 100 ? 'highest' : 'middle'",
    )
    return alt.Color("percentile:Q", scale=alt.Scale(scheme=SEQUENTIAL, domain=[0, 100]), legend=legend)


def _number_colour(dark: bool) -> Any:
    """White numbers on the dark half of the scheme, black ones on the light half, those of the page where no colour is."""
    light = alt.when("isValid(datum.percentile) && datum.percentile < 50").then(alt.value("#FFFFFF"))
    return light.when("isValid(datum.percentile)").then(alt.value("#111418")).otherwise(alt.value(ink(dark)))


def _tooltip() -> list[alt.Tooltip]:
    names = {"article": "Article", "outlet": "Outlet", "label": "Figure", "full": "Value", "interval": "95 % interval"}
    names |= {"counted": "Counted", "rank": "Rank", "definition": "Meaning"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in names.items()]
