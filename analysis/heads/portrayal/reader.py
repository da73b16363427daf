"""Runs the portrayal head: the tone of a sentence toward somebody who is named in it.

Namings are asked for before a text is read, so that no states are kept. Each is judged by the words of its own sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import erf, softmax

from analysis import encoder
from analysis.annotation import NEUTRAL, Span
from analysis.document import Parsed
from analysis.heads import switch
from analysis.windows import Window

FILE = Path(__file__).parent / "portrayal.npz"

#: Set to `off` to switch the head off; the tone of namings is then absent, and nothing stands in for it.
SWITCH = "EVENHAND_PORTRAYAL"

#: The network's columns; see `network.py`.
CLASSES = ("negative", "neutral", "positive")

#: For each naming, a token range, its tone from -1 to 1; see `tones`.
Said = Mapping[Span, float]


def switched_on() -> bool:
    """Whether the head reads; see `switch.switched_on`."""
    return switch.switched_on("portrayal head", SWITCH, [FILE])


@cache
def fingerprint() -> str:
    """A hash over the files that make the tone."""
    return encoder.fingerprint([FILE])


class Judge:
    """Takes the windows of a text one by one; a naming that no window shows whole stays out."""

    def __init__(self, parsed: Parsed, asked: Sequence[Span]) -> None:
        self._parsed = parsed
        self._left = sorted(asked, reverse=True)
        self.said: dict[Span, float] = {}

    def take(self, window: Window, states: np.ndarray) -> None:
        """One window's states, (tokens, 1152); windows come in order."""
        here: list[Span] = []
        while self._left and self._left[-1][0] < window.last:
            span = self._left.pop()
            if window.first <= span[0] and span[1] <= window.last:
                here.append(span)
        if not here:
            return
        sentences = [self._parsed.sentences[self._parsed.sentence_of[first]] for first, _ in here]
        shown = [(max(a, window.first), min(max(b, span[1]), window.last)) for (a, b), span in zip(sentences, here, strict=True)]
        places = [(a - window.first, b - window.first) for a, b in here]
        found = logits(states, places, [(a - window.first, b - window.first) for a, b in shown])
        likely = probabilities(found, float(_weights()["slope"]))
        self.said.update(zip(here, tones(likely).tolist(), strict=True))


def tones(likely: np.ndarray) -> np.ndarray:
    """Tone of each span from -1 to 1, (spans,): the probability of positive less that of negative.

    The likeliest class decides how it reads: a tone on the other side of a third, where neutral begins, is moved across it.
    """
    tone = likely[:, 2].astype(np.float64) - likely[:, 0]
    within = round(NEUTRAL, 3)
    size = np.where(likely.argmax(axis=1) == 1, np.minimum(np.abs(tone), within), np.maximum(np.abs(tone), within + 0.001))
    return np.asarray(np.copysign(size, tone).round(3))


def probabilities(logits: np.ndarray, slope: float) -> np.ndarray:
    """Calibrated probability of each class, (spans, 3)."""
    return np.asarray(softmax(logits * slope, axis=1))


def logits(states: np.ndarray, spans: Sequence[Span], sentences: Sequence[Span]) -> np.ndarray:
    """The network of `network.py`, without dropout: (spans, 3).

    Args:
        states: of a window's tokens, (tokens, 1152).
        spans: token ranges in the window.
        sentences: the token range that each span is judged in.
    """
    w = _weights()
    parts = sorted(set(sentences))
    at = dict(zip(parts, np.cumsum([0, *(b - a for a, b in parts)]).tolist(), strict=False))
    rows = np.concatenate([states[a:b] for a, b in parts])  # most tokens of a text stand in sentences that name nobody
    h = _gelu(rows @ w["project_weight"].T + w["project_bias"])
    begin = np.array([at[s] for s in sentences])
    end = begin + np.array([b - a for a, b in sentences])
    first = begin + np.array([p[0] - s[0] for p, s in zip(spans, sentences, strict=True)])
    last = first + np.array([b - a for a, b in spans])

    sums = np.vstack([np.zeros_like(h[:1], dtype=np.float64), np.cumsum(h, axis=0, dtype=np.float64)])
    whole = ((sums[last] - sums[first]) / (last - first)[:, None]).astype(np.float32)
    mean = ((sums[end] - sums[begin]) / (end - begin)[:, None]).astype(np.float32)
    before = np.where((first > begin)[:, None], h[np.maximum(first - 1, 0)], 0)
    behind = np.where((last < end)[:, None], h[np.minimum(last, len(h) - 1)], 0)

    near = np.logaddexp(0, w["near"])
    asks = (whole @ w["ask_weight"].T + w["ask_bias"]).reshape(len(spans), len(near), -1)
    place = np.arange(len(h))
    between = np.maximum(np.maximum(first[:, None] - place, place - last[:, None] + 1), 0)
    scores = asks @ h.T / np.sqrt(h.shape[1]) - near[:, None] * np.log1p(between)[:, None]
    own = (place >= begin[:, None]) & (place < end[:, None])
    around = softmax(np.where(own[:, None], scores, -np.inf), axis=-1).astype(np.float32) @ h
    joined = np.hstack([whole, before, behind, mean, around.reshape(len(spans), -1)])
    mixed = _gelu(joined @ w["mix_weight"].T + w["mix_bias"])
    return np.asarray(mixed @ w["out_weight"].T + w["out_bias"])


def _gelu(x: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * x * (1 + erf(x / np.sqrt(2))), dtype=np.float32)


@cache
def _weights() -> dict[str, np.ndarray]:
    with np.load(FILE) as archive:
        return {name: archive[name].astype(np.float32) for name in archive.files}
