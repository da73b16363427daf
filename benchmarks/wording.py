"""Measures the wording head on labelled sentences, each by a model that had not seen its group, beside TextBlob.

    python -m benchmarks.wording [--write]

What the five folds' models say is kept in benchmarks/out_of_fold.npz. BABE and CheckThat sentences are read alone, BASIL's in
their articles. Probabilities are calibrated on one half of the groups and measured on the other, both ways round. Needs the
labelled sets beside the project.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from textblob import TextBlob

from analysis.annotation import YES
from analysis.heads.encoder import gather, gold
from analysis.heads.wording import calibrate
from benchmarks.page import GOLD, OUT_OF_FOLD, put

DRAWS, SEED, BINS = 1_000, 5, 10

#: What is measured: its name, the task, and what BABE's folds are grouped by.
ROWS: tuple[tuple[str, str, str | None], ...] = (
    ("loaded (BABE, folds by link)", "loaded", None),
    ("loaded (BABE, by outlet)", "loaded", "outlet"),
    ("loaded (BABE, by topic)", "loaded", "topic"),
    ("opinion (CheckThat)", "opinion", None),
    ("lexical bias (BASIL, by event)", "lexical_bias", None),
)

Figure = Callable[[np.ndarray, np.ndarray], float]


def macro_f1(labels: np.ndarray, said: np.ndarray) -> float:
    """Mean of both classes' F1 at a probability of .5."""
    yes = said >= YES
    each = []
    for wanted, found in ((labels, yes), (~labels, ~yes)):
        both = float((wanted & found).sum())
        each.append(2 * both / max(1, wanted.sum() + found.sum()))
    return float(np.mean(each))


def auc(labels: np.ndarray, said: np.ndarray) -> float:
    """Area under the ROC curve: how often a yes is said to be likelier than a no; half for ties."""
    order = np.argsort(said, kind="stable")
    _, first, counts = np.unique(said[order], return_index=True, return_counts=True)
    ranks = np.empty(len(said))
    ranks[order] = np.repeat(first + (counts + 1) / 2, counts)
    positive = int(labels.sum())
    negative = len(labels) - positive
    return float((ranks[labels].sum() - positive * (positive + 1) / 2) / max(1, positive * negative))


def break_even(labels: np.ndarray, said: np.ndarray) -> float:
    """Precision, which is recall too, where as many sentences are flagged as the coders marked."""
    top = np.argsort(-said, kind="stable")[: int(labels.sum())]
    return float(labels[top].mean()) if len(top) else 0.0


def calibration_error(labels: np.ndarray, said: np.ndarray) -> float:
    """Expected calibration error over ten bins of equal width (Naeini, Cooper & Hauskrecht 2015)."""
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    parts = [abs(labels[bins == b].sum() - said[bins == b].sum()) for b in range(BINS)]
    return float(sum(parts) / len(said))


def crossed(cases: Sequence[calibrate.Case]) -> np.ndarray:
    """Each case's probability by a calibration fitted on the other half of the groups."""
    groups = sorted({c.group for c in cases})
    half = {g: n % 2 for n, g in enumerate(np.random.default_rng(SEED).permutation(groups))}
    logits, labels = np.array([c.logit for c in cases]), np.array([c.label for c in cases])
    side = np.array([half[c.group] for c in cases])
    out = np.empty(len(cases))
    for own in (0, 1):
        bias, slope = calibrate.fit(logits[side != own], labels[side != own])
        out[side == own] = 1 / (1 + np.exp(-(bias + slope * logits[side == own])))
    return out


def interval(figure: Figure, labels: np.ndarray, said: np.ndarray, groups: np.ndarray) -> str:
    """A figure with its 95 % percentile bootstrap over groups."""
    chance = np.random.default_rng(SEED)
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    draws = []
    for _ in range(DRAWS):
        rows = np.concatenate([members[i] for i in chance.integers(len(members), size=len(members))])
        if 0 < labels[rows].sum() < len(rows):
            draws.append(figure(labels[rows], said[rows]))
    low, high = np.percentile(draws, (2.5, 97.5))
    return f"{figure(labels, said):.3f} ({low:.3f}–{high:.3f})"


def lines(said: gather.OutOfFold) -> Iterator[str]:
    yield "| probability | sentences | of them yes | macro-F1 | AUC | break-even | calibration error | TextBlob's AUC |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, task, by in ROWS:
        if by and f"babe_by_{by}" not in said.sentences:
            continue
        cases = calibrate.cases(GOLD, said, task, by)
        labels, groups = np.array([c.label for c in cases]), np.array([c.group for c in cases])
        likely = crossed(cases)
        figures = [interval(f, labels, likely, groups) for f in (macro_f1, auc, break_even)]
        error = f"{calibration_error(labels, likely):.3f}"
        yield f"| {name} | {len(cases)} | {labels.sum()} | {' | '.join(figures)} | {error} | {weak(task)} |"


def weak(task: str) -> str:
    """TextBlob's subjectivity as a finder of the same sentences."""
    labels, said = [], []
    for row in gold.rows(GOLD, calibrate.SETS[task]):
        if task == "lexical_bias":
            lexical = [s for s in row["spans"] if s["bias"] == "lex" and s["field"] == "text"]
            for start, end in row["sentences"]:
                labels.append(any(s["start"] < end and s["end"] > start for s in lexical))
                said.append(TextBlob(row["text"][start:end]).sentiment.subjectivity)
        else:
            labels.append(bool(row["biased"] if task == "loaded" else row["subjective"]))
            said.append(TextBlob(row["text"]).sentiment.subjectivity)
    return f"{auc(np.array(labels), np.array(said)):.3f}"


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    if not (GOLD / "babe-train.jsonl.gz").is_file():
        raise SystemExit(f"{GOLD} is missing: the labelled sets stand beside the project and are not part of it.")
    text = "\n".join(lines(gather.read(OUT_OF_FOLD)))
    print(text)
    if "--write" in sys.argv[1:]:
        put("wording", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
