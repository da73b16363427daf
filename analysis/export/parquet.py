"""Parquet: one file a table, with the fixed types of its columns; read back without guessing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet


def write(chunks: Iterable[Mapping[str, pa.Table]], schemas: Mapping[str, pa.Schema], folder: Path) -> tuple[str, ...]:
    """Write every table of `schemas` as `NAME.parquet`, a row group a chunk. Returns notes for the manifest: none."""
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd"))
            for name, schema in schemas.items()
        }
        for chunk in chunks:
            for name, writer in writers.items():
                if chunk[name].num_rows:
                    writer.write_table(chunk[name])
    return ()
