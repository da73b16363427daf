"""Runs the techniques head: spans of loaded language and name calling, each with its probability of being right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import erf, expit

from analysis import encoder
from analysis.document import Parsed
from analysis.heads import switch
from analysis.heads.techniques import spans
from analysis.windows import Window

FILE = Path(__file__).parent / "techniques.npz"

#: Set to `off` to switch the head off; loaded words then come from the lexicon alone, and name calling is not marked.
SWITCH = "EVENHAND_TECHNIQUES"

#: What is said of a token, in the order of the network's columns.
KINDS = ("loaded_language", "name_calling")

#: The layers of convolution and their steps between tokens, as in `network.py`.
_LAYERS = (("near", 1), ("far", 2))


def switched_on() -> bool:
    """Whether the head reads; see `switch.switched_on`."""
    return switch.switched_on("techniques head", SWITCH, [FILE])


@cache
def fingerprint() -> str:
    """A hash over the files that make the marks."""
    return encoder.fingerprint([FILE])


class Judge:
    """Takes the windows of a text one by one; `logits` are then those of all its tokens, (tokens, 2)."""

    def __init__(self, parsed: Parsed) -> None:
        self.logits = np.zeros((len(parsed.tokens), len(KINDS)), np.float32)

    def take(self, window: Window, states: np.ndarray) -> None:
        """One window's states, (tokens, 1152)."""
        self.logits[window.own : window.last] = logits(states)[window.own - window.first :]


def logits(states: np.ndarray) -> np.ndarray:
    """The network of `network.py`, without dropout: states (tokens, 1152) to logits (tokens, 2)."""
    w = _weights()
    h = _gelu(states @ w["project_weight"].T + w["project_bias"])
    for layer, step in _LAYERS:
        h = h + _gelu(_convolved(h, w[f"{layer}_weight"], step) + w[f"{layer}_bias"])
    return np.asarray(h @ w["out_weight"].T + w["out_bias"])


def _convolved(h: np.ndarray, kernel: np.ndarray, step: int) -> np.ndarray:
    """A convolution over tokens, with zeros beyond both ends; kernel (out, in, reach)."""
    reach = kernel.shape[2]
    beyond = np.zeros((step * (reach // 2), h.shape[1]), np.float32)
    padded = np.vstack([beyond, h, beyond])
    return np.asarray(sum(padded[k * step : k * step + len(h)] @ kernel[:, :, k].T for k in range(reach)))


def marked(parsed: Parsed, said: np.ndarray, kind: str) -> list[tuple[int, int, float]]:
    """The spans of a kind: first and last token (end-exclusive), and how likely coders are to have marked words there."""
    bias, slope = _weights()[f"calibration_{kind}"]
    found = spans.spans(parsed, said[:, KINDS.index(kind)], edges(kind))
    return [(m.first, m.last, float(expit(bias + slope * m.logit))) for m in found]


def edges(kind: str) -> spans.Edges:
    """When tokens make a span of a kind."""
    seed, rest = _weights()[f"edges_{kind}"].tolist()
    return spans.Edges(seed, rest)


def _gelu(x: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * x * (1 + erf(x / np.sqrt(2))), dtype=np.float32)


@cache
def _weights() -> dict[str, np.ndarray]:
    with np.load(FILE) as archive:
        return {name: archive[name] for name in archive.files}
