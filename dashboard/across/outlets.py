"""A figure by outlet: each one's articles, mean and interval, and which pairs can be told apart. Never a ranking."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import article_means
from dashboard import across, figures
from dashboard.ranks import Figure

#: Outlets at most: those with the most articles.
MOST = 25
#: Orders of the outlets.
BY_NAME, BY_NUMBER = "By name", "By number of articles"
ORDERS = (BY_NAME, BY_NUMBER)

_BINS = 60


@dataclass(frozen=True)
class Outlets:
    """What the chart and the sentences on outlets show.

    Attributes:
        rows: a row an outlet in the order shown: outlet, about (its label's second line), n, mean, low, high (NaN where there
            is none), shown, interval, told (outlet, n and mean).
        points: a row an article: key, title, outlet, value, jitter (-1 to 1, the same every time), shown, told; None where they
            are too many.
        counts: then, a row an outlet and stretch of the axis: outlet, begin, stop, n, share (of the fullest stretch), shown.
        ends: of the axis.
        pairs: from `article_means.differences`, in the order of the outlets' names.
        all: outlets among the articles, shown or not.
        unnamed, missing: articles that name no outlet, and those of outlets shown that have no value.
        beyond: a sentence on the articles at the axis' edge.
    """

    rows: pd.DataFrame
    points: pd.DataFrame | None
    counts: pd.DataFrame | None
    ends: tuple[float, float]
    pairs: list[article_means.Pair]
    all: int
    unnamed: int
    missing: int
    beyond: str


def outlets(frame: pd.DataFrame, figure: Figure, order: str = BY_NAME) -> Outlets | None:
    """The figure by outlet; None where no article that names its outlet has a value.

    Args:
        frame: from `across.frame`.
    """
    named = frame[frame["outlet"].notna() & (frame["outlet"] != "")]
    sizes = named["outlet"].value_counts()
    names = _by_name(sorted(sizes.index, key=lambda name: (-sizes[name], name.casefold(), name))[:MOST])
    of = named[named["outlet"].isin(names)]
    given = of[of[figure.id].notna()]
    if given.empty:
        return None
    means = article_means.means(of[figure.id], of["outlet"], figure.metric.bounds)
    pairs = article_means.differences({name: means[name] for name in names})
    if order == BY_NUMBER:
        names = sorted(names, key=lambda name: -means[name].n)  # of equal ones the first by name stays first
    values = given[figure.id].astype(float)
    ends = across.edges(values, figure)
    rows = pd.DataFrame([_row(name, means[name], figure) for name in names])
    many = len(given) > across.MOST_MARKS
    clipped = values.clip(*ends)
    return Outlets(
        rows.astype({"mean": float, "low": float, "high": float}),
        None if many else _points(given, clipped, figure),
        _counts(given["outlet"], clipped, ends, figure) if many else None,
        ends, pairs, len(sizes), len(frame) - len(named), len(of) - len(given), across.outside(values, ends, figure),
    )  # fmt: skip


def verdict(found: Outlets) -> str:
    """Which outlets can be told apart, in a sentence."""
    told = found.rows["low"].notna().sum()
    if told < 2:
        return (
            f"Too few to say whether outlets differ: {article_means.FLOOR} articles with a value, not all alike, are needed in "
            "each of two."
        )
    apart, pairs = sum(pair.apart for pair in found.pairs), len(found.pairs)
    if not apart:
        none = "The two outlets cannot be told apart" if pairs == 1 else f"None of the {pairs} pairs of outlets can be told apart"
        return f"{none} by this figure: the interval of the difference holds 0{'' if pairs == 1 else ' in each'}."
    if apart == pairs:
        return "The two outlets differ in this figure." if pairs == 1 else f"All {pairs} pairs of outlets differ in this figure."
    rest = "the other one is" if pairs - apart == 1 else f"the other {pairs - apart} are"
    return f"{apart} of {pairs} pairs of outlets {'differs' if apart == 1 else 'differ'} in this figure; {rest} not told apart."


def differing(pairs: Sequence[article_means.Pair], figure: Figure) -> pd.DataFrame:
    """A row a pair that is told apart, the higher one first: higher, lower, by, interval, level."""
    rows, figure = [], across.of_mean(figure)
    for pair in pairs:
        if not pair.apart:
            continue
        higher, lower, low, high = pair.a, pair.b, pair.low, pair.high
        if pair.difference < 0:
            higher, lower, low, high = lower, higher, -high, -low
        by = _points_apart(figure, abs(pair.difference))
        rows.append((higher, lower, by, across.ends(figure, low, high), f"{pair.level:.2%}".replace("%", " %")))
    return pd.DataFrame(rows, columns=["higher", "lower", "by", "interval", "level"])


def _points_apart(figure: Figure, difference: float) -> str:
    """A difference; of shares in percentage points, lest it be read as a share of a share."""
    number = figures.number(figure.metric, difference)
    if figures.is_share(figure.metric):
        return f"{number.removesuffix(' %')} percentage points"
    return f"{number} {figures.unit(figure.metric)}"


def _by_name(names: Sequence[str]) -> list[str]:
    return sorted(names, key=lambda name: (name.casefold(), name))


def _row(name: str, mean: article_means.Mean, figure: Figure) -> dict[str, object]:
    figure = across.of_mean(figure)
    shown = mean.missing if mean.value is None else across.shown(figure, mean.value)
    told = "too few to say" if mean.value is None else f"mean {across.number(figure, mean.value)}"
    about = f"n {mean.n:,}, {told}"
    interval = across.ends(figure, mean.low, mean.high) or mean.missing or "none"
    return {
        "outlet": name, "about": about, "n": mean.n, "mean": mean.value, "low": mean.low, "high": mean.high, "shown": shown,
        "interval": interval, "told": f"{name} {about}",
    }  # fmt: skip


def _points(given: pd.DataFrame, values: pd.Series, figure: Figure) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "key": given.index,
            "title": given["title"].to_numpy(),
            "outlet": given["outlet"].to_numpy(),
            "value": values.to_numpy(),
            "jitter": [_jitter(str(key)) for key in given.index],
            "shown": [across.shown(figure, value) for value in given[figure.id]],
        }
    ).assign(told=lambda points: points["title"] + ", " + points["outlet"] + ": " + points["shown"])


def _jitter(key: str) -> float:
    """Where in its row an article stands, -1 to 1: of its key, so that it stands there whatever else is shown."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) / 2**31 - 1


def _counts(names: pd.Series, values: pd.Series, ends: tuple[float, float], figure: Figure) -> pd.DataFrame:
    borders = np.linspace(*ends, _BINS + 1)
    place = np.clip(np.searchsorted(borders, values.to_numpy(), side="right") - 1, 0, _BINS - 1)
    table = pd.DataFrame({"outlet": names.to_numpy(), "place": place}).value_counts().rename("n").reset_index()
    low, high = borders[table["place"]], borders[table["place"] + 1]
    return table.assign(
        begin=low, stop=high, share=table["n"] / table["n"].max(),
        shown=[across.ends(figure, a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True)],
    )  # fmt: skip
