"""Measures source cards against 51 articles coded by hand: which mentions go to one card, of what type, with how many words.

    python -m benchmarks.source_cards [--unseen] [--write]

The rules are docs/coding-rules.md; `tests/gold/source_cards.json` holds the settled coding as offsets (the load articles
themselves are not part of the project). Two figures for each: the resolver on the coded attributions (what it does alone), and
the whole analysis from the bare text (what a user sees). `--unseen` measures the fifteen articles that nothing was tuned on.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from analysis import Analysis, Article, analyze, language
from analysis.annotation import Attribution, Source
from analysis.annotators import entities
from analysis.annotators import sources as source_cards
from analysis.annotators.voices import count_words, lay
from analysis.document import Parsed
from benchmarks.page import GOLD, ROOT, put

CODED = ROOT / "tests" / "gold" / "source_cards.json"
DRAWS, SEED = 2_000, 5


@dataclass
class Counts:
    """Sums over one article's mentions and cards; figures come from adding articles up.

    Attributes:
        precision, recall: B³, summed over coded mentions.
        mentions: coded mentions with source words.
        cards: coded cards that met a card of the finder's; typed, named: of these, with the right type and naming.
        words: words coded to all cards; off: words too many or too few, summed over cards; article: words of the article.
    """

    precision: float = 0.0
    recall: float = 0.0
    mentions: int = 0
    cards: int = 0
    typed: int = 0
    named: int = 0
    words: int = 0
    off: int = 0
    article: int = 0
    coded_cards: int = 0

    def figures(self) -> dict[str, float]:
        p, r = self.precision / max(1, self.mentions), self.recall / max(1, self.mentions)
        return {
            "B³ F1": 2 * p * r / (p + r) if p + r else 0.0,
            "type right": self.typed / max(1, self.cards),
            "named right": self.named / max(1, self.cards),
            "words off, of the words given to sources": self.off / max(1, self.words),
            "words off a source, points of the article": 100 * self.off / max(1, self.coded_cards) / max(1, self.article),
        }


@dataclass
class Coded:
    """One coded article: its text, the card of each attribution (None where nobody is named), and the cards."""

    text: str
    title: str | None
    cards: dict[str, Mapping[str, Any]]
    attributions: list[Mapping[str, Any]] = field(default_factory=list)
    unseen: bool = False
    is_sample: bool = False


def coded(path: Path = CODED) -> Iterator[Coded]:
    """The coded articles whose text is here; load articles need the labelled sets beside the project."""
    load = GOLD / "load.jsonl.gz"
    rows = json.loads(path.read_text(encoding="utf-8"))
    wanted = {r["load"] for r in rows if "load" in r}
    texts = {}
    if load.exists():
        for line in gzip.decompress(load.read_bytes()).decode("utf-8").split("\n"):
            if line and (article := json.loads(line))["id"] in wanted:
                texts[article["id"]] = article
    for row in rows:
        if "file" in row:
            title, _, text = (ROOT / "seeds" / row["file"]).read_text(encoding="utf-8").partition("\n\n")
        elif row["load"] in texts:
            title, text = texts[row["load"]]["title"], texts[row["load"]]["text"]
        else:
            continue
        yield Coded(text, title, {c["id"]: c for c in row["cards"]}, row["attributions"], row["unseen"], "file" in row)


def given_attributions(article: Coded) -> Counts:
    """The resolver alone, on the coded attributions."""
    body = language.parse(article.text)
    title = language.parse(article.title, "title", read_as=language.truecase(article.title, body)) if article.title else None
    fields = [body] if title is None else [body, title]
    made = [
        Attribution(
            id=f"a{n}", field="text", form="indirect", parent=None, source=_spans(a["source"]), cue=(),
            content=_spans(a["content"]), source_id=None, stance=None, score=1.0, verb=None, rule="coded", why="",
        )
        for n, a in enumerate(article.attributions)
    ]  # fmt: skip
    resolved, cards, _ = source_cards.resolve(fields, made, entities.find(fields))
    spans = lay(body, resolved)
    by_source: dict[str | None, int] = {}
    for (_, source), words in count_words(body, spans).items():
        by_source[source] = by_source.get(source, 0) + words
    return _compare(article, body, resolved, {s.id: s for s in cards}, by_source)


def from_text(article: Coded) -> Counts:
    """The whole analysis."""
    result = analyze(Article(article.text, title=article.title))
    if not isinstance(result, Analysis):
        raise ValueError(result.message)
    body = language.parse(article.text)
    found = [a for a in result.attributions if a.field == "text"]
    return _compare(article, body, found, {s.id: s for s in result.sources}, {s.id: s.words for s in result.sources})


def _compare(
    article: Coded, body: Parsed, found: Sequence[Attribution], cards: Mapping[str, Source], words: Mapping[str | None, int]
) -> Counts:
    pairs = _matched(article, found)
    mine: list[str] = []
    theirs: list[str] = []
    for n, a in enumerate(article.attributions):
        if a["source"] and a["card"]:
            hit = pairs.get(n)
            mine.append((found[hit].source_id if hit is not None else None) or f"missed {n}")
            theirs.append(a["card"])
    out = Counts(mentions=len(theirs), article=sum(t.is_word for t in body.tokens), coded_cards=len(article.cards))
    for m, t in zip(mine, theirs, strict=True):
        both = sum(x == m and y == t for x, y in zip(mine, theirs, strict=True))
        out.precision += both / mine.count(m)
        out.recall += both / theirs.count(t)
    coded_words = _words_of_cards(article, body)
    for key, card in article.cards.items():
        met = [m for m, t in zip(mine, theirs, strict=True) if t == key and m in cards]
        said = cards[max(sorted(set(met)), key=met.count)] if met else None
        want = coded_words.get(key, 0)
        out.words += want
        out.off += abs(want - (words.get(said.id, 0) if said else 0))
        if said is not None:
            out.cards += 1
            out.typed += said.type == card["type"]
            out.named += said.named == card["named"]
    return out


def _words_of_cards(article: Coded, body: Parsed) -> dict[str, int]:
    out: dict[str, int] = {}
    seen: set[int] = set()
    for a in article.attributions:
        for start, end in a["content"]:
            for i in body.tokens_in(start, end):
                if body.tokens[i].is_word and i not in seen:
                    seen.add(i)
                    if a["card"]:
                        out[a["card"]] = out.get(a["card"], 0) + 1
    return out


def _matched(article: Coded, found: Sequence[Attribution]) -> dict[int, int]:
    """Coded attribution to the finder's, by contents that share half of their joint characters, best first."""
    want = [_characters(a["content"]) for a in article.attributions]
    have = [_characters(a.content) for a in found]
    pairs = sorted(
        ((len(w & h) / len(w | h), i, j) for i, w in enumerate(want) for j, h in enumerate(have) if w & h), reverse=True
    )
    out: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= 0.5 and i not in out and j not in out.values():
            out[i] = j
    return out


