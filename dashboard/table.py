"""The overview's table: a row an article, a column a figure, set up from the metrics' declarations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import figures
from dashboard.item import Item
from dashboard.ranks import Figure

#: The column whose cells open the article, and where a click on one is told in the session's state.
TITLE, OPENED = "title", "table_opened"


def frame(items: Sequence[Item], values: pd.DataFrame, columns: Sequence[Figure]) -> pd.DataFrame:
    """The rows in the articles' order; figures stay numbers, so that they sort as numbers."""
    about = pd.DataFrame(
        {
            TITLE: [button_label(item.title) for item in items],
            "outlet": [item.outlet for item in items],
            "published": [item.published for item in items],
            "topic": [item.topic for item in items],
            "words": [item.words for item in items],
        }
    )
    chosen = values.loc[[item.key for item in items], [figure.id for figure in columns]].reset_index(drop=True)
    return pd.concat([about, chosen], axis=1)


def column_config(columns: Sequence[Figure], voice_labels: dict[str, str]) -> dict[str, Any]:
    """Labels, meanings and number formats for `st.dataframe`."""
    config: dict[str, Any] = {
        TITLE: st.column_config.ButtonColumn(
            "Title", key=OPENED, type="tertiary", alignment="left", pinned=True, width=300, help="Click to open the article."
        ),
        "outlet": st.column_config.TextColumn("Outlet", help="As the input gave it."),
        "published": st.column_config.TextColumn("Date", help="As the input gave it."),
        "topic": st.column_config.TextColumn("Topic", help="As the input gave it."),
        "words": st.column_config.NumberColumn("Words", format="localized", help="Words of the text without boilerplate."),
    }
    for figure in columns:
        metric = figure.metric
        config[figure.id] = st.column_config.NumberColumn(
            figure.label(voice_labels),
            help=f"{metric.definition} Unit: {metric.unit}. {metric.reading}",
            format="percent" if figures.is_share(metric) else f"%.{metric.decimals}f",
        )
    return config


def button_label(text: str) -> str:
    """The text as a button's label: a name of an icon at its start is kept from becoming one by a mark nobody sees."""
    return f"\u2060{text}" if text.lstrip().startswith(":") else text
