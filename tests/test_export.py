"""Exports: whole, the same every time, harmless in a spreadsheet, and without text where none is asked for."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from builders import TEXT, TITLE, analysis, article, failure, quoted_fragments, relocated, word_runs
from hypothesis import given
from hypothesis import strategies as st

from analysis import export
from analysis.article import Failure
from analysis.columns import declared
from analysis.export import ExportError, archive, table_bytes, write, xlsx
from analysis.export.formula_guard import guard
from analysis.result import Analysis
from analysis.tables import build
from analysis.wire import to_wire

TABLES = [table.name for table in declared()]
ALWAYS = {"codebook.csv", "codebook.md", "manifest.json"}
FILES = {
    "csv": {f"{name}.csv" for name in TABLES} | ALWAYS,
    "parquet": {f"{name}.parquet" for name in TABLES} | ALWAYS,
    "xlsx": {"tables.xlsx"} | ALWAYS,
    "json": {"analyses.jsonl"} | ALWAYS,
}


def results() -> list[Analysis | Failure]:
    return [analysis(), failure(), relocated("=HYPERLINK(1)", "+1", id="-3"), relocated('a,“b”;\n"c"\t\r\nd', "two\nlines")]


@pytest.fixture(params=export.FORMATS)
def form(request: pytest.FixtureRequest) -> str:
    return request.param


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def read_csv(file: Path | io.BytesIO) -> pd.DataFrame:
    return pd.read_csv(file, keep_default_na=False, na_values=[""], encoding="utf-8")


def everything(files: dict[str, bytes]) -> str:
    """All that a reader of the files could see, archives and compressed columns opened."""
    seen = []
    for name, data in files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                seen += [book.read(part).decode("utf-8") for part in book.namelist()]
                seen += [str(cell) for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.values for cell in row]
        elif name.endswith(".parquet"):
            table = pq.read_table(io.BytesIO(data))
            seen += [str(value) for row in table.to_pylist() for value in row.values()] + [str(table.schema.metadata)]
        else:
            seen.append(data.decode("utf-8"))
    return "\n".join(seen)


def test_a_folder_holds_all_tables_codebook_and_manifest(tmp_path: Path, form: str) -> None:
    write(results(), tmp_path, form)
    assert set(content(tmp_path)) == FILES[form]


def test_same_inputs_same_bytes(tmp_path: Path, form: str) -> None:
    write(results(), tmp_path / "one", form, command=["evenhand", "analyze", "x"])
    write(iter(results()), tmp_path / "two", form, command=["evenhand", "analyze", "x"])
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_same_bytes_in_another_process_and_another_second(tmp_path: Path, form: str) -> None:
    write(results(), tmp_path / "here", form)
    there = tmp_path / "there"
    script = (
        f"import sys; sys.path[:0] = {sys.path!r}\nfrom test_export import *\nwrite(results(), Path({str(there)!r}), {form!r})"
    )
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, env=elsewhere)
    assert content(tmp_path / "here") == content(tmp_path / "there")


def test_csv_gives_the_frames_back(tmp_path: Path) -> None:
    write([analysis(), failure()], tmp_path, "csv")
    for name, frame in build([analysis(), failure()]).frames().items():
        back = read_csv(tmp_path / f"{name}.csv").astype(frame.dtypes)
        pd.testing.assert_frame_equal(back, frame)
    raw = (tmp_path / "sentences.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" not in raw


def test_parquet_gives_the_frames_back_with_their_types(tmp_path: Path) -> None:
    write(results(), tmp_path, "parquet")
    for name, frame in build(results()).frames().items():
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / f"{name}.parquet").astype(frame.dtypes), frame)
    empty = pq.read_schema(tmp_path / "failures.parquet")
    assert str(empty.field("line").type) == "int64"


def test_excel_gives_the_frames_back(tmp_path: Path) -> None:
    write([analysis(), failure()], tmp_path, "xlsx")
    book = pd.read_excel(tmp_path / "tables.xlsx", sheet_name=None, keep_default_na=False, na_values=[""])
    assert list(book) == [*TABLES, "codebook"]
    for name, frame in build([analysis(), failure()]).frames().items():
        pd.testing.assert_frame_equal(book[name].astype(frame.dtypes), frame)


def test_json_holds_a_wire_object_for_every_input_in_order(tmp_path: Path) -> None:
    write(results(), tmp_path, "json")
    lines = (tmp_path / "analyses.jsonl").read_text("utf-8").split("\n")
    assert lines.pop() == ""
    first, second, *_ = wires = [json.loads(line) for line in lines]
    assert len(wires) == 4
    assert first == to_wire(analysis())
    assert second["error"]["code"] == "not_json"


def test_empty_results_still_give_every_table_with_its_columns(tmp_path: Path) -> None:
    write([], tmp_path, "csv")
    for table in declared():
        assert list(read_csv(tmp_path / f"{table.name}.csv")) == [column.name for column in table.columns]


# -- The manifest --


def test_the_manifest_says_what_made_the_export(tmp_path: Path, form: str) -> None:
    write(results(), tmp_path, form, command=["evenhand", "analyze", "feed"], options={"map": {"text": "body"}})
    said = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert (said["articles"], said["failures"], said["format"], said["text"]) == (3, 1, form, True)
    assert said["command"] == ["evenhand", "analyze", "feed"]
    assert said["options"] == {"map": {"text": "body"}}
    assert (said["package"], said["settings"]) == ("0.1.0", analysis().version.settings)
    assert (said["models"], said["lexicons"]) == (analysis().version.models, analysis().version.lexicons)
    assert said["inputs"][0] == {
        "article": 1,
        "id": "quay-1",
        "origin": "quay.txt",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    }
    assert said["inputs"][1] == {"article": 2, "id": None, "origin": "feed.jsonl", "line": 7, "failure": "not_json"}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in content(tmp_path).items() if name != "manifest.json"}
    assert said["files"] == hashes


def test_a_manifest_of_failures_alone_is_whole(tmp_path: Path) -> None:
    write([failure(origin="lone \ud800 half")], tmp_path, "csv")
    said = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert said["package"] is None
    assert said["inputs"][0]["origin"] == "lone \ud800 half"


# -- Harmless cells --


@pytest.mark.parametrize(
    "risky", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "'=1", "''-1"]
)
def test_a_risky_cell_gets_one_apostrophe(risky: str) -> None:
    assert guard(risky) == f"'{risky}"


@pytest.mark.parametrize("plain", ["", "a=1", " =1", "'tis", "'", "1-2", "“=”"])
def test_a_plain_cell_stays(plain: str) -> None:
    assert guard(plain) == plain


@given(st.text(st.sampled_from("'=+-@\t\n\rab")))
def test_the_original_can_always_be_had_back(cell: str) -> None:
    guarded = guard(cell)
    assert guarded[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
    assert (guarded[1:] if guarded[:1] == "'" and guard(guarded) != guarded else guarded) == cell


def test_no_cell_of_csv_starts_a_formula_and_numbers_stay(tmp_path: Path) -> None:
    write(results(), tmp_path, "csv")
    for table in declared():
        kinds = {column.name: column.kind for column in table.columns}
        with (tmp_path / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for name, cell in row.items():
                    assert kinds[name] != "string" or cell[:1] not in {"=", "+", "-", "@", "\t", "\r"}, (table.name, name)
    assert read_csv(tmp_path / "annotations.csv")["text"][4] == "'=HYPERLINK(1)"
    assert read_csv(tmp_path / "articles.csv")["title"][1] == "'+1"
    assert list(read_csv(tmp_path / "sentences.csv")["polarity"][:2]) == [0.5, -0.5]


def test_no_cell_of_excel_is_a_formula_or_a_link(tmp_path: Path) -> None:
    hostile = ["=1+1", "+1", "-1", "@x", "\t=1", "{=1}", "http://example.org", "<r><t>x</t></r>", "007", "TRUE", "1e5"]
    write([relocated(text, text) for text in hostile], tmp_path, "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "tables.xlsx")["annotations"]
    column = [cell.value for cell in sheet[1]].index("text") + 1
    cells = [sheet.cell(row, column) for row in range(2, len(hostile) + 2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert [str(cell.value).strip() for cell in cells] == [guard(text) for text in hostile]
    with zipfile.ZipFile(tmp_path / "tables.xlsx") as book:
        assert not any(
            b"<f>" in book.read(part) or b"hyperlink" in book.read(part) for part in book.namelist() if "sheet" in part
        )


def test_json_and_parquet_hold_risky_cells_as_they_are(tmp_path: Path) -> None:
    write(results(), tmp_path, "parquet")
    assert "=HYPERLINK(1)" in set(pd.read_parquet(tmp_path / "annotations.parquet")["text"])
    assert json.loads(archive_file(archive(results(), "json"), "analyses.jsonl").split(b"\n")[2])["article"]["title"] == "+1"


# -- Limits of the formats --


def test_excel_holds_any_character_that_xml_can(tmp_path: Path) -> None:
    odd = "a\x00b\x01c\x0bd\x1fe\ufffef\uffffg\ud800h\U0001f600 i"
    write([relocated(odd)], tmp_path, "xlsx")
    back = pd.read_excel(tmp_path / "tables.xlsx", sheet_name="annotations")["text"][0]
    assert back == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\U0001f600 i"


def test_excel_does_not_take_words_for_its_own_escapes(tmp_path: Path) -> None:
    write([relocated("_x0041_")], tmp_path, "xlsx")
    assert "_x005F_x0041_" in everything(content(tmp_path))  # which Excel shows as _x0041_, where the bare word would be an A


def test_excel_cuts_a_cell_at_its_limit_and_the_manifest_says_so(tmp_path: Path) -> None:
    write([relocated("y" * 40_000), relocated("\U0001f600" * 20_000), relocated("z" * 32_767)], tmp_path, "xlsx")
    back = pd.read_excel(tmp_path / "tables.xlsx", sheet_name="annotations")["text"]
    assert [len(cell) for cell in back] == [32_767, 16_383, 32_767]
    notes = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["notes"]
    assert any(note.startswith("annotations.text: 2 cells cut") for note in notes)


def test_a_sheet_that_would_be_too_long_is_refused_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 30)
    with pytest.raises(ExportError, match=r"metrics.*--format csv"):
        write([analysis()], tmp_path, "xlsx")
    assert content(tmp_path) == {}


@pytest.mark.parametrize(
    "text", ["nul \x00 inside", "carriage\rreturn", "\r", '"', '""', ",", "a\u2028b", "\ufeffmark", "NA", "null", " "]
)
def test_csv_gives_odd_texts_back(text: str) -> None:
    rows = list(csv.DictReader(io.StringIO(table_bytes([relocated(text)], "annotations", "csv").decode("utf-8"), newline="")))
    assert rows[0]["text"] in (text, f"'{text}")


# -- Without text --


def test_without_text_no_words_of_the_article_are_anywhere(tmp_path: Path, form: str) -> None:
    results = [analysis(), failure(message="Line 7 is not JSON near “Gulls over the old quay”.")]
    write(results, tmp_path, form, text=False)
    seen = everything(content(tmp_path))
    words = word_runs(TEXT) | word_runs(TITLE) | quoted_fragments(TEXT + TITLE)
    words |= {"Ilse Varga", "recklessly", "furious", "crane", "Gulls", "The harbour board"}
    assert [run for run in words if run in seen] == []
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["text"] is False
    assert article().sha256 in seen


def test_with_text_the_same_search_finds_them(tmp_path: Path, form: str) -> None:
    write([analysis()], tmp_path, form)
    seen = everything(content(tmp_path))
    assert "Ilse Varga" in seen
    assert "recklessly" in seen


# -- Files on disk --


def test_files_of_others_stay_and_own_files_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "articles.csv").write_text("old")
    write([analysis()], tmp_path, "csv")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert len(read_csv(tmp_path / "articles.csv")) == 1


def test_a_run_that_breaks_off_leaves_the_folder_as_it_was(tmp_path: Path, form: str) -> None:
    write([analysis()], tmp_path, form)
    before = content(tmp_path)

    def breaking():
        yield analysis()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(breaking(), tmp_path, form)
    assert content(tmp_path) == before


def test_a_folder_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(ExportError, match=r"taken: it is a file.*--out"):
        write([], tmp_path / "taken", "csv")


def test_a_folder_that_cannot_be_made_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(ExportError, match=r"taken/deeper"):
        write([], tmp_path / "taken" / "deeper", "csv")


# -- In memory, for downloads --


def archive_file(packed: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(packed)).read(name)


def test_an_archive_holds_what_the_folder_holds(tmp_path: Path, form: str) -> None:
    write(results(), tmp_path, form)
    packed = archive(results(), form)
    assert {name: archive_file(packed, name) for name in zipfile.ZipFile(io.BytesIO(packed)).namelist()} == content(tmp_path)
    assert packed == archive(results(), form)


@pytest.mark.parametrize("name", TABLES)
def test_one_table_comes_in_every_format(name: str, form: str) -> None:
    frame = build(results()).frames()[name]
    data = table_bytes(results(), name, form)
    assert data == table_bytes(results(), name, form)
    readers = {
        "csv": read_csv,
        "parquet": pd.read_parquet,
        "xlsx": lambda file: pd.read_excel(file, sheet_name=name),
        "json": lambda file: pd.DataFrame([json.loads(line) for line in file.read().decode().split("\n") if line]),
    }
    back = readers[form](io.BytesIO(data))
    assert len(back) == len(frame)
    assert list(back) == list(frame) or (form == "json" and frame.empty)
