"""What an article gives each side that a reader put its parties on: words, namings, reporting verbs, accusations and tone.

A figure of a side sums up its parties. Its interval is made as that of the metric it follows, and below that metric's floor the
answer is “too few to say”. Marks that readers set aside are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis import intervals
from analysis.annotation import Annotation, Attribution, Mention, Party, Reply, Stance
from analysis.decisions import Side
from analysis.metric import Floats, Material, ratio
from analysis.result import Analysis
from analysis.set_aside import material, without

#: Fewest words given to all sides for a share of them; fewest namings for a share of these or a mean tone; fewest attributions
#: with a reporting verb; fewest accusations. As the metrics `loaded_rate`, `portrayal_gap`, `verb_asymmetry` and
#: `unanswered_accusations` ask.
LEAST_WORDS, LEAST_NAMINGS, LEAST_VERBS, LEAST_ACCUSATIONS = 30, 5, 5, 3

DOUBT: tuple[Stance, ...] = ("doubting", "hostile")


@dataclass(frozen=True)
class Figure:
    """A figure of a side with its parts; its 95 % interval covers sampling, not the finder's errors.

    Attributes:
        value: None where `missing` says why there is none.
        low, high: None where there is too little to give an interval.
    """

    value: float | None
    numerator: float
    denominator: float
    low: float | None = None
    high: float | None = None
    missing: str | None = None


@dataclass(frozen=True)
class SideFigures:
    """What the article gives one side.

    Attributes:
        parties: the side's parties that the article has.
        absent: names on the side that this analysis has no party for.
        sources: ids of the cards whose words are the side's; one that would stand on two sides goes to the one that it names.
        words: given to the side; `words_share`: over those given to all sides.
        mentions: namings of its parties in the text; `mentions_share`: over those of all sides.
        attributions: those of the text with a reporting verb whose source is the side's.
        stances: how many of them take each stance; `doubting`: share that doubt or are hostile.
        accused: accusations of the text against the side; `replies`: how many get each reply; `unanswered`: share not heard.
        accuses: accusations that are the side's words.
        tone: mean tone of the writer's namings of its parties, -1 to 1.
    """

    side: Side
    parties: tuple[Party, ...]
    absent: tuple[str, ...]
    sources: tuple[str, ...]
    words: int
    words_share: Figure
    mentions: tuple[Mention, ...]
    mentions_share: Figure
    attributions: tuple[Attribution, ...]
    stances: Mapping[Stance, int]
    doubting: Figure
    accused: tuple[Annotation, ...]
    replies: Mapping[Reply, int]
    unanswered: Figure
    accuses: tuple[Annotation, ...]
    tone: Figure


def figures(result: Analysis, sides: Sequence[Side] | None = None) -> tuple[SideFigures, ...]:
    """The figures of each side, in the order of the sides.

    Args:
        sides: those that readers decided on where None.
    """
    chosen = result.decisions.sides if sides is None else tuple(sides)
    return _Count(without(result), chosen).figures() if chosen else ()


class _Count:
    def __init__(self, result: Analysis, sides: Sequence[Side]) -> None:
        self.result, self.sides = result, sides
        self.material: Material = material(result)
        self.weights = intervals.resample_weights(len(self.material.sentences), seed=int(result.article.sha256[:8], 16))
        self.parties = [tuple(p for p in result.parties if p.name in side.parties) for side in sides]
        self.side_of = {p.id: n for n, parties in enumerate(self.parties) for p in parties}
        self.side_of_source: dict[str, int] = {}
        for n, parties in enumerate(self.parties):
            self.side_of_source |= {p.source_id: n for p in parties if p.source_id is not None}
        for n, parties in enumerate(self.parties):
            for source in (source for p in parties for source in p.sources):
                self.side_of_source.setdefault(source, n)

    def figures(self) -> tuple[SideFigures, ...]:
        given = Counter[int]()
        for source in self.result.sources:
            if source.id in self.side_of_source:
                given[self.side_of_source[source.id]] += source.words
        named = [
            tuple(m for m in self.result.mentions if self.side_of.get(m.party_id or "") == n) for n in range(len(self.sides))
        ]
        words, namings = self._words(), self._namings()
        return tuple(
            self._side(
                n,
                given[n],
                self._share(n, given[n], given.total(), words, LEAST_WORDS, "words given to the sides"),
                named[n],
                self._share(n, len(named[n]), sum(map(len, named)), namings, LEAST_NAMINGS, "namings of the sides"),
            )
            for n in range(len(self.sides))
        )

    def _side(
        self, n: int, words: int, words_share: Figure, mentions: tuple[Mention, ...], mentions_share: Figure
    ) -> SideFigures:
        side, parties = self.sides[n], self.parties[n]
        sources = tuple(s.id for s in self.result.sources if self.side_of_source.get(s.id) == n)
        told = tuple(
            a
            for a in self.result.attributions
            if a.field == "text" and a.stance is not None and a.parent is None and a.source_id in sources
        )
        made = [a for a in self.result.annotations if a.kind == "accusation" and a.field == "text" and a.voice != "excluded"]
        accused = tuple(a for a in made if self.side_of.get(a.party_id or "") == n)
        stances = Counter(a.stance for a in told if a.stance is not None)
        replies = Counter(a.reply for a in accused if a.reply is not None)
        doubted = sum(stances[stance] for stance in DOUBT)
        return SideFigures(
            side=side,
            parties=parties,
            absent=tuple(name for name in side.parties if name not in {p.name for p in parties}),
            sources=sources,
            words=words,
            words_share=words_share,
            mentions=mentions,
            mentions_share=mentions_share,
            attributions=told,
            stances=stances,
            doubting=_wilson(doubted, len(told), LEAST_VERBS, "attributions with a reporting verb"),
            accused=accused,
            replies=replies,
            unanswered=_wilson(replies["not heard"], len(accused), LEAST_ACCUSATIONS, "accusations"),
            accuses=tuple(a for a in made if a.source_id in sources),
            tone=self._tone(n),
        )

    def _share(self, n: int, part: int, total: int, parts: Floats, least: int, what: str) -> Figure:
        """A share over all sides, with a bootstrap over sentences."""
        if total < least:
            return _few(part, total, least, what)
        value = part / total
        found = intervals.bootstrap(parts, lambda sums: ratio(np.stack([sums[..., n], sums.sum(axis=-1)], axis=-1)), self.weights)
        return Figure(value, part, total, *_around(value, found))

    def _tone(self, n: int) -> Figure:
        judged = [
            (row, m.portrayal)
            for m in self.result.mentions
            if self.side_of.get(m.party_id or "") == n
            and m.voice == "writer"
            and m.portrayal is not None
            and (row := self.material.sentence_at(m.start)) is not None
        ]
        total = sum(tone for _, tone in judged)
        if len(judged) < LEAST_NAMINGS:
            return _few(total, len(judged), LEAST_NAMINGS, "namings in the writer's voice whose tone was judged")
        parts = np.zeros((len(self.material.sentences), 2))
        for row, tone in judged:
            parts[row] += tone, 1
        value = total / len(judged)
        return Figure(value, total, len(judged), *_around(value, intervals.bootstrap(parts, ratio, self.weights)))

    def _namings(self) -> Floats:
        """Namings of each side in each sentence, shape (sentences, sides)."""
        parts = np.zeros((len(self.material.sentences), len(self.sides)))
        for m in self.result.mentions:
            n, row = self.side_of.get(m.party_id or ""), self.material.sentence_at(m.start)
            if n is not None and row is not None:
                parts[row, n] += 1
        return parts

    def _words(self) -> Floats:
        """Words given to each side in each sentence, shape (sentences, sides).

        An analysis holds a sentence's words by voice and a source's words by article. Where several sources share a voice of a
        sentence, its words are parted by their characters.
        """
        sentences = self.material.sentences
        parts = np.zeros((len(sentences), len(self.sides)))
        spans = [v for v in self.result.voices if v.voice in ("direct", "indirect")]
        at = 0
        for row, s in enumerate(sentences):
            while at < len(spans) and spans[at].end <= s.start:
                at += 1
            characters: dict[str, Counter[int | None]] = {}
            for v in spans[at:]:
                if v.start >= s.end:
                    break
                length = min(v.end, s.end) - max(v.start, s.start)
                characters.setdefault(v.voice, Counter())[self.side_of_source.get(v.source_id or "")] += length
            for voice, counts in characters.items():
                for n, length in counts.items():
                    if n is not None:
                        parts[row, n] += s.words.get(voice, 0) * length / counts.total()
        return parts


def _wilson(part: int, total: int, least: int, what: str) -> Figure:
    if total < least:
        return _few(part, total, least, what)
    return Figure(part / total, part, total, *intervals.wilson(part, total))


def _few(part: float, total: int, least: int, what: str) -> Figure:
    return Figure(None, part, total, missing=f"too few to say: {total:,} {what} where at least {least} are needed")


def _around(value: float, found: tuple[float, float] | None) -> tuple[float | None, float | None]:
    """An interval with the value in it, against rounding of words that several sources share."""
    return (None, None) if found is None else (min(found[0], value), max(found[1], value))
