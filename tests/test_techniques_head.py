"""The techniques head: the same network as in training, windows, and the switch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis import Analysis, Article, analyze, language
from analysis.heads.switch import HeadMissing
from analysis.heads.techniques import reader
from analysis.version import version
from analysis.windows import Window

TEXT = "In a shameful move the council closed the ferry in March. The bus runs every hour."


def states(n: int) -> np.ndarray:
    return np.random.default_rng(1).normal(size=(n, 1152)).astype(np.float32)


def test_it_is_the_network_of_the_training() -> None:
    torch = pytest.importorskip("torch", reason="training's own environment has it")
    from analysis.heads.techniques.network import Techniques

    with np.load(reader.FILE) as archive:
        weights = {name: torch.tensor(archive[name]) for name in archive.files}
    head = Techniques().eval()
    head.load_state_dict({name: weights[name.replace(".", "_")] for name in head.state_dict()})
    with torch.no_grad():
        wanted = head(torch.tensor(states(11))[None])[0].numpy()
    assert np.allclose(reader.logits(states(11)), wanted, atol=1e-4)


def test_a_token_is_judged_by_its_own_neighbours_and_zeros_beyond_the_ends() -> None:
    long, short = states(40), states(40)[:20]
    assert np.allclose(reader.logits(long)[:14], reader.logits(short)[:14], atol=1e-5)  # six tokens away nothing reaches
    assert not np.allclose(reader.logits(long)[19], reader.logits(short)[19], atol=1e-5)


def test_each_token_is_judged_by_the_window_that_owns_it() -> None:
    parsed = language.parse(TEXT)
    n = len(parsed.tokens)
    judge = reader.Judge(parsed)
    judge.take(Window(0, 0, 8), states(8))
    judge.take(Window(4, 8, n), states(n - 4))
    assert np.allclose(judge.logits[:8], reader.logits(states(8)))
    assert np.allclose(judge.logits[8:], reader.logits(states(n - 4))[4:])


def test_switched_off_the_lexicon_stands_alone_and_the_version_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    with_head = version()
    monkeypatch.setenv(reader.SWITCH, "off")
    found = analyze(Article(TEXT))
    assert isinstance(found, Analysis)
    assert {a.rule for a in found.annotations if a.kind == "loaded_language"} == {"loaded_language/lexicon@1"}
    assert version().models["techniques"] == "off" != with_head.models["techniques"]
    assert version().settings != with_head.settings


def test_a_missing_file_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reader, "FILE", tmp_path / "techniques.npz")
    with pytest.raises(HeadMissing, match=r"lacks techniques\.npz: install Evenhand again"):
        analyze(Article(TEXT))
