"""The heads of portrayal and frames: labels of plain sentences, evidence, and what a missing file says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis import Analysis, Article, analyze, intervals
from analysis.annotation import NEUTRAL
from analysis.heads.frames import reader as frames
from analysis.heads.portrayal import reader as portrayal
from analysis.heads.switch import HeadMissing
from analysis.metrics.portrayal_gap import LEAST, gap


def tone(text: str, name: str) -> float:
    result = analyze(Article(text))
    assert isinstance(result, Analysis)
    return next(m.portrayal for m in result.mentions if text[m.start : m.end] == name and m.portrayal is not None)


def test_praise_blame_report_and_neither() -> None:
    assert tone("Ada Quill is a brilliant, generous mayor who saved the town.", "Ada Quill") > NEUTRAL
    assert tone("Tom Marsh lied to the council and robbed the widows with shameless cruelty.", "Tom Marsh") < -NEUTRAL
    said = "Ilse Varga called Tom Marsh a disgraceful coward who betrayed his crew."
    assert tone(said, "Tom Marsh") < -NEUTRAL < tone(said, "Ilse Varga")
    assert abs(tone("Tom Marsh met Ada Quill on Monday in the town hall.", "Tom Marsh")) < NEUTRAL


@pytest.mark.parametrize("head", [portrayal, frames])
def test_a_missing_file_is_said(head: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(head, "FILE", tmp_path / "gone.npz")
    with pytest.raises(HeadMissing, match=r"lacks gone\.npz"):
        analyze(Article("The council met on Monday."))


def test_the_gap_of_parties_that_are_spoken_of_alike_covers_zero() -> None:
    chance = np.random.default_rng(1)
    covered = 0
    for seed in range(1000):
        sizes = chance.integers(LEAST, 20, size=2)
        parts = np.zeros((sizes.sum(), 4))
        tones = np.clip(
            chance.choice([-0.75, 0, 0.7], p=[0.3, 0.45, 0.25], size=len(parts)) + chance.normal(0, 0.15, len(parts)), -1, 1
        )
        first = np.arange(len(parts)) < sizes[0]
        parts[first, 0], parts[first, 1] = tones[first], 1
        parts[~first, 2], parts[~first, 3] = tones[~first], 1
        found = intervals.bootstrap(parts, gap, intervals.resample_weights(len(parts), seed, 300))
        covered += found is not None and found[0] <= 0 <= found[1]
    assert covered >= 930
