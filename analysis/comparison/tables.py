"""Comparisons, and proposals of groups, as tables; `compared_columns.py` and `group_columns.py` declare their columns."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from analysis.columns import Table
from analysis.comparison import Comparison
from analysis.comparison.group_columns import Grouped
from analysis.tables import arrow, schema


def build(cases: Sequence[Comparison | Grouped], tables: Sequence[Table]) -> dict[str, pa.Table]:
    """The rows of some tables, by name."""
    out = {}
    for table in tables:
        rows = [(case, item) for case in cases for item in table.items(case)]
        out[table.name] = arrow(table, [[column.get(case, item) for case, item in rows] for column in table.columns])
    return out


def schemas(tables: Sequence[Table]) -> dict[str, pa.Schema]:
    """Name of each table -> its columns."""
    return {table.name: schema(table) for table in tables}
