"""Sources of many articles put together: who is given words where, by which outlets, and with which reporting words.

Cards of different articles are one source where their type and their normalised name are the same. Names lose case, accents,
dots in initials and possessives; a person's name its titles and suffix too, any other name its article. Nothing else is joined:
a surname alone stays apart from the full name. So two people who share a name are one source here, and a person or body under
two names is two. A source without a proper name ("a spokesman", "the town council") is a source of its own article alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import intervals
from analysis.annotation import Source
from analysis.article import Article
from analysis.comparison import names
from analysis.result import Analysis

#: Stances of a reporting verb, in the order shown.
STANCES = ("neutral", "endorsing", "doubting", "hostile")

#: Fewest words given to a source for a share of them.
FLOOR = 30

#: Fewest attributions with a reporting verb for a share of them.
VERB_FLOOR = 5

_ARTICLES = frozenset({"the", "a", "an"})

_CARDS = {
    "source": "str", "article": "int64", "outlet": "str", "source_id": "str", "name": "str", "type": "str", "named": "bool",
    "role": "str", "words": "int64", "direct": "int64", "spoken": "int64", "attributions": "int64",
}  # fmt: skip
_ATTRIBUTIONS = {"source": "str", "article": "int64", "attribution": "str", "verb": "str", "stance": "str"}
_TABLE = ("name", "type", "named", "articles", "outlets", "words", "attributions", "direct_share", *STANCES)


@dataclass(frozen=True)
class Gathered:
    """The sources of many articles, as long frames that any choice of articles can be counted from.

    Attributes:
        cards: a row a source card: `source` names the joined source, `article` the position of the article counted from 0,
            `words` those given to it there, `spoken` the same counted between blanks, `direct` those of them in quotation marks.
        attributions: a row an attribution with a source; `verb` and `stance` missing where there is no reporting verb.
    """

    cards: pd.DataFrame
    attributions: pd.DataFrame


@dataclass(frozen=True)
class Share:
    """A share with what it rests on; `value` None where there are too few to say, the ends None where there is no interval."""

    value: float | None
    numerator: int
    denominator: int
    low: float | None = None
    high: float | None = None


def gather(results: Iterable[Analysis]) -> Gathered:
    """All source cards and their attributions, in the order of the articles."""
    cards: list[tuple[object, ...]] = []
    attributions: list[tuple[object, ...]] = []
    for position, result in enumerate(results):
        spoken = _spoken(result)
        joined = {card.id: source_key(card, result.article) for card in result.sources}
        for card in result.sources:
            direct, indirect = (spoken.get((card.id, voice), 0) for voice in ("direct", "indirect"))
            cards.append(
                (joined[card.id], position, result.article.outlet, card.id, card.name, card.type, is_joined(card), card.role,
                 card.words, direct, direct + indirect, len(card.attributions))
            )  # fmt: skip
        for a in result.attributions:
            if a.source_id in joined:
                attributions.append((joined[a.source_id], position, a.id, a.verb, a.stance))
    return Gathered(_frame(cards, _CARDS), _frame(attributions, _ATTRIBUTIONS))


def _frame(rows: Sequence[tuple[object, ...]], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def is_joined(card: Source) -> bool:
    """Whether a card is joined with cards of other articles: it has a proper name."""
    return card.named and card.type != "anonymous" and names.is_proper(card.name) and bool(_normal(card))


def source_key(card: Source, article: Article) -> str:
    """The joined source's id, 12 hex digits, so that a link to it holds no name: of type and name, or of article and card."""
    told = (
        [card.type, *_normal(card)] if is_joined(card) else [article.sha256, article.title, article.outlet, card.id]
    )  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def _normal(card: Source) -> names.Words:
    if card.type == "person":
        return names.person(card.name)
    found = names.words(card.name)
    return found[1:] if len(found) > 1 and found[0] in _ARTICLES else found


