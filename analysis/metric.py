"""What a metric declares, and how its value and interval come from what it counts.

A metric is one file in `metrics/` with one `METRIC`. Codebook, tables, exports and dashboard read the declaration; nothing
else needs to know the metric.
"""

from __future__ import annotations

import importlib
import pkgutil
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.annotation import Annotation, Attribution, Frame, Mention, Party, Sentence, Source
from analysis.lexicon import Lexicon, own_lexicons

IntervalMethod = Literal["wilson", "garwood", "bootstrap", "newcombe", "none"]
Floats = NDArray[np.float64]


#: Why there is no figure of a headline.
NO_HEADLINE = "there is no headline"


@dataclass(frozen=True)
class Material:
    """What metrics count: an analysis without its metrics. Sentences of pure boilerplate are left out.

    Attributes:
        words: words by voice (writer, direct, indirect, headline) and under `all`, which leaves the headline out: it
            sums up the text and would be counted twice.
        attributions: of the text and of the title (see their `field`).
        mentions: namings of the parties in the text.
        source_words: for each sentence, attributed words by source id; "" where the source is not known.
        headline: why the headline's claim was not held against the body, or None where it was.
    """

    words: dict[str, int]
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    parties: tuple[Party, ...]
    annotations: tuple[Annotation, ...]
    source_words: tuple[dict[str, int], ...]
    mentions: tuple[Mention, ...] = ()
    frames: tuple[Frame, ...] = ()
    headline: str | None = NO_HEADLINE

    def words_of(self, sentence: Sentence, voice: str) -> int:
        """Words of a sentence in a voice; all of them for `all`."""
        return sum(sentence.words.values()) if voice == "all" else sentence.words.get(voice, 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> int | None:
        """Position in `sentences` of the sentence that holds a text offset, or None."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self.sentences[at].end else None


@dataclass(frozen=True)
class Tally:
    """What a metric counted for one voice.

    Attributes:
        numerator, denominator: the counts behind the value, in the units that the definition names.
        evidence: ids of what the numerator counted.
        parts: for bootstrapped metrics, what each sentence adds, shape (sentences, k); `Metric.statistic` makes the value
            from the column sums.
        pair: for a difference of two shares, cases and number of the first, then of the second.
        missing: why there is no value; the other fields then say as much as they can.
    """

    numerator: float | None
    denominator: float | None
    evidence: tuple[str, ...] = ()
    parts: Floats | None = None
    missing: str | None = None
    pair: tuple[int, int, int, int] | None = None


def ratio(sums: Floats) -> Floats:
    """Column 0 over column 1, NaN where that is 0; the statistic of shares and means. Shape (..., 2) -> (...)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(sums[..., 1] > 0, sums[..., 0] / sums[..., 1], np.nan)


@dataclass(frozen=True)
class Example:
    """A runnable example: analyzing `text` (and `title`) gives `value` for `voice` (None: missing)."""

    text: str
    voice: str
    value: float | None
    title: str | None = None


@dataclass(frozen=True)
class Metric:
    """A metric's declaration: data that codebook, tables, dashboard and tests read.

    Attributes:
        id: name in exports, snake case.
        label: short name for people.
        family: "Loaded language", "Attribution", "One-sidedness", "Framing" or "Your own lexicons".
        definition: what is counted over what, in one or two sentences.
        unit: unit of the value, such as "per 1,000 words" or "share of words".
        bounds: lowest and highest possible value; None where there is no bound.
        reading: how a person reads a high or a low value, never as good or bad.
        source: publication, section and year that the measure follows, or "Evenhand".
        caveats: what it cannot tell.
        needs: annotation kinds or data that it counts.
        by_voice: the voices that it is given for, in the order shown; "all" is the text without the headline.
        interval: how the 95 % interval is made: `wilson` (share of sentences or attributions), `garwood` (count per words),
            `bootstrap` (over sentences), `newcombe` (difference of two shares), `none` (with the reason in `caveats`).
        scale: value = numerator / denominator * scale (1000 for rates).
        floor: least denominator for a value; below it the answer is "too few to say". A headline, always short, needs 1.
        statistic: for bootstrapped metrics, value from column sums, vectorized.
        rank: place among its family, lower first; those of one rank by their labels.
        compute: counts it, for one voice.
    """

    id: str
    label: str
    family: str
    definition: str
    unit: str
    bounds: tuple[float | None, float | None]
    reading: str
    source: str
    caveats: str
    needs: tuple[str, ...]
    by_voice: tuple[str, ...]
    interval: IntervalMethod
    examples: tuple[Example, ...]
    compute: Callable[[Material, str], Tally]
    scale: float = 1.0
    floor: int = 1
    statistic: Callable[[Floats], Floats] = field(default=ratio)
    decimals: int = 2
    rank: int = 5


def metrics() -> tuple[Metric, ...]:
    """Every metric of `metrics/`, in the order of families, ranks and labels, then one for each of the user's own lexicons.

    A new file in `metrics/` is found without registration.

    Raises:
        LexiconError: one of the user's own lexicons cannot be used.
    """
    own = own_lexicons()
    return (*_built_in(), *map(_own, own)) if own else _built_in()


@cache
def _own(lexicon: Lexicon) -> Metric:
    from analysis.metrics._own_lexicon import of

    return of(lexicon)


@cache
def _built_in() -> tuple[Metric, ...]:
    import analysis.metrics as package

    order = ("Loaded language", "Attribution", "One-sidedness", "Framing")
    found = [
        importlib.import_module(f"analysis.metrics.{module.name}").METRIC
        for module in pkgutil.iter_modules(package.__path__)
        if not module.name.startswith("_")
    ]
    return tuple(sorted(found, key=lambda m: (order.index(m.family), m.rank, m.label)))
