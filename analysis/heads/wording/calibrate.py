"""Fits what turns the wording head's logits into probabilities: Platt's logistic regression.

    python -m analysis.heads.wording.calibrate GOLD_FOLDER --out-of-fold FILE

Reads what the folds' models say of labelled texts that they had not seen (`heads/encoder/gather.py`) and fits the regression of
the label on their logit. The head in use has seen all labels; so its own logits are brought to that scale where nobody has seen
any: on sentences of load articles, by least squares. Completes `wording.npz`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from analysis.document import Parsed
from analysis.heads import reading
from analysis.heads.encoder import gather, gold
from analysis.heads.wording import reader

#: The set that each task is measured on.
SETS = {"loaded": "babe", "opinion": "checkthat", "lexical_bias": "basil"}


@dataclass(frozen=True)
class Case:
    """A labelled sentence: the head's logit, the label, and the article or event that it belongs to."""

    logit: float
    label: bool
    group: str


def cases(folder: Path, said: gather.OutOfFold, task: str, by: str | None = None) -> list[Case]:
    """The sentences of a task's set, each with what the model of its fold says of it.

    Args:
        by: what groups the folds of BABE where it is not the link: "outlet" or "topic".
    """
    name, column = SETS[task], reader.TASKS.index(task)
    logits = said.sentences[f"{name}_by_{by}" if by else name][:, column]
    labels = [label for row in gold.rows(folder, name) for label in _labels(name, row, by)]
    found = zip(logits.tolist(), labels, strict=True)
    return [Case(logit, label, group) for logit, (label, group) in found if not np.isnan(logit)]


def _labels(name: str, row: gold.Row, by: str | None) -> Iterator[tuple[bool, str]]:
    group = row[by] if by else gold.SETS[name].group(row)
    if name != "basil":
        yield bool(row["biased"] if name == "babe" else row["subjective"]), group
        return
    lexical = [s for s in row["spans"] if s["bias"] == "lex" and s["field"] == "text"]
    for start, end in row["sentences"]:
        yield any(s["start"] < end and s["end"] > start for s in lexical), group


def fit(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Bias and slope of the logistic regression of labels on logits. Source: Platt (1999), with his smoothed targets."""
    positive, negative = labels.sum(), (~labels).sum()
    wanted = np.where(labels, (positive + 1) / (positive + 2), 1 / (negative + 2))

    def loss(w: np.ndarray) -> float:
        z = w[0] + w[1] * logits
        return float(np.sum(np.logaddexp(0, z) - wanted * z))

    return np.asarray(minimize(loss, np.array([0.0, 1.0])).x)


def in_use(texts: Sequence[Parsed]) -> np.ndarray:
    """Logits of the head in use for the sentences of texts, (sentences, 3)."""
    rows = []
    for parsed in texts:
        judged = reading.read(parsed).wording
        assert judged is not None
        rows += [[reader.logit(judged, range(a, b), n) for n in range(len(reader.TASKS))] for a, b in parsed.sentences]
    return np.array(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out-of-fold", type=Path, required=True)
    given = parser.parse_args()
    said = gather.read(given.out_of_fold)
    with np.load(reader.FILE) as archive:
        weights = {name: archive[name] for name in archive.files}
    own = in_use(gather.load_articles(given.gold))
    known = np.isfinite(said.unlabelled[:, 0])
    for column, task in enumerate(reader.TASKS):
        found = cases(given.gold, said, task)
        bias, slope = fit(np.array([c.logit for c in found]), np.array([c.label for c in found]))
        w = np.polynomial.polynomial.polyfit(own[known, column], bias + slope * said.unlabelled[known, column], 1)
        alike = np.corrcoef(own[known, column], said.unlabelled[known, column])[0, 1]
        weights[f"calibration_{task}"] = w.astype(np.float32)
        print(
            f"{task}: {len(found)} sentences, {sum(c.label for c in found)} yes; folds' bias and slope {bias:.3f}, {slope:.3f}, "
            f"the head's {w[0]:.3f}, {w[1]:.3f}; their logits correlate {alike:.3f} on {known.sum()} sentences of load articles"
        )
    np.savez_compressed(reader.FILE, **weights)


if __name__ == "__main__":
    main()
