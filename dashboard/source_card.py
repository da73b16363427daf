"""One source across the articles: its words by outlet and article, and its reporting words, each opening the article there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.annotation import Attribution
from analysis.comparison import passages
from dashboard import blocks, corpus
from dashboard.blocks import Block
from dashboard.corpus import counted
from dashboard.item import Item

#: Articles shown with their passages, passages shown of each, and of each reporting word.
MOST_ARTICLES, MOST_PASSAGES, MOST_OF_A_VERB = 40, 12, 8

_FORMS = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}
_NO_STANCE = "no stance"


def by_outlet(cards: pd.DataFrame) -> Block:
    """A row an outlet: words given to the source, quoted and reported; those with the most first."""
    named = cards.assign(outlet=cards["outlet"].fillna("outlet not given"))
    sums = named.groupby("outlet").agg(
        words=("words", "sum"), articles=("article", "nunique"), direct=("direct", "sum"), spoken=("spoken", "sum")
    )
    sums = sums.sort_values("words", ascending=False, kind="stable")
    longest = max(int(sums["words"].max()), 1)
    rows = [
        blocks.bar_row(str(name), counted(int(r.words), "word"), _bar(r, longest), note=counted(int(r.articles), "article"))
        for name, r in sums.iterrows()
    ]
    return blocks.bars("Words by outlet", rows)


def by_article(cards: pd.DataFrame, items: Mapping[int, Item]) -> Block:
    """A row a source card, those with the most words first: what the article calls the source, and the words it gives it.

    Args:
        cards: rows of `corpus_sources.Gathered.cards`; `items` the articles by their position.
    """
    ordered = cards.sort_values("words", ascending=False, kind="stable").head(MOST_ARTICLES)
    longest = max(int(cards["words"].max()), 1)
    rows = []
    for number, r in enumerate(ordered.itertuples()):
        item = items[r.article]
        rows.append(
            blocks.bar_row(
                item.title,
                counted(int(r.words), "word"),
                _bar(r, longest),
                note="; ".join(part for part in (corpus.byline(item), _called(item, r.source_id)) if part),
                link=blocks.query(item.key, r.source_id),
                label=f"{counted(int(r.words), 'word')}: show them in {item.title}",
                lines=_passages(item, r.source_id),
                opened=number == 0,
            )
        )
    return blocks.bars("Words by article", rows)


def by_verb(verbs: pd.DataFrame, cards: pd.DataFrame, items: Mapping[int, Item]) -> Block:
    """A row a reporting verb with its stance and what it introduces.

    Args:
        verbs: from `corpus_sources.verbs`.
    """
    told = [(items[r.article], a) for r in cards.itertuples() for a in _attributions(items[r.article], r.source_id)]
    longest = max(int(verbs["attributions"].max()), 1)
    rows = []
    for r in verbs.itertuples():
        stance = None if pd.isna(r.stance) else r.stance
        found = [(item, a) for item, a in told if (a.verb, a.stance) == (r.verb, stance)]
        lines = [_line(item, a, corpus.byline(item) or item.title) for item, a in found[:MOST_OF_A_VERB]]
        more = [_more(len(found) - MOST_OF_A_VERB)] if len(found) > MOST_OF_A_VERB else []
        bar = [("verb", r.attributions / longest)]
        rows.append(
            blocks.bar_row(r.verb, f"{r.attributions:,} ×", bar, note=stance or _NO_STANCE, lines=[*lines, *more])
        )  # fmt: skip
    return blocks.bars("Reporting words", rows)


def roles(cards: pd.DataFrame) -> list[str]:
    """How the articles introduce the source, those of most articles first."""
    return [role for role, _ in Counter(cards["role"].dropna()).most_common(4)]


def _bar(r: object, longest: int) -> list[tuple[str, float]]:
    """Quoted and reported parts of the words given; the words of each are counted between blanks and scaled to the card's."""
    words, direct, spoken = (getattr(r, name) for name in ("words", "direct", "spoken"))
    if not spoken:
        return [("indirect", words / longest)]
    quoted = direct / spoken
    return [("direct", words * quoted / longest), ("indirect", words * (1 - quoted) / longest)]


def _called(item: Item, source_id: str) -> str:
    source = next(s for s in item.analysis.sources if s.id == source_id)
    names = list(dict.fromkeys(" ".join(name.split()) for name in (source.name, *source.aliases)))
    shown = ", ".join(f"“{blocks.shortened(name, 60)}”" for name in names[:6])
    return f"called {shown}{' and otherwise' if len(names) > 6 else ''}"


def _attributions(item: Item, source_id: str) -> list[Attribution]:
    return [a for a in item.analysis.attributions if a.source_id == source_id]


def _passages(item: Item, source_id: str) -> list[Block]:
    told = {a.id: a for a in item.analysis.attributions}
    found = [told[p.attribution] for p in passages.of(item.analysis, 0, source_id)]
    more = [_more(len(found) - MOST_PASSAGES)] if len(found) > MOST_PASSAGES else []
    return [*(_line(item, a, _where(item, a)) for a in found[:MOST_PASSAGES]), *more]


def _where(item: Item, a: Attribution) -> str:
    sentence = passages.sentence_at(item.analysis, a.content[0][0], a.field)
    place = f"sentence {sentence}" if sentence else "headline"
    return ", ".join(part for part in (place, _FORMS[a.form], _cue(item, a)) if part)


def _cue(item: Item, a: Attribution) -> str:
    words = " … ".join(_field(item, a)[start:end] for start, end in a.cue)
    return f"“{blocks.shortened(words, 60)}”" if words.strip() else ""


def _line(item: Item, a: Attribution, where: str) -> Block:
    words = " … ".join(_field(item, a)[start:end] for start, end in a.content)
    return blocks.line(words or "(no words)", where=where, link=blocks.query(item.key, a.id))


def _field(item: Item, a: Attribution) -> str:
    return item.analysis.article.text if a.field == "text" else item.analysis.article.title or ""


def _more(number: int) -> Block:
    return blocks.line([(f"And {number:,} more.", "")])


def legend(labels: Sequence[str]) -> Block:
    """What the parts of a bar mean: quoted words, then reported ones."""
    return blocks.key([("■", "swatch direct"), (f" {labels[0]}\u2003", ""), ("■", "swatch indirect"), (f" {labels[1]}", "")])
