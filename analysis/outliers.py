"""Which articles lie far from the others in a figure, surely enough to be worth reading; not whether that is right or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

#: Fewest articles with a value for a word on what is usual.
FLOOR = 20

#: Share of the articles that may lie as far out as one that stands out, or further.
RARE = 0.05

_WHISKER = 1.5

Side = Literal["above", "below"]


@dataclass(frozen=True)
class Usual:
    """Where the articles lie: quartiles, the ends of a box plot's whiskers, standard deviation (n - 1), articles with a value."""

    lower: float
    median: float
    upper: float
    deviation: float
    n: int

    @property
    def fences(self) -> tuple[float, float]:
        """Tukey's fences: one and a half interquartile ranges beyond the quartiles; Tukey (1977), Exploratory Data Analysis."""
        reach = _WHISKER * (self.upper - self.lower)
        return self.lower - reach, self.upper + reach


def usual(values: pd.Series | np.ndarray) -> Usual | None:
    """Where articles lie in a figure, missing ones (NaN) left out; None below `FLOOR` articles, or where all are alike."""
    given = np.asarray(values, dtype=float)
    given = given[np.isfinite(given)]
    if len(given) < FLOOR or given.min() == given.max():
        return None
    lower, median, upper = (float(x) for x in np.quantile(given, [0.25, 0.5, 0.75]))
    return Usual(lower, median, upper, float(given.std(ddof=1)), len(given))


def candidates(values: pd.Series, words: pd.Series, most: int = 20) -> pd.Series:
    """Articles beyond the fences with no more than one in twenty as far out, those first whose distance is surest.

    How sure is guessed from the length alone, distance times the root of the words, so that intervals need be looked up for a
    few articles only; `side` then says which of them stand out.

    Args:
        values, words: of each article, by key.
        most: articles at most.

    Returns:
        Their values, by key.
    """
    around = usual(values)
    if around is None:
        return values.iloc[:0]
    given = values[np.isfinite(values)]
    low, high = around.fences
    as_high = given.rank(ascending=False, method="max") / around.n
    as_low = given.rank(method="max") / around.n
    far = given[((given > high) & (as_high <= RARE)) | ((given < low) & (as_low <= RARE))]
    apart = np.where(far > around.median, far - around.upper, around.lower - far)
    surest = pd.Series(apart * np.sqrt(words.reindex(far.index).to_numpy(dtype=float)), index=far.index)
    found: pd.Series = far.reindex(surest.sort_values(ascending=False, kind="stable").index[:most])
    return found


def side(around: Usual, value: float, low: float | None, high: float | None) -> tuple[Side, float] | None:
    """On which side an article stands out, and how far: its value beyond a fence, its own interval wholly beyond the quartile.

    Returns:
        The side, and how far the nearer end of the interval is from the quartile, in standard deviations of the articles. None
        where it does not stand out, or has no interval to tell by: a short article with one mark can have any rate.
    """
    if low is None or high is None:
        return None
    below, above = around.fences
    if value > above and low > around.upper:
        return "above", (low - around.upper) / around.deviation
    if value < below and high < around.lower:
        return "below", (around.lower - high) / around.deviation
    return None
