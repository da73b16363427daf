"""A corpus as a folder of Parquet files with the columns of `record.SCHEMA`: what other tools read directly.

Every file is whole at any moment: it is written beside its place and moved there. A row that takes another's place is written
into that one's file, so that no position ever stands in two files.
"""

from __future__ import annotations

import glob
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import filelock
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from analysis.decisions import Decisions
from analysis.store import corpus as corpora
from analysis.store import decided, texts
from analysis.store.corpus import CONFIG, WRITER_WAITS, Corpus, first_line
from analysis.store.errors import CorpusBusy, CorpusError, CorpusFull
from analysis.store.place import PARTS
from analysis.store.record import SCHEMA, Record, table
from analysis.store.selection import ANALYZED

#: Rows of a file; the last one is written anew until it has so many.
ROWS = 1_024

#: Key of the files' metadata that holds the version of the columns, and that version.
_VERSION, COLUMNS = b"evenhand_corpus", 1

#: The same of the files of decisions.
_DECIDED_VERSION, DECIDED_COLUMNS = b"evenhand_decisions", 1


class Dataset(Corpus):
    """A folder of Parquet files that is a corpus. `open_folder` gives one."""

    def put(self, records: Sequence[Record], *, waiting: Callable[[], None] = lambda: None) -> None:
        """Write the records, as `Corpus.put` does, but file by file: if it is cut short, some may be there and others not."""
        latest = {record.key: record for record in records}
        if not latest:
            return
        try:
            with self._alone(waiting):
                with self._reading() as database:
                    position = self.positions_of(database, list(latest.values()))
                rows = table(list(latest.values()), [position[key] for key in latest]).sort_by("position")
                self._write(rows)
        except OSError as error:
            raise CorpusFull(
                f"The corpus {self.path} cannot be written: {first_line(error)} "
                "What was written before is kept: make room, then give the same command again."
            ) from error

    def decide(self, key: str, change: Callable[[Decisions], Decisions]) -> Decisions:
        """As `Corpus.decide`; the two tables are two files, each whole at any moment."""
        try:
            with self._alone(lambda: None, patience=corpora.READER_WAITS):
                with self._reading() as database:
                    before = {
                        name: database.execute(f"SELECT * FROM {name} WHERE key <> ?", [key]).to_arrow_table()
                        for name in decided.TABLES
                    }
                    new, rows = self._decision(database, key, change)
                for name, others in before.items():
                    file, mine = self._decided(name), decided.table(name, rows[name])
                    if file.is_file() or mine.num_rows:
                        whole = pa.concat_tables([others.cast(mine.schema), mine])
                        _put(file, whole, {_DECIDED_VERSION: str(DECIDED_COLUMNS).encode()})
        except OSError as error:
            raise CorpusFull(
                f"The corpus {self.path} cannot be written: {first_line(error)} "
                "What was decided before is kept: make room, then try again."
            ) from error
        return new

    def _decided(self, name: str) -> Path:
        """The file of a table of decisions. Tools that read the folder as one data set pass over names with such a beginning."""
        return self.path / f"_{name}.parquet"

    def holding(self, words: Sequence[str]) -> list[int]:
        """As `Corpus.holding` tells, but every text is unpacked for it: other tools' files have no table of texts."""
        wanted = [word.casefold() for word in words]
        found = []
        for part in self.batches(("position", "title", "packed"), ANALYZED, size=ROWS):
            for row in part.to_pylist():
                told = texts.folded(row["title"], texts.text_of(row["packed"]))
                if all(word in told for word in wanted):
                    found.append(row["position"])
        return found

    def size(self) -> int:
        return sum(file.stat().st_size for file in self._files())

    def _write(self, rows: pa.Table) -> None:
        files = self._files()
        starts = [_start(file) for file in files]
        for number, file in enumerate(files):
            end = starts[number + 1] if number + 1 < len(files) else starts[number] + ROWS
            inside = _between(rows, starts[number], end)
            if inside.num_rows:
                there = parquet.read_table(file, schema=SCHEMA)
                kept = there.filter(pc.invert(pc.is_in(there["position"], value_set=inside["position"].combine_chunks())))
                _put(file, pa.concat_tables([kept, inside]).sort_by("position"))
        last = starts[-1] + ROWS if files else 0
        new = _between(rows, last, None)
        while new.num_rows:
            begin = new["position"][0].as_py()
            _put(self.path / f"part-{begin:012d}.parquet", _between(new, begin, begin + ROWS))
            new = _between(new, begin + ROWS, None)

    def _files(self) -> list[Path]:
        return sorted(self.path.glob(PARTS))

    @contextmanager
    def _alone(self, waiting: Callable[[], None], *, patience: float | None = None) -> Iterator[None]:
        """One process writes at a time; the system frees the lock of one that was killed."""
        limit = patience or WRITER_WAITS
        lock = filelock.FileLock(self.path / ".lock")
        begun, told = time.monotonic(), False
        while True:
            try:
                lock.acquire(timeout=min(2, limit))
                break
            except filelock.Timeout as error:
                if time.monotonic() - begun > limit:
                    raise CorpusBusy(
                        f"Another process writes to {self.path}: wait until it has ended, then try again."
                    ) from error
                if not told:
                    told = True
                    waiting()
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        database = duckdb.connect(config=CONFIG)
        try:
            if self._files():
                files = glob.escape(str(self.path)) + os.sep + PARTS
                database.read_parquet(files).create_view("records")
            else:
                database.register("records", SCHEMA.empty_table())
            for name, columns in decided.TABLES.items():
                file = self._decided(name)
                if file.is_file():
                    _check(file, _DECIDED_VERSION, DECIDED_COLUMNS)
                    database.read_parquet(glob.escape(str(file))).create_view(name)
                else:
                    database.register(name, columns.empty_table())
            yield database
        except duckdb.Error as error:
            raise CorpusError(f"The folder {self.path} cannot be read as a corpus: {first_line(error)}") from error
        finally:
            database.close()