def _spoken(result: Analysis) -> dict[tuple[str, str], int]:
    """Words of the text by source and voice, counted between blanks: what is kept of an article tells no other words."""
    out: dict[tuple[str, str], int] = {}
    for span in result.voices:
        if span.source_id is not None:
            words = sum(any(c.isalnum() for c in word) for word in result.article.text[span.start : span.end].split())
            key = (span.source_id, span.voice)
            out[key] = out.get(key, 0) + words
    return out


def table(gathered: Gathered, articles: Collection[int] | None = None) -> pd.DataFrame:
    """One row a joined source, by its id, those with the most words first.

    Args:
        articles: positions of the articles wanted; all where None.

    Returns:
        `name` (the one that most of its words stand under), `type`, `named`, `articles`, `outlets` (those that are given),
        `words`, `attributions`, `direct_share` (NaN below `FLOOR` words), and attributions by stance of their verb.
    """
    cards, attributions = (_chosen(frame, articles) for frame in (gathered.cards, gathered.attributions))
    if cards.empty:
        return pd.DataFrame(columns=list(_TABLE), index=pd.Index([], name="source"))
    grouped = cards.groupby("source")
    out = grouped.agg(
        articles=("article", "nunique"), outlets=("outlet", "nunique"), words=("words", "sum"),
        attributions=("attributions", "sum"), direct=("direct", "sum"), spoken=("spoken", "sum"),
    )  # fmt: skip
    fullest = cards.sort_values("words", ascending=False, kind="stable").drop_duplicates("source").set_index("source")
    out = out.join(fullest[["name", "type", "named"]])
    out["direct_share"] = (out["direct"] / out["spoken"]).where(out["spoken"] >= FLOOR)
    counts = pd.crosstab(attributions["source"], attributions["stance"])
    out = out.join(counts.reindex(index=out.index, columns=list(STANCES), fill_value=0))
    return out.sort_values(["words", "attributions", "name"], ascending=[False, False, True])[list(_TABLE)]


def verbs(gathered: Gathered, source: str, articles: Collection[int] | None = None) -> pd.DataFrame:
    """The reporting verbs of a source: verb, stance, number of attributions; by stance, those used most first."""
    found = _chosen(gathered.attributions, articles)
    found = found[(found["source"] == source) & found["verb"].notna()]
    counts = found.groupby(["verb", "stance"], dropna=False).size().rename("attributions").reset_index()
    order = {stance: n for n, stance in enumerate(STANCES)}
    counts["order"] = counts["stance"].map(order).fillna(len(order))
    return counts.sort_values(["order", "attributions", "verb"], ascending=[True, False, True]).drop(columns="order")


def direct_share(cards: pd.DataFrame) -> Share:
    """Share of a source's words that stand inside quotation marks; its interval is a bootstrap over articles.

    Args:
        cards: rows of `Gathered.cards` of one source.
    """
    parts = cards.groupby("article", sort=False)[["direct", "spoken"]].sum().to_numpy(float)
    direct, spoken = (int(n) for n in parts.sum(axis=0)) if len(parts) else (0, 0)
    if spoken < FLOOR:
        return Share(None, direct, spoken)
    weights = intervals.resample_weights(len(parts), seed=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        ends = intervals.bootstrap(parts, lambda sums: sums[..., 0] / sums[..., 1], weights)
    return Share(direct / spoken, direct, spoken, *(ends or (None, None)))


def stance_share(row: pd.Series, stance: str) -> Share:
    """Share of a source's attributions with a reporting verb that have a stance; Wilson's interval.

    Args:
        row: of `table`.
    """
    count, total = int(row[stance]), int(sum(row[name] for name in STANCES))
    if total < VERB_FLOOR:
        return Share(None, count, total)
    return Share(count / total, count, total, *intervals.wilson(count, total))


def _chosen(frame: pd.DataFrame, articles: Collection[int] | None) -> pd.DataFrame:
    return frame if articles is None else frame[frame["article"].isin(list(articles))]
