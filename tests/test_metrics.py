"""Every metric keeps what its declaration promises, and each of its examples is run."""

from __future__ import annotations

import pytest

from analysis import Analysis, Article, analyze
from analysis.annotation import MetricValue
from analysis.metric import Example, Metric, metrics

EXAMPLES = [pytest.param(m, e, id=f"{m.id}-{n}") for m in metrics() for n, e in enumerate(m.examples)]


def result_of(text: str, title: str | None = None) -> Analysis:
    found = analyze(Article(text, title=title))
    assert isinstance(found, Analysis), found
    return found


def value_of(result: Analysis, metric: str, voice: str) -> MetricValue:
    return next(v for v in result.metrics if (v.id, v.voice) == (metric, voice))


@pytest.mark.parametrize(("metric", "example"), EXAMPLES)
def test_examples(metric: Metric, example: Example) -> None:
    found = value_of(result_of(example.text, example.title), metric.id, example.voice)
    if example.value is None:
        assert found.value is None
        assert found.missing
    else:
        assert found.value == pytest.approx(example.value)


@pytest.mark.parametrize("metric", metrics(), ids=lambda m: m.id)
def test_a_declaration_is_whole(metric: Metric) -> None:
    for text in (metric.label, metric.definition, metric.unit, metric.reading, metric.source, metric.caveats):
        assert len(text) > 3
    assert metric.definition.endswith(".")
    assert metric.reading.endswith(".")
    assert metric.needs
    assert metric.examples
    assert metric.by_voice
    assert metric.interval != "none" or "interval" in metric.caveats


def test_ids_are_unique() -> None:
    ids = [m.id for m in metrics()]
    assert len(ids) == len(set(ids))


TALE = (
    "The council met on Monday. “This is a shameful betrayal of the whole town,” said Tom Marsh, a rower. "
    "Mayor Ada Quill said that the line had lost money for nine years. She perhaps knew it would clearly hurt. "
    "“We have no choice,” she said. The union claimed that nobody had asked it. Critics fear that the bus will be late. "
    "According to the report, nine people use the boat each day. The boat is green."
)


def test_values_lie_in_their_bounds_and_intervals_hold_them() -> None:
    declared = {m.id: m for m in metrics()}
    for v in result_of(TALE, "A shameful vote").metrics:
        low, high = declared[v.id].bounds
        if v.value is None:
            assert v.missing
            assert v.low is v.high is None
            continue
        assert v.missing is None
        assert low is None or v.value >= low
        assert high is None or v.value <= high
        if v.low is not None and v.high is not None:
            assert v.low <= v.value <= v.high


def test_evidence_names_what_was_counted() -> None:
    result = result_of(TALE)
    known = {a.id for a in result.annotations} | {a.id for a in result.attributions} | {s.id for s in result.sources}
    known |= {f"t{s.index}" for s in result.sentences} | {p.id for p in result.parties}
    for v in result.metrics:
        assert set(v.annotations) <= known
    for kind in ("loaded_rate", "hedge_rate", "booster_rate", "doubting_verbs", "endorsing_verbs", "loaded_sentences"):
        for v in result.metrics:
            if v.id == kind and v.numerator is not None:
                assert len(v.annotations) == v.numerator


def test_words_of_the_voices_add_up() -> None:
    result = result_of(TALE)
    parts = [value_of(result, "loaded_rate", v).denominator or 0 for v in ("writer", "direct", "indirect")]
    assert sum(parts) == value_of(result, "loaded_rate", "all").denominator == result.words
    shares = [value_of(result, m, "all").value or 0 for m in ("direct_share", "indirect_share")]
    assert sum(shares) == pytest.approx(value_of(result, "attributed_share", "all").value)


@pytest.mark.parametrize("word", ["shameful", "outrageous", "disastrous"])
def test_a_loaded_word_counts_for_whoever_uses_it(word: str) -> None:
    """Moving a loaded word into a quotation moves it to the direct voice and leaves the writer's count."""
    plain = result_of(f"The town lost its boat in a {word} vote. “We will walk to work,” said Ada Quill, who rows.")
    quoted = result_of(f"The town lost its boat in a vote. “We will walk to {word} work,” said Ada Quill, who rows.")
    counts = [{v: value_of(r, "loaded_rate", v).numerator for v in ("writer", "direct", "indirect")} for r in (plain, quoted)]
    assert counts == [{"writer": 1, "direct": 0, "indirect": 0}, {"writer": 0, "direct": 1, "indirect": 0}]
