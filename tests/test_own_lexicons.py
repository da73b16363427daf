"""A user's own lexicon becomes marks, a metric, columns and codebook lines, without a line of Python."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import Analysis, Article, analyze
from analysis.cli import evenhand
from analysis.codebook import codebook_markdown, entries
from analysis.lexicon import OWN, LexiconError, lexicons, overlaps, own_lexicons, read
from analysis.metric import metrics
from analysis.tables import build
from analysis.version import version
from dashboard.data import kind_labels

HEAD = """\
name = "{name}"
kind = "{kind}"
label = "Boats"
definition = "A word for a boat."
source = "Made for a test."
licence = "MIT"
version = "1"
why = "“{{text}}” is a boat."
"""
TERMS = "term,pos\nferry,NOUN\nrowing boat,\nshameful,ADJ\n"
TEXT = (
    "The ferry left the pier at noon, and the council said nothing about it. “The rowing boat is not safe,” said Ada Quill, who "
    "lives by the harbour. Two ferries were tied up behind the wall when the rain began to fall on the town."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "boats")


def make(path: Path, name: str = "boats", kind: str = "boat", terms: str = TERMS) -> Path:
    path.mkdir()
    (path / "lexicon.toml").write_text(HEAD.format(name=name, kind=kind), encoding="utf-8")
    (path / "terms.csv").write_text(terms, encoding="utf-8")
    return path


@pytest.fixture
def in_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(OWN, str(folder))
    return folder


def result() -> Analysis:
    found = analyze(Article(TEXT))
    assert isinstance(found, Analysis)
    return found


def test_a_lexicon_mended_while_the_dashboard_runs_has_its_label(in_use: Path) -> None:
    head = (in_use / "lexicon.toml").read_text(encoding="utf-8")
    (in_use / "lexicon.toml").write_text("name = ", encoding="utf-8")
    assert "boat" not in kind_labels()
    (in_use / "lexicon.toml").write_text(head, encoding="utf-8")
    assert kind_labels()["boat"] == "Boats"


def test_its_terms_are_marked_for_the_voice_that_uses_them(in_use: Path) -> None:
    marks = [(a.text, a.voice, a.rule, a.why) for a in result().annotations if a.kind == "boat"]
    assert marks == [
        ("ferry", "writer", "boat/lexicon@1", "“ferry” is a boat."),
        ("rowing boat", "direct", "boat/lexicon@1", "“rowing boat” is a boat."),
        ("ferries", "writer", "boat/lexicon@1", "“ferries” is a boat."),
    ]


def test_it_has_a_metric_by_voice_and_columns(in_use: Path) -> None:
    found = {m.voice: m for m in result().metrics if m.id == "boat_rate"}
    assert (found["writer"].numerator, found["direct"].numerator, found["all"].numerator) == (2, 1, 3)
    wide = build([result()]).metrics_wide
    assert wide["boat_rate__all"][0] == pytest.approx(3 / found["all"].denominator * 1000)


def test_the_codebook_and_the_version_name_it(in_use: Path) -> None:
    lines = {(e.table, e.variable) for e in entries()}
    assert {("annotations.kind", "boat"), ("lexicons", "boats"), ("metrics_wide", "boat_rate__writer")} <= lines
    assert "#### Boats (`boat_rate`)" in codebook_markdown()
    assert "boats" in version().lexicons


def test_without_it_nothing_is_left_of_it(in_use: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = version().settings
    assert [lexicon.name for lexicon in own_lexicons()] == ["boats"]
    monkeypatch.delenv(OWN)
    assert own_lexicons() == ()
    assert "boat_rate" not in {m.id for m in metrics()}
    assert version().settings != with_it


def test_terms_that_others_have_are_told(folder: Path) -> None:
    found = overlaps(read(folder), lexicons().values())
    assert {(o.term.term, o.term.line) for o in found} == {("shameful", 4)}
    assert "loaded_language" in {o.other.name for o in found}


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("hedges", "boat", "line 1: the name “hedges” is another lexicon's"),
        ("boats", "hedge", "line 2: the kind “hedge” belongs to the lexicon “hedges”"),
        ("boats", "scare_quote", "line 2: the kind “scare_quote” belongs to Evenhand"),
    ],
)
def test_a_name_or_kind_that_is_taken_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str, message: str
) -> None:
    monkeypatch.setenv(OWN, str(make(tmp_path / "x", name, kind)))
    with pytest.raises(LexiconError, match=message):
        lexicons()


def test_two_folders_can_be_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make(tmp_path / "weather", "weather", "weather_word", "term,pos\nrain,NOUN\n")
    monkeypatch.setenv(OWN, os.pathsep.join([str(folder), str(other)]))
    assert [m.id for m in metrics()][-2:] == ["boat_rate", "weather_word_rate"]


# -- the command line --------------------------------------------------------------------------------------------------


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    monkeypatch.setenv(OWN, "")  # set back after the test, whatever the command sets
    done = CliRunner().invoke(evenhand, list(words))
    return done.exit_code, done.output


def test_lexicon_shows_its_hits_in_context(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code, out = run(monkeypatch, "lexicon", str(folder), str(tmp_path / "a.txt"))
    assert code == 0
    assert "Boats (boats, version 1): 3 terms" in out
    assert "Warning: line 4: “shameful” is in the lexicon loaded_language too" in out
    assert "[ferry] left the pier at noon" in out
    assert "3 hits of 2 terms; 1 terms found nothing." in out


def test_analyze_takes_it(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code, _ = run(monkeypatch, "analyze", str(tmp_path / "a.txt"), "--lexicon", str(folder), "--out", str(tmp_path / "out"))
    assert code == 0
    assert "boat_rate__writer" in (tmp_path / "out" / "metrics_wide.csv").read_text(encoding="utf-8")
    assert "--lexicon" in (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")


def test_a_wrong_lexicon_is_a_message_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = make(tmp_path / "bad", terms="term,pos\nFerry,NOUN\n")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for words in (
        ["lexicon", str(bad)],
        ["analyze", str(tmp_path / "a.txt"), "--lexicon", str(bad)],
        ["codebook", "--lexicon", str(bad)],
    ):
        code, out = run(monkeypatch, *words)
        assert code == 1
        assert "terms.csv, line 2: “Ferry” has capital letters" in out
        assert "Traceback" not in out
