"""Articles × figures as a heat map, columns by family: colour is the percentile within the column, the number is the value."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.palette import SEQUENTIAL, ink

#: The selection that a click on a cell makes; its field is the article's key.
SELECTION = "cell"
_ROW, _LINE, _FOOT = 52, 15, 80
#: Letters in a line of a column's name, and of a row's.
_COLUMN, _TITLE = 11, 30


def heat_map(
    frame: pd.DataFrame,
    rows: Mapping[str, tuple[str, str]],
    columns: Mapping[str, tuple[str, str]],
    *,
    ranked_among: int,
    dark: bool,
) -> alt.LayerChart:
    """The chart.

    Args:
        frame: from `ranks.cells`.
        rows: article's key -> title and byline, in the order shown.
        columns: figure's id -> family and label, in the order shown; those of a family stand together.
        ranked_among: number of articles that the percentiles are given among.
    """
    named = {id: textwrap.wrap(label, _COLUMN, break_long_words=False) for id, (_, label) in columns.items()}
    most = max((len(lines) for lines in named.values()), default=1)
    head = most * _LINE
    # A label's first line stands where a label of one line would: blank lines make all of them as high, and they are moved up.
    named = {id: [*[""] * (most - len(lines)), *lines] for id, lines in named.items()}
    told = {key: [*textwrap.wrap(title, _TITLE, max_lines=2, placeholder=" …"), byline] for key, (title, byline) in rows.items()}
    x = alt.X(
        "figure:N",
        title=None,
        scale=alt.Scale(domain=list(columns)),
        axis=_axis(named, dark, labelAngle=0, orient="top", labelPadding=head - _LINE + 8),
    )
    base = alt.Chart(frame).encode(
        x=x,
        y=alt.Y(
            "key:N", sort=list(rows), title=None, axis=_axis(told, dark, labelAlign="right", labelLimit=230, labelOffset=-_LINE)
        ),
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
    numbers = base.mark_text(fontSize=13, cursor="pointer").encode(
        text=alt.Text("value:N"),
        color=_number_colour(dark),
    )
    families = alt.Chart(_families(columns)).encode(x=alt.X("first:N", bandPosition=0))
    above = -(head + 14)
    names = families.mark_text(
        align="left", baseline="bottom", fontSize=14, fontWeight=600, color=ink(dark), tooltip=None
    ).encode(text=alt.Text("family:N"), y=alt.YValue(above - 6))
    lines = families.mark_rule(strokeWidth=1.5, color=ink(dark), opacity=0.55, tooltip=None).encode(
        x2=alt.X2("last:N", bandPosition=1), y=alt.YValue(above)
    )
    between = (
        families.transform_filter(alt.datum.place > 0)
        .mark_rule(color=ink(dark), opacity=0.45, xOffset=-2.5, tooltip=None)
        .encode(x=alt.X("first:N", bandPosition=0), y=alt.YValue(above), y2=alt.Y2Value(len(rows) * _ROW))
    )
    return (
        alt.layer(squares, frames, numbers, between, lines, names)
        .properties(height=len(rows) * _ROW + head + 48 + _FOOT)
        .configure_view(stroke=None)
        .configure_scale(bandPaddingInner=0.06)
    )


def _families(columns: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """One row a family with its first and its last column."""
    frame = pd.DataFrame([(family, id) for id, (family, _) in columns.items()], columns=["family", "id"])
    ends = frame.groupby("family", sort=False)["id"].agg(["first", "last"])
    return ends.reset_index().assign(place=range(len(ends)))


def _axis(names: Mapping[str, Sequence[str]], dark: bool, **settings: object) -> alt.Axis:
    """An axis that shows names of one line or more for ids."""
    expression = f"{json.dumps(dict(names))}[datum.value]"
    look = {"labelFontSize": 12.5, "labelLineHeight": _LINE, "labelPadding": 8, "domain": False, "ticks": False, "grid": False}
    return alt.Axis(
        labelExpr=expression, **{"labelLimit": 220, "labelColor": ink(dark), "labelOverlap": False, **look, **settings}
    )


def _rank_colour(among: int, dark: bool) -> alt.Color:
    legend = alt.Legend(
        title=f"Percentile within the column, among {among:,} loaded articles",
        orient="bottom",
        direction="horizontal",
        gradientLength=320,
        gradientThickness=10,
        titleLimit=400,
        titleColor=ink(dark),
        labelColor=ink(dark),
        values=[0, 25, 50, 75, 100],
        labelExpr="datum.value == 0 ? '0, lowest' : datum.value == 100 ? '100, highest' : datum.label",
        labelFontSize=12,
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
