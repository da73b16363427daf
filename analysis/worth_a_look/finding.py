"""Something worth a look: a sentence with its figure, the words behind it, and how often the finders behind it are right."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import evidence, figure_words
from analysis.annotation import MetricValue, Span
from analysis.metric import Metric
from analysis.result import Analysis
from analysis.vocabulary import VOICES
from analysis.worth_a_look.others import Place

#: Units of counts, for a count of one.
_ONE = {"words": "word", "marks": "mark", "sources": "source", "parties": "party"}


@dataclass(frozen=True)
class Finding:
    """What a rule found in one article.

    Attributes:
        rule: id of the rule of choice.
        says: what was found, without its figure and without a full stop; may hold words of the article.
        metric, value: the figure that it rests on.
        evidence: ids of what it counts, as in `MetricValue.annotations`.
        counted: what the figure counts, over what; empty where the value itself says it.
        rates: for each finder behind it, how often it is right, or that it is unchecked.
        place: where the figure stands among other articles, where enough of them have it.
    """

    rule: str
    says: str
    metric: Metric
    value: MetricValue
    evidence: tuple[str, ...]
    counted: str
    rates: tuple[str, ...]
    place: Place | None = None

    @property
    def is_figure(self) -> bool:
        """Whether its words are just those that its figure counts."""
        return set(self.evidence) == set(self.value.annotations)

    def spans(self, result: Analysis) -> tuple[list[Span], list[Span]]:
        """Its exact words, in the text and in the title."""
        return evidence.spans(result, self.evidence)

    @property
    def figure(self) -> str:
        """The figure with its voice, interval, n and place, in one line."""
        told = []
        if self.value.value is None:
            told.append(f"no figure: {figure_words.why_missing(self.value)}")
        else:
            unit = figure_words.unit(self.metric)
            unit = _ONE.get(unit, unit) if self.value.value == 1 else unit
            told.append(f"{figure_words.shown(self.metric, self.value)} {unit}, {VOICES[self.value.voice].label}".strip())
            interval = figure_words.interval(self.metric, self.value)
            told.append(f"95 % interval {interval}" if interval else "a count, without an interval")
        if self.counted:
            told.append(self.counted)
        if self.place:
            told.append(self.place.told())
        return "; ".join(told)

    @property
    def sentence(self) -> str:
        """All of it as one sentence."""
        return f"{self.says} ({self.figure})."


def counted(metric: Metric, value: MetricValue) -> str:
    """What a value rests on, with its noun: “14 of 410 words”."""
    told = figure_words.counts(metric, value)
    if not told or told.startswith("over"):
        return told
    noun = metric.unit.removeprefix("share of ").removeprefix("per 1,000 ")
    return f"{told} {noun}" if noun != metric.unit else told
