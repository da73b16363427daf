"""How well a content and a cue fit by where they stand: order, distance, sentence, quotation marks and syntax.

The network judges links by the words; it has seen few texts and is too sure of itself on new ones. This small second judge
reads no words, only places, and learned from the labelled links of the training articles (`train_places.py`). `relations.py`
weighs both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.annotation import Span
from analysis.document import Parsed

Matrix = np.ndarray

#: What is read of a pair, in order.
FEATURES = (
    "same sentence", "two sentences away or more", "other paragraph", "cue first", "log of tokens between",
    "no word between", "cues between", "contents between", "content hangs on cue", "cue is the nearest above",
    "cue is further above",
    "cue in another quotation", "cue in the same quotation", "quoted, other sentence", "quoted, other sentence, cue first",
    "quoted, neighbours", "unquoted, other sentence", "unquoted, cues between", "quoted, cues between",
    "quoted, contents between",
    "unquoted, cue first, same sentence", "quoted, cue first, same sentence", "cue begins with a colon",
    "cue ends with a colon before it", "quoted, other paragraph", "quoted with its cue", "unquoted, contents between",
)  # fmt: skip

#: Steps up the syntax that are looked for a cue, and the furthest that counts.
STEPS, FURTHEST = 12, 9


class Layout:
    """Where a text's tokens stand, looked up once."""

    def __init__(self, parsed: Parsed, paragraph_starts: Sequence[int]) -> None:
        tokens = parsed.tokens
        self.tokens = tokens
        self.sentence = np.array(parsed.sentence_of, dtype=np.int64)
        self.paragraph = np.searchsorted(np.array(paragraph_starts or [0]), np.arange(len(tokens)), side="right")
        self.words = np.concatenate([[0], np.cumsum([t.is_word for t in tokens])])
        self.quotation = np.full(len(tokens), -1, dtype=np.int64)
        for n, q in enumerate(parsed.outer_quotations):
            inside = parsed.tokens_in(q.start, q.end)
            self.quotation[inside.start : inside.stop] = n

    def quoted(self, content: Span) -> int:
        """Number of the quotation that a content begins in, or -1."""
        first = self.quotation[content[0]]
        return int(first if first >= 0 else self.quotation[min(content[0] + 1, content[1] - 1)])

    def above(self, content: Span) -> list[int]:
        """Tokens that a content hangs on, from its root's head upwards."""
        a, b = content
        root = next((t for t in self.tokens[a:b] if t.is_word and not a <= t.head < b), self.tokens[a])
        out = [root.head]
        while self.tokens[out[-1]].head != out[-1] and len(out) < STEPS:
            out.append(self.tokens[out[-1]].head)
        return out if root.head != root.index else []


def of(layout: Layout, content: Span, cues: Sequence[Span], contents: Sequence[Span]) -> Matrix:
    """Features of a content with each of the cues, (cues, 27); `contents` are all of the window, in order."""
    a, b = content
    c, d = np.array([x for x, _ in cues]), np.array([y for _, y in cues])
    in_quotes = layout.quoted(content)
    quoted, unquoted = float(in_quotes >= 0), float(in_quotes < 0)
    sentences = layout.sentence[[a, b - 1]]
    away = np.abs(layout.sentence[c][:, None] - sentences).min(axis=1)
    same, other = away == 0, away != 0
    before = c < a
    low, high = np.where(before, d, b), np.where(before, a, c)
    gap = np.maximum(0, high - low)
    high = np.maximum(low, high)
    starts = np.sort(c)
    cues_between = np.searchsorted(starts, high) - np.searchsorted(starts, low)
    content_starts = np.array([x for x, _ in contents])
    contents_between = np.searchsorted(content_starts, high) - np.searchsorted(content_starts, low)
    no_word = layout.words[high] == layout.words[low]
    above = layout.above(content)
    rank = np.array([next((n for n, i in enumerate(above) if x <= i < y), 99) for x, y in cues])
    nearest = (rank < 99) & (rank == rank.min())
    paragraph = layout.paragraph[c] != layout.paragraph[a]
    cue_quotation = layout.quotation[c]
    same_quotation = (cue_quotation >= 0) & (cue_quotation == in_quotes)
    colon_first = np.array([layout.tokens[x].text == ":" for x, _ in cues])
    colon_last = np.array([layout.tokens[y - 1].text == ":" for _, y in cues])
    columns = (
        same, away >= 2, paragraph, before, np.log1p(gap), (gap == 0) | no_word,
        cues_between, contents_between, rank == 0, nearest, (rank < FURTHEST) & ~nearest,
        (cue_quotation >= 0) & ~same_quotation, same_quotation, quoted * other, quoted * (before & other),
        quoted * (gap <= 1), unquoted * other, unquoted * cues_between, quoted * cues_between, quoted * contents_between,
        unquoted * (before & same), quoted * (before & same), colon_first,
        colon_last & before & (gap <= 2), quoted * paragraph, quoted * same_quotation, unquoted * contents_between,
    )  # fmt: skip
    out: Matrix = np.stack([np.asarray(x, dtype=np.float32) for x in columns], axis=1)
    return out


@dataclass(frozen=True)
class Judge:
    """One hidden layer over the features.

    Attributes:
        hidden: (weights (32, 27), bias (32)); out: weights (32).
    """

    hidden: tuple[Matrix, Matrix]
    out: Matrix

    def log_chances(self, features: Matrix) -> Matrix:
        """Logarithm of each cue's probability among the cues."""
        scores = np.maximum(0, features @ self.hidden[0].T + self.hidden[1]) @ self.out
        top = scores.max()
        chances: Matrix = scores - top - np.log(np.exp(scores - top).sum())
        return chances


#: How many things are weighed; see `Weighing`.
WEIGHTS = 5
#: Least logarithm of a probability that is weighed: below, a judge is merely sure.
LEAST_NETWORK, LEAST_PLACE = -9.2, -12.0


@dataclass(frozen=True)
class Weighing:
    """Weighs what the network and the judge of places say of the cues of a text's contents.

    Attributes:
        weights: of the network's and the place's logarithm for a cue; for no cue of the network's, a constant, and one for a
            quotation. `calibrate.py` fits them on the held-out articles.
    """

    layout: Layout
    judge: Judge
    weights: Matrix

    def chances(self, content: Span, cues: Sequence[Span], contents: Sequence[Span], network: Matrix) -> Matrix:
        """Probability of each cue, the last of none; `network` is the same as the network says it."""
        scores = self.read(content, cues, contents, network) @ self.weights
        out = np.exp(scores - scores.max())
        chances: Matrix = out / out.sum()
        return chances

    def read(self, content: Span, cues: Sequence[Span], contents: Sequence[Span], network: Matrix) -> Matrix:
        """What is weighed, (cues + 1, 5)."""
        said = np.maximum(np.log(np.maximum(network, 1e-12)), LEAST_NETWORK)
        out = np.zeros((len(cues) + 1, WEIGHTS), dtype=np.float32)
        out[:-1, 0] = said[:-1]
        out[:-1, 1] = np.maximum(self.judge.log_chances(of(self.layout, content, cues, contents)), LEAST_PLACE)
        out[-1, 2:] = said[-1], 1.0, float(self.layout.quoted(content) >= 0)
        return out
