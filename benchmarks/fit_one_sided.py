"""Fits the head of one-sided statements to the coded sentences that are for tuning and training, and prints how it does.

    python -m benchmarks.fit_one_sided

Needs the labelled sets beside the project. Precision and recall are on the twice-coded sentences, each judged by a fit without
its article's fold.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any
from unittest import mock

import numpy as np

from analysis import Article, analyze
from analysis.annotators import one_sided
from analysis.heads.one_sided import fit, reader
from benchmarks.stance import CODED, cases, load_texts

#: A sentence is marked from this probability on: about where precision and recall, left out by article, meet.
LEAST = 0.25


def _evidence(texts: Mapping[str, str]) -> dict[str, dict[int, dict[str, float]]]:
    """For each article the evidence of its sentences by their start."""
    out: dict[str, dict[int, dict[str, float]]] = {}
    gather = one_sided.evidence
    for key, text in texts.items():
        found = out.setdefault(key, {})

        def kept(parsed: Any, sentences: Any, *rest: Any, found: dict[int, dict[str, float]] = found) -> list[Any]:
            for number, evidence in gather(parsed, sentences, *rest):
                found[sentences[number].start] = evidence
            return []

        # Evidence exists only inside an analysis; nothing is marked while it is gathered, so that old weights are not asked.
        with mock.patch.object(one_sided, "evidence", kept):
            analyze(Article(text))
    return out


def _at(found: Mapping[int, dict[str, float]], start: int, end: int) -> dict[str, float] | None:
    starts = sorted(found)
    at = bisect_right(starts, end - 1) - 1
    return found[starts[at]] if at >= 0 and starts[at] >= start - 1 else None


def _table(p: np.ndarray, yes: np.ndarray) -> str:
    lines = ["| marked from | precision | recall |", "|---|---|---|"]
    for least in (0.2, LEAST, 0.3, 0.4, 0.5):
        marked = p >= least
        both = (marked & yes).sum()
        lines.append(f"| {least} | {both / max(1, marked.sum()):.2f} | {both / yes.sum():.2f} |")
    return "\n".join(lines)


def main() -> int:
    """Fit, print and write the weights."""
    drawn = [(c["load"], c["start"], c["end"], c["code"]["one_sided"]) for c in cases("one_sided") if not c["unseen"]]
    twice = len(drawn)
    more = json.loads((CODED / "training" / "one_sided.json").read_text(encoding="utf-8"))
    drawn += [tuple(row) for row in more]
    found = _evidence(load_texts({row[0] for row in drawn}))
    rows: Sequence[dict[str, float] | None] = [_at(found[key], start, end) for key, start, end, _ in drawn]
    have = [n for n, row in enumerate(rows) if row is not None]
    names = list(rows[have[0]] or {})
    x = np.array([[(rows[n] or {})[name] for name in names] for n in have])
    yes = np.array([code == "yes" for *_, code in drawn])
    p = np.zeros(len(drawn))
    p[have] = fit.left_out(x, yes[have].astype(float), [drawn[n][0] for n in have])
    print(_table(p[:twice], yes[:twice]))
    mean, deviation, b = fit.fit(x, yes[have].astype(float))
    weights = {
        name: {"mean": round(float(m), 4), "deviation": round(float(d), 4) or 1.0, "weight": round(float(w), 4)}
        for name, m, d, w in zip(names, mean, deviation, b[1:], strict=True)
    }
    kept = {"bias": round(float(b[0]), 4), "least": LEAST, "evidence": weights}
    reader.FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
