"""Articles that lie far from the others in some figure, each with a sentence that says in what and how far. Never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import outliers
from dashboard import across, figures
from dashboard.item import Item
from dashboard.ranks import Figure

MOST = 5
#: Articles at most for one figure, so that one figure does not fill the list.
OF_ONE = 2
#: Articles whose intervals are looked up, for each figure.
_LOOKED_UP = 8


@dataclass(frozen=True)
class Far:
    """An article, the figure that it stands out in, and the sentence on it."""

    key: str
    figure: Figure
    why: str


def far_out(
    frame: pd.DataFrame, asked: Sequence[Figure], get: Callable[[str], Item | None], unpack: Callable[[Sequence[Item]], None]
) -> list[Far]:
    """At most `MOST` articles, those farthest out first.

    Args:
        frame: from `across.frame`.
        get: an article by its key.
        unpack: has the whole analyses of some at hand.
    """
    likely = {
        figure: outliers.candidates(frame[figure.id], frame["words"].astype(float), _LOOKED_UP)
        for figure in asked
        if figure.metric.interval != "none"
    }
    keys = dict.fromkeys(str(key) for found in likely.values() for key in found.index)
    items = {key: item for key in keys if (item := get(key)) is not None}
    unpack(list(items.values()))
    found: list[tuple[float, Far]] = []
    for figure, values in likely.items():
        around = outliers.usual(frame[figure.id])
        if around is None:
            continue
        for key, value in values.items():
            told = items[str(key)].values.get((figure.metric.id, figure.voice)) if str(key) in items else None
            at = None if told is None else outliers.side(around, float(value), told.low, told.high)
            if told is not None and at is not None:
                why = _why(figure, frame[figure.id], around, float(value), at[0], figures.interval(figure.metric, told))
                found.append((at[1], Far(str(key), figure, why)))
    return _chosen(found)


def _chosen(found: Sequence[tuple[float, Far]]) -> list[Far]:
    """The farthest out, each article once and each figure at most twice."""
    out: list[Far] = []
    for _, far in sorted(found, key=lambda pair: -pair[0]):
        once = all(far.key != other.key for other in out)
        if once and sum(far.figure == other.figure for other in out) < OF_ONE and len(out) < MOST:
            out.append(far)
    return out


def _why(figure: Figure, values: pd.Series, around: outliers.Usual, value: float, side: str, interval: str) -> str:
    given = values.to_numpy(dtype=float)
    passed = int((given < value).sum() if side == "above" else (given > value).sum())
    share = passed / around.n
    if passed == around.n - 1:
        place = f"the {'highest' if side == 'above' else 'lowest'} of the {around.n:,} articles"
    else:
        # Rounded down: only the farthest one lies beyond all others.
        place = f"{side} that of {int(np.floor(share * 100))} % of the {around.n:,} articles"
    if around.lower == around.upper:
        half = f"half of them or more are at {figures.number(figure.metric, around.lower)}"
    else:
        half = f"half of them lie between {across.ends(figure, around.lower, around.upper).replace(' to ', ' and ')}"
    return f"{across.shown(figure, value)} (95 % interval {interval}), {place}; {half}."
