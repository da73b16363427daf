"""How likely a sentence of one article and one of another are to tell the same: the encoder's states, words, names, numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from analysis.comparison.statements import Statement, Statements, States, weights

Floats = NDArray[np.float64]

#: Width of one of the encoder's layers; its states are those of several, joined.
WIDTH = 384

#: What the probability is made from, in the order of `WEIGHTS`.
PARTS = ("alignment", "words", "names", "numbers")

#: Logistic regression on the pairs of sentences of the sample articles, coded by hand (`benchmarks/counterparts.py --fit`).
WEIGHTS = (6.79, 8.42, 0.86, 1.12)
BIAS = -8.11


@dataclass(frozen=True)
class Likeness:
    """For two articles, about each sentence of one with each of the other; both (sentences, sentences).

    Attributes:
        probability: that coders call them counterparts.
        wording: cosine of their words, the part `words`: what they share beside names and numbers.
    """

    probability: Floats
    wording: Floats


def likeness(articles: Sequence[Statements]) -> dict[tuple[int, int], Likeness]:
    """How like the sentences of each pair of articles are."""
    at = PARTS.index("words")
    return {pair: Likeness(probabilities(found), found[..., at]) for pair, found in parts(articles).items()}


def probabilities(found: Floats) -> Floats:
    """Probabilities from parts, shape (…, 4) -> (…)."""
    return np.asarray(expit(BIAS + found @ np.array(WEIGHTS)))


def parts(articles: Sequence[Statements]) -> dict[tuple[int, int], Floats]:
    """For each pair of articles the parts of the probability, shape (sentences, sentences, 4).

    `alignment`: each word of one sentence with the likest of the other by the cosine of the encoder's states (mean over its
    layers, centred on these articles), both ways, weighed by how rare the word is here: BERTScore's greedy matching with
    idf (Zhang et al. 2020, ICLR). The mean vectors of two sentences, tried first, tell far less (docs/compare.md). `words`:
    cosine of the words, weighed likewise. `names`, `numbers`: summed weights of those shared.
    """
    everything = [s for article in articles for s in article.all]
    heavy = {
        "words": weights([frozenset(s.words) for s in everything]),
        "names": weights([s.names for s in everything]),
        "numbers": weights([s.numbers for s in everything]),
    }
    units = _units(articles)
    out = {}
    for i in range(len(articles)):
        for j in range(i + 1, len(articles)):
            a, b = articles[i], articles[j]
            found = np.zeros((len(a.all), len(b.all), len(PARTS)))
            if a.all and b.all:
                found[..., 0] = _alignment(a, b, units[i], units[j], heavy["words"])
                found[..., 1] = _cosine(a, b, heavy["words"])
                found[..., 2] = _shared(a, b, lambda s: s.names, heavy["names"])
                found[..., 3] = _shared(a, b, lambda s: s.numbers, heavy["numbers"])
            out[i, j] = found
    return out


def _units(articles: Sequence[Statements]) -> list[list[States]]:
    """For each article and layer the states of its words, centred and of length 1."""
    shown = [article.states for article in articles if len(article.states)]
    layers = shown[0].shape[1] // WIDTH if shown else 0
    out: list[list[States]] = [[] for _ in articles]
    for layer in range(layers):
        cut = slice(layer * WIDTH, (layer + 1) * WIDTH)
        centre = np.concatenate([states[:, cut] for states in shown]).mean(axis=0)
        for of_article, article in zip(out, articles, strict=True):
            if len(article.states):
                centred = article.states[:, cut] - centre
                of_article.append(centred / (np.linalg.norm(centred, axis=1, keepdims=True) + 1e-9))
    return out


def _alignment(
    a: Statements, b: Statements, of_a: Sequence[States], of_b: Sequence[States], heavy: Mapping[str, float]
) -> Floats:
    cosines = np.mean([x @ y.T for x, y in zip(of_a, of_b, strict=True)], axis=0)
    there = np.maximum.reduceat(cosines, b.starts, axis=1)  # each word of a with the likest of each sentence of b
    back = np.maximum.reduceat(cosines, a.starts, axis=0)
    weight_a, weight_b = (np.array([heavy[word] for s in one.all for word in s.words]) for one in (a, b))
    forth = np.add.reduceat(there * weight_a[:, None], a.starts, axis=0) / np.add.reduceat(weight_a, a.starts)[:, None]
    return np.asarray((forth + np.add.reduceat(back * weight_b, b.starts, axis=1) / np.add.reduceat(weight_b, b.starts)) / 2)


def _cosine(a: Statements, b: Statements, heavy: Mapping[str, float]) -> Floats:
    def length(statement: Statement) -> float:
        return float(np.sqrt(sum(heavy[word] ** 2 for word in set(statement.words)))) or 1.0

    squares = {word: weight**2 for word, weight in heavy.items()}
    shared = _shared(a, b, lambda s: frozenset(s.words), squares)
    return np.asarray(shared / np.outer([length(s) for s in a.all], [length(s) for s in b.all]))


def _shared(a: Statements, b: Statements, get: Callable[[Statement], frozenset[str]], heavy: Mapping[str, float]) -> Floats:
    """Summed weights of what two sentences share."""
    ours, theirs = ([get(s) for s in one.all] for one in (a, b))
    return np.array([[sum(heavy[word] for word in x & y) for y in theirs] for x in ours])
