"""Exports: the tables of many analyses as CSV, Parquet, Excel or JSON, with their codebook and manifest.

Same inputs, same bytes: nothing written depends on the clock, the machine or the order of a dictionary.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa

from analysis import codebook, tables
from analysis.article import Failure
from analysis.columns import declared
from analysis.export import csv, json, parquet, xlsx
from analysis.export.errors import ExportError
from analysis.export.manifest import Census, manifest
from analysis.export.staging import staged
from analysis.result import Analysis

__all__ = ["FORMATS", "Census", "ExportError", "Format", "archive", "codebook_csv", "table_bytes", "write"]

Format = Literal["csv", "parquet", "xlsx", "json"]
Chunks = Iterable[Mapping[str, pa.Table]]
Writer = Callable[[Chunks, Mapping[str, pa.Schema], Path], tuple[str, ...]]

#: Format -> what writes tables in it; a new format is one file and one entry here.
WRITERS: dict[str, Writer] = {"csv": csv.write, "parquet": parquet.write, "xlsx": xlsx.write, "json": json.write}
FORMATS: tuple[str, ...] = tuple(WRITERS)


def write(
    results: Iterable[Analysis | Failure],
    out: Path,
    form: str,
    *,
    text: bool = True,
    command: Sequence[str] = (),
    options: Mapping[str, object] | None = None,
) -> Census:
    """Write all tables of the results to a folder, with `codebook.csv`, `codebook.md` and `manifest.json`.

    The results are taken one by one and not kept. `json` writes `analyses.jsonl`, one wire object an input, in place of tables.
    Files of the same names are replaced, and only when all are complete; other files in the folder stay.

    Args:
        form: `csv`, `parquet`, `xlsx` or `json`.
        text: False leaves out all words of the articles; offsets, hashes and figures stay.
        command: the command that asked for this, for the manifest.
        options: the settings that it was asked with, for the manifest.

    Raises:
        ExportError: the folder cannot be written, or a table is too long for the format.
    """
    census = Census()
    seen = census.watch(results)
    with staged(out) as folder:
        if form == "json":
            notes = json.write_analyses(seen, folder, text=text)
        else:
            notes = WRITERS[form](tables.chunks(seen, text=text), _schemas(), folder)
        _write_codebook(folder)
        line = manifest(census, folder, form=form, text=text, command=command, options=options or {}, notes=notes)
        (folder / "manifest.json").write_text(line, encoding="utf-8", newline="\n")
    return census


def table_bytes(results: Iterable[Analysis | Failure], name: str, form: str, *, text: bool = True) -> bytes:
    """One table as the bytes of a file; `json` gives one object a row, one row a line."""
    return chunks_bytes(tables.chunks(results, text=text, only=name), name, form)


def chunks_bytes(chunks: Chunks, name: str, form: str) -> bytes:
    """The same of a table that is there already, some rows at a time."""
    schemas = {name: _schemas()[name]}
    with tempfile.TemporaryDirectory() as folder:
        WRITERS[form](chunks, schemas, Path(folder))
        (file,) = Path(folder).iterdir()
        return file.read_bytes()


def archive(
    results: Iterable[Analysis | Failure],
    form: str,
    *,
    text: bool = True,
    command: Sequence[str] = (),
    options: Mapping[str, object] | None = None,
) -> bytes:
    """What `write` writes, as the bytes of one zip file."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        write(results, Path(folder), form, text=text, command=command, options=options)
        for path in sorted(Path(folder).iterdir()):
            dated_1980 = zipfile.ZipInfo(path.name)
            file.writestr(dated_1980, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _schemas() -> dict[str, pa.Schema]:
    return {table.name: tables.schema(table) for table in declared()}


def codebook_csv(frame: pd.DataFrame | None = None) -> bytes:
    """The codebook, or another frame of text, as the bytes of a CSV file."""
    frame = codebook.codebook_frame() if frame is None else frame
    return csv.to_bytes(pa.Table.from_arrays([pa.array(frame[name], pa.string()) for name in frame], names=list(frame)))


def _write_codebook(folder: Path) -> None:
    (folder / "codebook.csv").write_bytes(codebook_csv())
    (folder / "codebook.md").write_text(codebook.codebook_markdown(), encoding="utf-8", newline="\n")