def _characters(spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(i for a, b in spans for i in range(a, b))


def _spans(given: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for a, b in given)


def total(parts: Sequence[Counts]) -> Counts:
    """Counts of several articles together."""
    out = Counts()
    for part in parts:
        for name, value in vars(part).items():
            setattr(out, name, getattr(out, name) + value)
    out.article = round(out.article / max(1, len(parts)))  # a source's share is of an article, on average
    return out


def interval(parts: Sequence[Counts], name: str) -> tuple[float, float]:
    """95 % interval by bootstrap over articles."""
    chance = np.random.default_rng(SEED)
    draws = [total([parts[i] for i in chance.integers(len(parts), size=len(parts))]).figures()[name] for _ in range(DRAWS)]
    low, high = np.percentile(draws, (2.5, 97.5))
    return float(low), float(high)


def table(articles: Sequence[Coded]) -> str:
    lines = ["| figure | resolver on coded attributions | whole analysis |", "|---|---|---|"]
    columns = [[measure(a) for a in articles] for measure in (given_attributions, from_text)]
    for name in Counts().figures():
        cells = []
        for parts in columns:
            low, high = interval(parts, name)
            cells.append(f"{total(parts).figures()[name]:.3f} ({low:.3f}–{high:.3f})")
        lines.append(f"| {name} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    unseen = "--unseen" in sys.argv[1:]
    articles = [a for a in coded() if a.unseen == unseen]
    if not articles:
        raise SystemExit("The load articles are missing: they are part of the labelled sets, which stand beside the project.")
    text = table(articles)
    print(f"{len(articles)} articles, {sum(len(a.attributions) for a in articles)} attributions\n{text}")
    if "--write" in sys.argv[1:]:
        put("source cards unseen" if unseen else "source cards", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
