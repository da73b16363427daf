"""How far articles lie from one of them: a dot and its interval for each figure and article, with a line at 0."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from dashboard.charts.palette import ink, paper

_STEP, _GAP = 19, 12


def differences(frame: pd.DataFrame, colours: dict[str, str], *, against: str, dark: bool) -> alt.LayerChart:
    """The chart of figures that one axis counts; `frame` has the columns of `compared.figures.differences`.

    Args:
        colours: letter -> colour, in the order of the articles.
        against: letter of the article that stands at 0.
    """
    # Long names take two lines: on a phone one line would leave the bars no room.
    rows = frame.assign(figure=["\n".join(textwrap.wrap(name, 19)) for name in frame["figure"]])
    names = list(dict.fromkeys(rows["figure"]))
    letters = [x for x in colours if x in set(rows["article"])]
    unit = rows["scale"].iloc[0]
    y = alt.Y(
        "figure:N", sort=names, title=None, scale=alt.Scale(paddingInner=0.25, paddingOuter=0.1),
        axis=alt.Axis(
            labelLimit=170, labelFontSize=13, labelExpr="split(datum.value, '\\n')", ticks=False, domain=False,
            labelColor=ink(dark), labelOverlap=False,
        ),
    )  # fmt: skip
    offset = alt.YOffset("article:N", sort=letters, scale=alt.Scale(paddingInner=0.1))
    colour = alt.Color("article:N", scale=alt.Scale(domain=letters, range=[colours[x] for x in letters]), legend=None)
    tooltip = [
        alt.Tooltip("figure:N", title="Figure"), alt.Tooltip("shown:N", title=f"Minus {against}"),
        alt.Tooltip("interval:N", title="95 % interval"), alt.Tooltip("meaning:N", title="Meaning"),
    ]  # fmt: skip
    # Room at the right end for the label of the longest interval.
    low, high = min(0.0, float(rows["low"].min())), max(0.0, float(rows["high"].max()))
    room = (high - low) * 0.16
    x = alt.X(
        "low:Q", title=f"minus {against}, {unit}", scale=alt.Scale(domain=[low, high + room], nice=False),
        axis=alt.Axis(tickCount=6, grid=True, gridOpacity=0.35, labelFlush=False),
    )  # fmt: skip
    base = alt.Chart(rows).encode(y=y, yOffset=offset, color=colour, tooltip=tooltip)
    rules = base.mark_rule(strokeWidth=2.5, opacity=0.75).encode(x=x, x2="high:Q")
    apart = base.transform_filter("datum.apart").mark_point(size=62, filled=True, opacity=1).encode(x="value:Q")
    # Hollow where the interval holds 0, so that colour is not all that tells them apart.
    held = base.transform_filter("!datum.apart")
    hollow = held.mark_point(size=50, strokeWidth=2, opacity=1, fill=paper(dark)).encode(x="value:Q")
    labels = base.mark_text(align="left", dx=6, fontSize=12).encode(x="high:Q", text="shown:N", color=alt.value(ink(dark)))
    zero = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=1.2, color=ink(dark)).encode(x="zero:Q")
    height = len(names) * (_STEP * len(letters) + _GAP) + 62
    return alt.layer(zero, rules, apart, hollow, labels).properties(height=height).configure_view(stroke=None)
