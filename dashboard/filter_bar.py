"""The filter as a row of fields that follow the address, so that a link restores it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import data, state
from dashboard.filters import Filter, outlets_of, topics_of
from dashboard.item import Item
from dashboard.plain_text import plain

#: Where the fields' values wait for the next page, with the page and the corpus they were asked on.
_KEPT = "filter_kept"
_FIELDS = (state.SEARCH, state.OUTLET, state.TOPIC, state.FROM, state.TO)
_FIRST, _LAST = date(1800, 1, 1), date(2199, 12, 31)


def ask(items: Sequence[Item]) -> list[Item]:
    """Show the fields and what they ask for in words; give the wanted articles."""
    chosen = _fields(items)
    kept = chosen.apply(items, data.holding(chosen.words))
    _summary(chosen, len(kept), len(items))
    return kept


def _fields(items: Sequence[Item]) -> Filter:
    bind = "query-params"
    _bring_back()
    with st.container(key="filters"):
        search, outlet, topic, start, end = st.columns([3, 3, 2, 1.5, 1.5], gap="small")
        words = search.text_input(
            "Words in title or text", key=state.SEARCH, bind=bind, placeholder="such as: ward closure", type="search",
            help="Keeps the articles in which all these words stand, in any order. Upper and lower case count the same.",
        )  # fmt: skip
        outlets = outlet.multiselect("Outlet", outlets_of(items), key=state.OUTLET, bind=bind, placeholder="All outlets")
        topics = topic.multiselect("Topic", topics_of(items), key=state.TOPIC, bind=bind, placeholder="All topics")
        day = {"value": None, "min_value": _FIRST, "max_value": _LAST, "format": "YYYY-MM-DD", "bind": bind}
        first = start.date_input("From", key=state.FROM, **day)
        last = end.date_input("Until", key=state.TO, **day)
    st.session_state[_KEPT] = state.page(), state.corpus(), {name: st.session_state[name] for name in _FIELDS}
    return Filter(tuple(outlets), tuple(topics), first, last, words or "")


def _bring_back() -> None:
    """Give the fields the values that they had on the page before, where the address gives none.

    To Streamlit they are other fields on each page, which begin empty. The back button shows what its address says.
    """
    page, corpus, values = st.session_state.get(_KEPT, (None, None, {}))
    if page != state.page() and corpus == state.corpus() and not any(name in st.query_params for name in _FIELDS):
        for name, value in values.items():
            st.session_state[name] = value


def _summary(chosen: Filter, kept: int, total: int) -> None:
    if chosen.empty:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="filter_summary"):
        undated = " Articles without a date are left out." if chosen.start or chosen.end else ""
        st.markdown(f"**{kept:,} of {total:,} articles**: {plain(chosen.in_words())}.{undated}", width="content")
        st.button("Show all", key="reset_filters", on_click=clear, icon=":material/close:", type="tertiary")


def clear() -> None:
    """Ask nothing any more; to be called by a field or a button before the page is drawn."""
    nothing: dict[str, object] = {state.SEARCH: "", state.OUTLET: [], state.TOPIC: [], state.FROM: None, state.TO: None}
    for name, value in nothing.items():
        if name in st.session_state:
            st.session_state[name] = value
