"""Keeps a spreadsheet from taking article text for a formula (OWASP: CSV injection)."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

# Signs that start a formula or a new cell, and their wide forms, after any apostrophes.
_RISKY = "^'*[=+\\-@\t\r\n＝＋－＠]"
_RISK = re.compile(_RISKY)


def guard(cell: str) -> str:
    """The cell with an apostrophe before it where it is risky. Taking one apostrophe off a risky cell gives the original."""
    return f"'{cell}" if _RISK.match(cell) else cell


def guard_table(table: pa.Table) -> pa.Table:
    """A table with all text cells guarded; other columns as they are."""
    for index, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            cells = table.column(index)
            risky = pc.match_substring_regex(cells, _RISKY)
            if pc.any(risky).as_py():
                guarded = pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells)
                table = table.set_column(index, field, guarded)
    return table
