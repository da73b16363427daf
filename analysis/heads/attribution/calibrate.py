"""Fits how sure the head is to how often it is right, on the articles that training held out.

    python -m analysis.heads.attribution.calibrate GOLD.jsonl.gz

Adds the weights to `links.npz` and prints a reliability table. An attribution is right where its content shares half of the
joint characters, or more, with a labelled one whose cue it meets too.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from analysis import language
from analysis.annotation import Span
from analysis.document import Parsed
from analysis.heads.attribution import reader
from analysis.heads.attribution.held_out import is_held_out
from analysis.heads.attribution.relations import Relation


def cases(rows: list[dict[str, Any]]) -> Iterator[tuple[np.ndarray, bool]]:
    """What the calibration reads of each attribution found, and whether it is right."""
    for row in rows:
        parsed = language.parse(row["text"])
        gold = [(_characters(a["content"]), _characters(a["cue"])) for a in row["attributions"]]
        for relation in reader.relate(parsed):
            if relation.cue is not None:
                yield reader.logits(relation.sure), _right(parsed, relation, gold)


def _right(parsed: Parsed, relation: Relation, gold: list[tuple[set[int], set[int]]]) -> bool:
    def characters(spans: list[Span]) -> set[int]:
        return _characters([(parsed.tokens[a].start, parsed.tokens[b - 1].end) for a, b in spans])

    content, cue = characters(relation.contents), characters([relation.cue] if relation.cue else [])
    return any(2 * len(content & c) >= len(content | c) and cue & q for c, q in gold)


def _characters(spans: Any) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def fit(read: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression with a light ridge: bias, then weights."""
    x = np.column_stack([np.ones(len(read)), read])

    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float(np.sum(np.logaddexp(0, z) - right * z) + 0.5 * np.sum(w[1:] ** 2))

    return np.asarray(minimize(loss, np.zeros(x.shape[1])).x)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    with gzip.open(given.gold, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for n, line in enumerate(file) if is_held_out(n)]
    with np.load(reader.FILES[1]) as archive:
        weights = {name: archive[name] for name in archive.files}
    found = list(cases(rows))
    read, right = np.array([x for x, _ in found]), np.array([r for _, r in found], dtype=float)
    w = fit(read, right)
    np.savez_compressed(reader.FILES[1], **{**weights, "calibration": w.astype(np.float32)})
    said = 1 / (1 + np.exp(-(w[0] + read @ w[1:])))
    print(f"{len(found)} attributions of {len(rows)} articles, {right.mean():.3f} right; weights {np.round(w, 3).tolist()}")
    print("| said | right | number |\n|---|---|---|")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.8: 0.9, 0.9: 1.01}.get(low, low + 0.2)
        inside = (said >= low) & (said < high)
        if inside.any():
            print(f"| {said[inside].mean():.2f} | {right[inside].mean():.2f} | {inside.sum()} |")


if __name__ == "__main__":
    main()
