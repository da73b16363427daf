"""From the network's scores to spans and links, in numpy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.annotation import Span
from analysis.heads.attribution import tags
from analysis.heads.attribution.distance import buckets

Matrix = np.ndarray

#: Added to the score of each tag that begins a span: the network leaves out more than it makes up. Chosen on held-out articles.
BEGIN_BONUS = 0.1

#: Tokens decoded side by side, padding included.
GROUP = 20_000

#: Length of a token's vector.
VECTOR = 256


@dataclass(frozen=True)
class Linker:
    """Weights that say which content hangs on which cue, and which cue has which source; see `network.Links`.

    Attributes:
        asks, answers: (weights (64, 512), bias (64)) of the two sides.
        far: a score for each distance bucket, (32,).
        none: what stands for no partner, (64,).
    """

    asks: tuple[Matrix, Matrix]
    answers: tuple[Matrix, Matrix]
    far: Matrix
    none: Matrix

    def scores(self, vectors: Matrix, asking: Sequence[Span], answering: Sequence[Span]) -> Matrix:
        """Probability of each partner for each asking span, (a, b + 1); the last column is none."""
        q = span_vectors(vectors, asking) @ self.asks[0].T + self.asks[1]
        k = np.concatenate([span_vectors(vectors, answering) @ self.answers[0].T + self.answers[1], self.none[None]])
        out = q @ k.T / np.sqrt(len(self.none))
        out[:, :-1] += self.far[buckets(asking, answering)]
        out = np.exp(out - out.max(axis=1, keepdims=True))
        chances: Matrix = out / out.sum(axis=1, keepdims=True)
        return chances


def span_vectors(vectors: Matrix, spans: Sequence[Span]) -> Matrix:
    """First and last token's vector of each span: (n, 512)."""
    first, last = [a for a, _ in spans], [b - 1 for _, b in spans]
    return np.concatenate([vectors[first], vectors[last]], axis=-1).reshape(len(spans), 2 * vectors.shape[1])


def best_tags(stretches: Sequence[Matrix], follow: Matrix) -> list[list[int]]:
    """The best allowed sequence of tags (Viterbi) for each stretch of tokens.

    Args:
        stretches: scores (tokens, tags) of each, one token at least.
        follow: learned score of each tag after each, (from, to).
    """
    mask, begin, end = tags.allowed()
    follow = follow + mask
    lengths = np.array([len(s) for s in stretches])
    padded = np.zeros((len(stretches), lengths.max(), len(tags.TAGS)), dtype=np.float32)
    for n, scores in enumerate(stretches):
        padded[n, : len(scores)] = scores
    here = padded[:, 0] + begin
    back = np.zeros(padded.shape, dtype=np.int8)
    for i in range(1, padded.shape[1]):
        running = np.flatnonzero(lengths > i)
        ways = here[running, :, None] + follow
        back[running, i] = ways.argmax(axis=1)
        here[running] = ways.max(axis=1) + padded[running, i]
    out = []
    for n, length in enumerate(lengths):
        at = int((here[n] + end).argmax())
        path = [at]
        for i in range(length - 1, 0, -1):
            at = int(back[n, i, at])
            path.append(at)
        out.append(path[::-1])
    return out


def spans(scores: Matrix, follow: Matrix, stretches: Sequence[Span]) -> Iterator[tuple[tags.Role, int, int]]:
    """Spans of each stretch (a paragraph's tokens, one at least), in order; none runs over its end."""
    scores = scores.copy()
    scores[:, [n for n, tag in enumerate(tags.TAGS) if tag[0] in "BS"]] += BEGIN_BONUS
    # Stretches of like length together, so that little is padded; then back in their order.
    order = sorted(range(len(stretches)), key=lambda n: stretches[n][1] - stretches[n][0])
    paths: dict[int, list[int]] = {}
    group: list[int] = []
    for n in order:
        length = stretches[n][1] - stretches[n][0]
        if group and length * (len(group) + 1) > GROUP:
            paths.update(_paths(scores, follow, stretches, group))
            group = []
        group.append(n)
    paths.update(_paths(scores, follow, stretches, group))
    for n, (first, _) in enumerate(stretches):
        for role, a, b in tags.decode(paths[n]):
            yield role, first + a, first + b


def _paths(scores: Matrix, follow: Matrix, stretches: Sequence[Span], group: Sequence[int]) -> dict[int, list[int]]:
    if not group:
        return {}
    return dict(zip(group, best_tags([scores[slice(*stretches[n])] for n in group], follow), strict=True))
