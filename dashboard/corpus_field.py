"""The field at the head of every page that says which corpus is open; it follows the address, from page to page."""

from __future__ import annotations

import streamlit as st

from dashboard import data, filter_bar, state


def show() -> None:
    """Show the field, where there is a corpus to choose or the address names one.

    A name that no corpus has stays chosen, so that the page can say so, where a field by itself would fall back to the first.
    """
    if kept := st.session_state.pop(state.KEPT, None):
        st.session_state[state.CORPUS] = kept
    asked = state.corpus()
    names = data.corpora()
    if not names and asked is None:
        return
    options = [state.SAMPLES, *names, *([asked] if asked is not None and asked not in names else [])]
    with st.container(key="corpus_field"):
        st.selectbox(
            "Corpus", options, key=state.CORPUS, bind="query-params", label_visibility="collapsed", on_change=filter_bar.clear
        )


def choose(name: str | None) -> None:
    """Open a corpus, or the samples; to be called by a button before the page is drawn."""
    st.session_state[state.CORPUS] = name or state.SAMPLES
    filter_bar.clear()
