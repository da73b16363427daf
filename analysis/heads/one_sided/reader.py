"""Says how likely coders are to call a sentence a one-sided statement, from the evidence that other heads and finders give."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from scipy.special import expit

from analysis import encoder

FILE = Path(__file__).parent / "weights.json"

#: Evidence by name; see `annotators/one_sided.py`, which gathers it.
Evidence = Mapping[str, float]


@cache
def fingerprint() -> str:
    """A hash over the file that makes the probabilities."""
    return encoder.fingerprint([FILE])


@cache
def _weights() -> tuple[float, float, dict[str, tuple[float, float, float]]]:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return kept["bias"], kept["least"], {name: (w["mean"], w["deviation"], w["weight"]) for name, w in kept["evidence"].items()}


def probability(evidence: Evidence) -> float:
    """The probability of one sentence; evidence that has no weight is left out.

    Raises:
        KeyError: evidence that has a weight is missing.
    """
    bias, _, weights = _weights()
    return float(expit(bias + sum(w * (evidence[name] - mean) / sd for name, (mean, sd, w) in weights.items())))


def least() -> float:
    """The probability from which a sentence is marked, chosen on the sentences that are for tuning."""
    return _weights()[1]
