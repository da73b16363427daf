"""Runs the attribution head on a text: from its tokens to attributions with a probability of being right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis import encoder
from analysis.annotation import Span
from analysis.document import Parsed
from analysis.heads import switch
from analysis.heads.attribution import decode, features, places, relations, tags
from analysis.heads.attribution.relations import Kind, Relation
from analysis.windows import Window, paragraphs

FOLDER = Path(__file__).parent
FILES = (FOLDER / "head.onnx", FOLDER / "links.npz", FOLDER / "places.npz")

#: The name of what it finds, with its version.
RULE = "attribution/head@2"

#: Set to `rules` to switch the head off; rules over the parse then stand in for it.
SWITCH = "EVENHAND_ATTRIBUTION"


def switched_on() -> bool:
    """Whether the head reads; see `switch.switched_on`."""
    return switch.switched_on("attribution head", SWITCH, FILES, without="rules")


@cache
def fingerprint() -> str:
    """A hash over the files that make an attribution."""
    return encoder.fingerprint(FILES)


def read(parsed: Parsed, said: Judged) -> list[Relation]:
    """Attributions of a judged text in order, in tokens, each with its probability of being right."""
    found = linked(parsed, said, _weights()["weighing"])
    for relation in found:
        relation.probability = _probability(relation)
    return found


@dataclass(frozen=True)
class Judged:
    """What the network says of a text.

    Attributes:
        windows: as the text was read.
        vectors, scores: a row a token; see `_judge`.
        spans: (role, first, last) in tokens, in order.
        stretches: the paragraphs, in tokens.
    """

    windows: Sequence[Window]
    vectors: np.ndarray
    scores: np.ndarray
    spans: list[tuple[tags.Role, int, int]]
    stretches: list[Span]


class Judge:
    """Takes the windows of a text one by one."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._features = features.of(parsed)
        self._windows: list[Window] = []
        self._vectors = np.zeros((len(parsed.tokens), decode.VECTOR), dtype=np.float32)
        self._scores = np.zeros((len(parsed.tokens), len(tags.TAGS)), dtype=np.float32)

    def take(self, window: Window, states: np.ndarray) -> None:
        """One window's states, (tokens, 1152): each window is read alone."""
        given = {"states": states[None], "features": self._features[None, window.first : window.last]}
        vectors, scores = encoder.network(FILES[0]).run(None, given)
        self._windows.append(window)
        self._vectors[window.own : window.last] = vectors[0, window.own - window.first :]
        self._scores[window.own : window.last] = scores[0, window.own - window.first :]

    def judged(self) -> Judged:
        """What the network says, once all windows were taken."""
        stretches = list(paragraphs(self._parsed))
        spans = list(decode.spans(self._scores, _weights()["follow"], stretches))
        return Judged(self._windows, self._vectors, self._scores, spans, stretches)


def judged(parsed: Parsed) -> Judged:
    """Runs encoder and network on a text, for this head alone."""
    judge = Judge(parsed)
    for window, states in encoder.windows(parsed):
        judge.take(window, states)
    return judge.judged()


def linked(parsed: Parsed, said: Judged, weights: np.ndarray) -> list[Relation]:
    """Attributions of a judged text, not calibrated yet; `weights` weigh places beside the network's links."""
    return relations.relate(
        said.spans, said.vectors, said.scores, said.windows, linkers(), said.stretches, weighing(parsed, said, weights)
    )


def weighing(parsed: Parsed, said: Judged, weights: np.ndarray) -> places.Weighing:
    """What weighs places beside the network's links in a text."""
    return places.Weighing(places.Layout(parsed, [a for a, _ in said.stretches]), _judge_of_places(), weights)


def _probability(relation: Relation) -> float:
    """The calibrated probability: a logistic regression on how sure the network was (`calibrate.py`)."""
    bias, *weights = _weights()["calibration"]
    return float(1 / (1 + np.exp(-(bias + np.dot(weights, logits(relation.sure))))))


def logits(sure: Sequence[float]) -> np.ndarray:
    """What the calibration reads of a relation: its three probabilities as logits."""
    clipped = np.clip(sure, 1e-4, 1 - 1e-4)
    out: np.ndarray = np.log(clipped / (1 - clipped))
    return out


@cache
def _weights() -> dict[str, Any]:
    with np.load(FILES[1]) as archive:
        return {name: archive[name] for name in archive.files}


@cache
def _judge_of_places() -> places.Judge:
    with np.load(FILES[2]) as archive:
        return places.Judge((archive["hidden_weight"], archive["hidden_bias"]), archive["out"])


@cache
def linkers() -> dict[Kind, decode.Linker]:
    w = _weights()
    kinds: tuple[Kind, ...] = ("content", "cue")
    return {
        k: decode.Linker(
            (w[f"{k}_asks_weight"], w[f"{k}_asks_bias"]),
            (w[f"{k}_answers_weight"], w[f"{k}_answers_bias"]),
            w[f"{k}_far"],
            w[f"{k}_none"],
        )
        for k in kinds
    }
