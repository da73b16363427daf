"""Fits the frames head on coded articles, on the states of an encoder that stays as it is.

    python -m analysis.heads.frames.train GOLD_FOLDER --work FOLDER --out-of-fold FILE [--unseen WEIGHTS]

Each frame's logistic regression reads an article's states on the mean, and the words of its list are weighed beside it; five
folds of whole articles measure and calibrate it. Writes `frames.npz`, and into FILE what heads of the folds said (`in_use`).
With `--unseen`, weights of an encoder that has seen no label of this set, it only fills FILE's `unseen`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from analysis.heads.encoder import gold
from analysis.heads.frames import reader
from analysis.heads.portrayal.train import Encode, as_exported, by_weights
from analysis.heads.wording.calibrate import fit

#: Inverse strength of each frame's penalty: frames that hang on few words bear more freedom than those that run through a text.
FREEDOM = (0.02, 0.1, 0.05, 0.3, 0.1)
#: What the words of the list weigh beside the states, by the spread of both.
BESIDE = 0.3


@dataclass(frozen=True)
class Articles:
    """The coded articles: mean states (articles, 1152), density of the lists' words, codes (articles, 5), folds (articles,)."""

    states: np.ndarray
    density: np.ndarray
    codes: np.ndarray
    folds: np.ndarray


@dataclass(frozen=True)
class Head:
    """Of each frame: weights of states (5, 1152), bias and weight of the list's words (5,)."""

    weight: np.ndarray
    bias: np.ndarray
    indicators: np.ndarray

    def scores(self, articles: Articles) -> np.ndarray:
        """(articles, 5), before calibration."""
        return np.asarray(articles.states @ self.weight.T + self.bias + articles.density * self.indicators)


def read(texts: Sequence[gold.Text], encode: Encode) -> Articles:
    """The articles as an encoder reads them, window by window."""
    states, density = [], []
    for text in texts:
        windows = list(gold.windows(text))
        rows = encode([w.pieces for w in windows])
        parts = [row[w.own :].astype(np.float64).sum(axis=0) for w, row in zip(windows, rows, strict=True)]
        size = len(text.parsed.tokens)
        states.append(np.sum(parts, axis=0) / size)
        density.append(reader.density(reader.indicators(text.parsed).sum(axis=0), size))
    codes = np.array([text.whole.frames for text in texts]) > 0.5
    return Articles(np.array(states), np.array(density), codes, np.array([text.fold for text in texts]))


def fitted(articles: Articles, rows: np.ndarray) -> Head:
    """The head learned from some of the articles."""
    states, density = articles.states[rows], articles.density[rows]
    middle, spread = states.mean(axis=0), articles.states[rows].std()
    scaled = (states - middle) / spread
    weight, bias, indicators = [], [], []
    for column, freedom in enumerate(FREEDOM):
        w, b = _regression(scaled, articles.codes[rows, column], freedom)
        beside = BESIDE * float((scaled @ w).std() / density[:, column].std())
        weight.append(w / spread)
        bias.append(b - float(middle @ w) / spread - beside * float(density[:, column].mean()))
        indicators.append(beside)
    return Head(np.array(weight), np.array(bias), np.array(indicators))


def _regression(x: np.ndarray, labels: np.ndarray, freedom: float) -> tuple[np.ndarray, float]:
    """Logistic regression with a squared penalty on all but the bias."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:-1] + w[-1]
        off = expit(z) - labels
        value = freedom * float(np.sum(np.logaddexp(0, z) - labels * z)) + 0.5 * float(w[:-1] @ w[:-1])
        return value, np.append(freedom * (off @ x) + w[:-1], freedom * off.sum())

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found[:-1], float(found[-1])


def out_of_fold(articles: Articles) -> np.ndarray:
    """Scores of each article by a head that had not seen it, (articles, 5)."""
    out = np.empty(articles.codes.shape)
    for fold in range(gold.FOLDS):
        held = articles.folds == fold
        out[held] = fitted(articles, np.flatnonzero(~held)).scores(articles)[held]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder with the parses")
    parser.add_argument("--out-of-fold", type=Path, required=True)
    parser.add_argument("--unseen", type=Path, help="weights of an encoder that has seen no label of the set")
    given = parser.parse_args()
    texts = gold.load(given.gold, given.work, sets=("frames",))
    articles = read(texts, as_exported if given.unseen is None else by_weights(given.unseen))
    scores = out_of_fold(articles)
    kept = {}
    if given.out_of_fold.exists():
        with np.load(given.out_of_fold) as archive:
            kept = {name: archive[name] for name in archive.files}
    kept["unseen" if given.unseen else "in_use"] = scores.astype(np.float32)
    np.savez_compressed(given.out_of_fold, **kept)
    if given.unseen is None:
        head = fitted(articles, np.arange(len(texts)))
        calibration = [fit(scores[:, n], articles.codes[:, n]) for n in range(len(reader.FRAMES))]
        np.savez_compressed(
            reader.FILE,
            weight=head.weight.astype(np.float32),
            bias=head.bias.astype(np.float32),
            indicators=head.indicators.astype(np.float32),
            calibration=np.array(calibration, dtype=np.float32),
        )


if __name__ == "__main__":
    main()
