"""Charts as files: on white, with title, note and n, offline, and no word of an article is read as markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis.version import PACKAGE
from dashboard import chart_files
from dashboard.charts.palette import VOICE_LIGHT
from dashboard.charts.voice_bar import voice_bar
from dashboard.corpus import voice_frame

HOSTILE = 'Quay <script>alert(1)</script> & "more" <image href="https://evil.example/p.png"/>'


def frame(writer: str = "The writer, 60 words") -> pd.DataFrame:
    return voice_frame({"writer": 60, "direct": 40}, {"writer": writer, "direct": "Quoted, 40 words"})


def test_a_framed_chart_has_white_ground_title_note_and_room_for_them() -> None:
    chart = voice_bar(frame(), dark=False)
    spec = chart_files.framed(chart, "A title " * 30, "A note with n = 100. " * 20, 900).to_dict()
    assert spec["background"] == "#FFFFFF"
    assert len(spec["title"]["text"]) == 2
    assert spec["title"]["text"][1].endswith("…")
    lines = spec["title"]["subtitle"]
    assert " ".join(lines) == " ".join(("A note with n = 100. " * 20).split())
    assert spec["height"] > chart.height + 17 * len(lines)
    assert spec["width"] == 900


def test_an_svg_holds_the_chart_and_what_it_shows_and_asks_for_nothing() -> None:
    made = chart_files.draw(
        voice_bar(frame(), dark=False), "svg", title=f"Whose words {HOSTILE}", note="Words by voice, n = 100."
    )
    svg = made.decode()
    for said in ("Whose words Quay", "Words by voice, n = 100.", f"Evenhand {PACKAGE}.", "The writer, 60 words", "60 %"):
        assert said in svg
    assert VOICE_LIGHT["writer"].lower() in svg.lower()
    assert re.search(r'<rect[^>]*fill="(#FFFFFF|white|#fff)"', svg, re.IGNORECASE)
    elements = list(ElementTree.fromstring(svg).iter())
    assert not {e.tag.rpartition("}")[2] for e in elements} & {"script", "image", "a", "foreignObject", "style"}
    assert not [name for e in elements for name in e.attrib if name.rpartition("}")[2] in ("href", "src")]


def test_a_png_is_as_wide_as_print_needs() -> None:
    made = chart_files.draw(voice_bar(frame(), dark=False), "png", title="Whose words", note="n = 100.")
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(made[16:20], "big")
    assert width == pytest.approx(chart_files.WIDTH * chart_files.SCALE, abs=40)
