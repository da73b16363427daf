"""Charts as files: SVG and PNG on white, with a title and a line that says what is shown and of how much. Made offline.

Streamlit's own toolbar gives a PNG of the bare chart in the page's colours; vl-convert draws both.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import partial

import altair as alt
import streamlit as st

from dashboard.charts.palette import ink

#: Points across, and pixels a point of a PNG: 300 dots an inch when printed 17 cm wide.
WIDTH, SCALE = 900, 2.25
_TITLE, _LINE, _EDGE, _LETTERS = 30, 17, 18, 132


def offer(make: Callable[[], alt.Chart | alt.LayerChart], name: str, *, title: str, note: str, width: int = WIDTH) -> None:
    """Offer a chart as files, under it. Nothing is drawn before a click.

    Args:
        make: makes the chart in the colours of the light theme.
        name: of the file, without its ending.
        note: what is shown, with n, as it stands in the picture.
    """
    with st.popover("Take this chart", icon=":material/download:", type="tertiary", key=f"take_{name}"):
        st.caption("The whole chart on white, with its title and what it shows. SVG stays sharp at any size; PNG is for slides.")
        for form, media in (("svg", "image/svg+xml"), ("png", "image/png")):
            st.download_button(
                form.upper(), data=partial(_draw, make, form, title, note, width), file_name=f"{name}.{form}", mime=media,
                key=f"chart_{name}_{form}", on_click="ignore", icon=":material/download:",
            )  # fmt: skip


def _draw(make: Callable[[], alt.Chart | alt.LayerChart], form: str, title: str, note: str, width: int) -> bytes:
    return draw(make(), form, title=title, note=note, width=width)


def draw(chart: alt.Chart | alt.LayerChart, form: str, *, title: str, note: str, width: int = WIDTH) -> bytes:
    """A chart as the bytes of an SVG (`svg`) or PNG (`png`) file.

    Args:
        chart: its height is that of the whole picture without the title, as Streamlit takes it.
    """
    import vl_convert

    from analysis.version import PACKAGE

    spec = framed(chart, title, f"{note} Evenhand {PACKAGE}.", width).to_dict()
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(spec, vl_version=version, scale=SCALE, allowed_base_urls=[]))
    return str(vl_convert.vegalite_to_svg(spec, vl_version=version, allowed_base_urls=[])).encode()


def framed(chart: alt.Chart | alt.LayerChart, title: str, note: str, width: int) -> alt.Chart | alt.LayerChart:
    """The chart on white, with its title and its note above it."""
    letters = int(_LETTERS * width / WIDTH)
    lines = textwrap.wrap(" ".join(note.split()), letters)
    head = textwrap.wrap(" ".join(title.split()), int(letters * 0.72), max_lines=2, placeholder=" …")
    height = float(chart.height) + _TITLE * len(head) + _LINE * len(lines) + 2 * _EDGE
    dark = ink(False)
    return (
        chart.properties(
            width=width,
            height=height,
            background="#FFFFFF",
            padding=_EDGE,
            autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            title=alt.TitleParams(
                head, subtitle=lines, anchor="start", frame="bounds", fontSize=20, fontWeight=600, subtitleFontSize=13,
                color=dark, subtitleColor="#55606E", subtitleLineHeight=_LINE, lineHeight=26, offset=14, subtitlePadding=6,
            ),
        )
        .configure_axis(
            labelColor=dark, titleColor="#55606E", titleFontWeight="normal", gridColor="#E3E6EA", domainColor="#C9CED6"
        )
        .configure_legend(labelColor=dark, titleColor=dark)
    )  # fmt: skip
