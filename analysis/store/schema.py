"""The tables of a corpus's database, their version, and how an older file is brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from analysis.store import texts
from analysis.store.decided import TABLES
from analysis.store.errors import CorpusError
from analysis.store.record import SCHEMA

#: Version of the tables. A change of them raises it and adds to `MIGRATIONS` what leads from the version before.
VERSION = 2

_TYPES = {"int64": "BIGINT", "string": "VARCHAR", "binary": "BLOB"}
_METRICS = "STRUCT(id VARCHAR, voice VARCHAR, value DOUBLE)[]"


def _made(name: str, columns: pa.Schema) -> str:
    """The statement that makes a table."""
    declared = ", ".join(f'"{field.name}" {_TYPES.get(str(field.type), _METRICS)}' for field in columns)
    return f"CREATE TABLE {name} ({declared})"


#: Version -> statements that turn a file of that version into one of the next.
MIGRATIONS: Mapping[int, Sequence[str]] = {
    # What readers decide came with version 2. These are its tables as they were then, whatever they have become since.
    1: (
        "CREATE TABLE set_aside (key VARCHAR, sha256 VARCHAR, kind VARCHAR, rule VARCHAR, field VARCHAR, start BIGINT,"
        ' "end" BIGINT, words VARCHAR, reason VARCHAR, who VARCHAR, "when" VARCHAR)',
        "CREATE TABLE sides (key VARCHAR, sha256 VARCHAR, number BIGINT, side VARCHAR, place BIGINT, party VARCHAR)",
    ),
}


def create(database: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of an empty database."""
    database.execute("BEGIN")
    database.execute("CREATE TABLE evenhand (version INTEGER)")
    database.execute("INSERT INTO evenhand VALUES (?)", [VERSION])
    for name, columns in {"records": SCHEMA, **TABLES}.items():
        database.execute(_made(name, columns))
    database.execute(texts.TABLE)
    database.execute("COMMIT")


def version_of(database: duckdb.DuckDBPyConnection, name: str) -> int:
    """The version of a file's tables.

    Raises:
        CorpusError: it is no corpus, or one of a later Evenhand.
    """
    try:
        found = database.execute("SELECT version FROM evenhand").fetchone()
    except duckdb.CatalogException:
        found = None
    if found is None:
        raise CorpusError(f"{name} is a database, but no corpus of Evenhand's: take another file.")
    if found[0] > VERSION:
        raise CorpusError(f"{name} was written by a later Evenhand (tables of version {found[0]}): update Evenhand.")
    return int(found[0])


def migrate(database: duckdb.DuckDBPyConnection, name: str) -> None:
    """Bring an older file up to date, wholly or not at all."""
    version = version_of(database, name)
    if version == VERSION:
        return
    database.execute("BEGIN")
    try:
        for step in range(version, VERSION):
            for statement in MIGRATIONS[step]:
                database.execute(statement)
        database.execute("UPDATE evenhand SET version = ?", [VERSION])
        database.execute("COMMIT")
    except (duckdb.Error, KeyError) as error:
        database.execute("ROLLBACK")
        message = (
            f"{name} has tables of version {version} that cannot be brought to version {VERSION} ({error}); it is unchanged."
        )
        raise CorpusError(message) from error
