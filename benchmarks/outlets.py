"""Measures on BASIL which of three outlets uses more loaded words in its own voice, and whether keeping voices apart helps.

    python -m benchmarks.outlets [--write]

BASIL: 52 events, each told by three outlets, biased phrases marked by coders, those in quotations marked as such. The head's
sentences and spans are those of a model that had not seen the event (benchmarks/out_of_fold.npz); voices are the analysis's own.
Needs the labelled sets beside the project.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import spearmanr

from analysis import Analysis, Article, analyze_many
from analysis.annotators.lexicon_finder import find
from analysis.heads.encoder import gather, gold
from analysis.heads.techniques import reader
from analysis.heads.techniques.spans import spans
from analysis.heads.wording import calibrate
from analysis.lexicon import lexicons
from benchmarks.page import GOLD, OUT_OF_FOLD, WORK, put
from benchmarks.quality import scorer

DRAWS, SEED = 2_000, 5


@dataclass(frozen=True)
class Told:
    """An article: its row, its loaded words per thousand words in the writer's voice and in all, and its sentences' bias."""

    row: dict[str, Any]
    writer: float | None
    all: float
    sentences: list[dict[str, float]]

    @property
    def coded(self) -> float:
        """Coders' spans of lexical bias outside quotations, per sentence."""
        own = [s for s in self.row["spans"] if s["bias"] == "lex" and s["field"] == "text" and not s["quote"]]
        return len(own) / max(1, len(self.row["sentences"]))


def told(said: gather.OutOfFold) -> list[Told]:
    rows = gold.rows(GOLD, "basil")
    texts = gold.load(GOLD, WORK, sets=("basil",))
    edges = reader.edges("loaded_language")
    bias, slope = calibrate.fit(*_labelled(said))
    place, out = 0, []
    for row, text, logits, result in zip(
        rows, texts, said.tokens["basil"], analyze_many(Article(r["text"]) for r in rows), strict=True
    ):
        assert isinstance(result, Analysis)
        n = len(row["sentences"])
        likely = 1 / (1 + np.exp(-(bias + slope * said.sentences["basil"][place : place + n, 2])))
        place += n
        if not len(logits):
            continue
        tokens = text.parsed.tokens
        marks = [(tokens[m.first].start, tokens[m.last - 1].end) for m in spans(text.parsed, logits[:, 0], edges)]
        listed = [(h.start, h.end) for h in find(text.parsed, lexicons()["loaded_language"])]
        marks += [(a, b) for a, b in listed if not any(a < e and s < b for s, e in marks)]
        words = {m.voice: m.denominator for m in result.metrics if m.id == "loaded_rate"}
        by_voice = [next(v.voice for v in result.voices if v.start <= a < v.end) for a, _ in marks]
        writer = 1000 * by_voice.count("writer") / words["writer"] if words["writer"] else None
        everything = 1000 * sum(v != "excluded" for v in by_voice) / max(1, words["all"] or 0)
        sentences = [
            {"start": a, "end": b, "lexical_bias": float(v)}
            for (a, b), v in zip(row["sentences"], np.nan_to_num(likely), strict=True)
        ]
        out.append(Told(row, writer, everything, sentences))
    return out


def _labelled(said: gather.OutOfFold) -> tuple[np.ndarray, np.ndarray]:
    cases = calibrate.cases(GOLD, said, "lexical_bias")
    return np.array([c.logit for c in cases]), np.array([c.label for c in cases])


def slant(articles: Sequence[Told]) -> dict[str, Any]:
    """Figures of `score.py slant`."""
    out = [{"sentences": a.sentences, "metrics": [{"id": "loaded_rate", "voice": "writer", "value": a.writer}]} for a in articles]
    figures: dict[str, Any] = scorer(GOLD).slant([a.row for a in articles], out)
    return figures


def interval(figure: Callable[[Sequence[Told]], float], articles: Sequence[Told]) -> str:
    """A figure with its 95 % percentile bootstrap over events."""
    chance = np.random.default_rng(SEED)
    events: dict[str, list[Told]] = {}
    for a in articles:
        events.setdefault(a.row["event"], []).append(a)
    groups = list(events.values())
    draws = []
    for _ in range(DRAWS):
        drawn = [groups[i] for i in chance.integers(len(groups), size=len(groups))]
        draws.append(figure([_as(a, n) for n, group in enumerate(drawn) for a in group]))
    low, high = np.nanpercentile(draws, (2.5, 97.5))
    return f"{figure(articles):.3f} ({low:.3f} to {high:.3f})"


def _as(article: Told, event: int) -> Told:
    """The article as one of another event: an event that is drawn twice counts as two."""
    return Told({**article.row, "event": event}, article.writer, article.all, article.sentences)


def pairs_right(articles: Sequence[Told]) -> float:
    """Of two outlets' articles of one event, how often the one with more coded spans has the higher rate; half for ties."""
    events: dict[Any, list[tuple[float, float]]] = {}
    for a in articles:
        if a.writer is not None:
            events.setdefault(a.row["event"], []).append((a.coded, a.writer))
    pairs = [(x, y) for group in events.values() for i, x in enumerate(group) for y in group[:i] if x[0] != y[0]]
    right = [0.5 if x[1] == y[1] else float((x[0] > y[0]) == (x[1] > y[1])) for x, y in pairs]
    return float(np.mean(right)) if right else float("nan")


def follows(articles: Sequence[Told], rate: Callable[[Told], float | None]) -> float:
    """Spearman's correlation of a rate with the coded spans outside quotations."""
    known = [(a.coded, r) for a in articles if (r := rate(a)) is not None]
    return float(spearmanr(*zip(*known, strict=True)).statistic)


def table(articles: Sequence[Told]) -> str:
    figures = slant(articles)
    sentences = figures["lexical_sentences"]

    def gap(some: Sequence[Told]) -> float:
        return follows(some, lambda a: a.writer) - follows(some, lambda a: a.all)

    rows = (
        ("articles", f"{len(articles)}"),
        ("sentences with lexical bias, AUC", f"{sentences['auc']:.3f}"),
        ("sentences with lexical bias, break-even", f"{sentences['break_even']:.3f}"),
        (f"which outlet uses more, right of {figures['pairs']} pairs", interval(pairs_right, articles)),
        (
            "writer's rate against coded spans outside quotations, Spearman",
            interval(lambda x: follows(x, lambda a: a.writer), articles),
        ),
        ("rate of the whole text against the same", interval(lambda x: follows(x, lambda a: a.all), articles)),
        ("difference of the two", interval(gap, articles)),
    )
    return "| figure | value |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows)


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    if not (GOLD / "basil-train.jsonl.gz").is_file():
        raise SystemExit(f"{GOLD} is missing: the labelled sets stand beside the project and are not part of it.")
    WORK.mkdir(parents=True, exist_ok=True)
    text = table(told(gather.read(OUT_OF_FOLD)))
    print(text)
    if "--write" in sys.argv[1:]:
        put("outlets", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
