"""The filter as a row of fields that follow the address, so that a link restores it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import data, state
from dashboard.filters import Filter, outlets_of, topics_of
from dashboard.item import Item
from dashboard.plain_text import plain

_FIRST, _LAST = date(1800, 1, 1), date(2199, 12, 31)


def ask(items: Sequence[Item]) -> list[Item]:
    """Show the fields and what they ask for in words; give the wanted articles."""
    chosen = _fields(items)
    kept = chosen.apply(items)
    _summary(chosen, len(kept), len(items))
    return kept


def _fields(items: Sequence[Item]) -> Filter:
    bind = "query-params"
    with st.container(key="filters"):
        search, outlet, topic, start, end = st.columns([3, 3, 2, 1.5, 1.5], gap="small")
        label = "Words in title or text" if data.opened().searches_text else "Words in the title"
        words = search.text_input(
            label, key=state.SEARCH, bind=bind, placeholder="such as: ward closure", type="search",
            help="Keeps the articles in which all these words stand, in any order. Upper and lower case count the same. Of a "
            "stored corpus, titles alone are searched.",
        )  # fmt: skip
        outlets = outlet.multiselect("Outlet", outlets_of(items), key=state.OUTLET, bind=bind, placeholder="All outlets")
        topics = topic.multiselect("Topic", topics_of(items), key=state.TOPIC, bind=bind, placeholder="All topics")
        day = {"value": None, "min_value": _FIRST, "max_value": _LAST, "format": "YYYY-MM-DD", "bind": bind}
        first = start.date_input("From", key=state.FROM, **day)
        last = end.date_input("Until", key=state.TO, **day)
    return Filter(tuple(outlets), tuple(topics), first, last, words or "")


def _summary(chosen: Filter, kept: int, total: int) -> None:
    if chosen.empty:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="filter_summary"):
        undated = " Articles without a date are left out." if chosen.start or chosen.end else ""
        st.markdown(f"**{kept:,} of {total:,} articles**: {plain(chosen.in_words())}.{undated}", width="content")
        st.button("Show all", key="reset_filters", on_click=_reset, icon=":material/close:", type="tertiary")


def _reset() -> None:
    for key in (state.OUTLET, state.TOPIC):
        st.session_state[key] = []
    for key in (state.FROM, state.TO):
        st.session_state[key] = None
    st.session_state[state.SEARCH] = ""
