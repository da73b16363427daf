"""Fits how likely the marks of the techniques head are right, and the edges at which it makes them.

    python -m analysis.heads.techniques.calibrate GOLD_FOLDER --out-of-fold FILE --work FOLDER

Reads what the folds' models say of articles that they had not seen (`heads/encoder/gather.py`) and completes `techniques.npz`:
for each kind the edges of the best character F1 at which half of the marks or more are right, and Platt's regression of a mark's
being right on its highest logit.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.annotation import Span
from analysis.heads.encoder import gather, gold
from analysis.heads.techniques import reader
from analysis.heads.techniques.spans import Edges, spans
from analysis.heads.wording.calibrate import fit

#: Logits at which the tokens of a span are tried, and what its highest must have above the others.
RESTS, ABOVE = np.arange(-2.0, 0.6, 0.25), (0.0, 0.5, 1.0)

#: Least share of right ones among the marks of a kind.
LEAST_PRECISION = 0.5


@dataclass(frozen=True)
class Read:
    """An article of PTC: what the model of its fold says of each token, and the coded spans of each kind."""

    text: gold.Text
    logits: np.ndarray
    coded: dict[str, list[Span]]


def techniques(folder: Path, work: Path, said: gather.OutOfFold) -> list[Read]:
    rows = gold.rows(folder, "ptc")
    out = []
    for text, logits in zip(gold.load(folder, work, sets=("ptc",)), said.tokens["ptc"], strict=True):
        if not len(logits):
            continue
        coded: dict[str, list[Span]] = {kind: [] for kind in reader.KINDS}
        for span in rows[text.number]["spans"]:
            kind = gold.TECHNIQUES.get(span["technique"])
            if kind is not None:
                coded[kind].append((span["start"], span["end"]))
        out.append(Read(text, logits, coded))
    return out


def marks(read: Read, kind: str, edges: Edges) -> list[tuple[Span, float]]:
    """The spans of a kind in characters, each with its highest logit."""
    tokens = read.text.parsed.tokens
    found = spans(read.text.parsed, read.logits[:, reader.KINDS.index(kind)], edges)
    return [((tokens[m.first].start, tokens[m.last - 1].end), m.logit) for m in found]


def counted(reads: Sequence[Read], kind: str) -> dict[Edges, np.ndarray]:
    """For all edges that are tried, counts of each article (articles, 5): marks right, marks, characters right, marked, coded."""
    wanted = [{i for a, b in read.coded[kind] for i in range(a, b)} for read in reads]
    out = {}
    for rest in RESTS:
        for above in ABOVE:
            edges = Edges(float(rest + above), float(rest))
            rows = []
            for read, want in zip(reads, wanted, strict=True):
                met = [(sum(i in want for i in range(a, b)), b - a) for (a, b), _ in marks(read, kind, edges)]
                rows.append((sum(n > 0 for n, _ in met), len(met), sum(n for n, _ in met), sum(n for _, n in met), len(want)))
            out[edges] = np.array(rows)
    return out


def best_edges(counts: Mapping[Edges, np.ndarray], articles: np.ndarray) -> Edges:
    """The edges of the best character F1 on some articles, among those at which half of the marks or more are right."""
    best, chosen = -1.0, max(counts, key=lambda e: e.rest)
    for edges, rows in counts.items():
        right, made, hit, have, want = rows[articles].sum(axis=0)
        f1 = 2 * hit / max(1, have + want)
        if right >= LEAST_PRECISION * made and f1 > best:
            best, chosen = f1, edges
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out-of-fold", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder with the parses")
    given = parser.parse_args()
    reads = techniques(given.gold, given.work, gather.read(given.out_of_fold))
    with np.load(reader.FILE) as archive:
        weights = {name: archive[name] for name in archive.files}
    for kind in reader.KINDS:
        edges = best_edges(counted(reads, kind), np.arange(len(reads)))
        made = [(logit, any(a < e and s < b for s, e in r.coded[kind])) for r in reads for (a, b), logit in marks(r, kind, edges)]
        w = fit(np.array([logit for logit, _ in made]), np.array([right for _, right in made]))
        weights[f"calibration_{kind}"] = w.astype(np.float32)
        weights[f"edges_{kind}"] = np.array([edges.seed, edges.rest], dtype=np.float32)
        print(f"{kind}: {edges}, {np.mean([right for _, right in made]):.3f} of {len(made)} marks right")
    np.savez_compressed(reader.FILE, **weights)


if __name__ == "__main__":
    main()
