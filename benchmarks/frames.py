"""Measures the frames head on coded climate articles by folds, and on thirty articles of other topics.

    python -m benchmarks.frames [--write]

What heads of the folds say is kept in benchmarks/frames.npz: `unseen` on an encoder that has seen no label of this set, the clean
figure, and `in_use` on the encoder in use, which was tuned with most of the labels beside other tasks. The thirty were coded
once, before the head ran on them, by docs/coding-rules.md. Needs the labelled sets beside the project.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import numpy as np

from analysis import language
from analysis.heads import reading
from analysis.heads.encoder import gold
from analysis.heads.frames import reader
from analysis.heads.wording.calibrate import fit
from analysis.right_rates import Share
from benchmarks.page import GOLD, ROOT, put, put_rate
from benchmarks.shares import share
from benchmarks.stance import load_texts
from benchmarks.wording import auc, interval

KEPT = ROOT / "benchmarks" / "frames.npz"
THIRTY = ROOT / "tests" / "gold" / "frames.json"
DATA = "325 articles, all on climate (Frermann et al. 2023), all five together, by heads and an encoder that had not seen them"
SEED = 5


def other_topics() -> tuple[np.ndarray, np.ndarray]:
    """Codes and probabilities of the thirty articles, (30, 5)."""
    coded = json.loads(THIRTY.read_text(encoding="utf-8"))
    texts = load_texts({row["load"] for row in coded})
    said = []
    for row in coded:
        judged = reading.read(language.parse(texts[row["load"]])).frames
        assert judged is not None
        said.append([f.probability for f in reader.frames(judged)])
    return np.array([[bool(row[name]) for name in reader.FRAMES] for row in coded]), np.array(said)


def climate() -> np.ndarray:
    """Codes of the climate articles, (325, 5)."""
    return np.array([[row["frames"][f] for f in gold.FRAMES] for row in gold.rows(GOLD, "frames")]) > 0.5


def rates() -> tuple[Share, Share]:
    """Precision and recall of all frames together on the climate articles, each half calibrated on the other."""
    codes = climate()
    with np.load(KEPT) as archive:
        scores = archive["unseen"].astype(float)
    half = np.random.default_rng(SEED).permutation(len(codes)) % 2
    said = np.zeros(codes.shape, dtype=bool)
    for own in (0, 1):
        for n in range(codes.shape[1]):
            bias, slope = fit(scores[half != own, n], codes[half != own, n])
            said[half == own, n] = bias + slope * scores[half == own, n] >= 0
    both = (said & codes).sum(axis=1)
    precision, recall = (share(list(zip(both.tolist(), of.sum(axis=1).tolist(), strict=True))) for of in (said, codes))
    return precision, recall


def lines() -> Iterator[str]:
    codes = climate()
    with np.load(KEPT) as archive:
        in_use, unseen = archive["in_use"].astype(float), archive["unseen"].astype(float)
    thirty, said = other_topics()
    yield (
        "| frame | of 325 coded yes | AUC, encoder that saw no label | AUC, encoder in use | of 30 on other topics yes "
        "| AUC there | said yes there | agree there |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    groups = np.arange(len(codes))
    for n, name in enumerate(reader.FRAMES):
        cells = [
            name.replace("_", " "), f"{codes[:, n].sum()}",
            interval(auc, codes[:, n], unseen[:, n], groups), interval(auc, codes[:, n], in_use[:, n], groups),
            f"{thirty[:, n].sum()}", interval(auc, thirty[:, n], said[:, n], np.arange(len(thirty))),
            f"{(said[:, n] >= 0.5).sum()}", f"{((said[:, n] >= 0.5) == thirty[:, n]).sum()} of {len(thirty)}",
        ]  # fmt: skip
        yield f"| {' | '.join(cells)} |"
    means = [
        np.mean([auc(of[:, n], by[:, n]) for n in range(5)]) for of, by in ((codes, unseen), (codes, in_use), (thirty, said))
    ]
    yield f"| mean |  | {means[0]:.3f} | {means[1]:.3f} |  | {means[2]:.3f} |  |  |"


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    if not (GOLD / "frames-train.jsonl.gz").is_file():
        raise SystemExit(f"{GOLD} is missing: the labelled sets stand beside the project and are not part of it.")
    text = "\n".join(lines())
    print(text)
    if "--write" in sys.argv[1:]:
        put("frames", text)
        put_rate("frames/head@1", "frames", *rates(), data=DATA, command="python -m benchmarks.frames")
    return 0


if __name__ == "__main__":
    sys.exit(main())
