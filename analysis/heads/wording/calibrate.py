"""Fits what turns the wording head's logits into probabilities: Platt's logistic regression, for each task.

    python -m analysis.heads.wording.calibrate GOLD_FOLDER

Reads the exported files on the texts that they were not trained on (`gold.HELD_OUT`) and completes `wording.npz`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from analysis import language
from analysis.heads import reading
from analysis.heads.encoder import gold
from analysis.heads.wording import reader

#: The set that each task is measured on.
SETS = {"loaded": "babe", "opinion": "checkthat", "lexical_bias": "basil"}


@dataclass(frozen=True)
class Case:
    """A labelled sentence: the head's logit, the label, and the article or event that it belongs to."""

    logit: float
    label: bool
    group: str


def cases(folder: Path, task: str) -> Iterator[Case]:
    """The held-out sentences of a task's set, each read as Evenhand reads it: alone, or in its article (BASIL)."""
    name, column = SETS[task], reader.TASKS.index(task)
    for row in gold.held_out(folder, name):
        parsed = language.parse(row["text"])
        judged = reading.read(parsed).wording
        if judged is None:
            continue
        group = gold.SETS[name].group(row)
        if name != "basil":
            label = bool(row["biased"] if name == "babe" else row["subjective"])
            yield Case(reader.logit(judged, range(len(parsed.tokens)), column), label, group)
            continue
        lexical = [s for s in row["spans"] if s["bias"] == "lex" and s["field"] == "text"]
        for start, end in row["sentences"]:
            tokens = parsed.tokens_in(start, end)
            if tokens:
                biased = any(s["start"] < end and s["end"] > start for s in lexical)
                yield Case(reader.logit(judged, tokens, column), biased, group)


def fit(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Bias and slope of the logistic regression of labels on logits. Source: Platt (1999), with his smoothed targets."""
    positive, negative = labels.sum(), (~labels).sum()
    wanted = np.where(labels, (positive + 1) / (positive + 2), 1 / (negative + 2))

    def loss(w: np.ndarray) -> float:
        z = w[0] + w[1] * logits
        return float(np.sum(np.logaddexp(0, z) - wanted * z))

    return np.asarray(minimize(loss, np.array([0.0, 1.0])).x)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    with np.load(reader.FILE) as archive:
        weights = {name: archive[name] for name in archive.files}
    for task in reader.TASKS:
        found = list(cases(given.gold, task))
        w = fit(np.array([c.logit for c in found]), np.array([c.label for c in found]))
        weights[f"calibration_{task}"] = w.astype(np.float32)
        print(
            f"{task}: {len(found)} sentences, {sum(c.label for c in found)} of them yes; bias and slope {np.round(w, 3).tolist()}"
        )
    np.savez_compressed(reader.FILE, **weights)


if __name__ == "__main__":
    main()
