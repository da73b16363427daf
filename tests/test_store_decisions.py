"""Readers' decisions in a corpus, in a DuckDB file and in a folder of Parquet files: kept, found again, safe with two writers."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from builders import analysis, article, failure
from click.testing import CliRunner
from pyarrow import dataset, parquet

from analysis import decisions, store, tables
from analysis.article import Failure
from analysis.corpus_commands import corpus as command
from analysis.decisions import NONE, Decisions, Side
from analysis.result import Analysis
from analysis.store import corpus as corpora
from analysis.store import decided, leave, schema
from analysis.store.record import Record, key_of, record

FORK = multiprocessing.get_context("fork")
SIDES = (Side("The quay", ("Ilse Varga", "the crews")), Side("The board", ("the board",)))


def told(result: Analysis | Failure, settings: str = "5e") -> Record:
    return record(result, result, None) if isinstance(result, Failure) else record(result.article, result, settings)


@pytest.fixture(params=["file", "folder"])
def corpus(request: pytest.FixtureRequest, data: Path) -> store.Corpus:
    """A corpus with an article, a failure and another article."""
    made = store.create("quay") if request.param == "file" else store.open_folder(data / "a 'folder' [1]", make=True)
    made.put([told(one) for one in (analysis(), failure(), analysis(article=article(id="b")))])
    return made


KEY = key_of(article())


def put(corpus: store.Corpus, n: int, reason: str = "not what the rule means", who: str = "Ilse") -> None:
    one = decisions.setting_aside(analysis().annotations[n], reason, who)
    corpus.decide(KEY, lambda now: decisions.with_mark(now, one))


def test_decisions_come_back_with_their_article_and_no_other(corpus: store.Corpus) -> None:
    assert corpus.decisions() == {}
    put(corpus, 1, "a ship's name; '); DROP TABLE records; --")
    put(corpus, 0)
    corpus.decide(KEY, lambda now: replace(now, sides=SIDES))
    found = corpus.decisions()
    assert list(found) == [KEY]
    assert [one.mark.words for one in found[KEY].set_aside] == ["recklessly", "furious"]  # in the text's order
    assert found[KEY].set_aside[1].reason.startswith("a ship's name; ')")
    assert found[KEY].sides == SIDES
    first, second, third = corpus.results()
    assert first == replace(analysis(), decisions=found[KEY])
    assert (second, third) == (failure(), analysis(article=article(id="b")))
    assert corpus.get(1) == first
    assert corpus.at([3])[3][1] == third
    corpus.decide(KEY, lambda now: decisions.without_mark(now, decisions.mark_of(analysis().annotations[0])))
    assert [one.mark.words for one in corpus.decisions()[KEY].set_aside] == ["furious"]
    corpus.decide(KEY, lambda now: NONE)
    assert corpus.decisions() == {}


def test_an_analysis_made_anew_keeps_decisions_and_the_packed_one_never_holds_them(corpus: store.Corpus) -> None:
    put(corpus, 0)
    put(corpus, 1)
    fewer = replace(analysis(), annotations=analysis().annotations[1:])
    decided = next(iter(corpus.results()))
    assert isinstance(decided, Analysis)
    assert told(decided) == told(analysis())
    corpus.put([told(fewer, "6f")])
    found = corpus.get(1)
    assert isinstance(found, Analysis)
    assert found.decisions == decided.decisions
    edited = analysis(article=article(text=f"{article().text} ", id="quay-1"))
    corpus.put([told(edited)])
    assert corpus.get(4) == edited  # another text: no decisions


def test_what_changes_nothing_is_refused_with_its_reason(corpus: store.Corpus) -> None:
    put(corpus, 0, who="Tom")
    with pytest.raises(decisions.DecisionError, match="set aside before by Tom"):
        put(corpus, 0, "mine")
    assert len(corpus.decisions()[KEY].set_aside) == 1
    for gone in ("nowhere", key_of(failure())):
        with pytest.raises(store.CorpusError, match="does not have this article any more"):
            corpus.decide(gone, lambda now: Decisions(sides=SIDES))


def _decide(folder: Path, name: str, marks: range) -> None:
    corpus = store.open_folder(folder) if folder.is_dir() else store.Corpus(folder, name)
    for n in marks:
        put(corpus, n, who=f"reader {n}")


def test_two_writers_at_once_lose_no_decision(corpus: store.Corpus) -> None:
    writers = [FORK.Process(target=_decide, args=(corpus.path, corpus.name, marks)) for marks in (range(2), range(2, 4))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert {one.who for one in corpus.decisions()[KEY].set_aside} == {f"reader {n}" for n in range(4)}


def test_a_file_of_the_first_version_opens_and_gains_the_tables(data: Path) -> None:
    old = store.create("quay")
    old.put([told(analysis())])
    with duckdb.connect(str(old.path)) as database:
        for name in decided.TABLES:
            database.execute(f"DROP TABLE {name}")
        database.execute("UPDATE evenhand SET version = 1")
    assert list(old.results()) == [analysis()]
    with duckdb.connect(str(old.path), read_only=True) as database:
        assert schema.version_of(database, "quay") == 2
        gained = {name: database.execute(f"DESCRIBE {name}").fetchall() for name in decided.TABLES}
    with duckdb.connect(str(store.create("new").path), read_only=True) as database:
        assert {name: database.execute(f"DESCRIBE {name}").fetchall() for name in decided.TABLES} == gained
    put(old, 0)
    assert len(old.decisions()[KEY].set_aside) == 1


def test_a_folder_of_before_opens_gains_the_files_and_stays_readable_as_one_data_set(data: Path) -> None:
    folder = store.open_folder(data / "quay", make=True)
    folder.put([told(analysis())])
    assert {file.name for file in folder.path.iterdir()} <= {"part-000000000001.parquet", ".lock"}
    assert (parquet.read_schema(folder.path / "part-000000000001.parquet").metadata or {})[b"evenhand_corpus"] == b"1"
    put(folder, 0)
    assert (folder.path / "_set_aside.parquet").is_file()
    assert not (folder.path / "_sides.parquet").exists()
    assert store.open_folder(folder.path).decisions() == folder.decisions() != {}
    assert dataset.dataset(folder.path).count_rows() == 1
    later = parquet.read_table(folder.path / "_set_aside.parquet").replace_schema_metadata({"evenhand_decisions": "9"})
    parquet.write_table(later, folder.path / "_set_aside.parquet")
    with pytest.raises(store.CorpusError, match=r"_set_aside\.parquet was written by a later Evenhand"):
        folder.decisions()


def test_who_waits_too_long_for_another_writer_hears_why(corpus: store.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpora, "READER_WAITS", 0.1)
    ready, over = FORK.Event(), FORK.Event()
    other = FORK.Process(target=_hold, args=(corpus, ready, over))
    other.start()
    ready.wait()
    try:
        with pytest.raises(store.CorpusBusy, match=r"in use by another process|Another process writes"):
            put(corpus, 0)
    finally:
        over.set()
        other.join()
    put(corpus, 0)


def _hold(corpus: store.Corpus, ready: object, over: object) -> None:
    def wait(now: Decisions) -> Decisions:
        ready.set()  # type: ignore[attr-defined]
        over.wait()  # type: ignore[attr-defined]
        return now

    corpus.decide(KEY, wait)


def test_the_export_of_a_corpus_has_the_decisions_and_show_counts_them(corpus: store.Corpus, tmp_path: Path) -> None:
    put(corpus, 0, "a ship's name")
    put(corpus, 1)
    corpus.put([told(replace(analysis(), annotations=analysis().annotations[1:]), "6f")])
    leave.whole(corpus, tmp_path / "out", "parquet", store.ALL, text=True)
    made = parquet.read_table(tmp_path / "out" / "set_aside.parquet").to_pylist()
    assert [(row["article"], row["annotation_id"], row["words"], row["reason"]) for row in made] == [
        (1, "n2", "furious", "not what the rule means"), (1, None, "recklessly", "a ship's name"),
    ]  # fmt: skip
    assert tables.build(corpus.results()).set_aside["who"].tolist() == ["Ilse", "Ilse"]
    name = str(corpus.path) if corpus.path.is_dir() else corpus.name
    shown = CliRunner().invoke(command, ["show", name]).output
    assert "set aside by readers: 2 marks in 1 article" in shown
    assert "no longer marked: 1 of these" in shown
