"""Runs the frames head: how likely coders are to find each of five generic frames in an article, and what speaks for it.

Two things are weighed: what the encoder's states say of the text's tokens on the mean, and how many words of a list that was
compiled for the project (`indicators.csv`) stand in it. Both come from sentences, so what leaving one out would change is known.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import expit

from analysis import encoder
from analysis.annotation import Frame
from analysis.document import Parsed
from analysis.heads import switch
from analysis.windows import Window

FILE = Path(__file__).parent / "frames.npz"
INDICATORS = Path(__file__).parent / "indicators.csv"

#: Set to `off` to switch the head off; the frames are then absent, and nothing stands in for them.
SWITCH = "EVENHAND_FRAMES"

#: Generic frames after Semetko & Valkenburg (2000), in the order of the head's columns.
FRAMES = ("responsibility", "human_interest", "conflict", "morality", "economic")

#: Most sentences that are shown as what speaks for a frame, and how much its logit must fall without one of them.
MOST_SENTENCES, LEAST_FALL = 5, 0.02

#: Fewest words of a text that frames are told for.
LEAST_WORDS = 50


@dataclass(frozen=True)
class Judged:
    """What stands in each sentence: the head's values summed over tokens, words of the lists, (sentences, 5) each, and tokens."""

    values: np.ndarray
    indicators: np.ndarray
    tokens: np.ndarray


def switched_on() -> bool:
    """Whether the head reads; see `switch.switched_on`."""
    return switch.switched_on("frames head", SWITCH, [FILE, INDICATORS])


@cache
def fingerprint() -> str:
    """A hash over the files that make the probabilities."""
    return encoder.fingerprint([FILE, INDICATORS])


class Judge:
    """Takes the windows of a text one by one."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._values = np.zeros((len(parsed.tokens), len(FRAMES)), np.float32)

    def take(self, window: Window, states: np.ndarray) -> None:
        """One window's states, (tokens, 1152)."""
        self._values[window.own : window.last] = states[window.own - window.first :] @ _weights()["weight"].T

    def judged(self) -> Judged:
        """Once all windows are taken."""
        starts = [first for first, _ in self._parsed.sentences]
        sizes = np.array([last - first for first, last in self._parsed.sentences])
        return Judged(np.add.reduceat(self._values, starts, axis=0), indicators(self._parsed), sizes)


def indicators(parsed: Parsed) -> np.ndarray:
    """Words of each frame's list in each sentence, (sentences, 5)."""
    known = _listed()
    out = np.zeros((len(parsed.sentences), len(FRAMES)))
    sentence_of = parsed.sentence_of
    for token in parsed.tokens:
        for column in known.get(token.lemma.lower(), ()):
            out[sentence_of[token.index], column] += 1
    return out


def frames(judged: Judged) -> tuple[Frame, ...]:
    """The five frames of a text.

    Source of the sentences: leave-one-out (occlusion) after Li, Monroe & Jurafsky (2016).
    """
    values, counts, size = judged.values.sum(axis=0), judged.indicators.sum(axis=0), judged.tokens.sum()
    whole = logits(values, counts, size)
    without = logits(values - judged.values, counts - judged.indicators, (size - judged.tokens)[:, None])
    falls = np.where((size > judged.tokens)[:, None], whole - without, 0.0)
    out = []
    for column, name in enumerate(FRAMES):
        strongest = np.argsort(-falls[:, column], kind="stable")[:MOST_SENTENCES]
        chosen = sorted(int(n) for n in strongest if falls[n, column] >= LEAST_FALL)
        out.append(Frame(name, round(float(expit(whole[column])), 3), tuple(chosen)))
    return tuple(out)


def logits(values: np.ndarray, counts: np.ndarray, tokens: np.ndarray | float) -> np.ndarray:
    """Calibrated logits from sums over a text, (…, 5): of values, of words of the lists, and the number of tokens, (…, 1)."""
    w = _weights()
    size = np.maximum(tokens, 1)
    score = w["bias"] + values / size + w["indicators"] * density(counts, tokens)
    return np.asarray(w["calibration"][:, 0] + w["calibration"][:, 1] * score)


def density(counts: np.ndarray, tokens: np.ndarray | float) -> np.ndarray:
    """Root of the words of a list in a thousand tokens, so that the first of them count the most; a short text as fifty."""
    return np.asarray(np.sqrt(1000 * np.maximum(counts, 0) / np.maximum(tokens, LEAST_WORDS)))


@cache
def _listed() -> dict[str, tuple[int, ...]]:
    """Columns of the frames that a lemma stands for."""
    out: dict[str, tuple[int, ...]] = {}
    with INDICATORS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            out[row["lemma"]] = (*out.get(row["lemma"], ()), FRAMES.index(row["frame"]))
    return out


@cache
def _weights() -> dict[str, np.ndarray]:
    with np.load(FILE) as archive:
        return {name: archive[name].astype(np.float32) for name in archive.files}
