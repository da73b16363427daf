"""The commands `evenhand corpus …` as a person at a terminal meets them, with the real engine."""

from __future__ import annotations

import json
from pathlib import Path

import calls_out
import pytest
from click.testing import CliRunner, Result

from analysis import export, readers, store
from analysis.batch.run import Tally
from analysis.cli import evenhand
from analysis.engine import analyze_many

ONE = """Council sells the ferry pier

The town council sold the old ferry pier on Tuesday night after a short debate, and it set the money aside for two buses.

“We were promised a hearing and we got ten minutes,” said Marla Stead, who runs the bait shop by the pier.
"""
TWO = ONE + "\nIt was a shameful vote.\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles and an empty file, and a corpus `pier` of them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    for name, text in (("a", ONE), ("b", TWO), ("c", "")):
        (folder / "articles" / f"{name}.txt").write_text(text, "utf-8")
    before = workers_heard()
    done = run(folder, "analyze", str(folder / "articles"), "--corpus", "pier", "--workers", "2")
    assert done.exit_code == 1, done.output
    assert workers_heard() >= before + 2
    return folder


def workers_heard() -> int:
    """Worker processes whose every way out of this machine is heard, and fails the test (`conftest.py`)."""
    return sum("multiprocessing.spawn" in command for command in calls_out.processes())


def run(folder: Path, *arguments: str, stdin: str | None = None) -> Result:
    return CliRunner(env={"EVENHAND_DATA": str(folder)}).invoke(evenhand, arguments, input=stdin)


@pytest.fixture(autouse=True)
def data(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DATA", str(desk))


def test_the_corpus_gives_the_same_files_as_the_articles_to_the_byte(desk: Path, tmp_path: Path) -> None:
    export.write(analyze_many(readers.read([desk / "articles"])), tmp_path / "direct", "csv")
    assert run(desk, "corpus", "export", "pier", "--out", str(tmp_path / "whole")).exit_code == 0
    assert run(desk, "corpus", "export", "pier", "--out", str(tmp_path / "quick"), "--metrics-only").exit_code == 0
    names = {path.name for path in (tmp_path / "direct").iterdir()}
    assert {path.name for path in (tmp_path / "whole").iterdir()} == names
    for name in names - {"manifest.json"}:  # which names the command
        assert (tmp_path / "whole" / name).read_bytes() == (tmp_path / "direct" / name).read_bytes(), name
    assert (tmp_path / "quick" / "metrics_wide.csv").read_bytes() == (tmp_path / "direct" / "metrics_wide.csv").read_bytes()


def test_dask_gives_the_same_files_to_the_byte(desk: Path, tmp_path: Path) -> None:
    parts, before = f"{tmp_path}/parts", workers_heard()
    done = run(desk, "analyze", str(desk / "articles"), "--corpus", parts, "--engine", "dask", "--workers", "1")
    assert done.exit_code == 1, done.output
    assert workers_heard() >= before + 2  # Dask's own process, and the one that it keeps for the models
    for name, out in (("pier", "local"), (parts, "dask")):
        assert run(desk, "corpus", "export", name, "--out", str(tmp_path / out)).exit_code == 0
    for file in (tmp_path / "local").iterdir():
        if file.name != "manifest.json":  # which names the corpus
            assert file.read_bytes() == (tmp_path / "dask" / file.name).read_bytes(), file.name
    refused = run(desk, "analyze", "a.txt", "--corpus", "pier", "--scheduler", "tcp://127.0.0.1:1")
    assert (refused.exit_code, "add --engine dask" in refused.output) == (2, True)


def test_a_metric_chooses_articles_and_the_manifest_tells_what_was_chosen(desk: Path, tmp_path: Path) -> None:
    assert [line[0] for line in run(desk, "corpus", "list", "pier", "--metric", "loaded_rate:writer<=0").output.splitlines()] == [
        "1"
    ]
    some = ("--metric", "loaded_rate:writer>=0.1", "--metric", "direct_share:all >= 0")
    assert run(desk, "corpus", "export", "pier", "--out", str(tmp_path), *some, "--words", "pier").exit_code == 0
    told = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert (told["articles"], told["inputs"][0]["id"]) == (1, "b.txt")
    assert told["options"]["selection"] == {
        "failed": False,
        "words": "pier",
        "bounds": [
            {"metric": "loaded_rate", "voice": "writer", "low": 0.1, "high": None},
            {"metric": "direct_share", "voice": "all", "low": 0.0, "high": None},
        ],
    }


def test_list_and_show_tell_what_there_is(desk: Path) -> None:
    assert "pier\t3 inputs\t" in run(desk, "corpus", "list").output
    lines = run(desk, "corpus", "list", "pier").output.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["1", "2"]
    assert lines[0].endswith("Council sells the ferry pier")
    assert "empty" in run(desk, "corpus", "list", "pier", "--failed").output
    assert run(desk, "corpus", "list", "pier", "--limit", "1").output.splitlines()[1].startswith("… 1 of 2")
    assert "pier: 2 articles" in run(desk, "corpus", "show", "pier").output
    assert "near\t1 2" in run(desk, "corpus", "show", "pier", "--duplicates").output
    assert "Marla Stead" in run(desk, "corpus", "show", "pier", "2").output
    missing = run(desk, "corpus", "show", "pier", "9")
    assert (missing.exit_code, "has no article 9" in missing.output) == (2, True)


def test_a_corpus_is_made_and_deleted_when_that_is_meant(desk: Path) -> None:
    assert run(desk, "corpus", "create", "empty").output.strip() == str(desk / "corpora" / "empty.duckdb")
    assert run(desk, "corpus", "create", "empty").exit_code == 2
    assert run(desk, "corpus", "delete", "empty", stdin="n\n").exit_code == 1
    assert "empty" in store.names()
    assert run(desk, "corpus", "delete", "empty", "--yes").exit_code == 0
    assert store.names() == ["pier"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("corpus", "create", ".."), "cannot name a corpus"),
        (("corpus", "list", "'; DROP TABLE records"), "cannot name a corpus"),
        (("corpus", "show", "nothing"), "There is no corpus nothing"),
        (("analyze", "x.txt", "--corpus", "a\\b"), "cannot name a corpus"),
        (("analyze", "x.txt", "--corpus", "pier", "--out", "y"), "evenhand corpus export"),
        (("analyze", "x.txt", "--workers", "2"), "add --corpus NAME"),
        (("corpus", "export", "pier", "--out", "y", "--metrics-only", "--format", "json"), "writes a table"),
        (("corpus", "list", "pier", "--metric", "loaded"), "write it as 'loaded_rate:writer>=2'"),
        (("corpus", "list", "pier", "--metric", "loaded_rat:writer>=1"), "no metric loaded_rat (loaded_rate"),
        (("corpus", "list", "pier", "--metric", "loaded_rate:me>=1"), "has no figure for “me”"),
    ],
)
def test_a_wrong_command_is_refused_with_what_to_do(desk: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(desk, *arguments)
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())
    assert "Traceback" not in done.output


@pytest.mark.parametrize(("problem", "status"), [(store.CorpusFull, 3), (store.CorpusBusy, 3), (store.CorpusError, 2)])
def test_the_exit_status_says_whether_the_same_command_goes_on(
    desk: Path, problem: type[Exception], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> Tally:
        raise problem("The disk is full.")

    monkeypatch.setattr("analysis.batch.run.into", refuses)
    done = run(desk, "corpus", "add", "pier", str(desk / "articles"))
    assert (done.exit_code, "The disk is full." in done.output) == (status, True)
