"""Titles and texts of a corpus's articles without letter case, beside the packed analyses, so that they can be searched.

The table follows from the records alone: where it is missing or not whole, as in the file of an earlier Evenhand, it is filled
from them. An input's key tells its text and title, so rows of inputs that are gone do no harm.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]

import duckdb
import pyarrow as pa

#: Makes the table where it is missing.
TABLE = "CREATE TABLE IF NOT EXISTS texts (key VARCHAR, folded VARCHAR)"

_SCHEMA = pa.schema([("key", pa.string()), ("folded", pa.string())])
_HEAD = '{"text":'
_SURROGATE = re.compile("[\ud800-\udfff]")

#: Articles that are made ready at once.
AT_ONCE = 2_000


def text_of(packed: bytes) -> str:
    """The text of a packed analysis (`record.Record.packed`); the analysis behind it is not read."""
    told = zlib.decompress(packed).decode()
    begin = told.index('"', len(_HEAD)) if told.startswith(_HEAD) else -1
    return str(scanstring(told, begin + 1)[0]) if begin >= 0 else str(json.loads(told)["text"])


def folded(title: str | None, text: str) -> str:
    """What a search looks into."""
    return _SURROGATE.sub("\ufffd", f"{title or ''}\n{text}".casefold())


def keep(database: duckdb.DuckDBPyConnection, articles: Iterable[tuple[str, str | None, bytes | None]]) -> None:
    """Put in articles, by key, title and packed analysis; what has none is left out. Part of the caller's transaction."""
    told = {key: folded(title, text_of(packed)) for key, title, packed in articles if packed is not None}
    database.execute(TABLE)
    if not told:
        return
    database.execute("DELETE FROM texts WHERE key IN (SELECT unnest(?))", [list(told)])
    database.register("told", pa.table({"key": list(told), "folded": list(told.values())}, schema=_SCHEMA))
    database.execute("INSERT INTO texts SELECT * FROM told")
    database.unregister("told")


def whole(database: duckdb.DuckDBPyConnection) -> bool:
    """Whether no analyzed article is missing from the table."""
    lacks = "ANTI JOIN texts USING (key)" if _there(database) else ""
    return database.execute(f"SELECT 1 FROM records {lacks} WHERE code IS NULL LIMIT 1").fetchone() is None


def missing(database: duckdb.DuckDBPyConnection, most: int) -> list[tuple[str, str | None, bytes | None]]:
    """Analyzed articles that are not in the table, so many at the most, as `keep` takes them."""
    lacks = "ANTI JOIN texts USING (key)" if _there(database) else ""
    return database.execute(f"SELECT key, title, packed FROM records {lacks} WHERE code IS NULL LIMIT ?", [most]).fetchall()


def holding(database: duckdb.DuckDBPyConnection, words: Sequence[str]) -> list[int]:
    """Positions of the articles in whose title or text all of some words stand; none may be missing from the table."""
    if not _there(database):
        return []
    meets = " AND ".join(["true", *("contains(folded, ?)" for _ in words)])
    asked = f"SELECT position FROM records JOIN texts USING (key) WHERE code IS NULL AND {meets} ORDER BY position"
    return [position for (position,) in database.execute(asked, [folded(None, word)[1:] for word in words]).fetchall()]


def _there(database: duckdb.DuckDBPyConnection) -> bool:
    return database.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'texts'").fetchone() is not None
