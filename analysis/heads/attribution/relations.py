"""Which source, cue and contents belong together: one attribution for each cue that has content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from analysis.annotation import Span
from analysis.heads.attribution.decode import Linker
from analysis.heads.attribution.places import Weighing
from analysis.heads.attribution.tags import TAGS, Role
from analysis.windows import Window

Kind = Literal["content", "cue"]

#: A content goes to its likeliest cue even where the network leans to none, down to this probability.
LEAST_LINK = 0.15


@dataclass
class Relation:
    """An attribution in tokens (end-exclusive).

    Attributes:
        cue: None where a content has no reporting words.
        probability: that the attribution is right, calibrated.
        sure: what calibration reads: mean probability of the tags of cue and content, and the least link's probability.
    """

    cue: Span | None
    source: Span | None
    contents: list[Span] = field(default_factory=list)
    sure: tuple[float, float, float] = (0.0, 0.0, 0.0)
    probability: float = 0.0


def relate(
    spans: Sequence[tuple[Role, int, int]],
    vectors: np.ndarray,
    scores: np.ndarray,
    windows: Sequence[Window],
    linkers: Mapping[Kind, Linker],
    paragraphs: Sequence[Span] = (),
    weighing: Weighing | None = None,
) -> list[Relation]:
    """Attributions of a text, in order of their cue or, without one, their content.

    Args:
        spans: of the whole text, in tokens, in order.
        vectors, scores: the network's, a row a token.
        paragraphs: in tokens. Left out, the text is one. A cue's source stands in its own paragraph (of 18,351 in
            PolNeAR's training part, ten do not).
        weighing: weighs where spans stand beside what the network says; left out, the network decides alone.
    """
    probability = _role_probability(scores)
    starts = [a for _, a, _ in spans]
    paragraph_starts = [a for a, _ in paragraphs]
    by_cue: dict[Span, Relation] = {}
    links: dict[Span, float] = {}
    out: list[Relation] = []
    for window in windows:
        near = spans[bisect_left(starts, window.first) : bisect_left(starts, window.last)]
        cues = [(a, b) for role, a, b in near if role == "cue"]
        sources = [(a, b) for role, a, b in near if role == "source"]
        contents = [(a, b) for role, a, b in near if role == "content" and a >= window.own]
        if not contents:
            continue
        chances = linkers["content"].scores(vectors, contents, cues) if cues else np.ones((len(contents), 1))
        new = []
        for content, said in zip(contents, chances, strict=True):
            row = weighing.chances(content, cues, contents, said) if weighing is not None and cues else said
            best = int(row[:-1].argmax()) if cues else -1
            if best < 0 or row[best] < LEAST_LINK:
                out.append(Relation(None, None, [content], (0.0, _mean(probability, content), float(row[-1]))))
                continue
            cue = cues[best]
            if cue not in by_cue:
                by_cue[cue] = Relation(cue, None)
                new.append(cue)
            by_cue[cue].contents.append(content)
            links[cue] = min(links.get(cue, 1.0), float(row[best]))
        if new and sources:
            for cue, row in zip(new, linkers["cue"].scores(vectors, new, sources), strict=True):
                at = bisect_right(paragraph_starts, cue[0]) - 1
                near_by = [n for n, (a, _) in enumerate(sources) if bisect_right(paragraph_starts, a) - 1 == at]
                best = max(near_by, key=lambda n: float(row[n]), default=-1)
                if best >= 0 and row[best] > row[-1]:
                    by_cue[cue].source = sources[best]
    for cue, relation in by_cue.items():
        content_sure = float(np.mean([_mean(probability, c) for c in relation.contents]))
        relation.sure = (_mean(probability, cue), content_sure, links[cue])
    return sorted([*out, *by_cue.values()], key=lambda r: r.cue or r.contents[0])


def _role_probability(scores: np.ndarray) -> np.ndarray:
    """Probability of each token having any of the roles source, cue, content: (tokens, 3)."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    shifted /= shifted.sum(axis=1, keepdims=True)
    roles: np.ndarray = shifted[:, 1:].reshape(len(scores), 3, (len(TAGS) - 1) // 3).sum(axis=2)
    return roles


def _mean(probability: np.ndarray, span: Span) -> float:
    """Mean probability, over the tokens of a span, of the role that is likeliest there."""
    return float(probability[span[0] : span[1]].mean(axis=0).max())
