"""Fits, on the articles that training held out, how links are weighed and how sure the head is to how often it is right.

    python -m analysis.heads.attribution.calibrate GOLD.jsonl.gz

First the weights of the network's links and of the places of spans (`places.py`), then the calibration. Adds both to `links.npz`
and prints a reliability table. An attribution is right where its content shares half of the
joint characters, or more, with a labelled one whose cue it meets too.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from analysis import language
from analysis.annotation import Span
from analysis.document import Parsed
from analysis.heads.attribution import places, reader
from analysis.heads.attribution.held_out import is_held_out
from analysis.heads.attribution.relations import Relation

#: Content and cue of each labelled attribution, in characters.
Gold = list[tuple[set[int], set[int]]]


@dataclass
class Article:
    parsed: Parsed
    judged: reader.Judged
    gold: Gold

    def characters(self, spans: Sequence[Span]) -> set[int]:
        return _characters([(self.parsed.tokens[a].start, self.parsed.tokens[b - 1].end) for a, b in spans])


def articles(rows: list[dict[str, Any]]) -> Iterator[Article]:
    for row in rows:
        parsed = language.parse(row["text"])
        gold = [(_characters(a["content"]), _characters(a["cue"])) for a in row["attributions"]]
        yield Article(parsed, reader.judged(parsed), gold)


def links(article: Article) -> Iterator[tuple[np.ndarray, int]]:
    """What the weighing reads of each content that meets a labelled one, and which cue of its window is the labelled one's."""
    said = article.judged
    weighing = reader.weighing(article.parsed, said, np.zeros(places.WEIGHTS))
    for window in said.windows:
        near = [s for s in said.spans if window.first <= s[1] < window.last]
        cues = [(a, b) for role, a, b in near if role == "cue"]
        contents = [(a, b) for role, a, b in near if role == "content" and a >= window.own]
        if not cues or not contents:
            continue
        for content, row in zip(contents, reader.linkers()["content"].scores(said.vectors, contents, cues), strict=True):
            own = article.characters([content])
            overlap, cue = max(((len(own & c), q) for c, q in article.gold), key=lambda x: x[0], default=(0, set()))
            shared = [len(article.characters([c]) & cue) for c in cues]
            if overlap and max(shared):
                yield weighing.read(content, cues, contents, row), int(np.argmax(shared))


def fit_weighing(cases: Sequence[tuple[np.ndarray, int]]) -> np.ndarray:
    """Multinomial logistic regression with a ridge towards equal weights of both judges."""
    start = np.array([0.5, 0.5, 0.5, 0.0, 0.0])

    def loss(w: np.ndarray) -> float:
        total = 0.0
        for read, own in cases:
            scores = read @ w
            total += float(np.logaddexp.reduce(scores) - scores[own])
        return total + 0.25 * float(np.sum((w - start) ** 2))

    return np.asarray(minimize(loss, start).x, dtype=np.float32)


def cases(article: Article, weights: np.ndarray) -> Iterator[tuple[np.ndarray, bool]]:
    """What the calibration reads of each attribution found, and whether it is right."""
    for relation in reader.linked(article.parsed, article.judged, weights):
        if relation.cue is not None:
            yield reader.logits(relation.sure), _right(article, relation)


def _right(article: Article, relation: Relation) -> bool:
    content, cue = article.characters(relation.contents), article.characters([relation.cue] if relation.cue else [])
    return any(2 * len(content & c) >= len(content | c) and cue & q for c, q in article.gold)


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
    read_articles = list(articles(rows))
    known = [case for a in read_articles for case in links(a)]
    weighing = fit_weighing(known)
    print(f"links weighed on {len(known)} contents: {np.round(weighing, 3).tolist()}")
    found = [case for a in read_articles for case in cases(a, weighing)]
    read, right = np.array([x for x, _ in found]), np.array([r for _, r in found], dtype=float)
    w = fit(read, right)
    np.savez_compressed(reader.FILES[1], **{**weights, "weighing": weighing, "calibration": w.astype(np.float32)})
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
