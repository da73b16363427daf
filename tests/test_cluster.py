"""Dask in place of processes here: the same records in the same order, and a worker that dies costs nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from batch_fakes import Deaf

from analysis import store
from analysis.article import Article, Failure
from analysis.batch import cluster, command, run
from analysis.batch.cluster import Cluster
from analysis.batch.limits import Limits
from analysis.batch.pool import Pool
from analysis.setup_error import SetupError
from analysis.store.record import Record

FAKE = "batch_fakes:analyze"
LIMITS = Limits(seconds=2.0)


pytestmark = pytest.mark.usefixtures("data")


def articles(count: int) -> list[Article | Failure]:
    items: list[Article | Failure] = [Article(f"SLOW report {n} from the quay.", id=n, origin=f"{n}.txt") for n in range(count)]
    items[3] = Failure("empty", "3.txt is empty.", "3.txt", origin="3.txt")
    items[9] = Article("REFUSED words", id=9)
    items[11] = Article("SLOW report 2 from the quay.", id="a copy")
    return items


def undisturbed(items: list[Article | Failure]) -> store.Corpus:
    corpus = store.create("undisturbed")
    with Pool(1, "s", LIMITS, engine=FAKE, start="fork") as pool:
        run.into(corpus, items, pool, "s", Deaf())
    return corpus


def equal(one: store.Corpus, other: store.Corpus) -> bool:
    return list(one.results()) == list(other.results()) and one.articles(store.ALL).equals(other.articles(store.ALL))


class Killing(Cluster):
    """A cluster one of whose Dask workers is killed in the midst of the work."""

    killed = 0

    def records(self, items: Iterable[Article | Record]) -> Iterator[Record]:
        for n, made in enumerate(super().records(items)):
            if n == 20:
                pids = self._client.run(os.getpid)
                os.kill(next(iter(pids.values())), signal.SIGKILL)
                self.killed += 1
            yield made


def test_a_local_cluster_gives_what_one_process_gives_though_a_worker_is_killed(tmp_path: Path) -> None:
    items = articles(80)
    database, folder = store.create("c"), store.named(str(tmp_path / "parts"), make=True)
    with Killing(2, "s", LIMITS, engine=FAKE) as workers:
        tally = run.into(database, items, workers, "s", Deaf())
        assert workers.killed == 1
        assert (tally.put, dict(tally.failures)) == (78, {"empty": 1, "not_english": 1})
        # The same workers, into a folder of Parquet files; one article always ends its process, one hangs.
        harmed = [
            *items[:20],
            Article("DIES always", id="d", origin="d.txt"),
            Article("HANGS", id="h", origin="h.txt"),
            *items[20:40],
        ]
        tally = run.into(folder, harmed, workers, "s", Deaf())
    expected = undisturbed(items)
    assert equal(database, expected)
    assert dict(tally.failures) == {"empty": 1, "not_english": 1, "worker_crashed": 1, "time_limit": 1}
    assert [r.code for r in folder.results() if isinstance(r, Failure)] == [
        "empty",
        "not_english",
        "worker_crashed",
        "time_limit",
    ]
    assert [r for n, r in enumerate(folder.results()) if n not in (20, 21)] == list(expected.results())[:40]


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, each started by itself as on a cluster; address and the workers."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([os.environ["PYTHONPATH"], str(Path(__file__).parent), *sys.path])}
    log = tmp_path / "scheduler.log"
    begun: list[subprocess.Popen[bytes]] = []

    def start(*words: str, told: Path) -> None:
        with told.open("wb") as out:
            begun.append(subprocess.Popen([sys.executable, "-m", "dask", *words], stdout=out, stderr=out, env=env, cwd=tmp_path))

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", told=log)
        address = ""
        while not address:
            found = re.search(r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)", log.read_text())
            address = found[1] if found else ""
            assert begun[0].poll() is None, log.read_text()
            time.sleep(0.05)
        for n in range(2):
            start("worker", address, "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", told=tmp_path / f"worker{n}.log")
        yield address, begun[1:]
    finally:
        for process in begun:
            process.kill()
        for process in begun:
            process.wait()


def test_a_scheduler_started_by_itself_loses_nothing_when_a_worker_dies(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, workers = scheduler
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(60):
        (folder / f"{n:02}.txt").write_text(f"SLOW report {n} from the quay.")
    (folder / "20.txt").write_text("REFUSED words")
    wish = command.Wish("c", (str(folder),), analyzer=FAKE, limits=LIMITS, dask=True, scheduler=address)
    first = iter(range(60))

    def kill(self: object, tally: run.Tally) -> None:
        if next(first) == 0:
            workers[0].kill()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(command._Teller, "moved_on", kill)
        patched.setattr(run, "COMMIT", 8)
        assert command.add(wish) == 1
    assert workers[0].wait() == -signal.SIGKILL
    assert command.add(command.Wish("local", (str(folder),), 1, analyzer=FAKE)) == 1
    assert equal(store.open_corpus("c"), store.open_corpus("local"))
    assert command.add(wish) == 1  # all is there already, the failure too
    assert "0 articles analyzed into c; 59 were there already." in " ".join(capsys.readouterr().err.split())
    with pytest.raises(SetupError, match="other settings"), Cluster(1, "not this one's", scheduler=address) as here:
        list(here.records([Article("A text.")]))


@pytest.mark.reaches_out
def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 0.3)
    for address in ("tcp://127.0.0.1:9", "no address"):
        with pytest.raises(SetupError, match=f"The scheduler {address} cannot be reached"):
            Cluster(1, "s", scheduler=address)


def test_partitions_are_bounded_where_little_needs_an_analysis() -> None:
    there = Record("k", None, None, None, "{}")
    parts = list(cluster._partitions([*[there] * 600, *map(Article, "abc"), *[there] * 10, *map(Article, "d" * 40)]))
    assert [item for part in parts for item in part.items][600] == Article("a")
    assert sum(len(part.items) for part in parts) == 653
    assert max(len(part.items) for part in parts) == cluster.TAKEN
    assert max(len(part.articles) for part in parts) == cluster.PARTITION
