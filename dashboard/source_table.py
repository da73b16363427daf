"""The table of sources: a row a source across the articles, and what each column means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis import corpus_sources
from dashboard.table import button_label

#: Where a click on a name is told in the session's state.
OPENED = "source_opened"

#: What to call a source's type, in the order shown.
TYPES = {
    "person": "Person", "organization": "Organization", "government": "Government", "document": "Document", "group": "Group",
    "anonymous": "Anonymous", "unknown": "Unknown",
}  # fmt: skip


def wanted(table: pd.DataFrame, who: str, named: str, types: Sequence[str]) -> pd.DataFrame:
    """The rows asked for.

    Args:
        table: from `corpus_sources.table`.
        who: words that must all stand in the name.
        named: `Named`, `Unnamed` or `All`.
        types: labels of types; any where empty.
    """
    kept = table
    if named != "All":
        kept = kept[kept["named"].astype(bool) == (named == "Named")]
    if types:
        kept = kept[kept["type"].map(TYPES).isin(list(types))]
    for word in who.casefold().split():
        kept = kept[kept["name"].str.casefold().str.contains(word, regex=False)]
    return kept


def shown(table: pd.DataFrame) -> pd.DataFrame:
    """The table as `st.dataframe` shows it."""
    names = [button_label(" ".join(name.split())) for name in table["name"]]
    told = {"name": names, "type": table["type"].map(TYPES), "direct_share": table["direct_share"] * 100}
    return table.drop(columns="named").assign(**told).reset_index(drop=True)


def column_config(opened: Callable[..., None], ids: Sequence[str]) -> dict[str, Any]:
    """Labels and meanings; a click on a name calls `opened` with the ids of the rows."""
    stances = {
        "neutral": "Attributions whose verb says nothing of the claim's standing, such as “say”.",
        "endorsing": "Attributions whose verb takes the claim for true, such as “point out”.",
        "doubting": "Attributions whose verb holds the claim at a distance, such as “claim”.",
        "hostile": "Attributions whose verb belittles the speaker or shows an outburst, such as “rant”.",
    }
    number = st.column_config.NumberColumn
    return {
        "name": st.column_config.ButtonColumn(
            "Source", key=OPENED, type="tertiary", alignment="left", pinned=True, width=220, on_click=opened, args=(list(ids),),
            help="The name under which most of its words stand. Click to open its card.",
        ),
        "type": st.column_config.TextColumn("Type", width=110, help="What the source is, by its name and how it is introduced."),
        "articles": number("Articles", format="localized", help="Articles in which it is a source."),
        "outlets": number("Outlets", format="localized", help="Outlets of these articles, where they are given."),
        "words": number("Words given", format="localized", help="Words of the texts that are its own, quoted or reported."),
        "attributions": number("Attributions", format="localized", help="Times that words are laid to it."),
        "direct_share": number(
            "Quoted", format="%.0f %%",
            help="Share of its words that stand inside quotation marks; the others are reported in the writer's wording. Not "
            f"given below {corpus_sources.FLOOR} words: too few to say.",
        ),
        **{name: number(f"{name.capitalize()} verbs", format="localized", help=told) for name, told in stances.items()},
    }  # fmt: skip
