"""What readers decided, as rows of a corpus: tables of its own beside the records, in a database and a folder of files alike.

Rows are kept under the input's key, which covers the text's hash, its metadata and its place: an analysis made anew with other
settings keeps its decisions, an edited article starts without any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from analysis.decisions import Decisions, Mark, SetAside, Side

_TEXT, _WHOLE = pa.string(), pa.int64()

#: Table -> its columns.
TABLES: Mapping[str, pa.Schema] = {
    "set_aside": pa.schema(
        [("key", _TEXT), ("sha256", _TEXT), ("kind", _TEXT), ("rule", _TEXT), ("field", _TEXT), ("start", _WHOLE),
         ("end", _WHOLE), ("words", _TEXT), ("reason", _TEXT), ("who", _TEXT), ("when", _TEXT)]
    ),
    "sides": pa.schema(
        [("key", _TEXT), ("sha256", _TEXT), ("number", _WHOLE), ("side", _TEXT), ("place", _WHOLE), ("party", _TEXT)]
    ),
}  # fmt: skip

Row = dict[str, Any]


def rows_of(key: str, sha256: str, decisions: Decisions) -> dict[str, list[Row]]:
    """Table -> the rows of an input's decisions."""
    whose = {"key": key, "sha256": sha256}
    return {
        "set_aside": [
            {**whose, **vars_of(one.mark), "reason": one.reason, "who": one.who, "when": one.when} for one in decisions.set_aside
        ],
        "sides": [
            {**whose, "number": number, "side": side.name, "place": place, "party": party}
            for number, side in enumerate(decisions.sides)
            for place, party in enumerate(side.parties)
        ],
    }


def vars_of(mark: Mark) -> Row:
    """A mark's columns."""
    return {name: getattr(mark, name) for name in ("kind", "rule", "field", "start", "end", "words")}


def decisions_of(rows: Mapping[str, Iterable[Row]]) -> dict[str, Decisions]:
    """Key of each input that has any -> its decisions: marks in the order of the text, headlines last."""
    marks: dict[str, list[SetAside]] = {}
    for row in rows["set_aside"]:
        mark = Mark(**{name: row[name] for name in ("kind", "rule", "field", "start", "end", "words")})
        marks.setdefault(row["key"], []).append(SetAside(mark, row["reason"], row["who"], row["when"]))
    sides: dict[str, dict[int, tuple[str, list[str]]]] = {}
    for row in sorted(rows["sides"], key=lambda r: (r["number"], r["place"])):
        sides.setdefault(row["key"], {}).setdefault(row["number"], (row["side"], []))[1].append(row["party"])
    return {
        key: Decisions(
            tuple(sorted(marks.get(key, ()), key=_place)),
            tuple(Side(name, tuple(parties)) for name, parties in sides.get(key, {}).values()),
        )
        for key in sorted({*marks, *sides})
    }


def _place(one: SetAside) -> tuple[bool, int, int, str, str]:
    mark = one.mark
    return mark.field == "title", mark.start, mark.end, mark.kind, mark.rule


def table(name: str, rows: Sequence[Row]) -> pa.Table:
    """The rows for Arrow."""
    return pa.Table.from_pylist(list(rows), schema=TABLES[name])
