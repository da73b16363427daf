"""A stored corpus in the dashboard: the same articles and figures as in memory, and what is added is in the file at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from builders import analysis, article, failure

from analysis import decisions, store
from analysis.article import Article, Failure
from analysis.metric import metrics
from analysis.result import Analysis
from analysis.version import version
from dashboard import ranks
from dashboard.filters import Filter
from dashboard.opened import Opened, fill
from dashboard.shelf import Shelf
from dashboard.stored import Stored
from dashboard.unpacked import Unpacked

FORK = multiprocessing.get_context("fork")
INPUTS = [
    article(),
    failure(),
    article(title="Ferry fares rise", outlet=None, published="2031-04-09", id="quay-2"),
    article(title=None, topic=None, published="last spring", id="quay-3", text="Short one."),
]


pytestmark = pytest.mark.usefixtures("data")


def analyze(given: Article) -> Analysis | Failure:
    """Half the words quoted, a tenth reported, as the sentences count them."""
    if given.text.startswith("Nein"):
        return Failure("not_english", "It does not look English.", given.id, given.line, given.origin)
    shares = {"direct_share": 0.2, "indirect_share": 0.16}
    values = tuple(replace(v, value=shares.get(v.id, v.value)) for v in analysis().metrics)
    return analysis(article=given, metrics=values, warnings=given.warnings, version=version())


def filled(opened: Opened) -> Opened:
    fill(opened, INPUTS, analyze)
    return opened


def test_a_stored_corpus_tells_what_the_memory_tells() -> None:
    filled(Stored(store.create("quay")))
    stored, shelf = Stored(store.open_corpus("quay")), filled(Shelf())
    told = ("outlet", "published", "topic", "words", "day", "analysis", "values")
    for one, other in zip(stored.items(), shelf.items(), strict=True):
        assert [getattr(one, name) for name in told] == [getattr(other, name) for name in told]
    assert [i.title for i in stored.items()] == [article().title, "Ferry fares rise", "[quay-3]"]
    assert list(stored.failures()) == list(shelf.failures()) == [failure()]
    columns = ranks.figures_for(metrics(), "writer")
    assert len(columns) > 5
    one, other = (opened.values(columns).reset_index(drop=True) for opened in (stored, shelf))
    pd.testing.assert_frame_equal(one, other)
    assert [stored.get(i.key) for i in stored.items()] == stored.items()
    assert stored.get("nothing") is None
    assert list(stored.results(stored.items())) == list(shelf.results(shelf.items()))
    # By the shares, ten of fifty words are quoted and eight reported, as the sentences of the builders say.
    assert stored.words_by_voice(stored.items()) == shelf.words_by_voice(shelf.items())
    assert list(stored.articles(stored.items())) == list(shelf.articles(shelf.items()))


@pytest.mark.parametrize("search", ["FARES ferry", "fares insisted", "crane", "short ONE.", "ferry zeppelin", "%", "'"])
def test_a_search_looks_into_titles_and_texts_wherever_the_articles_are(search: str) -> None:
    filled(Stored(store.create("quay")))
    stored, shelf, wanted = Stored(store.open_corpus("quay")), filled(Shelf()), Filter(search=search)
    found = [[i.published for i in wanted.apply(o.items(), o.holding(wanted.words))] for o in (stored, shelf)]
    assert found[0] == found[1]
    assert len(found[0]) == {"FARES ferry": 1, "fares insisted": 1, "crane": 2, "short ONE.": 1}.get(search, 0)


def test_the_figures_of_the_map_are_read_without_the_analyses(monkeypatch: pytest.MonkeyPatch) -> None:
    filled(Stored(store.create("quay")))
    stored, shelf = Stored(store.open_corpus("quay")), filled(Shelf())
    monkeypatch.setattr("analysis.store.corpus.result_of", None)
    stored.unpack(stored.items())
    monkeypatch.setattr(stored.corpus, "figures", lambda _: {})  # they are at hand now
    assert [i.values for i in stored.items()] == [i.values for i in shelf.items()]


def test_a_folder_of_parquet_files_tells_what_a_file_tells(data: Path) -> None:
    filled(Stored(store.create("quay")))
    filled(Stored(store.open_folder(data / "corpora" / "tides", make=True)))
    file, folder = (Stored(store.open_corpus(name)) for name in ("quay", "tides"))
    assert isinstance(folder.corpus, store.Dataset)
    assert len(folder.items()) == 3
    told = ("key", "position", "title", "outlet", "published", "topic", "words", "day", "analysis")
    for one, other in zip(file.items(), folder.items(), strict=True):
        assert [getattr(one, name) for name in told] == [getattr(other, name) for name in told]
    columns = ranks.figures_for(metrics(), "writer")
    pd.testing.assert_frame_equal(file.values(columns), folder.values(columns))
    assert list(file.failures()) == list(folder.failures())
    assert list(file.results(file.items())) == list(folder.results(folder.items()))
    assert [part["metrics_wide"] for part in file.wide(None)] == [part["metrics_wide"] for part in folder.wide(None)]
    before = folder.state()
    report = fill(folder, [INPUTS[0], article(id="new", text="Another report.")], analyze)
    assert (len(report.known), len(report.added)) == (1, 1)
    assert folder.corpus.state() != before


def test_decisions_are_in_the_file_and_come_with_the_article_when_it_is_read_anew() -> None:
    filled(Stored(store.create("quay")))
    stored, before = Stored(store.open_corpus("quay")), store.open_corpus("quay").state()
    one = decisions.setting_aside(stored.items()[1].analysis.annotations[0], "a ship's name")
    stored.decide(stored.items()[1], lambda now: decisions.with_mark(now, one))
    assert store.open_corpus("quay").state() != before
    again = Stored(store.open_corpus("quay"))
    assert [item.analysis.decisions.set_aside for item in again.items()] == [(), (one,), ()]
    assert [result.decisions.set_aside for result in again.results(again.items())] == [(), (one,), ()]


def test_an_empty_corpus_has_nothing() -> None:
    stored = Stored(store.create("none"))
    assert (stored.items(), stored.failures()) == ([], [])
    assert stored.values(ranks.figures_for(metrics(), "writer")).empty
    assert set(stored.words_by_voice([]).values()) == {0}
    (part,) = stored.wide(None)
    assert part["metrics_wide"].num_rows == 0


def test_what_is_added_is_in_the_file_once_and_the_report_says_what_was_new() -> None:
    corpus = store.create("quay")
    stored, before = Stored(corpus), corpus.state()
    report = fill(stored, [*INPUTS, INPUTS[0], article(text="Nein.", id="no")], analyze)
    assert [i.title for i in report.added] == [article().title, "Ferry fares rise", "[quay-3]"]
    assert [i.title for i in report.known] == [article().title]
    assert [f.code for f in report.failures] == ["not_json", "not_english"]
    assert report.added[0].analysis == analyze(INPUTS[0])
    assert corpus.state() != before
    assert stored.items() == []  # as it stood when it was read
    again = fill(Stored(corpus), [*INPUTS, article(text="Nein.", id="no")], analyze)
    assert (len(again.added), len(again.known), [f.code for f in again.failures]) == (0, 3, ["not_json", "not_english"])
    assert corpus.census().inputs == 5
    assert Stored(corpus).items()[0].key == report.added[0].key


def test_the_wide_table_leaves_for_all_or_for_some() -> None:
    filled(Stored(store.create("quay")))
    stored = Stored(store.open_corpus("quay"))
    rows = [part["metrics_wide"] for part in stored.wide([stored.items()[2].key])]
    assert [cell for part in rows for cell in part["article_id"].to_pylist()] == ["quay-3"]
    assert sum(part["metrics_wide"].num_rows for part in stored.wide(None)) == 3


def test_analyses_are_kept_to_a_number_and_never_taken_for_another(data: Path) -> None:
    corpus = store.create("quay")
    fill(Stored(corpus), [article(id=f"a{n}", text=f"Text number {n}.") for n in range(5)], analyze)
    items = Stored(corpus).items()
    unpacked = Unpacked(corpus, kept=2)
    found = [unpacked.get(i.position, i.whole) for i in items]
    assert [one.article.text for one in found] == [f"Text number {n}." for n in range(5)]
    assert unpacked.get(items[4].position, items[4].whole) is found[4]
    assert unpacked.get(items[0].position, items[0].whole) is not found[0]
    with pytest.raises(store.CorpusError, match="changed just now"):
        unpacked.get(items[1].position, items[2].whole)


def test_a_corpus_made_anew_under_the_same_name_is_another() -> None:
    corpus = store.create("quay")
    before = corpus.state()
    store.take_away("quay")
    with pytest.raises(store.CorpusError, match="open another one"):
        corpus.state()
    assert store.create("quay").state() != before


def test_a_killed_upload_loses_no_finished_article() -> None:
    corpus = store.create("quay")
    inputs = [article(id=n, text=f"Report number {n} from the harbour.") for n in range(200)]
    process = FORK.Process(target=fill, args=(Stored(corpus), inputs, analyze, _tell))
    process.start()
    while not (done := _heard()):
        time.sleep(0.01)
    time.sleep(0.15)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    done = _heard()
    stored = Stored(corpus)
    texts = [i.analysis.article.text for i in stored.items()]
    assert 0 < done <= len(texts) < 200
    assert texts == [a.text for a in inputs[: len(texts)]]
    report = fill(stored, inputs[: len(texts) + 2], analyze)
    assert (len(report.known), len(report.added)) == (len(texts), 2)


def _tell(done: int, name: str) -> None:
    """Notes how many articles were said to be done."""
    (store.folder() / "done.txt").write_text(str(done), encoding="utf-8")


def _heard() -> int:
    file = store.folder() / "done.txt"
    return int(file.read_text() or 0) if file.exists() else 0


# --- taking corpora away, and other names ---


def test_what_is_deleted_comes_back_until_the_next_deletion() -> None:
    for name in ("a.1", "b"):
        filled(Stored(store.create(name)))
    assert store.taken_away() is None
    store.take_away("a.1")
    assert (store.names(), store.taken_away()) == (["b"], "a.1")
    store.bring_back("a.1")
    assert (store.names(), store.taken_away()) == (["a.1", "b"], None)
    assert len(Stored(store.open_corpus("a.1")).items()) == 3
    store.take_away("a.1")
    store.take_away("b")
    assert store.taken_away() == "b"
    with pytest.raises(store.CorpusError, match="cannot be brought back"):
        store.bring_back("a.1")
    store.create("b")
    with pytest.raises(store.CorpusError, match="There is a new corpus b"):
        store.bring_back("b")
    store.throw_away()
    assert store.taken_away() is None


def test_a_corpus_gets_another_name_but_nobody_elses() -> None:
    filled(Stored(store.create("a")))
    store.create("b")
    for wrong, told in (("b", "already"), ("../c", "cannot name"), ("", "cannot name")):
        with pytest.raises(store.CorpusError, match=told):
            store.rename("a", wrong)
    store.rename("a", "c")
    assert store.names() == ["b", "c"]
    assert store.open_corpus("c").count() == 3


@pytest.mark.parametrize("name", ["../quay", "/etc/passwd", "a/b", ".quay.duckdb.deleted", "quay\0", "a" * 65, "con"])
def test_a_name_from_an_address_never_becomes_a_path(name: str) -> None:
    with pytest.raises(store.CorpusError, match="cannot name a corpus"):
        store.open_corpus(name)
    with pytest.raises(store.CorpusError):
        store.take_away(name)


def test_an_analysis_made_with_other_settings_is_kept_under_its_own() -> None:
    """As when a draft was analyzed before a lexicon changed: the next batch then makes it anew."""
    corpus = store.create("quay")
    made = replace(analyze(INPUTS[0]), version=replace(version(), settings="those of before"))
    Stored(corpus).put(INPUTS[0], lambda _: made)
    assert corpus.census().settings == {"those of before": 1}
