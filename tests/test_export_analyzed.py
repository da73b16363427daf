"""Exports of what the engine really finds: nothing of the text leaks, nothing of any text breaks a format."""

from __future__ import annotations

import io
import json
import re
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import Analysis, Article, Failure, analyze
from analysis.columns import declared
from analysis.export import FORMATS, archive
from analysis.vocabulary import KINDS, VOICES
from analysis.wire import dump, to_wire

TITLE = "Mayor “misled” rowers over the boathouse roof, club says"
TEXT = """LOWER QUAY (Tidewater Press) – The mayor shamefully shelved the repair of the boathouse roof, and the rowers \
were the last to know.

“We have trained under a tarpaulin since the first frost,” said Ada Quill, captain of the rowing club. “Nobody at the town hall \
so much as rang us — and the mayor, who promised, ‘You will be dry by March,’ has stopped answering.”

According to the club's own survey, four beams are rotten. The mayor's office insisted that the money had perhaps been promised \
too early, and two people close to the council claimed that the figures were cooked.

Tom Marsh, the treasurer, rejected the charge as a "reckless smear" and told reporters that he would open the books on Friday. \
The mayor did not respond to a request for comment.

© Tidewater Press. All rights reserved.
"""
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def found() -> Analysis:
    result = analyze(Article(TEXT, id="roof-1", title=TITLE, outlet="Tidewater Press", origin="roof.txt"))
    assert isinstance(result, Analysis)
    assert len(result.attributions) >= 4
    assert len(result.sources) >= 3
    return result


def visible(packed: bytes) -> str:
    """Everything in an archive that a reader can see, without the codebook."""
    seen = []
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        for name in files.namelist():
            data = io.BytesIO(files.read(name))
            if name.endswith(".xlsx"):
                sheets = [sheet for sheet in openpyxl.load_workbook(data) if sheet.title != "codebook"]
                seen += [str(cell) for sheet in sheets for row in sheet.values for cell in row]
            elif name.endswith(".parquet"):
                seen += [str(cell) for row in pd.read_parquet(data).to_numpy() for cell in row]
            elif not name.startswith("codebook"):
                seen.append(data.getvalue().decode("utf-8"))
    return "\n".join(seen)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(text)]
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@pytest.mark.parametrize("form", FORMATS)
def test_without_text_no_run_of_words_no_quotation_and_no_name_is_left(form: str, found: Analysis) -> None:
    seen = visible(archive([found], form, text=False))
    assert not runs(seen, 4) & (runs(TEXT, 4) | runs(TITLE, 4))
    quoted = re.findall(r"[“\"‘]([^“”\"‘’]{6,})[”\"’]", TEXT + TITLE)
    names = [alias for source in found.sources for alias in source.aliases if len(alias) > 5]
    marked = [mark.text for mark in found.annotations if " " in mark.text]
    assert len(quoted) >= 4
    assert [words for words in (*quoted, *names, *marked) if words in seen] == []


@pytest.mark.parametrize("form", FORMATS)
def test_with_text_the_same_search_would_find_them(form: str, found: Analysis) -> None:
    seen = visible(archive([found], form))
    assert runs(seen, 4) & runs(TITLE, 4)
    assert "Ada Quill" in seen


def test_every_voice_and_kind_found_is_in_the_codebook(found: Analysis) -> None:
    assert {mark.kind for mark in found.annotations} <= KINDS.keys()
    assert {value.voice for value in found.metrics} | {span.voice for span in found.voices} <= VOICES.keys()


def test_every_metric_value_has_a_column(found: Analysis) -> None:
    (wide,) = (table for table in declared() if table.name == "metrics_wide")
    assert {f"{value.id}__{value.voice}" for value in found.metrics} == {c.name for c in wide.columns if "__" in c.name}


def test_the_wire_of_a_real_analysis_comes_back_from_json_unchanged(found: Analysis) -> None:
    wire = to_wire(found)
    assert json.loads(dump(wire)) == wire


odd = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(odd, odd, st.sampled_from(FORMATS), st.booleans())
def test_any_text_can_be_exported_in_any_format(text: str, title: str, form: str, with_text: bool) -> None:
    result = analyze(Article(f"The boat left on Monday. {text} “No,” said Ada Quill.", title=title, origin=title, outlet=text))
    assert isinstance(result, Analysis | Failure)
    packed = archive([result], form, text=with_text)
    assert packed == archive([result], form, text=with_text)
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        said = json.loads(files.read("manifest.json").decode("utf-8"))
    assert said["articles"] + said["failures"] == 1
