"""Excel: one workbook, a sheet a table and the codebook, written row by row so that memory stays flat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import xlsxwriter

from analysis.codebook import codebook_frame
from analysis.export.errors import ExportError
from analysis.export.formula_guard import guard

#: Excel's limits (Microsoft, "Excel specifications and limits").
ROWS = 1_048_576
CHARACTERS = 32_767

_WIDTHS = {"string": 24, "int64": 10, "double": 12, "bool": 8}
# Characters that XML 1.0 cannot hold, even escaped; tab and line ends it can.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(chunks: Iterable[Mapping[str, pa.Table]], schemas: Mapping[str, pa.Schema], folder: Path) -> tuple[str, ...]:
    """Write every table of `schemas` as a sheet of `tables.xlsx`, then the codebook as a sheet.

    Returns:
        Notes for the manifest: which columns had cells cut at Excel's limit of characters.

    Raises:
        ExportError: a table has more rows than a sheet can hold.
    """
    with xlsxwriter.Workbook(folder / "tables.xlsx", _OPTIONS) as book:
        book.set_properties({"title": "Evenhand tables", "created": datetime(2000, 1, 1)})
        sheets = {name: _Sheet(book, name, schema) for name, schema in schemas.items()}
        for chunk in chunks:
            for name, sheet in sheets.items():
                sheet.append(chunk[name])
        codebook = pa.Table.from_pandas(codebook_frame(), preserve_index=False)
        codebook = codebook.cast(pa.schema([pa.field(name, pa.string()) for name in codebook.column_names]))
        sheets["codebook"] = _Sheet(book, "codebook", codebook.schema)
        sheets["codebook"].append(codebook)
        for sheet in sheets.values():
            sheet.finish()
    return tuple(note for sheet in sheets.values() for note in sheet.notes())


class _Sheet:
    """A sheet that grows by rows."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, schema: pa.Schema) -> None:
        self.name = name
        self.schema = schema
        self.cut = dict.fromkeys(schema.names, 0)
        self.rows = 1
        self.sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True, "bottom": 1})
        self.sheet.freeze_panes(1, 0)
        for column, field in enumerate(schema):
            self.sheet.set_column(column, column, _WIDTHS[str(field.type)])
        for column, title in enumerate(schema.names):
            self.sheet.write_string(0, column, title, head)

    def append(self, table: pa.Table) -> None:
        if self.rows + table.num_rows > ROWS:
            raise ExportError(
                f"The table {self.name} has more rows than an Excel sheet can hold ({ROWS:,}). "
                "Use --format csv or --format parquet."
            )
        columns = [column.to_pylist() for column in table.columns]
        for row in zip(*columns, strict=True):
            for column, cell in enumerate(row):
                self._write(column, cell)
            self.rows += 1

    def _write(self, column: int, cell: str | float | bool | None) -> None:
        if isinstance(cell, str):
            clean = guard(_ILLEGAL.sub("\ufffd", cell))
            if clean.startswith("<r>") and clean.endswith("</r>"):
                clean += " "  # the writer would take it for its own rich text
            if self.sheet.write_string(self.rows, column, clean) == -2:
                self.cut[self.schema.names[column]] += 1
        elif isinstance(cell, bool):
            self.sheet.write_boolean(self.rows, column, cell)
        elif cell is not None:
            self.sheet.write_number(self.rows, column, cell)

    def finish(self) -> None:
        """Filters over all columns; known only when the last row is."""
        self.sheet.autofilter(0, 0, self.rows - 1, len(self.schema) - 1)

    def notes(self) -> Iterable[str]:
        for column, count in self.cut.items():
            if count:
                yield f"{self.name}.{column}: {count:,} cells cut at Excel's limit of {CHARACTERS:,} characters."
