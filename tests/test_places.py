"""The judge of places: what it reads of a content and its cues, and how it is weighed beside the network."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import language
from analysis.heads.attribution import places, reader

TEXT = "“The pier is old,” said Ada Quill. Tom Marsh claimed that the boat was safe, and he added: “It never leaked.”"


def tokens(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    inside = PARSED.tokens_in(start, start + len(words))
    return inside.start, inside.stop


PARSED = language.parse(TEXT)
LAYOUT = places.Layout(PARSED, [0])
CUES = [tokens(w) for w in ("said", "claimed", "added:")]
CONTENTS = [tokens(w) for w in ("“The pier is old,”", "that the boat was safe", "“It never leaked.”")]


def read(content: int, cue: int, feature: str) -> float:
    rows = places.of(LAYOUT, CONTENTS[content], CUES, CONTENTS)
    assert rows.shape == (len(CUES), len(places.FEATURES))
    return float(rows[cue, places.FEATURES.index(feature)])


@pytest.mark.parametrize(
    ("content", "cue", "feature", "expected"),
    [
        (0, 0, "same sentence", 1), (0, 1, "same sentence", 0), (0, 0, "cue first", 0), (1, 1, "cue first", 1),
        (0, 1, "cues between", 1), (0, 0, "cues between", 0), (2, 0, "contents between", 1),
        (1, 1, "content hangs on cue", 1), (2, 2, "cue ends with a colon before it", 1),
        (1, 2, "cue ends with a colon before it", 0),
        (0, 1, "quoted, other sentence", 1), (1, 0, "unquoted, other sentence", 1), (0, 0, "no word between", 1),
    ],
)  # fmt: skip
def test_features(content: int, cue: int, feature: str, expected: float) -> None:
    assert read(content, cue, feature) == expected


@pytest.mark.parametrize("content", range(3))
def test_the_judge_finds_the_cue_by_its_place_alone(content: int) -> None:
    judge = reader._judge_of_places()
    chances = judge.log_chances(places.of(LAYOUT, CONTENTS[content], CUES, CONTENTS))
    assert int(chances.argmax()) == content
    assert np.exp(chances).sum() == pytest.approx(1)


def test_weighed_chances_are_a_probability_and_follow_both() -> None:
    network = np.array([0.2, 0.5, 0.2, 0.1])
    only_network = places.Weighing(LAYOUT, reader._judge_of_places(), np.array([1.0, 0, 1, 0, 0]))
    assert only_network.chances(CONTENTS[0], CUES, CONTENTS, network) == pytest.approx(network)
    both = places.Weighing(LAYOUT, reader._judge_of_places(), np.array([0.5, 1, 0.5, 0, 0]))
    chances = both.chances(CONTENTS[0], CUES, CONTENTS, network)
    assert chances.sum() == pytest.approx(1)
    assert int(chances.argmax()) == 0
