"""Where a figure stands among those of other articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.columns.metrics import wide_name
from analysis.metric import Floats
from analysis.outliers import FLOOR, usual
from analysis.result import Analysis

#: Other articles with a value that a place needs: with fewer a percentile says little.
LEAST = FLOOR


@dataclass(frozen=True)
class Place:
    """Where a value stands.

    Attributes:
        percentile: 0 (below all others) to 100 (above all others); those that are equal count half.
        articles: others that have a value.
        quartiles: first and third, of the others.
    """

    percentile: float
    articles: int
    quartiles: tuple[float, float]

    def told(self) -> str:
        """In words, on the side where most others are."""
        share = self.percentile
        side, share = ("higher", share) if share >= 50 else ("lower", 100 - share)
        # Never "100 %" of all but one, nor more than is so.
        return f"{side} than in {min(int(share), 99) if share < 100 else 100} % of {self.articles:,} other articles"


class Others:
    """The figures of other articles than the one that is looked at."""

    def __init__(self, columns: Mapping[str, Floats]) -> None:
        """`columns`: name of a figure (`wide_name`) -> its values, NaN where an article has none."""
        self._columns = columns

    @classmethod
    def of(cls, results: Iterable[Analysis]) -> Others:
        """The figures of analyses."""
        found: dict[str, list[float]] = {}
        for result in results:
            for value in result.metrics:
                if value.value is not None:
                    found.setdefault(wide_name(value.id, value.voice), []).append(value.value)
        return cls({name: np.array(values) for name, values in found.items()})

    def place(self, metric: str, voice: str, value: float | None) -> Place | None:
        """Where a value stands; None where fewer than `LEAST` others have one, or where all of them are alike."""
        column = self._columns.get(wide_name(metric, voice))
        if column is None or value is None:
            return None
        around = usual(column)
        if around is None:
            return None
        known = column[np.isfinite(column)]
        # A value that went through a file may differ in its last bit.
        level = np.isclose(known, value, rtol=1e-12, atol=0)
        below = np.count_nonzero((known < value) & ~level)
        percentile = (below + np.count_nonzero(level) / 2) / len(known) * 100
        return Place(float(percentile), around.n, (around.lower, around.upper))
