"""Measures how well sentences of different articles that tell the same are found, on the sample articles coded by hand.

    python -m benchmarks.counterparts [--fit] [--write]

`tests/gold/counterparts.json` holds the pairs that a reader coded, by the start of each sentence: 2 tells the same, 1 a part of
it. Average precision is of the pairs coded 2 (those coded 1 left out) among all pairs of an event. Weights are fitted on the
other events, so none has seen the event that it is measured on. `--fit` prints the weights of all events together, for
`analysis/comparison/likeness.py`: they are for one encoder, and are fitted again when that is trained again.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from analysis import Analysis, analyze_many, readers
from analysis.comparison import facts, likeness, statements
from analysis.comparison.statements import Statements
from benchmarks.page import ROOT, put

CODED = ROOT / "tests" / "gold" / "counterparts.json"
COMMAND = "python -m benchmarks.counterparts --write"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Event:
    """All pairs of sentences of one event's articles.

    Attributes:
        parts: what the likeness is made from, (pairs, 4); mean: cosine of the sentences' mean vectors, (pairs,).
        codes: 0, 1 or 2, (pairs,).
    """

    name: str
    parts: Floats
    mean: Floats
    codes: NDArray[np.int64]


def events() -> list[Event]:
    """The coded events, from the sample articles."""
    coded = json.loads(CODED.read_text(encoding="utf-8"))["events"]
    known = {a.article.id: a for a in analyze_many(readers.read([ROOT / "seeds"])) if isinstance(a, Analysis)}
    return [_event(name, pairs, known) for name, pairs in coded.items()]


def _event(name: str, pairs: Sequence[Sequence[int | str]], known: dict[object, Analysis]) -> Event:
    codes = {(a, x, b, y): code for a, x, b, y, code in pairs} | {(b, y, a, x): code for a, x, b, y, code in pairs}
    ids = list(dict.fromkeys(str(name) for pair in pairs for name in (pair[0], pair[2])))
    read = [statements.read(known[one]) for one in ids]
    found = likeness.parts(read)
    mean = {(i, j): means(read[i]) @ means(read[j]).T for i, j in found}
    told = []
    for i, j in itertools.combinations(range(len(ids)), 2):
        told += [codes.get((ids[i], a.start, ids[j], b.start), 0) for a in read[i].all for b in read[j].all]
    left = set(codes) - {(ids[i], a.start, ids[j], b.start) for i, j in itertools.permutations(range(len(ids)), 2)
                         for a in read[i].all for b in read[j].all}  # fmt: skip
    if left:
        raise ValueError(f"{CODED} has pairs that are no sentences: {sorted(left, key=str)[:3]}")
    return Event(
        name,
        np.concatenate([table.reshape(-1, table.shape[-1]) for table in found.values()]),
        np.concatenate([table.ravel() for table in mean.values()]),
        np.array(told),
    )


def means(article: Statements) -> Floats:
    """The mean vector of each sentence's words, of length 1."""
    sums = np.add.reduceat(article.states.astype(float), article.starts, axis=0)
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True))


def fit(parts: Floats, codes: NDArray[np.int64]) -> LogisticRegression:
    """The weights, from pairs coded 2 and 0."""
    sure = codes != 1
    return LogisticRegression(C=10).fit(parts[sure], codes[sure] == 2)


def table(found: Sequence[Event]) -> str:
    """The figures as a table."""
    head = (
        "event", "pairs", "coded 2 (1)", "average precision, weights of the other events", "mean vectors alone",
        "called the same", "of these coded 2 (1)", "coded 2 and called the same", "coded 2 and not below the lower threshold",
    )  # fmt: skip
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for n, event in enumerate(found):
        others = [e for m, e in enumerate(found) if m != n]
        model = fit(np.concatenate([e.parts for e in others]), np.concatenate([e.codes for e in others]))
        chance = model.predict_proba(event.parts)[:, 1]
        sure, two, one = event.codes != 1, event.codes == 2, event.codes == 1
        same = chance >= facts.SAME
        cells = (
            event.name,
            f"{len(event.codes):,}",
            f"{two.sum()} ({one.sum()})",
            f"{average_precision_score(two[sure], chance[sure]):.3f}",
            f"{average_precision_score(two[sure], event.mean[sure]):.3f}",
            str(same.sum()),
            f"{(same & two).sum()} ({(same & one).sum()})",
            f"{same[two].mean():.2f}",
            f"{(chance[two] >= facts.NONE).mean():.2f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Prints the figures; see the module."""
    found = events()
    if "--fit" in sys.argv:
        model = fit(np.concatenate([e.parts for e in found]), np.concatenate([e.codes for e in found]))
        print("WEIGHTS =", tuple(round(float(w), 2) for w in model.coef_[0]), "BIAS =", round(float(model.intercept_[0]), 2))
    print(table(found))
    if "--write" in sys.argv:
        put("counterparts", table(found))


if __name__ == "__main__":
    main()
