"""Reads `manifest.csv`: what is known beforehand of the files in a folder, one row a file."""

from __future__ import annotations

import csv
from pathlib import Path, PurePosixPath

from analysis.readers import columns, dates, table
from analysis.readers.encoding import open_text
from analysis.readers.source import Unreadable

NAME = "manifest.csv"
_FILE_COLUMNS = ("file", "filename", "file name", "path")


def load(folder: Path) -> dict[str, dict[str, str]] | None:
    """Path of each file listed, relative to the folder, with its fields; None where the folder has no manifest.

    A manifest has a column `file` and no column with the articles' text: otherwise `manifest.csv` is a table like any other.
    Its other columns are matched as a table's are.
    """
    try:
        with (folder / NAME).open("rb") as stream:
            text, _ = open_text(stream)
            header, rows = table.open_rows(text, {})
            chosen = columns.choose(header)
            file_column = next((name for name in header if name.casefold() in _FILE_COLUMNS), None)
            if file_column is None or "text" in chosen:
                return None
            records = (dict(zip(header, cells, strict=False)) for cells in rows)
            return {_path(row[file_column]): _fields(row, chosen) for row in records if row.get(file_column, "").strip()}
    except (OSError, Unreadable, csv.Error):
        return None


def _path(name: str) -> str:
    return str(PurePosixPath(name.strip().replace("\\", "/")))


def _fields(row: dict[str, str], chosen: dict[str, str]) -> dict[str, str]:
    values = {field: row.get(name, "").strip() for field, name in chosen.items()}
    if values.get("published"):
        values["published"] = dates.iso(values["published"])
    return {field: value for field, value in values.items() if value}
