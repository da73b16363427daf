"""A strip along the article: one row a voice or kind of mark, one tick a sentence."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.charts.palette import ink

SELECTION = "sentence"


def barcode(frame: pd.DataFrame, colours: dict[str, str], sentences: int, *, dark: bool) -> alt.Chart:
    """The chart.

    Args:
        frame: a row a tick: row (label), sentence (index), share (0 to 1), text (start of the sentence), chosen (whether the
            words chosen on the page stand in it).
        colours: label -> colour, in the order of the rows.
    """
    rows = [name for name in colours if name in set(frame["row"])]
    pick = alt.selection_point(name=SELECTION, fields=["sentence"], on="click", empty=False)
    return (
        alt.Chart(frame)
        .mark_rect(cursor="pointer")
        .encode(
            x=alt.X(
                "sentence:Q",
                title="Sentence",
                bin="binned",
                axis=alt.Axis(tickMinStep=1, tickCount=6, format="d", grid=False),
                scale=alt.Scale(domain=[0, max(1, sentences)], nice=False),
            ),
            x2="end:Q",
            y=alt.Y(
                "row:N",
                sort=rows,
                title=None,
                axis=alt.Axis(labelLimit=170, labelFontSize=13, ticks=False, domain=False, labelOverlap=False, labelFlush=False),
                scale=alt.Scale(paddingInner=0.25, paddingOuter=0),
            ),
            color=alt.Color("row:N", scale=alt.Scale(domain=rows, range=[colours[r] for r in rows]), legend=None),
            opacity=alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 1], range=[0.25, 1]), legend=None),
            stroke=alt.condition("datum.chosen", alt.value(ink(dark)), alt.value("transparent")),
            strokeWidth=alt.condition("datum.chosen", alt.value(2), alt.value(0)),
            tooltip=[alt.Tooltip("row:N", title="What"), alt.Tooltip("text:N", title="Sentence")],
        )
        .add_params(pick)
        .properties(height=20 * len(rows) + 58)
        .configure_view(stroke=None)
    )
