"""Measures the spans of loaded language and name calling on PTC, each article by a model that had not seen it.

    python -m benchmarks.loaded_spans [--write]

What the five folds' models say is kept in benchmarks/out_of_fold.npz; the edges of a fold's marks are chosen on the other folds.
`--write` puts the table into docs/benchmarks.md, and the rates where codebook, tables and dashboard read them. Needs the labelled
sets beside the project.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analysis.annotation import Span
from analysis.annotators.lexicon_finder import find
from analysis.heads.encoder import gather, gold
from analysis.heads.techniques import calibrate, reader
from analysis.lexicon import lexicons
from benchmarks.page import GOLD, OUT_OF_FOLD, WORK, put, put_rate
from benchmarks.quality import scorer
from benchmarks.shares import share

#: By article, the spans of each kind.
Marks = Sequence[Mapping[str, list[Span]]]


def by_head(reads: Sequence[calibrate.Read]) -> Marks:
    """The head's marks, the edges of each fold chosen on the others."""
    out: list[dict[str, list[Span]]] = [{} for _ in reads]
    folds = np.array([r.text.fold for r in reads])
    for kind in reader.KINDS:
        counts = calibrate.counted(reads, kind)
        for fold in sorted(set(folds.tolist())):
            edges = calibrate.best_edges(counts, np.flatnonzero(folds != fold))
            for n in np.flatnonzero(folds == fold):
                out[n][kind] = [span for span, _ in calibrate.marks(reads[n], kind, edges)]
    return out


def with_lexicon(reads: Sequence[calibrate.Read], marks: Marks) -> Marks:
    """With the lexicon's terms that the head leaves out: what an analysis marks."""
    out = []
    for read, own in zip(reads, marks, strict=True):
        listed = [(h.start, h.end) for h in find(read.text.parsed, lexicons()["loaded_language"])]
        new = [(a, b) for a, b in listed if not any(a < e and s < b for s, e in own["loaded_language"])]
        out.append({**own, "loaded_language": sorted([*own["loaded_language"], *new])})
    return out


def scored(rows: Sequence[dict[str, Any]], marks: Marks) -> dict[str, Any]:
    """Figures of `score.py technique`."""
    told = [{"annotations": [{"kind": k, "start": a, "end": b} for k, s in each.items() for a, b in s]} for each in marks]
    figures: dict[str, Any] = scorer(GOLD).technique([dict(row) for row in rows], told)
    return figures


def rates(reads: Sequence[calibrate.Read], marks: Marks, kind: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """By article: marks that meet a coded span of the kind, and marks; coded spans met, and coded spans."""
    right, found = [], []
    for read, each in zip(reads, marks, strict=True):
        coded, made = read.coded[kind], each[kind]
        right.append((sum(_met(m, coded) for m in made), len(made)))
        found.append((sum(_met(c, made) for c in coded), len(coded)))
    return right, found


def _met(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in others)


def main() -> int:
    """Print the table; with --write, keep it and the right-rates."""
    if not (GOLD / "ptc-train.jsonl.gz").is_file():
        raise SystemExit(f"{GOLD} is missing: the labelled sets stand beside the project and are not part of it.")
    WORK.mkdir(parents=True, exist_ok=True)
    reads = calibrate.techniques(GOLD, WORK, gather.read(OUT_OF_FOLD))
    rows = gold.rows(GOLD, "ptc")
    rows = [rows[r.text.number] for r in reads]
    alone = by_head(reads)
    both = with_lexicon(reads, alone)
    lines = [
        "| kind | character F1 | precision | recall | lines F1 | marks right | spans found |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, marks, kinds in (("", alone, reader.KINDS), (" with the lexicon", both, ("loaded_language",))):
        figures = scored(rows, marks)
        for kind in kinds:
            c, p = figures["character"][kind], figures["paragraph"][kind]
            precision, recall = (share(parts) for parts in rates(reads, marks, kind))
            lines.append(
                f"| {kind.replace('_', ' ')}{name} | {c['f1']:.3f} | {c['p']:.3f} | {c['r']:.3f} | {p['f1']:.3f} "
                f"| {precision.value:.3f} ({precision.low:.3f}–{precision.high:.3f}, of {precision.cases:,}) "
                f"| {recall.value:.3f} ({recall.low:.3f}–{recall.high:.3f}, of {recall.cases:,}) |"
            )
            if "--write" in sys.argv[1:] and not name:
                data = f"{len(reads)} news articles of PTC, each read by a model trained on others"
                put_rate(f"{kind}/head@1", kind, precision, recall, data, "python -m benchmarks.loaded_spans")
    text = "\n".join(lines)
    print(text)
    if "--write" in sys.argv[1:]:
        put("loaded spans", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
