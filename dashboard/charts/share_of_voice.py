"""Words by source as ordered bars, the writer in grey; quoted and reported words apart."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.palette import ink, voices

SELECTION = "who"


def share_of_voice(frame: pd.DataFrame, chosen: str | None, *, dark: bool) -> alt.LayerChart:
    """The chart.

    Args:
        frame: a row a source and voice: key (id of the source, or another word), source, voice, label, words, total, order.
        chosen: id of the source whose bar has an edge.
    """
    colour = voices(dark)
    known = [v for v in ("writer", "direct", "indirect") if v in set(frame["voice"])]
    labels = {v: frame.loc[frame["voice"] == v, "label"].iloc[0] for v in known}
    names = list(dict.fromkeys(frame.sort_values("order")["source"]))
    axis = alt.Axis(labelLimit=190, labelFontSize=13, ticks=False, labelOverlap=False, labelFlush=False)
    y = alt.Y("source:N", sort=names, title=None, axis=axis)
    bars = (
        alt.Chart(frame)
        .mark_bar(height=15, cursor="pointer")
        .encode(
            x=alt.X("words:Q", title="words", axis=alt.Axis(tickCount=4, format="d")),
            y=y,
            order=alt.Order("voice:N"),
            color=alt.Color(
                "label:N",
                scale=alt.Scale(domain=[labels[v] for v in known], range=[colour[v] for v in known]),
                legend=alt.Legend(title=None, orient="top", symbolType="square"),
            ),
            stroke=alt.condition(alt.datum.key == (chosen or ""), alt.value(ink(dark)), alt.value("transparent")),
            strokeWidth=alt.condition(alt.datum.key == (chosen or ""), alt.value(2), alt.value(0)),
            tooltip=[
                alt.Tooltip("source:N", title="Who"),
                alt.Tooltip("label:N", title="Voice"),
                alt.Tooltip("words:Q", title="Words"),
            ],
        )
        .add_params(alt.selection_point(name=SELECTION, fields=["key"], on="click", empty=False))
    )
    totals = frame.drop_duplicates("source")
    numbers = (
        alt.Chart(totals)
        .mark_text(align="left", dx=5, fontSize=13, color=ink(dark))
        .encode(x="total:Q", y=y, text=alt.Text("total:Q", format=","))
    )
    return alt.layer(bars, numbers).properties(height=26 * len(totals) + 90).configure_view(stroke=None)
