"""Runs the networks that class a span in its passage: what a short quoted fragment is, and whether and how a word reports.

Their classes are the codes of docs/coding-rules.md. Spans are asked for before a text is read, so that no states are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import erf, softmax

from analysis import encoder
from analysis.annotation import Span
from analysis.heads import switch
from analysis.windows import Window

FILE = Path(__file__).parent / "spans.npz"

#: Set to `off` to switch the head off; rules over the syntax then stand in for it.
SWITCH = "EVENHAND_SPANS"

#: The classes of each task, in the order of its network's outputs.
CLASSES: Mapping[str, tuple[str, ...]] = {
    "fragment": ("speech", "scare", "term", "title", "name"),
    "reporting": ("none", "neutral", "endorsing", "doubting", "hostile", "noun"),
}

#: For each task the token ranges that are asked for.
Asked = Mapping[str, Sequence[Span]]

#: For each task and token range the probability of each class.
Said = Mapping[tuple[str, Span], Mapping[str, float]]


def switched_on() -> bool:
    """Whether the head reads; see `switch.switched_on`."""
    return switch.switched_on("head of spans", SWITCH, [FILE])


@cache
def fingerprint() -> str:
    """A hash over the files that make the probabilities."""
    return encoder.fingerprint([FILE])


class Judge:
    """Takes the windows of a text one by one and classes the spans asked for; one that no window shows whole stays out."""

    def __init__(self, asked: Asked) -> None:
        self._left = {task: sorted(spans, reverse=True) for task, spans in asked.items()}
        self.said: dict[tuple[str, Span], dict[str, float]] = {}

    def take(self, window: Window, states: np.ndarray) -> None:
        """One window's states, (tokens, 1152); windows come in order."""
        for task, left in self._left.items():
            here: list[Span] = []
            while left and left[-1][0] < window.last:
                span = left.pop()
                if window.first <= span[0] and span[1] <= window.last:
                    here.append(span)
            if here:
                places = [(a - window.first, b - window.first) for a, b in here]
                for span, row in zip(here, _probabilities(task, states, places), strict=True):
                    self.said[task, span] = dict(zip(CLASSES[task], row.tolist(), strict=True))


def _probabilities(task: str, states: np.ndarray, spans: Sequence[Span]) -> np.ndarray:
    """The network of `network.py`, without dropout: (spans, classes)."""
    w = {name: _weights()[f"{task}_{name}"] for name in _PARTS}
    h = _gelu(states @ w["project_weight"].T + w["project_bias"])
    beside = np.vstack([np.zeros_like(h[:1]), h, np.zeros_like(h[:1])])
    whole = np.stack([h[a:b].mean(axis=0) for a, b in spans])
    asks = whole @ w["ask_weight"].T + w["ask_bias"]
    around = softmax(asks @ h.T / np.sqrt(h.shape[1]), axis=1) @ h
    first = np.array([a for a, _ in spans])
    behind = np.array([b for _, b in spans])
    parts = np.hstack([whole, h[first], beside[first], beside[behind + 1], around])
    mixed = _gelu(parts @ w["mix_weight"].T + w["mix_bias"])
    logits = mixed @ w["out_weight"].T + w["out_bias"]
    return np.asarray(softmax(logits, axis=1))


_PARTS = tuple(f"{layer}_{part}" for layer in ("project", "ask", "mix", "out") for part in ("weight", "bias"))


def _gelu(x: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * x * (1 + erf(x / np.sqrt(2))), dtype=np.float32)


@cache
def _weights() -> dict[str, np.ndarray]:
    with np.load(FILE) as archive:
        return {name: archive[name] for name in archive.files}
