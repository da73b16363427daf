"""How often each rule is right, and how much it finds: a dot with its interval for each, from 0 to 100 %."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.palette import ink, paper, voices

_STEP = 26


def right_rates(frame: pd.DataFrame, *, dark: bool) -> alt.LayerChart:
    """The chart; `frame` has a row a rule and share: rule, what, value, low, high, shown, cases."""
    rules = list(dict.fromkeys(frame["rule"]))
    whats = list(dict.fromkeys(frame["what"]))
    colours = [voices(dark)["direct"], voices(dark)["indirect"]]
    y = alt.Y(
        "rule:N", sort=rules, title=None, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.15),
        axis=alt.Axis(labelLimit=170, labelFontSize=13, ticks=False, domain=False, labelColor=ink(dark), labelOverlap=False),
    )  # fmt: skip
    x = alt.X(
        "low:Q", title="share, with its 95 % interval", scale=alt.Scale(domain=[0, 1.16], nice=False),
        axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format="%", gridOpacity=0.35),
    )  # fmt: skip
    base = alt.Chart(frame).encode(
        y=y,
        yOffset=alt.YOffset("what:N", sort=whats),
        color=alt.Color("what:N", scale=alt.Scale(domain=whats, range=colours), legend=None),
        tooltip=[
            alt.Tooltip("rule:N", title="Rule"), alt.Tooltip("what:N", title="Share"), alt.Tooltip("shown:N", title="Value"),
            alt.Tooltip("cases:Q", title="Cases", format=","), alt.Tooltip("data:N", title="Measured on"),
        ],
    )  # fmt: skip
    rules_drawn = base.mark_rule(strokeWidth=2.5, opacity=0.75).encode(x=x, x2="high:Q")
    right = base.transform_filter(alt.datum.what == whats[0]).mark_point(filled=True, size=64, opacity=1).encode(x="value:Q")
    # Hollow, so that colour is not all that tells the two apart.
    found = base.transform_filter(alt.datum.what != whats[0]).mark_point(size=50, strokeWidth=2, opacity=1, fill=paper(dark))
    labels = base.mark_text(align="left", dx=6, fontSize=12).encode(x="high:Q", text="shown:N", color=alt.value(ink(dark)))
    return (
        alt.layer(rules_drawn, right, found.encode(x="value:Q"), labels)
        .properties(height=len(rules) * 2 * _STEP + 62)
        .configure_view(stroke=None)
    )
