"""Corpora as folders of Parquet files: they take and give what the ones in DuckDB files do."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from builders import analysis, failure, relocated
from pyarrow import parquet

from analysis import store
from analysis.article import Failure
from analysis.result import Analysis
from analysis.store import dataset as datasets
from analysis.store import listing
from analysis.store.record import Record, record

FORK = multiprocessing.get_context("fork")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path / "data"))
    return tmp_path / "from [a] 'cluster'"


def told(result: Analysis | Failure, settings: str = "5e") -> Record:
    return record(result, result, None) if isinstance(result, Failure) else record(result.article, result, settings)


def many(count: int) -> Iterator[Record]:
    """Records of short articles; the packed part is the same in all, since only their places matter here."""
    model = told(relocated("A text."))
    for n in range(count):
        yield replace(model, key=f"k{n}", place=f"p{n}", given=model.given.replace('"id":null', f'"id":{n}'))


def test_it_gives_what_a_database_of_the_same_articles_gives(folder: Path) -> None:
    results = [analysis(), failure(), relocated("A \ud800 broken\0 letter, \u202e“quoted”.")]
    database, dataset = store.create("quay"), store.open_folder(folder, make=True)
    assert list(dataset.results()) == []
    assert dataset.census().inputs == 0
    for corpus in (database, dataset):
        for one in results:
            corpus.put([told(one)])
    assert list(dataset.results()) == results
    assert dataset.articles(store.ALL).equals(database.articles(store.ALL))
    assert dataset.census() == database.census()
    assert [dataset.get(n) for n in (1, 4)] == [results[0], None]
    for words in (["LETTER"], ["harbour", "crane"], ["zeppelin"], []):
        assert dataset.holding(words) == database.holding(words)
    assert dataset.holding(["Letter"]) == [3]
    assert store.open_folder(folder).census().inputs == 3


def test_rows_stand_in_files_of_a_bounded_size_and_a_mended_one_stays_in_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datasets, "ROWS", 10)
    dataset = store.open_folder(folder, make=True)
    rows = list(many(37))
    rows[4] = replace(rows[4], code="time_limit", message="It took too long.", packed=None)
    for start in range(0, 37, 8):
        dataset.put(rows[start : start + 8])
    assert [parquet.read_table(file).num_rows for file in sorted(folder.glob("part-*"))] == [10, 10, 10, 7]
    mended = replace(next(many(1)), key="mended", place="p4")
    changed = replace(rows[21], settings="6f")
    dataset.put([changed, mended, replace(rows[0], key="new", place="new")])
    keys = [key for part in dataset.batches(("position", "key", "settings")) for key in part["key"].to_pylist()]
    assert keys == [*(f"k{n}" for n in range(4)), "mended", *(f"k{n}" for n in range(5, 37)), "new"]
    assert dataset.known(["k21", "k22"]) == {"k21": store.Known("6f", None), "k22": store.Known("5e", None)}
    assert dataset.census().failures == {}


def test_what_is_no_corpus_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(store.CorpusError, match=r"is no corpus: it has no files part-\*\.parquet"):
        store.open_folder(folder)
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(store.CorpusError, match="holds other files"):
        store.open_folder(folder, make=True)
    (folder / ".lock").touch()
    with pytest.raises(store.CorpusError, match="holds other files"):
        store.open_folder(folder, make=True)
    part = folder / "part-000000000001.parquet"
    part.write_bytes(b"PAR1 or not")
    with pytest.raises(store.CorpusError, match="cannot be read as a Parquet file"):
        store.open_folder(folder)
    parquet.write_table(pa.table({"a": [1]}), part)
    with pytest.raises(store.CorpusError, match="not of a corpus of Evenhand's"):
        store.open_folder(folder)
    parquet.write_table(pa.table({"a": [1]}).replace_schema_metadata({"evenhand_corpus": "x"}), part)
    with pytest.raises(store.CorpusError, match="not of a corpus of Evenhand's"):
        store.open_folder(folder)
    parquet.write_table(pa.table({"a": [1]}).replace_schema_metadata({"evenhand_corpus": "99"}), part)
    with pytest.raises(store.CorpusError, match="a later Evenhand"):
        store.open_folder(folder)
    with pytest.raises(store.CorpusError, match="Cannot make a corpus"):
        store.open_folder(folder / "notes.txt" / "below", make=True)


def test_a_name_with_a_slash_is_a_path(folder: Path) -> None:
    made = store.named(str(folder), make=True)
    assert isinstance(made, store.Dataset)
    assert made.path == folder
    with pytest.raises(store.CorpusError, match="There is no corpus quay"):
        store.named("quay")
    assert not isinstance(store.named("quay", make=True), store.Dataset)
    assert store.named("quay").name == "quay"


def test_a_folder_among_the_corpora_has_its_name_like_any_other(folder: Path) -> None:
    store.open_folder(folder, make=True).put(list(many(3)))
    store.create("tide")
    (store.folder() / "empty").mkdir()
    (store.folder() / "quays").symlink_to(folder)
    assert store.names() == ["quays", "tide"]
    for opened in (store.open_corpus("quays"), store.named("quays"), store.named("quays", make=True)):
        assert isinstance(opened, store.Dataset)
        assert (opened.name, opened.census().inputs) == ("quays", 3)
    size = sum(file.stat().st_size for file in folder.glob("*.parquet"))
    assert [line.split("\t")[:2] for line in listing.corpora()] == [["quays", "3 inputs"], ["tide", "0 inputs"]]
    assert store.open_corpus("quays").size() == size
    for change in (lambda: store.create("quays"), lambda: store.rename("tide", "quays")):
        with pytest.raises(store.CorpusError, match="There is a corpus quays already"):
            change()
    for change in (lambda: store.delete("quays"), lambda: store.take_away("quays"), lambda: store.rename("quays", "x")):
        with pytest.raises(store.CorpusError, match="rename or delete the folder itself"):
            change()
    assert len(list(folder.glob("*.parquet"))) == 1


def test_a_writer_killed_at_random_moments_leaves_whole_files_and_a_free_lock(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datasets, "ROWS", 16)
    draw = random.Random(20310502)
    dataset = store.open_folder(folder, make=True)
    rows = list(many(200))

    def work() -> None:
        there = dataset.census().inputs
        for start in range(there, 200, 5):
            dataset.put(rows[start : start + 5])

    for _ in range(6):
        process = FORK.Process(target=work)
        process.start()
        time.sleep(draw.uniform(0.02, 0.2))
        process.kill()
        process.join()
        positions = [p for part in dataset.batches(("position",)) for p in part["position"].to_pylist()]
        assert positions == list(range(1, len(positions) + 1))
    dataset.put(rows)
    assert [k for part in dataset.batches(("position", "key")) for k in part["key"].to_pylist()] == [f"k{n}" for n in range(200)]


def test_a_folder_that_takes_no_more_says_so_and_keeps_what_it_has(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    (folder / ".part-000000000001.parquet.draft").touch()  # of a writer that was killed
    dataset = store.open_folder(folder, make=True)
    (folder / ".part-000000000001.parquet.draft").unlink()
    dataset.put(list(many(3)))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(store.CorpusFull, match=r"cannot be written: No space left.*What was written before is kept"):
            dataset.put(list(many(9)))
    assert dataset.census().inputs == 3
    assert sorted(file.name for file in folder.iterdir() if file.name != ".lock") == ["part-000000000001.parquet"]
    dataset.put(list(many(9)))
    assert dataset.census().inputs == 9
