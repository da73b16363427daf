"""The corpus store: what goes in comes out as it was, whatever it holds and whoever else is at the file."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from builders import analysis, article, failure, relocated

from analysis import store, tables
from analysis.article import Failure
from analysis.result import Analysis
from analysis.store import corpus as corpora
from analysis.store import near_duplicates, schema, texts, wide
from analysis.store.record import Record, key_of, record

pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def corpus() -> store.Corpus:
    return store.create("quay")


def told(result: Analysis | Failure, settings: str = "5e") -> Record:
    return record(result, result, None) if isinstance(result, Failure) else record(result.article, result, settings)


def of_text(text: str, **changes: object) -> Analysis:
    return relocated(text, **changes)  # type: ignore[arg-type]


ODD = "A \ud800 broken\0 letter, \u202e“quoted”, and ' OR 1=1; DROP TABLE records; --"


def test_what_goes_in_comes_out_as_it_was(corpus: store.Corpus) -> None:
    warned = analysis(article=article(warnings=("The encoding was guessed.",), line=3, id=7.5))
    odd = of_text(ODD, title="“\udfff”", outlet="x'); DELETE FROM records; --")
    given = [warned, failure(), odd, failure(id=True, line=9), analysis(article=article(id=None, origin=None))]
    corpus.put([told(one) for one in given[:2]])
    corpus.put([told(one) for one in given[2:]])
    assert list(corpus.results()) == given
    assert [corpus.get(n) for n in (1, 3, 6)] == [warned, odd, None]
    found = corpus.census()
    assert (found.inputs, found.failures, found.words) == (5, {"not_json": 2}, 101)


def test_the_same_input_is_there_once_and_new_settings_take_its_place(corpus: store.Corpus) -> None:
    first, second = of_text("One text."), of_text("Another text.")
    corpus.put([told(first, "old"), told(second, "old")])
    changed = replace(first, words=99)
    corpus.put([told(changed, "new"), told(changed, "new")])
    assert list(corpus.results()) == [changed, second]
    assert corpus.census().settings == {"new": 1, "old": 1}


def test_the_way_to_a_folder_does_not_make_another_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    near = article(origin="articles/a.txt")
    assert key_of(near) == key_of(replace(near, origin=f"{tmp_path}/./articles/a.txt"))
    for field, value in (("id", "b"), ("text", "x"), ("title", None), ("outlet", "y"), ("origin", "articles/b.txt"), ("line", 2)):
        assert key_of(near) != key_of(replace(near, **{field: value})), field


def test_a_mended_input_takes_the_place_of_its_error_row(corpus: store.Corpus) -> None:
    broken = Failure("empty", "a.txt is empty.", "a.txt", origin="a.txt")
    corpus.put([told(broken), told(of_text("Second."))])
    mended = of_text("First.", id="a.txt", origin="a.txt")
    corpus.put([told(mended)])
    assert [r.article.text for r in corpus.results() if isinstance(r, Analysis)] == ["First.", "Second."]
    # Lines of different feeds through standard input are different inputs.
    corpus.put([told(Failure("not_json", "Line 1 …", None, 1, "standard input"))])
    corpus.put([told(of_text("Third.", id=None, line=1, origin="standard input"))])
    assert corpus.census().inputs == 4


def test_lists_filter_by_what_an_article_is_and_by_its_figures(corpus: store.Corpus) -> None:
    made = [
        analysis(article=article(id=n, outlet=outlet, published=day, topic=topic, title=title))
        for n, (outlet, day, topic, title) in enumerate([
            ("Post", "2031-04-02", "port", "Cranes stand still"),
            ("Post", "2031-05-01T09:00", "rail", None),
            ("Herald", None, "port", "CRANES move"),
            ("O'Dea", "2032", None, "50 % more_"),
        ])
    ]  # fmt: skip
    corpus.put([told(one) for one in [*made, failure()]])

    def ids(**chosen: object) -> list[str]:
        return corpus.articles(store.Selection(**chosen))["article_id"].to_pylist()  # type: ignore[arg-type]

    assert ids() == ["0", "1", "2", "3"]
    assert ids(outlet="Post") == ["0", "1"]
    assert ids(outlet="O'Dea") == ["3"]
    assert ids(topic="port", words="cranes") == ["0", "2"]
    assert ids(words="%") == ["3"]
    assert ids(words="' OR '1'='1") == []
    assert ids(since="2031-04-02", until="2031-05-01") == ["0", "1"]
    assert ids(since="2031-05", until="2031") == ["1"]
    value = next(m for m in made[0].metrics if m.value is not None)
    inside = store.Bound(value.id, value.voice, value.value, value.value)
    missing = next(m for m in made[0].metrics if m.value is None)
    assert ids(bounds=(inside,), outlet="Herald") == ["2"]
    assert ids(bounds=(store.Bound(value.id, value.voice, low=value.value + 0.1),)) == []  # type: ignore[operator]
    assert ids(bounds=(store.Bound(missing.id, missing.voice),)) == []
    assert corpus.articles(store.Selection(failed=True))["code"].to_pylist() == ["not_json"]
    assert corpus.articles(limit=2, offset=1)["position"].to_pylist() == [2, 3]
    assert corpus.count(store.Selection(topic="port")) == 2


def test_the_quick_wide_table_is_the_one_that_the_analyses_give(corpus: store.Corpus) -> None:
    made = analysis()
    results: list[Analysis | Failure] = [
        made,
        failure(),
        analysis(article=article(id=2, outlet=None), metrics=made.metrics[::-1]),
        analysis(article=article(id=3), metrics=made.metrics[3:]),
        of_text("No figures at all.", id=4),
    ]
    results[4] = replace(results[4], metrics=())  # type: ignore[type-var]
    corpus.put([told(one) for one in results])
    quick = pa.concat_tables(part["metrics_wide"] for part in wide.chunks(corpus))
    slow = pa.concat_tables(part["metrics_wide"] for part in tables.chunks(results, only="metrics_wide"))
    assert quick.num_columns > 30
    assert quick.equals(slow)
    empty = list(wide.chunks(corpus, store.Selection(outlet="Nobody")))
    assert empty[0]["metrics_wide"].schema == slow.schema


# --- duplicates ---


def story(seed: int, words: int = 200) -> list[str]:
    return [f"word{(n * n * (seed + 7) + n * seed) % 997}" for n in range(words)]


def test_copies_are_found_and_kept(corpus: store.Corpus) -> None:
    base, other = story(1), story(2)
    syndicated = ["Special", "to", "our", "readers:", *base[:-8]]
    texts = [" ".join(words) for words in (base, other, syndicated, base)]
    corpus.put([told(of_text(text, id=n)) for n, text in enumerate(texts)])
    found = corpus.duplicates()
    assert found.exact == ((1, 4),)
    assert found.near == ((1, 3, 4),)
    assert corpus.census().inputs == 4


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_the_sketch_estimates_the_jaccard_index(share: float) -> None:
    base, other = story(3, 1_000), story(4, 1_000)
    mixed = base[: int(1_000 * share)] + other[int(1_000 * share) :]
    runs = [{tuple(words[n : n + 5]) for n in range(len(words) - 4)} for words in (base, mixed)]
    true = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    a, b = (near_duplicates.sketch(" ".join(words)) for words in (base, mixed))
    agree = sum(a[n : n + 2] == b[n : n + 2] for n in range(0, len(a), 2)) / near_duplicates.FUNCTIONS
    assert agree == pytest.approx(true, abs=0.13)  # three standard errors at .5


def test_case_and_marks_make_no_other_text_and_no_words_no_error() -> None:
    assert near_duplicates.sketch("The “council” met, and voted on Monday.") == near_duplicates.sketch(
        "THE COUNCIL met; and voted on monday"
    )
    assert near_duplicates.sketch("one two") != near_duplicates.sketch("two one")
    assert len(near_duplicates.sketch("")) == len(near_duplicates.sketch(ODD)) == 256
    assert near_duplicates.groups([]) == []


# --- names and files ---


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "a\\b", "/etc/x", "x'; DROP TABLE records; --", "a b", "a..b", "a.", "con", "NUL.txt", "é",
     "a\0", "a\n", "-rf", ".hidden", "x" * 65],
)  # fmt: skip
def test_names_cannot_lead_elsewhere(name: str, data: Path) -> None:
    for act in (store.create, store.open_corpus, store.delete):
        with pytest.raises(store.CorpusError, match="cannot name a corpus"):
            act(name)
    assert not list(data.rglob("*"))


def test_corpora_are_made_once_named_and_deleted(data: Path) -> None:
    made = store.create("votes-2031.east")
    with pytest.raises(store.CorpusError, match="already"):
        store.create("votes-2031.east")
    with pytest.raises(store.CorpusError, match=r"votes-2031\.east\): make it with"):
        store.open_corpus("votes")
    assert made.path == data / "corpora" / "votes-2031.east.duckdb"
    assert store.names() == ["votes-2031.east"]
    store.delete("votes-2031.east")
    assert list(made.path.parent.iterdir()) == []


def test_what_is_no_corpus_is_called_so(data: Path) -> None:
    (data / "corpora").mkdir()
    (data / "corpora" / "text.duckdb").write_text("Not a database, and longer than a header." * 200)
    with pytest.raises(store.CorpusError, match="cannot be opened as a corpus"):
        store.open_corpus("text").census()
    with duckdb.connect(str(data / "corpora" / "other.duckdb")) as other:
        other.execute("CREATE TABLE records (x INTEGER)")
    with pytest.raises(store.CorpusError, match="no corpus of Evenhand"):
        store.open_corpus("other").census()
    with pytest.raises(store.CorpusError, match="no corpus of Evenhand"):
        store.open_corpus("other").put([told(analysis())])


# --- searching ---


def test_a_search_finds_words_of_titles_and_texts_in_any_case_and_order(corpus: store.Corpus) -> None:
    odd = of_text(ODD, title="“\udfff” STRASSE")
    corpus.put(
        [told(one) for one in (of_text("The ferry stops.", title="Quay SOLD"), failure(), odd, of_text("A ferry.", title=None))]
    )
    assert corpus.holding(["FERRY"]) == [1, 4]
    assert corpus.holding(["sold", "ferry"]) == [1]
    assert corpus.holding(["straße"]) == corpus.holding(["“quoted”,", "--"]) == corpus.holding(["'"]) == [3]
    assert corpus.holding(["%"]) == []
    assert corpus.holding([]) == [1, 3, 4]


def test_a_search_makes_the_texts_of_an_earlier_file_ready_and_forgets_what_is_gone(
    corpus: store.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.put([told(of_text(f"Text {n} of the harbour.", id=n)) for n in range(5)])
    with duckdb.connect(str(corpus.path)) as database:
        database.execute("DROP TABLE texts")
    monkeypatch.setattr(texts, "AT_ONCE", 2)
    assert corpus.holding(["harbour"]) == [1, 2, 3, 4, 5]
    with duckdb.connect(str(corpus.path)) as database:
        database.execute("DELETE FROM records WHERE position = 2")
    corpus.put([told(of_text("Another one of the harbour.", id=9))])
    assert corpus.holding(["harbour"]) == [1, 3, 4, 5, 6]
    assert corpus.holding(["text", "1"]) == []


# --- versions of the tables ---


def test_an_older_file_is_brought_up_to_date_when_it_is_read(corpus: store.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.put([told(analysis())])
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 2)
    steps = {
        schema.VERSION - 2: ["ALTER TABLE records RENAME COLUMN topic TO about"],
        schema.VERSION - 1: ["ALTER TABLE records RENAME COLUMN about TO topic", "UPDATE records SET outlet = 'Moved'"],
    }
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    assert corpus.articles().to_pylist()[0]["outlet"] == "Moved"
    with duckdb.connect(str(corpus.path), read_only=True) as database:
        assert schema.version_of(database, "quay") == schema.VERSION
    assert list(corpus.results()) == [analysis()]


def test_a_step_that_fails_leaves_the_file_as_it_was(corpus: store.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.put([told(analysis())])
    with monkeypatch.context() as later:
        later.setattr(schema, "VERSION", schema.VERSION + 1)
        later.setattr(schema, "MIGRATIONS", {schema.VERSION - 1: ["UPDATE records SET outlet = 'Half'", "DROP TABLE nothing"]})
        with pytest.raises(store.CorpusError, match="it is unchanged"):
            corpus.census()
    assert list(corpus.results()) == [analysis()]
    assert corpus.articles().to_pylist()[0]["outlet"] == "Tidewater Courier"


def test_a_file_of_a_later_version_is_refused(corpus: store.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "VERSION", schema.VERSION - 1)
    for act in (corpus.census, lambda: corpus.put([told(analysis())])):
        with pytest.raises(store.CorpusError, match="update Evenhand"):
            act()


# --- others at the same file ---


def _put_many(path: Path, first: int, count: int) -> None:
    corpus = store.Corpus(path, "quay")
    for n in range(first, first + count):
        corpus.put([told(of_text(f"Text {n}.", id=n))])


def test_reader_and_two_writers_at_once_lose_nothing(corpus: store.Corpus) -> None:
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_put_many, args=(corpus.path, start, 3)) for start in (0, 100)]
    for writer in writers:
        writer.start()
    seen = 0
    while any(writer.is_alive() for writer in writers):
        now = corpus.census().inputs
        assert now >= seen
        seen = now
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert corpus.articles()["position"].to_pylist() == list(range(1, 7))
    assert {int(i) for i in corpus.articles()["article_id"].to_pylist()} == {*range(3), *range(100, 103)}


def _hold(path: Path, ready: object, over: object) -> None:
    with duckdb.connect(str(path)):
        ready.set()  # type: ignore[attr-defined]
        over.wait()  # type: ignore[attr-defined]


@pytest.fixture
def held(corpus: store.Corpus) -> Iterator[object]:
    """The corpus's file held by another process, until the event is set."""
    fork = multiprocessing.get_context("fork")
    ready, over = fork.Event(), fork.Event()
    other = fork.Process(target=_hold, args=(corpus.path, ready, over))
    other.start()
    ready.wait()
    yield over
    over.set()
    other.join()


def test_who_waits_too_long_hears_why(corpus: store.Corpus, held: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpora, "READER_WAITS", 0.1)
    monkeypatch.setattr(corpora, "WRITER_WAITS", 0.1)
    for act in (corpus.census, lambda: corpus.put([told(analysis())])):
        with pytest.raises(store.CorpusBusy, match="in use by another process"):
            act()


def test_a_reader_waits_for_the_writer(corpus: store.Corpus, held: object) -> None:
    threading.Thread(target=lambda: (time.sleep(0.2), held.set())).start()  # type: ignore[attr-defined]
    assert corpus.census().inputs == 0


def test_inputs_that_name_no_file_never_take_each_others_place(corpus: store.Corpus) -> None:
    for origin in ("pasted text", "web page", "uploaded a.txt"):
        for reason in ("It is empty.", "It is not English."):
            corpus.put([told(Failure("refused", f"{origin}: {reason}", origin=origin))])
    assert corpus.census().inputs == 6
    given = article(origin="uploaded a.txt")
    assert key_of(given) == key_of(replace(given))
    assert record(given, analysis(article=given), "5e").place is None
