"""Words by voice in two versions of a text: a bar each on one scale, each part with its words."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.palette import ink, voices

#: Parts narrower than this share of the longer bar carry no number; the line under the chart names them all.
_NARROW = 0.06


def voice_change(frame: pd.DataFrame, *, dark: bool) -> alt.LayerChart:
    """The chart; `frame` is `revised.voice_frame`."""
    colour = voices(dark)
    first = frame.drop_duplicates("voice")
    names, longest = list(first["label"]), max(1, int(frame["end"].max()))
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "version:N", sort=None, title=None,
            axis=alt.Axis(ticks=False, domain=False, labelFontSize=13, labelColor=ink(dark), labelLimit=110),
        ),
        tooltip=[
            alt.Tooltip("version:N", title="Version"), alt.Tooltip("label:N", title="Voice"),
            alt.Tooltip("words:Q", title="Words", format=","), alt.Tooltip("share:Q", title="Share", format=".1%"),
        ],
    )  # fmt: skip
    bars = base.mark_bar(height=26, stroke=None).encode(
        x=alt.X("start:Q", title="words", axis=alt.Axis(tickCount=5, format=",d"), scale=alt.Scale(domain=[0, longest])),
        x2="end:Q",
        color=alt.Color(
            "label:N", sort=names, scale=alt.Scale(domain=names, range=[colour[v] for v in first["voice"]]),
            legend=alt.Legend(title=None, orient="top", symbolType="square", labelFontSize=13, labelColor=ink(dark)),
        ),
    )  # fmt: skip
    numbers = (
        base.transform_filter(f"datum.words >= {_NARROW * longest}")
        .transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(fontSize=13, fontWeight=600)
        .encode(x="middle:Q", text=alt.Text("words:Q", format=","), color=alt.value("#101418" if dark else "#FFFFFF"))
    )
    return alt.layer(bars, numbers).properties(height=198).configure_view(stroke=None)
