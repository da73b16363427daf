"""The dashboard's look: page set-up, the name in the bar, and the few rules of style that the theme has no setting for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import state

_FOLDER = Path(__file__).resolve().parent / ".streamlit"


def apply() -> None:
    """Give the page the dashboard's look; call it first."""
    st.set_page_config(page_title="Evenhand", page_icon=str(_FOLDER / "icon.svg"), layout="wide")
    name = _FOLDER / ("logo-dark.svg" if state.dark() else "logo-light.svg")
    st.logo(str(name), icon_image=str(name), size="large")
    st.html(_FOLDER / "style.css")
