"""The command line as a person at a terminal meets it."""

from __future__ import annotations

import json
import os
import re
import select
import shlex
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from builders import analysis, failure, relocated
from click.testing import CliRunner, Result

from analysis import cli, engine, export
from analysis.cli import evenhand
from analysis.progress import Tracker

ROOT = Path(__file__).parent.parent
PYTHON = [sys.executable, "-m", "analysis"]

ARTICLE = """Council sells the ferry pier

The town council sold the old ferry pier on Tuesday night after a short debate, and it set the money aside for two buses.

“We were promised a hearing and we got ten minutes,” said Marla Stead, who runs the bait shop by the pier.

Council leader Owen Brack said that the sale would pay for the buses and for a new roof over the school gym.
"""
ROWS = [
    {"id": 7, "title": "Pier sold", "story": ARTICLE},
    {"id": "b", "title": "Pier sold again", "story": ARTICLE.replace("Tuesday", "Friday")},
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the examples of `--help` name."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    pd.DataFrame(ROWS).to_csv(tmp_path / "articles.csv", index=False)
    feed = "".join(json.dumps({"id": row["id"], "text": row["story"]}) + "\n" for row in ROWS)
    (tmp_path / "articles.jsonl").write_text(feed, "utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE, "utf-8")
    own = tmp_path / "my-lexicon"
    own.mkdir()
    keys = ("name", "kind", "label", "definition", "source", "licence", "version", "why")
    (own / "lexicon.toml").write_text("".join(f'{key} = "boat"\n' for key in keys), "utf-8")
    (own / "terms.csv").write_text("term,pos\nferry,NOUN\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(evenhand, arguments, input=stdin)


def surroundings() -> dict[str, str]:
    """An environment in which the package is found from any folder."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([os.environ["PYTHONPATH"], str(ROOT)])}


def process(*arguments: str, **options: object) -> subprocess.Popen[str]:
    def hear() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a run in the background may ignore it, and its children with it

    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen([*PYTHON, *arguments], env=surroundings(), preexec_fn=hear, **{**pipes, **options})


def test_an_article_gives_a_summary(desk: Path) -> None:
    done = run("analyze", "article.txt")
    assert done.exit_code == 0
    for seen in (
        "Council sells the ferry pier",
        "Share of voice",
        "Marla Stead",
        "Owen Brack",
        "Metrics by voice",
        "Attributed words",
    ):
        assert seen in done.stdout


def test_several_articles_give_a_line_each(desk: Path) -> None:
    done = run("analyze", "articles.csv", "--map", "text=story")
    assert done.exit_code == 0
    assert [line.split("  ")[0] for line in done.stdout.splitlines() if line.startswith("Pier")] == [
        "Pier sold",
        "Pier sold again",
    ]


def test_json_lines_in_and_out_in_order_with_a_failure_in_its_place() -> None:
    feed = "\n".join(['{"id": 1, "text": "The pier was sold. Nobody asked why."}', "{broken", '{"id": 1, "text": ""}', ""])
    done = run("analyze", "-", "--format", "json", stdin=feed)
    first, second, third = map(json.loads, done.stdout.split("\n")[:-1])
    assert first["schema"] == "evenhand/1"
    assert first["article"]["id"] == 1
    assert (second["error"]["line"], second["error"]["code"]) == (2, "not_json")
    assert (third["error"]["id"], third["error"]["code"]) == (1, "empty")
    assert done.exit_code == 1
    assert done.stderr.count("evenhand: ") == 2


def test_a_line_that_cannot_be_analyzed_is_named_by_its_number(desk: Path) -> None:
    german = "Der Rat der Stadt hat am Montag beschlossen, dass die Fähre im März nicht mehr fährt. Die Bürger sind verärgert."
    feed = [{"text": ARTICLE}, {"text": german}, {"id": 9, "text": "— … !!!"}]
    done = run("analyze", "-", "--format", "json", stdin="".join(json.dumps(row) + "\n" for row in feed))
    _, foreign, wordless = (json.loads(line) for line in done.stdout.splitlines())
    assert (foreign["error"]["line"], foreign["error"]["code"]) == (2, "not_english")
    assert foreign["error"]["message"].startswith("Line 2 of standard input does not look English")
    assert (wordless["error"]["line"], wordless["error"]["id"]) == (3, 9)
    assert done.exit_code == 1


def test_standard_output_carries_results_alone(desk: Path) -> None:
    done = run("analyze", "article.txt", "gone.txt", "--format", "json")
    assert all(json.loads(line)["schema"] == "evenhand/1" for line in done.stdout.split("\n")[:-1])
    assert "gone.txt" in done.stderr
    assert "gone.txt" not in done.stdout.split("\n")[0]


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx", "json"])
def test_out_writes_the_tables_with_codebook_and_manifest(desk: Path, form: str) -> None:
    done = run("analyze", "articles.csv", "gone.txt", "--map", "text=story", "--out", "tables", "--format", form)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "evenhand: Wrote 2 articles to tables" in done.stderr
    assert "evenhand: 1 input failed" in done.stderr
    said = json.loads((desk / "tables" / "manifest.json").read_text("utf-8"))
    assert said["command"] == ["evenhand", "analyze", "articles.csv", "gone.txt", "--format", form, "--map", "text=story"]
    assert (said["articles"], said["failures"]) == (2, 1)
    assert {"codebook.csv", "codebook.md", "manifest.json"} < {file.name for file in (desk / "tables").iterdir()}


def test_csv_is_the_format_where_none_is_named(desk: Path) -> None:
    assert run("analyze", "article.txt", "--out", "tables").exit_code == 0
    assert len(pd.read_csv(desk / "tables" / "articles.csv")) == 1


def test_the_same_command_writes_the_same_bytes_wherever_it_writes(desk: Path) -> None:
    for out in ("one", "two"):
        run("analyze", "article.txt", "--out", out)
    for file in (desk / "one").iterdir():
        assert file.read_bytes() == (desk / "two" / file.name).read_bytes(), file.name


@pytest.mark.parametrize("form", ["csv", "json"])
def test_no_text_leaves_out_the_words(desk: Path, form: str) -> None:
    assert run("analyze", "article.txt", "--out", "tables", "--format", form, "--no-text").exit_code == 0
    for file in (desk / "tables").iterdir():
        for words in ("Marla", "bait shop", "Owen Brack", "promised a hearing", "sells the ferry"):
            assert words not in file.read_text("utf-8"), file.name


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ([], "INPUT"),
        (["a.txt", "--format", "csv"], "add --out"),
        (["a.txt", "--format", "docx"], "docx"),
        (["a.txt", "--no-text"], "add --out"),
        (["a.txt", "--map", "text"], "FIELD=COLUMN"),
        (["a.txt", "--map", "txt=body"], "text"),
        (["a.txt", "--out", "article.txt"], "it is a file"),
    ],
)
def test_a_wrong_command_says_what_to_do_and_ends_with_2(desk: Path, arguments: Sequence[str], hint: str) -> None:
    done = run("analyze", *arguments)
    assert done.exit_code == 2
    assert hint in done.stderr
    assert "Traceback" not in done.output


@pytest.fixture
def pair(desk: Path) -> Path:
    """Two articles of one event, one of which cuts a quotation."""
    (desk / "one.txt").write_text(ARTICLE, "utf-8")
    (desk / "two.txt").write_text(ARTICLE.replace(" and we got ten minutes", ""), "utf-8")
    return desk


def test_articles_are_compared_on_a_page(pair: Path) -> None:
    done = run("compare", "one.txt", "two.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "B cut behind: and we got ten minutes," in done.stdout
    assert "Not looked for: three articles are needed" in done.stdout
    assert not any(line.endswith(" ") for line in done.stdout.splitlines())


def test_comparisons_come_as_json_lines_and_as_tables_with_codebook_and_manifest(pair: Path) -> None:
    told = json.loads(run("compare", "one.txt", "two.txt", "--format", "json").stdout)
    assert told["schema"] == "evenhand-comparison/1"
    done = run("compare", "one.txt", "two.txt", "--out", "compared")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "evenhand: Wrote 1 comparison to compared (csv)." in done.stderr
    names = {file.name for file in (pair / "compared").iterdir()}
    assert {"articles.csv", "sources.csv", "cuts.csv", "differences.csv", "codebook.md", "codebook.csv", "manifest.json"} <= names
    said = json.loads((pair / "compared" / "manifest.json").read_text("utf-8"))
    assert said["command"] == ["evenhand", "compare", "one.txt", "two.txt", "--format", "csv"]
    assert said["articles"] == 2
    assert any(note.startswith("facts: three articles are needed") for note in said["notes"])


def test_a_revised_article_is_held_against_its_first_version(desk: Path) -> None:
    (desk / "revised.txt").write_text(ARTICLE.replace("said that the sale", "said the shameful sale"), "utf-8")
    done = run("revise", "article.txt", "revised.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    told, gone, new = (
        part.strip() for part in done.stdout.partition("\nFigures")[0].replace("\nNew\n", "\nGone\n").split("\nGone\n")
    )
    assert "0 marks gone" in told
    assert "1 word cut, 1 put in." in told
    assert gone == "None."
    assert "[shameful]" in new
    assert "Loaded words" in done.stdout.partition("Figures that moved")[2]


@pytest.mark.parametrize(
    ("after", "hint"), [("gone.txt", "gone.txt does not exist"), ("articles.jsonl", "articles.jsonl: more than one article")]
)
def test_a_revision_of_no_one_article_says_what_to_do(desk: Path, after: str, hint: str) -> None:
    done = run("revise", "article.txt", after)
    assert done.exit_code == 1
    assert hint in done.stderr
    assert "Traceback" not in done.output


def test_proposed_groups_can_be_changed_and_given_back(pair: Path) -> None:
    done = run("compare", "one.txt", "two.txt", "--group", "--out", "groups", "--format", "csv")
    assert done.exit_code == 0
    groups = pd.read_csv(pair / "groups" / "groups.csv", dtype=str)
    assert list(groups["group"]) == ["1", "1"]
    groups.assign(group="pier").to_csv(pair / "groups" / "groups.csv", index=False)
    told = json.loads(run("compare", "one.txt", "two.txt", "--groups", "groups/groups.csv", "--format", "json").stdout)
    assert told["event"] == "pier"


@pytest.mark.parametrize(
    ("arguments", "status", "hint"),
    [
        (["one.txt"], 2, "one.txt: only one article. Give two to six"),
        (["one.txt", "gone.txt"], 1, "one.txt, gone.txt: only one article that can be read"),
        (["one.txt", "one.txt"], 2, "hold the same text"),
        (["many.jsonl", "--map", "text=text"], 2, "many.jsonl: more than six articles"),
        (["one.txt", "two.txt", "--format", "csv"], 2, "add --out"),
        (["one.txt", "two.txt", "--groups", "gone.csv"], 2, "gone.csv cannot be read"),
        (["one.txt", "two.txt", "--out", "one.txt"], 2, "it is a file"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_what_to_do(pair: Path, arguments: Sequence[str], status: int, hint: str) -> None:
    feed = "".join(json.dumps({"text": f"{ARTICLE} {n}"}) + "\n" for n in range(7))
    (pair / "many.jsonl").write_text(feed, "utf-8")
    done = run("compare", *arguments)
    assert done.exit_code == status
    assert hint in " ".join(done.stderr.split())
    assert "Traceback" not in done.output


def test_a_comparison_goes_on_without_an_input_that_failed(pair: Path) -> None:
    done = run("compare", "one.txt", "gone.txt", "two.txt", "--format", "json")
    assert len(json.loads(done.stdout)["articles"]) == 2
    assert done.exit_code == 1
    assert "gone.txt does not exist" in done.stderr


def test_a_missing_parser_is_told_in_a_sentence(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise engine.language.ModelMissing("The parser's model is not installed. Install the requirements.")

    monkeypatch.setattr(engine.language, "parse", missing)
    done = run("analyze", "article.txt")
    assert (done.exit_code, done.stderr) == (1, "Error: The parser's model is not installed. Install the requirements.\n")


def test_results_come_while_the_input_is_still_open() -> None:
    with process("analyze", "-", "--format", "json") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for number in (1, 2):
            child.stdin.write(json.dumps({"id": number, "text": "The pier was sold on Tuesday."}) + "\n")
            child.stdin.flush()
            assert select.select([child.stdout], [], [], 60)[0], "no result while the input stays open"
            assert json.loads(child.stdout.readline())["article"]["id"] == number
        child.send_signal(signal.SIGINT)
        assert child.wait(90) == 130
        assert child.stderr is not None
        assert child.stderr.read().strip() == "evenhand: Stopped."


def test_a_run_stopped_from_the_keyboard_writes_nothing(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "analyze", stopped)
    done = run("analyze", "article.txt", "--out", "tables")
    assert "Nothing was written to tables" in done.stderr
    assert list((desk / "tables").iterdir()) == []


def test_a_reader_that_goes_away_ends_the_run_quietly(desk: Path) -> None:
    feed = (desk / "articles.jsonl").read_text("utf-8") * 40
    (desk / "many.jsonl").write_text(feed, "utf-8")
    with process("analyze", "many.jsonl", "--map", "text=text", "--format", "json") as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.wait(90) == 141
        assert child.stderr is not None
        assert child.stderr.read() == ""


def test_progress_is_quiet_where_standard_error_is_no_terminal(desk: Path) -> None:
    assert run("analyze", "article.txt", "--format", "json").stderr == ""


@pytest.mark.parametrize(("total", "count"), [(3, "3/3"), (None, "3/?")])
def test_progress_counts_and_tells_the_time_on_a_terminal(
    total: int | None, count: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    tracker = Tracker(total)
    assert len(list(tracker.watch([analysis(), failure(message="Line 7 is \x1b[31mred."), analysis()]))) == 3
    seen = capsys.readouterr()
    assert seen.out == ""
    assert count in seen.err
    assert re.search(r"\d:\d\d:\d\d", seen.err)
    assert "evenhand: Line 7 is \ufffd[31mred." in seen.err
    assert tracker.failures == 1


def test_a_summary_never_passes_on_what_drives_a_terminal(monkeypatch: pytest.MonkeyPatch, desk: Path) -> None:
    hostile = "The \x1b]0;pier\x07 was [bold]sold[/bold] \ud800 \x9b2J."
    monkeypatch.setattr(engine, "analyze", lambda _: relocated(hostile, hostile))
    done = run("analyze", "article.txt")
    assert done.exit_code == 0
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", done.stdout)
    assert "[bold]sold[/bold]" in done.stdout


def test_the_codebook_comes_as_a_document_and_as_a_table() -> None:
    assert run("codebook").stdout.startswith("# Codebook")
    table = run("codebook", "--format", "csv").stdout
    assert table.startswith('"table","variable","type","label","definition","unit","range"')


def test_the_formats_offered_are_those_that_can_be_written() -> None:
    assert cli.FORMATS == export.FORMATS


def test_version_is_that_of_the_package() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{run("--version").stdout.split()[1]}"' in project


def test_help_is_quick_because_it_loads_nothing_heavy() -> None:
    heavy = ("spacy", "pandas", "numpy", "pyarrow", "rich", "scipy")
    script = f"import sys, analysis.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def examples() -> list[str]:
    texts = [run("--help").stdout, *(run(name, "--help").stdout for name in evenhand.commands)]
    for text in texts:
        assert "Example" in text
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return list(dict.fromkeys(line for line in lines if line.startswith("evenhand ")))


def shell(command: str) -> Result:
    """What a shell would do, `<` and `>` included, but in this process, where the models are loaded once for all examples."""
    words, ways = shlex.split(command)[1:], {}
    while words[-2:-1] in (["<"], [">"]):
        *words, way, file = words
        ways[way] = Path(file)
    done = CliRunner().invoke(evenhand, words, input=ways["<"].read_bytes() if "<" in ways else None)
    if ">" in ways:
        ways[">"].write_bytes(done.stdout_bytes)
    return done


@pytest.mark.parametrize("example", examples())
def test_every_example_of_the_help_works(
    desk: Path, example: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("EVENHAND_LEXICONS", "")
    done = shell(example)
    assert done.exit_code == 0, done.output
    written = {file.name for file in desk.iterdir()} - {"article.txt", "articles.csv", "articles.jsonl", "articles", "my-lexicon"}
    asked = {word for flag, word in re.findall(r"(--out|>) (\S+)", example)}
    assert written == asked
    assert all((desk / name).is_dir() or (desk / name).stat().st_size for name in asked)
    into_a_corpus = "--corpus" in example or "corpus add" in example
    assert bool(done.stdout) == ("--out" not in example and not into_a_corpus)


def test_a_report_on_one_article_is_one_file(desk: Path) -> None:
    done = run("report", "article.txt", "--out", "reports/pier.html")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Wrote the report on article.txt to reports/pier.html." in done.stderr
    page = (desk / "reports" / "pier.html").read_text("utf-8")
    assert page.rstrip().endswith("</html>")
    assert ARTICLE.split()[0] in page
    assert [file.name for file in (desk / "reports").iterdir()] == ["pier.html"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["gone.txt"], "gone.txt does not exist"),
        (["articles.jsonl"], "articles.jsonl: more than one article"),
        (["article.txt", "--out", "."], "Cannot write .: it is a folder"),
        (["article.txt", "--out", "./article.txt"], "article.txt is the article itself"),
        (["article.txt", "--against", "nowhere"], "There is no corpus nowhere"),
        (["article.txt", "--against", "./nowhere"], "nowhere"),
    ],
)
def test_a_report_that_cannot_be_made_says_what_to_do(desk: Path, arguments: Sequence[str], hint: str) -> None:
    done = run("report", *arguments)
    assert done.exit_code in (1, 2)
    assert hint in done.stderr
    assert "Traceback" not in done.output
