"""The dashboard's front door: page set-up and navigation only. Start it with `streamlit run dashboard/app.py`."""

from __future__ import annotations

import sys
from pathlib import Path

# `streamlit run` puts this folder on the path; the library lies beside it, installed or not.
_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

import streamlit as st  # noqa: E402

from dashboard import corpus_field, data, look, own_address, state  # noqa: E402
from dashboard.plain_text import plain  # noqa: E402

own_address.keep()
look.apply()

page = st.navigation(
    [
        st.Page(state.OVERVIEW, title="Overview", icon=":material/grid_on:", default=True),
        st.Page(state.ARTICLE, title="Article", icon=":material/article:", url_path="article"),
        st.Page(state.SOURCES, title="Sources", icon=":material/record_voice_over:", url_path="sources"),
        st.Page(state.COMPARE, title="Compare", icon=":material/compare_arrows:", url_path="compare"),
        st.Page(state.DESK, title="Draft desk", icon=":material/edit_note:", url_path="desk"),
        st.Page(state.ADD, title="Add", icon=":material/add_circle:", url_path="add"),
        st.Page(state.CORPORA, title="Corpora", icon=":material/inventory_2:", url_path="corpora"),
        st.Page(state.EXPORT, title="Export", icon=":material/download:", url_path="export"),
        st.Page(state.CODEBOOK, title="Codebook", icon=":material/menu_book:", url_path="codebook"),
        st.Page(state.ABOUT, title="About", icon=":material/info:", url_path="about"),
    ],
    position="top",
)
state.turned_to(page.url_path)
corpus_field.show()
try:
    page.run()
except data.CorpusError as problem:
    st.error(plain(str(problem)), icon=":material/error:")
    st.markdown("Choose another corpus above, or the sample articles; the Corpora page has all there are.")
except data.SETUP_ERRORS as problem:
    st.error(f"Evenhand is not set up rightly. {plain(str(problem))}")
