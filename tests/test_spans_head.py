"""The head that classes spans: the same network as in training, windows, and the switch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis import Analysis, Article, analyze, language
from analysis.annotators import asked_spans
from analysis.heads import reading
from analysis.heads.spans import reader
from analysis.heads.switch import HeadMissing
from analysis.version import version
from analysis.windows import Window

TEXT = "The mayor claimed the trophy. “It is rotten,” said Ada Quill, and she sneered at his so-called “plan” for the pier."


def test_every_span_that_is_asked_for_is_classed_with_probabilities() -> None:
    parsed = language.parse(TEXT)
    asked = asked_spans.of(parsed)
    said = reading.read(parsed, asked).spans
    assert set(said) == {(task, span) for task, spans in asked.items() for span in spans}
    for (task, _), likely in said.items():
        assert tuple(likely) == reader.CLASSES[task]
        assert sum(likely.values()) == pytest.approx(1, abs=1e-5)


def test_what_is_asked_for() -> None:
    parsed = language.parse(TEXT)
    asked = asked_spans.of(parsed)
    words = {task: {" ".join(parsed.tokens[i].text for i in range(a, b)) for a, b in spans} for task, spans in asked.items()}
    assert "plan" in words["fragment"]
    assert {"claimed", "said"} <= words["reporting"]


def test_a_span_is_read_in_the_window_that_shows_it_whole() -> None:
    judge = reader.Judge({"reporting": [(1, 2), (5, 7), (11, 12)]})
    states = np.random.default_rng(0).normal(size=(6, 1152)).astype(np.float32)
    judge.take(Window(0, 0, 6), states)
    assert set(judge.said) == {("reporting", (1, 2))}  # the second is cut by the window's end
    judge.take(Window(6, 6, 12), states)
    assert set(judge.said) == {("reporting", (1, 2)), ("reporting", (11, 12))}


def test_it_is_the_network_of_the_training() -> None:
    torch = pytest.importorskip("torch", reason="training's own environment has it")
    from analysis.heads.spans.network import SpanHead

    with np.load(reader.FILE) as archive:
        weights = {n.removeprefix("fragment_"): archive[n] for n in archive.files if n.startswith("fragment_")}
    head = SpanHead(5).eval()
    head.load_state_dict({name: torch.tensor(weights[name.replace(".", "_")]) for name in head.state_dict()})
    states = np.random.default_rng(1).normal(size=(9, 1152)).astype(np.float32)
    places = [(0, 2), (3, 4), (7, 9)]
    with torch.no_grad():
        wanted = head(torch.tensor(states), places).softmax(-1).numpy()
    judge = reader.Judge({"fragment": places})
    judge.take(Window(0, 0, 9), states)
    assert np.allclose([list(judge.said["fragment", p].values()) for p in places], wanted, atol=1e-5)


def test_switched_off_the_rules_decide_and_the_version_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    with_head = version()
    monkeypatch.setenv(reader.SWITCH, "off")
    found = analyze(Article("The so-called “experts” met again behind closed doors on Monday."))
    assert isinstance(found, Analysis)
    assert [a.text for a in found.annotations if a.kind == "scare_quote"] == ["“experts”"]
    assert version().models["spans"] == "off" != with_head.models["spans"]
    assert version().settings != with_head.settings


def test_a_switch_that_is_not_known_and_a_missing_file_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(reader.SWITCH, "rules")
    with pytest.raises(HeadMissing, match="EVENHAND_SPANS is set to “rules”"):
        analyze(Article(TEXT))
    monkeypatch.delenv(reader.SWITCH)
    monkeypatch.setattr(reader, "FILE", tmp_path / "spans.npz")
    with pytest.raises(HeadMissing, match=r"lacks spans\.npz: install Evenhand again"):
        analyze(Article(TEXT))
