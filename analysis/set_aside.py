"""An analysis without the marks that readers set aside: which these are, and what its figures then are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import replace

from analysis.annotation import MetricValue
from analysis.decisions import SetAside, mark_of
from analysis.measure import measure
from analysis.metric import Material, metrics
from analysis.result import Analysis

#: A metric that holds the headline's claim against the body: its value says where that was not done, and why.
_CLAIMS = "headline_drops_attribution"


def held(result: Analysis) -> dict[str, SetAside]:
    """Id of each annotation that is set aside, and the decision, in the order of the annotations."""
    decided = {one.mark: one for one in result.decisions.set_aside}
    return {a.id: decided[mark] for a in result.annotations if (mark := mark_of(a)) in decided} if decided else {}


def lost(result: Analysis) -> tuple[SetAside, ...]:
    """Decisions whose mark this analysis no longer has, as after a change of rules or models."""
    marks = {mark_of(a) for a in result.annotations} if result.decisions.set_aside else set()
    return tuple(one for one in result.decisions.set_aside if one.mark not in marks)


def without(result: Analysis, ids: Collection[str] | None = None) -> Analysis:
    """The analysis without some annotations: metrics that count marks of their kinds are counted anew by their own code.

    Everything else stays as it was made: other metrics, cards, parties, and marks that rest on others, such as a one-sided
    statement on its loaded word, which a reader may set aside too. Intervals come from the same draws.

    Args:
        ids: of the annotations; those that readers set aside where None. Unknown ones count for nothing.
    """
    gone = set(held(result) if ids is None else ids)
    kinds = {a.kind for a in result.annotations if a.id in gone}
    if not kinds:
        return result
    kept = replace(result, annotations=tuple(a for a in result.annotations if a.id not in gone))
    anew = {(v.id, v.voice): v for v in _measured(kept, kinds)}
    return replace(kept, metrics=tuple(anew.get((v.id, v.voice)) or _uncounted(v, gone) for v in result.metrics))


def changed(result: Analysis) -> dict[tuple[str, str], MetricValue]:
    """Metric and voice -> the value without the marks set aside, for the values that they change."""
    other = without(result)
    if other is result:
        return {}
    return {
        (now.id, now.voice): now
        for was, now in zip(result.metrics, other.metrics, strict=True)
        if (was.value, was.numerator, was.denominator, was.missing) != (now.value, now.numerator, now.denominator, now.missing)
    }


def _measured(result: Analysis, kinds: Set[str]) -> Iterable[MetricValue]:
    wanted = [metric for metric in metrics() if not kinds.isdisjoint(metric.needs)]
    return measure(material(result), seed=int(result.article.sha256[:8], 16), wanted=wanted)


def _uncounted(value: MetricValue, gone: Set[str]) -> MetricValue:
    """A value of a metric that is not declared here, as one of a lexicon of another user's."""
    if gone.isdisjoint(value.annotations):
        return value
    why = "it counts a mark set aside, and its metric is not known here, so that it cannot be counted anew"
    return replace(value, value=None, numerator=None, denominator=None, low=None, high=None, annotations=(), missing=why)


def material(result: Analysis) -> Material:
    """What metrics of marks count, from an analysis; words by source and sentence, which they do not count, are not there."""
    sentences = tuple(s for s in result.sentences if sum(s.words.values()))
    words = {voice: sum(s.words.get(voice, 0) for s in sentences) for voice in ("writer", "direct", "indirect")}
    words["all"] = sum(words.values())
    words["headline"] = result.title_words.get("headline", 0)
    return Material(
        words=words,
        sentences=sentences,
        attributions=result.attributions,
        sources=result.sources,
        parties=result.parties,
        annotations=result.annotations,
        source_words=tuple({} for _ in sentences),
        mentions=result.mentions,
        frames=result.frames,
        headline=next((v.missing for v in result.metrics if v.id == _CLAIMS and v.missing), None),
    )
