"""The batch: order, resuming, and every way to be cut short, with a quick engine in place of the real one."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from batch_fakes import Deaf

from analysis import store
from analysis.article import Article, Failure
from analysis.batch import command, run, worker
from analysis.batch.limits import Limits
from analysis.batch.pool import Pool
from analysis.result import Analysis
from analysis.setup_error import SetupError
from analysis.store.record import Record

FAKE = "batch_fakes:analyze"
FORK = multiprocessing.get_context("fork")


pytestmark = pytest.mark.usefixtures("data")


def articles(count: int, first: str = "A") -> list[Article | Failure]:
    return [Article(f"{first} report number {n} from the harbour.", id=n, origin=f"{n}.txt") for n in range(count)]


def batch(
    corpus: store.Corpus, items: list[Article | Failure], *, settings: str = "s", workers: int = 2, limits: Limits | None = None,
    listener: run.Listener | None = None,
) -> run.Tally:  # fmt: skip
    with Pool(workers, settings, limits or Limits(), engine=FAKE, start="fork") as pool:
        return run.into(corpus, items, pool, settings, listener or Deaf())


def texts(corpus: store.Corpus) -> list[str | None]:
    return [r.article.text if isinstance(r, Analysis) else r.code for r in corpus.results()]


def test_results_stand_in_the_order_of_the_inputs() -> None:
    corpus = store.create("c")
    items = articles(150)
    items[3] = Article("SLOW " * 3, id=3)
    items[70] = Failure("empty", "70.txt is empty.", "70.txt", origin="70.txt")
    items[90] = Article("REFUSED words", id=90)
    tally = batch(corpus, items)
    assert texts(corpus) == [
        {70: "empty", 90: "not_english"}.get(n) or (i.text if isinstance(i, Article) else "") for n, i in enumerate(items)
    ]
    assert (tally.put, tally.there, dict(tally.failures)) == (148, 0, {"empty": 1, "not_english": 1})


def test_what_is_there_is_not_analyzed_again_and_other_settings_are() -> None:
    corpus = store.create("c")
    items = [*articles(20), Article("REFUSED words", id="r"), Failure("empty", "x is empty.", origin="x")]
    batch(corpus, items)
    with Pool(1, "s", engine="no_such_module:analyze", start="fork") as broken:  # never asked
        tally = run.into(corpus, items, broken, "s", Deaf())
    assert (tally.there, tally.put, tally.failures.total()) == (20, 0, 2)
    tally = batch(corpus, items, settings="t")
    assert (tally.there, tally.put) == (0, 20)
    assert (corpus.census().settings, corpus.census().inputs) == ({"t": 20}, 22)


def test_another_input_of_the_same_text_takes_its_analysis_with_its_own_metadata() -> None:
    corpus = store.create("c")
    batch(corpus, [Article("The bridge is closed.", "a", "Closed", warnings=("The encoding was guessed.",))])
    copy = Article("The bridge is closed.", "b", "Closed", outlet="Post", warnings=("Its date was guessed.",))
    headed = Article("The bridge is closed.", "c", "Another headline")
    tally = batch(corpus, [copy, headed])
    assert (tally.put, tally.copied) == (2, 1)
    _, second, third = corpus.results()
    assert isinstance(second, Analysis)
    assert isinstance(third, Analysis)
    assert (second.article, second.warnings) == (copy, ("Its date was guessed.",))
    assert third.article == headed
    assert third.title_words == {"headline": 1}
    assert corpus.duplicates().exact == ((1, 2, 3),)


# --- articles that harm their worker ---


def test_each_harmful_article_costs_one_error_row(tmp_path: Path) -> None:
    corpus = store.create("c")
    items = articles(12)
    items[2] = Article("HANGS for ever", id=2, origin="2.txt")
    items[4] = Article("DIES always", id=4, origin="4.txt")
    items[6] = Article(f"DIES-ONCE {tmp_path / 'died'}", id=6, origin="6.txt")
    items[8] = Article("GROWS and grows", id=8, origin="8.txt")
    # A forked worker has this process's own memory from the start, and maps its files anew.
    own = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon"))
    most = int(own.split()[1]) // 1024 + 250
    tally = batch(corpus, items, limits=Limits(seconds=4.0, megabytes=most))
    assert dict(tally.failures) == {"time_limit": 1, "worker_crashed": 1, "memory_limit": 1}
    assert [(n, code) for n, code in enumerate(texts(corpus)) if n in (2, 4, 6, 8)] == [
        (2, "time_limit"), (4, "worker_crashed"), (6, items[6].text), (8, "memory_limit"),
    ]  # fmt: skip
    messages = corpus.articles(store.Selection(failed=True))["message"].to_pylist()
    for message, words in zip(
        messages, ("2.txt” took longer than 4 ", "4.txt” ended its worker", f"8.txt” took more than {most:,}"), strict=True
    ):
        assert words in message
        assert "tried again at the next run" in message
    # Mended, they take their own places.
    mended = [Article(f"Mended {n}.", id=n, origin=f"{n}.txt") if n in (2, 4, 8) else item for n, item in enumerate(items)]
    assert batch(corpus, mended).there == 9
    assert texts(corpus) == [item.text for item in mended if isinstance(item, Article)]


def test_workers_that_cannot_load_end_the_run_with_their_reason() -> None:
    with Pool(1, "s", engine="no_such_module:analyze", start="fork") as pool, pytest.raises(SetupError, match="no_such_module"):
        run.into(store.create("c"), articles(3), pool, "s", Deaf())


def test_workers_share_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in worker.THREADS:
        monkeypatch.setenv(name, "7")
    for workers, cores, each in ((1, 2, "2"), (2, 2, "1"), (3, 8, "2"), (8, 2, "1")):
        worker.share_cores(workers, cores)
        assert {os.environ[name] for name in worker.THREADS} == {each}


# --- cut short ---


def child(work: Callable[[], object]) -> multiprocessing.Process:
    """The work in a process of its own, in a session of its own so that all of it can be ended."""

    def main() -> None:
        os.setsid()
        work()

    process = FORK.Process(target=main)
    process.start()
    return process


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_a_batch_killed_at_ten_random_moments_ends_as_an_undisturbed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "COMMIT", 8)
    draw = random.Random(20310402)
    items = articles(96, "SLOW")
    items[30] = Failure("empty", "30.txt is empty.", "30.txt", origin="30.txt")
    items[50] = Article("REFUSED words", id=50)
    undisturbed = store.create("undisturbed")
    batch(undisturbed, items)
    corpus, made = store.create("killed"), FORK.Value("i", 0)

    class Counting(Pool):
        """A pool that tells how many records it has given."""

        def records(self, items: Iterable[Article | Record]) -> Iterator[Record]:
            for one in super().records(items):
                made.value += 1
                yield one

    def work() -> None:
        with Counting(2, "s", engine=FAKE, start="fork") as pool:
            run.into(corpus, items, pool, "s", Deaf())

    left = []
    for _ in range(10):
        # A moment is a number of records and a few milliseconds, so that it is in the midst of the work on any machine: while
        # workers start, between two records, in a commit.
        made.value, moment = 0, draw.randrange(12)
        process = child(work)
        until(lambda moment=moment: made.value >= moment)  # type: ignore[misc]
        time.sleep(draw.uniform(0, 0.012))
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        left.append(corpus.census().inputs)
    assert left == sorted(left)
    assert 0 < left[-1] < len(items)
    assert len(set(left)) >= 3
    batch(corpus, items)
    assert list(corpus.results()) == list(undisturbed.results())
    assert corpus.articles(store.ALL).equals(undisturbed.articles(store.ALL))


def test_a_killed_batch_leaves_no_worker_behind(tmp_path: Path) -> None:
    corpus = store.create("c")

    def work() -> None:
        with Pool(2, "s", engine=FAKE, start="fork") as pool:
            records = pool.records([Article("A first.", 1), Article("HANGS", 2), Article("HANGS", 3)])
            next(records)
            (tmp_path / "pids.new").write_text(" ".join(map(str, pool.pids)))
            (tmp_path / "pids.new").rename(tmp_path / "pids")
            next(records)

    process = child(work)
    until(lambda: (tmp_path / "pids").exists())
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    process.kill()
    process.join()
    assert len(pids) == 2
    until(lambda: not any(map(alive, pids)))
    assert corpus.census().inputs == 0


def until(met: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_killed_workers_lose_nothing() -> None:
    corpus = store.create("c")
    items = articles(120, "SLOW")
    killed = []

    class Killing(Pool):
        """A pool one of whose workers is killed now and then."""

        def records(self, items: Iterable[Article | Record]) -> Iterator[Record]:
            for n, made in enumerate(super().records(items)):
                ready = [one.process.pid for one in self._workers if one.ready]  # others may not be killed thrice in a row
                if n % 20 >= 5 and len(killed) <= n // 20 and ready:
                    os.kill(ready[n % len(ready)], signal.SIGKILL)
                    killed.append(n)
                yield made

    with Killing(2, "s", Limits(attempts=9), engine=FAKE, start="fork") as pool:
        tally = run.into(corpus, items, pool, "s", Deaf())
    assert len(killed) >= 4
    assert (tally.put, tally.failures.total()) == (120, 0)
    assert texts(corpus) == [item.text for item in items if isinstance(item, Article)]


def test_a_full_disk_stops_the_batch_and_keeps_what_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "COMMIT", 8)
    corpus = store.create("c")
    noise = random.Random(1)
    items: list[Article | Failure] = [Article(f"A {noise.randbytes(40_000).hex()}", id=n) for n in range(24)]
    heard = FORK.Queue()

    def work() -> None:
        # A file may not grow beyond this: to the database, what a full disk is.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, 5_000_000))
        try:
            batch(corpus, items)
        except store.CorpusFull as error:
            heard.put(str(error))

    process = child(work)
    message = heard.get(timeout=30)
    process.join()
    assert "cannot be written" in message
    assert "What was written before is kept" in message
    kept = texts(corpus)
    assert 8 <= len(kept) < 24
    assert kept == [item.text for item in items[: len(kept)] if isinstance(item, Article)]
    assert batch(corpus, items).there == len(kept)
    assert texts(corpus) == [item.text for item in items if isinstance(item, Article)]


def test_memory_does_not_grow_with_the_number_of_inputs() -> None:
    """Never more than the window is taken from the inputs before its record is given."""
    taken = 0

    def many() -> Iterator[Article | Record]:
        nonlocal taken
        for taken in range(1, 2_001):
            yield Article("A text.", id=taken)

    with Pool(2, "s", engine=FAKE, start="fork") as pool:
        for given, _ in enumerate(pool.records(many()), start=1):
            assert taken - given <= 70
            if given == 250:
                break


# --- the command ---


def test_the_command_reads_a_folder_sums_up_and_counts_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("a", "The ferry stops."), ("b", "The ferry stops."), ("c", "REFUSED words"), ("d", "")):
        (folder / f"{name}.txt").write_text(text)
    wish = command.Wish("ferry", (str(folder),), 1, analyzer=FAKE)
    assert command.add(wish) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "2 articles analyzed into ferry" in told
    assert "2 inputs failed (" in told
    assert "empty 1" in told
    assert "not_english 1" in told
    assert "2 articles have the text of another (1 group)" in told
    assert command.add(wish) == 2
    assert "0 articles analyzed into ferry; 2 were there already." in " ".join(capsys.readouterr().err.split())


def test_progress_tells_rate_and_time_left(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_LINE", -1)
    teller = command._Teller(1_000)
    teller._begun -= 60
    teller.moved_on(run.Tally(there=100, put=300))
    told = " ".join(capsys.readouterr().err.split())
    assert "400 of 1,000 inputs done, 300 articles a minute, about 2 min left" in told


def test_failures_beyond_a_screen_are_counted_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    teller = command._Teller(None)
    for n in range(30):
        teller.failed(Record("k", None, None, None, "{}", code="empty", message=f"Input {n} is empty."))
    told = capsys.readouterr().err
    assert "Input 19 is empty." in told
    assert "Input 20 is empty." not in told
    assert "There are more failures" in told