def open_folder(folder: Path, *, make: bool = False) -> Dataset:
    """The corpus in a folder.

    Args:
        make: make the folder where there is none.

    Raises:
        CorpusError: there is none, or one of a later Evenhand, or the folder cannot be made.
    """
    found = Dataset(folder, folder.name or str(folder))
    files = found._files() if folder.is_dir() else []
    if files:
        _check(files[0], _VERSION, COLUMNS)
        return found
    if not make:
        raise CorpusError(f"{folder} is no corpus: it has no files {PARTS}. Name another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(one.name != ".lock" and not _is_draft(one) for one in folder.iterdir()):
            raise CorpusError(f"{folder} holds other files: name an empty folder, or a new one.")
    except OSError as error:
        raise CorpusError(f"Cannot make a corpus in {folder}: {first_line(error)}") from error
    return found


def _check(file: Path, name: bytes, expected: int) -> None:
    """Make sure that a file is of the version `expected`, which stands in its metadata under a name."""
    try:
        told = parquet.read_schema(file).metadata or {}
    except (OSError, pa.ArrowException) as error:
        raise CorpusError(f"{file} cannot be read as a Parquet file: {first_line(error)}") from error
    version = told.get(name, b"")
    if not version.isdigit():
        raise CorpusError(f"{file} is a Parquet file, but not of a corpus of Evenhand's: name another folder.")
    if int(version) != expected:
        other = "a later" if int(version) > expected else "an earlier"
        raise CorpusError(
            f"{file} was written by {other} Evenhand (columns of version {int(version)}): use that one, or analyze anew."
        )


def _is_draft(file: Path) -> bool:
    """Whether a writer that was killed left it."""
    return file.name.startswith((".part-", "._")) and file.name.endswith(".draft")


def _start(file: Path) -> int:
    return int(file.stem.removeprefix("part-"))


def _between(rows: pa.Table, first: int, end: int | None) -> pa.Table:
    """The rows whose position is from `first` on and before `end`."""
    chosen = pc.greater_equal(rows["position"], first)
    return rows.filter(chosen if end is None else pc.and_(chosen, pc.less(rows["position"], end)))


def _put(file: Path, rows: pa.Table, version: dict[bytes, bytes] | None = None) -> None:
    """Write a file, whole or not at all, with the version of its columns: the records' where none is given."""
    draft = file.with_name(f".{file.name}.draft")
    try:
        told = rows.replace_schema_metadata(version or {_VERSION: str(COLUMNS).encode()})
        with draft.open("wb") as opened:
            parquet.write_table(told, opened, compression="zstd")
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
