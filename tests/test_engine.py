"""What holds for any text: spans, voices, order, and a clear answer to bad input."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import Analysis, Article, Failure, analyze, analyze_many, engine

SENTENCES = [
    "“We will close the line,” said Ada Quill. ",
    "The union claimed that nobody had been asked.\n\n",
    "“Nobody asked us,” Tom Marsh told reporters, “and nobody will.” ",
    "According to the report, nine people use the boat each day. ",
    "It was a shameful, reckless betrayal.\n",
    "She perhaps believes that it is over. ",
    "“First we waited.\n\n“Then we left,” he said. ",
    "Critics say Mayor Quill “lied” to the town's rowers.\n\n",
    'A spokesman declined to comment. "No," he said. ',
    "The ferry is green. ",
]
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join)
anything = st.text(alphabet=st.characters(), max_size=200)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(result: Analysis) -> None:
    """The invariants of every analysis."""
    text, title = result.article.text, result.article.title or ""
    size = {"text": len(text), "title": len(title)}
    at = 0
    for v in result.voices:
        assert v.start == at < v.end
        at = v.end
    assert at == len(text)
    for a in result.annotations:
        assert (text if a.field == "text" else title)[a.start : a.end] == a.text
        assert a.why.endswith(".")
    ids = {a.id for a in result.attributions}
    cards = {s.id for s in result.sources}
    for a in result.attributions:
        assert a.content
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start < end <= size[a.field]
        assert a.parent is None or a.parent in ids - {a.id}
        assert a.source_id is None or a.source_id in cards
    for s in result.sentences:
        assert 0 <= s.start < s.end <= len(text)
        assert not s.voice or sum(s.voice.values()) == pytest.approx(1)
    assert all(a.end <= b.start for a, b in zip(result.sentences, result.sentences[1:], strict=False))
    for p in result.parties:
        assert p.mentions == sum(m.party_id == p.id for m in result.mentions)


@quick
@given(texts)
def test_invariants_on_news_like_texts(text: str) -> None:
    result = analyze(Article(text, title="Mayor Says “No” to Boat"))
    assert isinstance(result, Analysis)
    check(result)


@quick
@given(anything)
def test_any_unicode_gives_an_analysis_or_a_clear_failure(text: str) -> None:
    result = analyze(Article(text, title=text[:40] or None, id=7))
    if isinstance(result, Analysis):
        check(result)
    else:
        assert result.code in ("empty", "no_words", "not_english"), result.message
        assert result.id == 7


def test_articles_read_ahead_come_in_order_and_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Failure("not_found", "There is no file “a.txt”.")
    items = [Article(SENTENCES[n % 10] * (1 + n % 4), id=n) if n != 3 else lost for n in range(9)]
    one_by_one = list(analyze_many(items, ahead=False))
    monkeypatch.setenv("EVENHAND_THREADS", "2")
    assert list(analyze_many(items)) == one_by_one


def test_a_run_that_is_left_early_reads_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_THREADS", "2")
    read = []

    def feed() -> Any:
        for n in range(50):
            read.append(n)
            yield Article(SENTENCES[0], id=n)

    results = analyze_many(feed())
    next(results)
    results.close()
    assert len(read) < 6


@settings(max_examples=15, deadline=None)
@given(st.lists(texts, min_size=2, max_size=4), st.randoms())
def test_alone_in_a_batch_or_in_another_order_the_result_is_the_same(batch: list[str], random: Any) -> None:
    articles = [Article(t, id=n) for n, t in enumerate(batch)]
    alone = {a.id: analyze(a) for a in articles}
    random.shuffle(articles)
    for article, result in zip(articles, analyze_many(articles), strict=True):
        assert result == alone[article.id]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("— … !!!", "no_words"),
        (
            "Der Rat der Stadt hat am Montag beschlossen, dass die Fähre im März nicht mehr fährt. Die Bürger sind darüber sehr "
            "verärgert und wollen nun gegen den Beschluss klagen, wie ihr Sprecher sagte.",
            "not_english",
        ),
    ],
)
def test_bad_input_is_refused_with_a_sentence_that_names_it(text: str, code: str) -> None:
    result = analyze(Article(text, id="x9", origin="drafts/x9.txt"))
    assert isinstance(result, Failure)
    assert (result.code, result.id) == (code, "x9")
    assert "drafts/x9.txt" in result.message
    assert result.message.endswith(".")


def test_failures_pass_through_in_their_place() -> None:
    lost = Failure("not_found", "There is no file “a.txt”.")
    results = list(analyze_many([Article("The boat is green.", id=1), lost, Article("", id=2)]))
    assert [type(r) for r in results] == [Analysis, Failure, Failure]
    assert results[1] is lost


def test_five_words_are_analyzed_with_a_warning() -> None:
    result = analyze(Article("The council closed the line."))
    assert isinstance(result, Analysis)
    assert result.words == 5
    assert any("5 words" in w for w in result.warnings)
    rate = next(m for m in result.metrics if (m.id, m.voice) == ("loaded_rate", "writer"))
    assert rate.value is None
    assert "too few" in (rate.missing or "")


def test_lone_surrogates_are_read_and_said() -> None:
    result = analyze(Article("The mayor \ud800 said that the line will close in March this year."))
    assert isinstance(result, Analysis)
    check(result)
    assert any("surrogates" in w for w in result.warnings)


def test_thousands_of_words_in_one_line_are_analyzed(monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m benchmarks.long_line` does so with 200,000."""
    monkeypatch.setattr(engine, "LONG", 5_000)
    text = "".join(SENTENCES).replace("\n", " ") * 80
    result = analyze(Article(text))
    assert isinstance(result, Analysis)
    assert result.words > 6_000
    assert result.voices[-1].end == len(text)
    assert any("longer than a news article" in w for w in result.warnings)
