"""Words by voice as one bar from 0 to 100 %, each part with its name and share."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.palette import ink, voices

#: Parts narrower than this carry no number; the line under the chart names them all.
_NARROW = 0.07


def voice_bar(frame: pd.DataFrame, *, dark: bool) -> alt.LayerChart:
    """The chart; `frame` is `corpus.voice_frame`."""
    colour = voices(dark)
    names = list(frame["label"])
    legend = alt.Legend(
        title=None, orient="top", symbolType="square", labelFontSize=14, labelColor=ink(dark), labelLimit=300, columnPadding=20
    )
    base = alt.Chart(frame).encode(
        tooltip=[
            alt.Tooltip("label:N", title="Voice"),
            alt.Tooltip("words:Q", title="Words", format=","),
            alt.Tooltip("share:Q", title="Share", format=".1%"),
        ]
    )
    bars = base.mark_bar(height=34, stroke=None).encode(
        x=alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False)),
        x2=alt.X2("end:Q"),
        color=alt.Color(
            "label:N", sort=names, legend=legend, scale=alt.Scale(domain=names, range=[colour[v] for v in frame["voice"]])
        ),
    )
    numbers = (
        base.transform_filter(f"datum.share >= {_NARROW}")
        .transform_calculate(middle="(datum.start + datum.end) / 2", shown="format(datum.share * 100, '.0f') + ' %'")
        .mark_text(fontSize=15, fontWeight=600)
        .encode(x=alt.X("middle:Q"), text=alt.Text("shown:N"), color=alt.ColorValue("#101418" if dark else "#FFFFFF"))
    )
    return alt.layer(bars, numbers).properties(height=84).configure_view(stroke=None)
