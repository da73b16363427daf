"""A corpus: the analyses of many articles in one DuckDB file.

DuckDB lets one process write a file or several read it, never both at once. So nothing here stays open: a writer holds the file
for the moment of a commit, a reader for the length of a question, and each waits for the other.
"""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analysis.annotation import MetricValue
from analysis.article import Article, Failure
from analysis.decisions import NONE, Decisions
from analysis.result import Analysis
from analysis.store import decided, near_duplicates, place, schema, texts
from analysis.store.errors import CorpusBusy, CorpusError, CorpusFull
from analysis.store.record import SCHEMA, Record, article_of, figures_of, result_of, table
from analysis.store.selection import ALL, ANALYZED, Selection, condition

#: Seconds that a reader waits for a writer's commit, and a writer for a reader's answer.
READER_WAITS, WRITER_WAITS = 30.0, 600.0

#: Held, for each file, by the thread that writes it: DuckDB keeps other processes out of it, not other threads.
_WRITERS: defaultdict[Path, threading.RLock] = defaultdict(threading.RLock)

#: No extension is ever fetched: nothing here needs one.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": "2",
    "memory_limit": "1GB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

#: Columns that tell of an article without its words, in the order shown.
LISTED = (
    "position", "article_id", "title", "outlet", "author", "published", "topic", "url", "origin", "words", "characters", "sha256",
    "code", "message",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What a corpus has of an input: fingerprint of the settings, and the failure's code where there is no analysis."""

    settings: str | None
    code: str | None


@dataclass(frozen=True)
class Census:
    """What a corpus holds.

    Attributes:
        inputs: all, failed ones included.
        settings: fingerprint -> number of analyses made with it; more than one where a change was not followed to the end.
    """

    inputs: int
    failures: dict[str, int]
    words: int
    outlets: int
    first: str | None
    last: str | None
    settings: dict[str, int]


@dataclass(frozen=True)
class Duplicates:
    """Groups of positions: inputs whose texts are the same to the letter, and texts that are nearly the same.

    A group of near duplicates holds the exact ones of its texts too.
    """

    exact: tuple[tuple[int, ...], ...]
    near: tuple[tuple[int, ...], ...]


class Corpus:
    """A corpus that exists. `create` and `open_file` give one."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    # --- reading ---------------------------------------------------------------------------------------------------------------

    def census(self) -> Census:
        """Counts of what the corpus holds."""
        with self._reading() as database:
            counts = (
                "SELECT count(*), coalesce(sum(words), 0)::BIGINT, count(DISTINCT outlet), min(published), max(published)"
                " FROM records"
            )
            inputs, words, outlets, first, last = one(database.execute(counts))
            failed = database.execute("SELECT code, count(*) FROM records WHERE code IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1")
            failures = dict(failed.fetchall())
            made = database.execute("SELECT settings, count(*) FROM records WHERE code IS NULL GROUP BY 1 ORDER BY 2 DESC, 1")
            return Census(inputs, failures, words, outlets, first, last, dict(made.fetchall()))

    def articles(self, selection: Selection = ANALYZED, *, limit: int | None = None, offset: int = 0) -> pa.Table:
        """The inputs that are meant, in the order of the corpus, with the columns of `LISTED`."""
        meets, values = condition(selection)
        asked = f"SELECT {', '.join(LISTED)} FROM records WHERE {meets} ORDER BY position LIMIT ? OFFSET ?"
        with self._reading() as database:
            return database.execute(asked, [*values, limit, offset]).to_arrow_table()

    def count(self, selection: Selection = ANALYZED) -> int:
        """How many inputs are meant."""
        meets, values = condition(selection)
        with self._reading() as database:
            return int(one(database.execute(f"SELECT count(*) FROM records WHERE {meets}", values))[0])

    def get(self, position: int) -> Analysis | Failure | None:
        """What was made of the input at a position, exactly as it was made; None where there is no such position."""
        _, result = self.at([position]).get(position, ("", None))
        return result

    def at(self, positions: Sequence[int]) -> dict[int, tuple[str, Analysis | Failure]]:
        """Key of the input at each of some positions, and what was made of it, with its decisions."""
        found = self._packed(positions)
        known = self.decisions([key for _, key, _, _ in found]) if found else {}
        return {position: (key, _with(result_of(given, packed), known.get(key))) for position, key, given, packed in found}

    def figures(self, positions: Sequence[int]) -> dict[int, tuple[str, tuple[MetricValue, ...]]]:
        """Key of the analyzed input at each of some positions, and its figures with intervals and counts alone."""
        found = self._packed(positions)
        return {position: (key, figures_of(packed)) for position, key, _, packed in found if packed is not None}

    def given(self, positions: Sequence[int]) -> dict[int, tuple[str, Article]]:
        """Key of the analyzed input at each of some positions, and the article without its analysis."""
        found = self._packed(positions)
        return {position: (key, article_of(given, packed)) for position, key, given, packed in found if packed is not None}

    def _packed(self, positions: Sequence[int]) -> list[tuple[int, str, str, bytes | None]]:
        if not positions:
            return []
        asked = f"SELECT position, key, given, packed FROM records WHERE position IN ({', '.join('?' * len(positions))})"
        with self._reading() as database:
            return database.execute(asked, list(positions)).fetchall()

    def holding(self, words: Sequence[str]) -> list[int]:
        """Positions of the articles in whose title or text all of some words stand somewhere, letter case aside, in order.

        The texts of a corpus that an earlier Evenhand filled are made ready first, once.
        """
        while True:
            with self._reading() as database:
                if texts.whole(database):
                    return texts.holding(database, words)
            with self._writing() as database:
                database.execute("BEGIN")
                texts.keep(database, texts.missing(database, texts.AT_ONCE))
                database.execute("COMMIT")

    def positions(self, keys: Sequence[str]) -> dict[str, int]:
        """Where inputs stand, by their keys; those that are not there are left out."""
        with self._reading() as database:
            asked = "SELECT key, position FROM records WHERE key IN (SELECT unnest(?))"
            return dict(database.execute(asked, [list(keys)]).fetchall())

    def state(self) -> tuple[int, ...]:
        """Tells whether the file was changed, or another one has its name: numbers that then differ.

        Raises:
            CorpusError: there is no such corpus any more.
        """
        try:
            told = self.path.stat()
        except OSError as error:
            raise CorpusError(f"There is no corpus {self.name} at {self.path} any more: open another one.") from error
        return told.st_ino, told.st_mtime_ns, told.st_size

    def size(self) -> int:
        """Bytes on the disk."""
        return self.path.stat().st_size

    def results(self, selection: Selection = ALL) -> Iterator[Analysis | Failure]:
        """What was made of the inputs that are meant, with their decisions, in order; a few are held at a time."""
        known = self.decisions()
        for part in self.batches(("key", "given", "packed"), selection, size=64):
            for key, given, packed in zip(*(part[name].to_pylist() for name in ("key", "given", "packed")), strict=True):
                yield _with(result_of(given, packed), known.get(key))

    def decisions(self, keys: Sequence[str] | None = None) -> dict[str, Decisions]:
        """Key of each input, of all or of those named, that readers decided something about, and what."""
        with self._reading() as database:
            return _decided(database, keys)

    def batches(self, columns: Sequence[str], selection: Selection = ALL, *, size: int = 10_000) -> Iterator[pa.Table]:
        """Columns of the inputs that are meant, in order, so many rows at a time.

        One reading: what a writer adds meanwhile waits until the last part is taken.
        """
        assert set(columns) <= set(SCHEMA.names)
        meets, values = condition(selection)
        asked = f"SELECT {', '.join(columns)} FROM records WHERE position > ? AND position <= ? AND {meets} ORDER BY position"
        with self._reading() as database:
            last = one(database.execute("SELECT coalesce(max(position), 0) FROM records"))[0]
            for start in range(0, last, size):
                part = database.execute(asked, [start, start + size, *values]).to_arrow_table()
                if part.num_rows:
                    yield part

    def duplicates(self) -> Duplicates:
        """Exact and near duplicates. Memory: about 300 bytes an article."""
        asked = (
            "SELECT list(position ORDER BY position) AS found, any_value(sketch) FROM records"
            " WHERE code IS NULL GROUP BY sha256 ORDER BY found[1]"
        )
        with self._reading() as database:
            texts = database.execute(asked).fetchall()
        near = near_duplicates.groups([sketch for _, sketch in texts])
        return Duplicates(
            tuple(tuple(positions) for positions, _ in texts if len(positions) > 1),
            tuple(tuple(sorted(p for member in group for p in texts[member][0])) for group in near),
        )

    # --- what a batch asks -----------------------------------------------------------------------------------------------------

    def known(self, keys: Sequence[str]) -> dict[str, Known]:
        """What the corpus has of these inputs."""
        with self._reading() as database:
            asked = "SELECT key, settings, code FROM records WHERE key IN (SELECT unnest(?))"
            found = database.execute(asked, [list(keys)]).fetchall()
        return {key: Known(settings, code) for key, settings, code in found}

    def same_content(self, contents: Sequence[str], settings: str) -> dict[str, Analysis]:
        """Analyses that other inputs of the same text and title have."""
        with self._reading() as database:
            asked = (
                "SELECT content, any_value(given), any_value(packed) FROM records"
                " WHERE content IN (SELECT unnest(?)) AND settings = ? AND code IS NULL GROUP BY content"
            )
            found = database.execute(asked, [list(contents), settings]).fetchall()
        made = {content: result_of(given, packed) for content, given, packed in found}
        return {content: result for content, result in made.items() if isinstance(result, Analysis)}

    # --- writing ---------------------------------------------------------------------------------------------------------------

    def put(self, records: Sequence[Record], *, waiting: Callable[[], None] = lambda: None) -> None:
        """Write the records, all or none. New ones come last in the order given; a known one keeps its position.

        A record takes the position of an error row from the same place, and replaces what is there of the same key.

        Args:
            waiting: called once where a reader makes this wait.

        Raises:
            CorpusFull: the disk took no more; nothing of these records is written.
            CorpusBusy: another process held the file for too long.
        """
        latest = {record.key: record for record in records}
        if not latest:
            return
        with self._writing(waiting) as database:
            position = self.positions_of(database, list(latest.values()))
            rows = table(list(latest.values()), [position[key] for key in latest])
            database.execute("BEGIN")
            database.execute("DELETE FROM records WHERE position IN (SELECT unnest(?))", [list(position.values())])
            database.register("rows", rows)
            database.execute("INSERT INTO records SELECT * FROM rows")
            texts.keep(database, [(record.key, record.title, record.packed) for record in latest.values()])
            database.execute("COMMIT")

    def decide(self, key: str, change: Callable[[Decisions], Decisions]) -> Decisions:
        """Put what `change` makes of an input's decisions in their place, in one piece.

        `change` is given what stands there now, what others decided meanwhile included, while nobody else can write.

        Raises:
            CorpusError: the corpus has no such input.
            CorpusBusy: another process held the file for too long.
            CorpusFull: the disk took no more; the decisions are as they were.
        """
        with self._writing(patience=READER_WAITS) as database:
            new, rows = self._decision(database, key, change)
            database.execute("BEGIN")
            for name, part in rows.items():
                database.execute(f"DELETE FROM {name} WHERE key = ?", [key])
                database.register("decided", decided.table(name, part))
                database.execute(f"INSERT INTO {name} SELECT * FROM decided")
            database.execute("COMMIT")
        return new

    def _decision(
        self, database: duckdb.DuckDBPyConnection, key: str, change: Callable[[Decisions], Decisions]
    ) -> tuple[Decisions, dict[str, list[decided.Row]]]:
        """An input's new decisions, and the rows that they are."""
        found = database.execute("SELECT sha256 FROM records WHERE key = ? AND code IS NULL", [key]).fetchone()
        if found is None:
            raise CorpusError(f"The corpus {self.name} does not have this article any more: reload the page.")
        new = change(_decided(database, [key]).get(key, NONE))
        return new, decided.rows_of(key, found[0], new)

    @staticmethod
    def positions_of(database: duckdb.DuckDBPyConnection, records: Sequence[Record]) -> dict[str, int]:
        keys = [record.key for record in records]
        places = [record.place for record in records if record.place is not None]
        by_key = dict(database.execute("SELECT key, position FROM records WHERE key IN (SELECT unnest(?))", [keys]).fetchall())
        failed = "SELECT place, min(position) FROM records WHERE place IN (SELECT unnest(?)) AND code IS NOT NULL GROUP BY place"
        by_place = dict(database.execute(failed, [places]).fetchall())
        last = one(database.execute("SELECT coalesce(max(position), 0) FROM records"))[0]
        out: dict[str, int] = {}
        for record in records:
            found = by_key.get(record.key)
            if found is None:
                found = by_place.pop(record.place, None)
            if found is None:
                last += 1
                found = last
            out[record.key] = found
        return out

    def check_free(self) -> None:
        """Make sure that nobody reads or writes it.

        Raises:
            CorpusBusy: somebody does, and did so for two seconds.
        """
        self._connect(read_only=False, patience=2).close()

    # --- connections -----------------------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        database = self._connect(read_only=True, patience=READER_WAITS)
        try:
            if schema.version_of(database, self.name) < schema.VERSION:
                database.close()
                with self._writing():
                    pass  # brings it up to date
                database = self._connect(read_only=True, patience=READER_WAITS)
            yield database
        except duckdb.Error as error:
            raise CorpusError(f"The corpus {self.name} ({self.path}) cannot be read: {first_line(error)}") from error
        finally:
            database.close()

    @contextmanager
    def _writing(
        self, waiting: Callable[[], None] = lambda: None, *, patience: float | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        with _WRITERS[self.path.resolve()]:
            yield from self._written(waiting, patience or WRITER_WAITS)

    def _written(self, waiting: Callable[[], None], patience: float) -> Iterator[duckdb.DuckDBPyConnection]:
        database = self._connect(read_only=False, patience=patience, waiting=waiting)
        try:
            schema.migrate(database, self.name)
            yield database
            database.execute("CHECKPOINT")  # here rather than on closing, where a full disk would go unseen
        except (
            duckdb.IOException,
            duckdb.FatalException,
            duckdb.TransactionException,  # what a commit raises where the disk is full
            duckdb.OutOfMemoryException,
            duckdb.InternalException,
            OSError,
        ) as error:
            raise CorpusFull(
                f"The corpus {self.name} ({self.path}) cannot be written: {first_line(error)} "
                "What was written before is kept: make room, then give the same command again."
            ) from error
        finally:
            with suppress(duckdb.Error):  # where the disk is full, closing meets it again
                database.close()

    def _connect(
        self, *, read_only: bool, patience: float, waiting: Callable[[], None] = lambda: None
    ) -> duckdb.DuckDBPyConnection:
        end = time.monotonic() + patience
        told = False
        while True:
            if not self.path.is_file():
                raise CorpusError(f"There is no corpus {self.name} at {self.path}: `evenhand corpus list` names those there are.")
            try:
                return duckdb.connect(str(self.path), read_only=read_only, config=CONFIG)
            except duckdb.ConnectionException as error:  # this process itself holds it in the other way
                problem: duckdb.Error = error
            except duckdb.Error as error:
                if not any(sign in str(error) for sign in ("Could not set lock", "being used by another process")):
                    raise CorpusError(f"{self.path} cannot be opened as a corpus: {first_line(error)}") from error
                problem = error
            if time.monotonic() > end:
                raise CorpusBusy(
                    f"The corpus {self.name} is in use by another process, and was so for {patience:.0f} seconds: "
                    "wait until it has ended, then try again."
                ) from problem
            if not told and end - time.monotonic() < patience - 2:
                told = True
                waiting()
            time.sleep(0.02)


def create(name: str) -> Corpus:
    """Make an empty corpus.

    Raises:
        CorpusError: the name is not allowed or taken, or the folder cannot be written.
    """
    path = place.path_of(name)
    if place.dataset_of(name) is not None:
        raise CorpusError(f"There is a corpus {name} already: take another name, or add to it.")
    draft = path.with_name(f".{name}.{os.getpid()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        # Small row groups: a commit writes the last one anew.
        with duckdb.connect(config=CONFIG) as session:
            session.execute(f"ATTACH '{str(draft).replace(chr(39), chr(39) * 2)}' AS made (ROW_GROUP_SIZE 2048)")
            session.execute("USE made")
            schema.create(session)
            session.execute("USE memory")
            session.execute("DETACH made")
        os.link(draft, path)  # fails where the name is taken, so that two at once make one
    except FileExistsError as error:
        raise CorpusError(f"There is a corpus {name} already: take another name, or add to it.") from error
    except (OSError, duckdb.Error) as error:
        raise CorpusError(f"Cannot make a corpus at {path}: {first_line(error)} EVENHAND_DATA names another folder.") from error
    finally:
        draft.unlink(missing_ok=True)
    return Corpus(path, name)


def open_file(name: str) -> Corpus:
    """The corpus of a name that is a DuckDB file.

    Raises:
        CorpusError: there is none, or it is a folder of Parquet files.
    """
    path = place.path_of(name)
    if not path.is_file():
        if (there_is := place.dataset_of(name)) is not None:
            raise CorpusError(f"{there_is} is a folder of Parquet files: rename or delete the folder itself.")
        there = ", ".join(place.names()[:20]) or "none yet"
        raise CorpusError(f"There is no corpus {name} ({there}): make it with `evenhand corpus create {name}`.")
    return Corpus(path, name)


def rename(name: str, other: str) -> None:
    """Give a corpus another name. It must be free: nobody reading, nobody writing.

    Raises:
        CorpusError: the other name is not allowed or taken, or the corpus is in use.
    """
    corpus, path = open_file(name), place.path_of(other)
    if place.dataset_of(other) is not None:
        raise CorpusError(f"There is a corpus {other} already: take another name.")
    corpus.check_free()
    try:
        os.link(corpus.path, path)  # fails where the name is taken
        corpus.path.unlink()
    except FileExistsError as error:
        raise CorpusError(f"There is a corpus {other} already: take another name.") from error
    except OSError as error:
        raise CorpusError(f"{corpus.path} cannot be renamed: {first_line(error)}") from error


def delete(name: str) -> None:
    """Delete a corpus with all that it holds. It must be free: nobody reading, nobody writing."""
    corpus = open_file(name)
    corpus.check_free()
    try:
        corpus.path.unlink()
        corpus.path.with_name(corpus.path.name + ".wal").unlink(missing_ok=True)
    except OSError as error:
        raise CorpusError(f"{corpus.path} cannot be deleted: {first_line(error)}") from error


def _decided(database: duckdb.DuckDBPyConnection, keys: Sequence[str] | None = None) -> dict[str, Decisions]:
    """Decisions by the inputs' keys; of all inputs where none are named."""
    meets = "true" if keys is None else "key IN (SELECT unnest(?))"
    values: list[object] = [] if keys is None else [list(keys)]
    rows: Mapping[str, Iterable[decided.Row]] = {
        name: database.execute(f"SELECT * FROM {name} WHERE {meets}", values).to_arrow_table().to_pylist()
        for name in decided.TABLES
    }
    return decided.decisions_of(rows)


def _with(result: Analysis | Failure, decisions: Decisions | None) -> Analysis | Failure:
    return replace(result, decisions=decisions) if decisions is not None and isinstance(result, Analysis) else result


def one(answer: duckdb.DuckDBPyConnection) -> tuple[Any, ...]:
    found = answer.fetchone()
    assert found is not None
    return found


def first_line(error: Exception) -> str:
    """The first line of a message, as a sentence."""
    line = (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip().splitlines()[0].strip()
    return line if line.endswith((".", "!")) else f"{line}."
