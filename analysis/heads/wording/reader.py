"""Runs the wording head: how likely coders are to call a sentence loaded, biased or opinionated, and which words make it so.

What it says of a sentence is a mean of its tokens' values, weighed by attention. So the share of every token is known, and what
would be said without some of them follows by leaving them out of the mean; what the encoder made of the others stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import erf, expit

from analysis import encoder
from analysis.document import Parsed
from analysis.heads import switch
from analysis.windows import Window

FILE = Path(__file__).parent / "wording.npz"

#: Set to `off` to switch the head off; the sentence probabilities are then absent, and nothing stands in for them.
SWITCH = "EVENHAND_WORDING"

#: What is said of a sentence, in the order of the network's columns.
TASKS = ("loaded", "opinion", "lexical_bias")

#: Most words that are shown as what made a sentence loaded, and how much the logit must fall without one of them.
MOST_WORDS, LEAST_FALL = 4, 0.15


@dataclass(frozen=True)
class Judged:
    """What the network says of a text: attention and values of each token for each task, both (tokens, 3)."""

    attention: np.ndarray
    values: np.ndarray


@dataclass(frozen=True)
class Evidence:
    """The words that made a sentence loaded, as token indices in order, and its probability without them; None without words."""

    tokens: tuple[int, ...]
    without: float | None


def switched_on() -> bool:
    """Whether the head reads; see `switch.switched_on`."""
    return switch.switched_on("wording head", SWITCH, [FILE])


@cache
def fingerprint() -> str:
    """A hash over the files that make the probabilities."""
    return encoder.fingerprint([FILE])


class Judge:
    """Takes the windows of a text one by one."""

    def __init__(self, parsed: Parsed) -> None:
        shape = (len(parsed.tokens), len(TASKS))
        self.judged = Judged(np.zeros(shape, np.float32), np.zeros(shape, np.float32))

    def take(self, window: Window, states: np.ndarray) -> None:
        """One window's states, (tokens, 1152)."""
        w = _weights()
        own = states[window.own - window.first :]
        h = own @ w["project_weight"].T + w["project_bias"]
        h = (0.5 * h * (1 + erf(h / np.sqrt(2)))).astype(np.float32)
        n = len(TASKS)
        self.judged.attention[window.own : window.last] = h @ w["attend_weight"][:n].T + w["attend_bias"][:n]
        self.judged.values[window.own : window.last] = h @ w["value_weight"][:n].T + w["value_bias"][:n]


def probabilities(judged: Judged, first: int, last: int) -> dict[str, float]:
    """The calibrated probability of each task for a sentence, tokens `first` to `last` (end-exclusive)."""
    return {task: _calibrated(task, logit(judged, range(first, last), n)) for n, task in enumerate(TASKS)}


def evidence(judged: Judged, words: Sequence[int], first: int, last: int) -> Evidence:
    """What made a sentence loaded: of its `words` (token indices) those without which its logit falls the most.

    Source: leave-one-out (occlusion) after Li, Monroe & Jurafsky (2016), on the head's weighed mean.
    """
    task = TASKS.index("loaded")
    attention = judged.attention[first:last, task].astype(np.float64)
    weights = np.exp(attention - attention.max())
    parts = weights * judged.values[first:last, task]
    places = np.asarray(words, dtype=np.int64) - first
    if not 0 < len(places) < last - first:
        return Evidence((), None)
    whole = parts.sum() / weights.sum()
    falls = whole - (parts.sum() - parts[places]) / (weights.sum() - weights[places])
    chosen = [int(places[n]) for n in np.argsort(-falls, kind="stable")[:MOST_WORDS] if falls[n] >= LEAST_FALL]
    if not chosen:
        return Evidence((), None)
    rest = np.setdiff1d(np.arange(last - first), chosen)
    without = parts[rest].sum() / weights[rest].sum()
    return Evidence(tuple(sorted(first + n for n in chosen)), _calibrated("loaded", float(without)))


def logit(judged: Judged, tokens: Sequence[int], task: int) -> float:
    """What the head says of some tokens taken as a sentence, before calibration; `task` is a column of `TASKS`."""
    rows = np.asarray(tokens)
    attention = judged.attention[rows, task].astype(np.float64)
    weights = np.exp(attention - attention.max())
    return float(np.dot(weights, judged.values[rows, task]) / weights.sum())


def _calibrated(task: str, logit: float) -> float:
    bias, slope = _weights()[f"calibration_{task}"]
    return float(expit(bias + slope * logit))


@cache
def _weights() -> dict[str, np.ndarray]:
    with np.load(FILE) as archive:
        return {name: archive[name] for name in archive.files}
