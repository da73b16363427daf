"""The tables of a corpus's database, their version, and how an older file is brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from analysis.store import texts
from analysis.store.errors import CorpusError
from analysis.store.record import SCHEMA

#: Version of the tables. A change of them raises it and adds to `MIGRATIONS` what leads from the version before.
VERSION = 1

#: Version -> statements that turn a file of that version into one of the next.
MIGRATIONS: Mapping[int, Sequence[str]] = {}

_TYPES = {"int64": "BIGINT", "string": "VARCHAR", "binary": "BLOB"}
_METRICS = "STRUCT(id VARCHAR, voice VARCHAR, value DOUBLE)[]"


def create(database: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of an empty database."""
    columns = ", ".join(f"{field.name} {_TYPES.get(str(field.type), _METRICS)}" for field in SCHEMA)
    database.execute("BEGIN")
    database.execute("CREATE TABLE evenhand (version INTEGER)")
    database.execute("INSERT INTO evenhand VALUES (?)", [VERSION])
    database.execute(f"CREATE TABLE records ({columns})")
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
