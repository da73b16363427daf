"""Tidy tables of many analyses: as frames in memory, or in chunks for a writer that need not hold a corpus.

Every table names its article by `article`, the position of the input counted from 1, and by `article_id`, the caller's own.
Columns, their order and their types are fixed, for an empty table too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

import pandas as pd
import pyarrow as pa

from analysis.article import Failure
from analysis.columns import FAILURES, Case, Column, FailedCase, Table, declared
from analysis.result import Analysis

#: Inputs whose rows are held at once while a corpus streams through.
CHUNK = 64

_TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Tables:
    """The tables as frames; the codebook defines their columns."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    attributions: pd.DataFrame
    sources: pd.DataFrame
    parties: pd.DataFrame
    voices: pd.DataFrame
    annotations: pd.DataFrame
    metrics: pd.DataFrame
    metrics_wide: pd.DataFrame
    set_aside: pd.DataFrame
    sides: pd.DataFrame
    failures: pd.DataFrame

    def frames(self) -> dict[str, pd.DataFrame]:
        """Name -> frame, in the order of the export."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def schema(table: Table) -> pa.Schema:
    """A table's columns and types for Arrow."""
    return pa.schema([pa.field(c.name, _TYPES[c.kind], nullable=c.optional or c.text) for c in table.columns])


def chunks(
    results: Iterable[Analysis | Failure], *, text: bool = True, size: int = CHUNK, only: str | None = None
) -> Iterator[dict[str, pa.Table]]:
    """The tables of `size` inputs at a time, by name; at least one chunk, so that empty tables have their columns too.

    Args:
        text: False leaves out all words of the articles; offsets, hashes and figures stay.
        only: the one table that is wanted; all where None.
    """
    rows = _Rows(tuple(table for table in declared() if only in (None, table.name)), text)
    given = False
    for position, result in enumerate(results, start=1):
        rows.add(position, result)
        if position % size == 0:
            yield rows.take()
            given = True
    if rows.filled or not given:
        yield rows.take()


def build(results: Iterable[Analysis | Failure], *, text: bool = True) -> Tables:
    """The tables as frames.

    Args:
        text: False leaves out all words of the articles; offsets, hashes and figures stay.
    """
    parts = list(chunks(results, text=text))
    return Tables(**{table.name: _frame(table, [part[table.name] for part in parts]) for table in declared()})


def _frame(table: Table, parts: Sequence[pa.Table]) -> pd.DataFrame:
    """A frame with types that do not hang on its content: text `str`, optional integers `Int64`."""
    frame: pd.DataFrame = pa.concat_tables(parts).to_pandas()
    text = pd.StringDtype(na_value=float("nan"))
    whole = {c.name: "Int64" for c in table.columns if c.kind == "integer" and c.optional}
    return frame.astype({**{c.name: text for c in table.columns if c.kind == "string"}, **whole})


class _Rows:
    """The rows of a chunk, as lists of cells."""

    def __init__(self, tables: Sequence[Table], text: bool) -> None:
        self.tables = tables
        self.text = text
        self.filled = False
        self.cells: dict[str, list[list[object]]] = {}
        self._clear()

    def _clear(self) -> None:
        self.cells = {table.name: [[] for _ in table.columns] for table in self.tables}
        self.filled = False

    def add(self, position: int, result: Analysis | Failure) -> None:
        failed = isinstance(result, Failure)
        case = FailedCase(position, result, self.text) if isinstance(result, Failure) else Case(position, result, self.text)
        for table in self.tables:
            if failed != (table is FAILURES):
                continue
            for item in table.items(case):
                for cells, column in zip(self.cells[table.name], table.columns, strict=True):
                    cells.append(None if column.text and not self.text else column.get(case, item))
        self.filled = True

    def take(self) -> dict[str, pa.Table]:
        out = {table.name: arrow(table, self.cells[table.name]) for table in self.tables}
        self._clear()
        return out


def arrow(table: Table, cells: Sequence[list[object]]) -> pa.Table:
    """A table from the cells of each of its columns."""
    arrays = [_array(column, column_cells) for column, column_cells in zip(table.columns, cells, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema(table))


def _array(column: Column, cells: list[object]) -> pa.Array:
    """An Arrow array. Lone surrogates, which no table format can hold, become one U+FFFD each, so offsets stay right."""
    kind = _TYPES[column.kind]
    try:
        return pa.array(cells, kind, from_pandas=True)
    except UnicodeEncodeError:
        return pa.array([_SURROGATE.sub("\ufffd", c) if isinstance(c, str) else c for c in cells], kind)
