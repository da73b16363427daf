"""CSV: one file a table, UTF-8 without a mark at the start, `\\n` line ends, text in quotation marks, empty for no value."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from analysis.export.formula_guard import guard_table


def write(chunks: Iterable[Mapping[str, pa.Table]], schemas: Mapping[str, pa.Schema], folder: Path) -> tuple[str, ...]:
    """Write every table of `schemas` as `NAME.csv`, chunk by chunk. Returns notes for the manifest: none."""
    with ExitStack() as stack:
        writers = {name: stack.enter_context(csv.CSVWriter(folder / f"{name}.csv", schema)) for name, schema in schemas.items()}
        for chunk in chunks:
            for name, writer in writers.items():
                writer.write_table(guard_table(chunk[name]))
    return ()


def to_bytes(table: pa.Table) -> bytes:
    """A table as the bytes of a CSV file."""
    file = io.BytesIO()
    csv.write_csv(guard_table(table), file)
    return file.getvalue()
