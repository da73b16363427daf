"""What is worth a look: each rule's bounds, the order, the words behind each finding, and the place among other articles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from builders import TEXT, analysis, span

from analysis.annotation import Annotation, Mention, MetricValue, Party, Source
from analysis.metric import metrics
from analysis.result import Analysis
from analysis.worth_a_look import LEAST, MOST, NOTHING, RULES, Others, look
from analysis.worth_a_look.others import Place


def value(metric: str, voice: str, number: float | None, low: float | None = None, high: float | None = None, *, of: float = 1,
          counted: float = 0, ids: tuple[str, ...] = (), missing: str | None = None) -> MetricValue:  # fmt: skip
    unit = next(m.unit for m in metrics() if m.id == metric)
    return MetricValue(metric, voice, number, unit, counted, of, low, high, ids, missing)


def seen(*values: MetricValue, **changes: Any) -> Analysis:
    """The article about the harbour with these figures alone, and without marks and parties unless they are given."""
    return analysis(**{"metrics": values, "annotations": (), "parties": (), **changes})


def accusation(name: str, words: str, party: str | None, reply: Any = "not heard", voice: Any = "writer") -> Annotation:
    start, end = span(words)
    return Annotation(
        name, "accusation", "text", start, end, words, voice, None, party, "accusation/construction@1", 0.7, "", None, reply
    )


def party(name: str, mentions: int, words: int = 0, id: str = "p1", *, in_title: bool = False) -> Party:
    return Party(id, name, (name,), "organization", None, mentions, words, (), in_title)


BOARD = party("the board", 2)
FEW = value(
    "unanswered_accusations", "all", None, of=2, counted=2, ids=("n1", "n2"), missing="too few to say: 2 where at least 3"
)


def rules(result: Analysis, others: Others | None = None) -> list[str]:
    return [finding.rule for finding in look(result, others, most=99)]


def test_where_no_rule_finds_anything_nothing_is_said() -> None:
    even = [value("loaded_rate", "writer", 0.0, 0.0, 9.0, of=400), value("headline_loaded", "headline", 0.0)]
    assert look(seen(*even)) == ()
    assert f"by the {len(RULES)} rules" in NOTHING


def test_an_article_without_any_figure_gives_nothing_and_no_error() -> None:
    gone = tuple(replace(v, value=None, low=None, high=None, annotations=(), missing="switched off") for v in analysis().metrics)
    assert look(analysis(metrics=gone, parties=(), annotations=(), sources=(), attributions=())) == ()


def test_accusations_without_a_reply_name_the_accused_and_mark_their_words() -> None:
    marks = (accusation("n1", "recklessly", "p1"), accusation("n2", "furious", "p1"), accusation("n3", "low", "p2", "speaks"))
    result = seen(replace(FEW, annotations=("n1", "n2")), annotations=marks, parties=(BOARD, party("the crews", 1, 8, "p2")))
    [found] = look(result)
    assert found.sentence == (
        "2 accusations against the board and no reply that the rules could find (no figure: too few to say: 2 where at least 3; "
        "2 of 2 accusations)."
    )
    assert found.spans(result) == ([span("recklessly"), span("furious")], [])
    assert found.rates[0].startswith("accusation/construction@1: 75% right (")
    assert found.rates[1].startswith("reply/words@1: ")
    assert found.is_figure


@pytest.mark.parametrize(
    "changes", [{"party_id": None}, {"reply": "declined"}, {"voice": "excluded"}, {"field": "title"}, {"party_id": "p9"}]
)
def test_an_accusation_of_nobody_known_or_one_that_is_answered_is_not_told(changes: dict[str, Any]) -> None:
    marks = (replace(accusation("n1", "recklessly", "p1"), **changes),)
    assert rules(seen(FEW, annotations=marks, parties=(BOARD,))) == []


def test_what_rests_on_the_same_words_is_told_once() -> None:
    marks = (accusation("n1", "recklessly", "p1"),)
    rate = value("accusation_rate", "writer", 20.0, 0.5, 90.0, of=50, counted=1, ids=("n1",))
    assert rules(seen(replace(FEW, annotations=("n1",)), rate, annotations=marks, parties=(BOARD,))) == ["no_reply_found"]
    answered = (replace(marks[0], reply="speaks"),)
    result = seen(replace(FEW, annotations=()), rate, annotations=answered, parties=(BOARD,))
    [found] = look(result)
    assert found.sentence == (
        "1 accusation is the writer's own, against the board (20.0 per 1,000 words, the writer; "
        "95 % interval 0.5 to 90.0; 1 of 50 words)."
    )


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        ([party("Rusk", 3)], True),
        ([party("Rusk", 2)], False),
        ([party("Rusk", 3, words=4)], False),
        ([*(party(f"p{n}", 5, 9, f"p{n}") for n in range(3)), party("Rusk", 3, id="p7")], False),
    ],
)
def test_a_silent_party_is_told_of_where_it_is_a_main_one(parties: list[Party], told: bool) -> None:
    figure = value("silent_parties", "all", 1.0, counted=1, ids=("p1",))
    assert rules(seen(figure, parties=tuple(parties))) == (["silent_party"] if told else [])


def test_a_silent_party_opens_its_namings_and_says_that_a_count_has_no_interval() -> None:
    mention = Mention(*span("The harbour board"), "p1", "writer")
    figure = value("silent_parties", "all", 2.0, counted=2, ids=("p1", "p2"))
    parties = (party("The harbour board", 4, in_title=True), party("the union", 3, id="p2"))
    result = seen(figure, parties=parties, mentions=(mention,))
    [found] = look(result)
    assert found.sentence == (
        "The harbour board is named 4 times and in the headline and given no words (2 parties, all voices; a count, without an "
        "interval; 2 of 2 parties are silent, 4 of 7 namings are its own)."
    )
    assert found.spans(result) == ([span("The harbour board")], [])
    assert not found.is_figure
    assert found.rates[0] == "parties: unchecked"


def test_a_loaded_headline_shows_its_words() -> None:
    mark = Annotation(
        "n1", "loaded_language", "title", 0, 7, "Harbour", "headline", None, None, "loaded_language/lexicon@1", None, ""
    )
    result = seen(value("headline_loaded", "headline", 1.0, counted=1, ids=("n1",)), annotations=(mark,))
    [found] = look(result)
    assert found.sentence.startswith("The headline uses loaded words: “Harbour” (1 word, the headline; a count")
    assert "of 7 words of the headline" in found.sentence
    assert found.spans(result) == ([], [(0, 7)])


@pytest.mark.parametrize(
    ("rule", "figure", "passes"),
    [
        ("headline_drops_attribution", value("headline_drops_attribution", "headline", 1.0, counted=1, ids=("n8",)), True),
        ("headline_drops_attribution", value("headline_drops_attribution", "headline", 0.0), False),
        ("one_source", value("top_source_share", "all", 0.75, 0.5, 0.9, of=100, ids=("s1",)), True),
        ("one_source", value("top_source_share", "all", 0.74, 0.6, 0.9, of=100, ids=("s1",)), False),
        ("one_source", value("top_source_share", "all", 0.9, 0.49, 1.0, of=100, ids=("s1",)), False),
        ("one_source", value("top_source_share", "all", 0.9, 0.8, 1.0, of=99, ids=("s1",)), False),
        ("unnamed_sources", value("anonymous_share", "all", 0.5, 0.25, 0.9, of=100, ids=("s2",)), True),
        ("unnamed_sources", value("anonymous_share", "all", 0.49, 0.3, 0.9, of=100, ids=("s2",)), False),
        ("unnamed_sources", value("anonymous_share", "all", 0.6, 0.24, 0.9, of=100, ids=("s2",)), False),
        ("name_calling", value("name_calling_rate", "writer", 4.0, 1.0, 9.0, of=500, counted=2, ids=("n1", "n2")), True),
        ("name_calling", value("name_calling_rate", "writer", 2.0, 0.1, 9.0, of=500, counted=1, ids=("n1",)), False),
        ("writer_opinion", value("opinion_sentences", "writer", 0.5, 0.34, 0.7, of=30, ids=("t0",)), True),
        ("writer_opinion", value("opinion_sentences", "writer", 0.5, 0.33, 0.7, of=30, ids=("t0",)), False),
        ("portrayal", value("portrayal_gap", "writer", 0.4, 0.1, 0.7, ids=("t0",)), True),
        ("portrayal", value("portrayal_gap", "writer", -0.4, -0.7, -0.1, ids=("t0",)), True),
        ("portrayal", value("portrayal_gap", "writer", 0.4, 0.0, 0.7, ids=("t0",)), False),
        ("doubt", value("verb_asymmetry", "all", 0.4, 0.1, 0.7, ids=("a2",)), True),
        ("doubt", value("verb_asymmetry", "all", 0.4, -0.1, 0.7, ids=("a2",)), False),
    ],
)  # fmt: skip
def test_each_rule_keeps_to_its_bounds(rule: str, figure: MetricValue, passes: bool) -> None:
    two = (party("Quill", 9, 5), party("Rusk", 6, 5, "p2"))
    assert rules(seen(figure, parties=two)) == ([rule] if passes else [])


def test_who_is_spoken_of_more_kindly_follows_the_sign() -> None:
    two = (party("Quill", 9, 5), party("Rusk", 6, 5, "p2"))
    for sign, told in ((1, "more kindly of Quill than of Rusk"), (-1, "more kindly of Rusk than of Quill")):
        low, high = sorted((sign * 0.1, sign * 0.7))
        [found] = look(seen(value("portrayal_gap", "writer", sign * 0.4, low, high, ids=("t0", "t1")), parties=two))
        assert told in found.sentence
        assert "over 2 sentences" in found.sentence


def test_the_first_three_in_the_order_of_the_rules_are_told() -> None:
    mark = accusation("n1", "recklessly", "p1")
    figures = [
        value("opinion_sentences", "writer", 0.9, 0.7, 1.0, of=30, ids=("t0",)),
        value("top_source_share", "all", 0.9, 0.8, 1.0, of=200, ids=("s1",)),
        value("headline_loaded", "headline", 1.0, counted=1, ids=("n7",)),
        replace(FEW, annotations=("n1",)),
    ]
    result = seen(*figures, annotations=(mark,), parties=(BOARD,))
    every = [f.rule for f in look(result, most=99)]
    assert every == ["no_reply_found", "loaded_headline", "one_source", "writer_opinion"]
    assert [f.rule for f in look(result)] == every[:MOST]
    assert [rule.id for rule in RULES if rule.id in every] == every


def test_names_that_are_long_or_broken_stay_on_one_short_line() -> None:
    long = Source("s1", "The\nunder-secretary " * 20, (), True, "person", None, 90, (), 0)
    [found] = look(seen(value("top_source_share", "all", 0.9, 0.8, 1.0, of=200, ids=("s1",)), sources=(long,)))
    assert "\n" not in found.sentence
    assert len(found.sentence) < 300


def others(metric: str, voice: str, values: list[float]) -> Others:
    return Others.of(seen(value(metric, voice, v)) for v in values)


def test_a_place_counts_those_below_and_half_of_those_alike() -> None:
    among = others("loaded_rate", "writer", [float(n) for n in range(LEAST)])
    assert among.place("loaded_rate", "writer", 5.0) == Place((5 + 0.5) / LEAST * 100, LEAST, (4.75, 14.25))
    assert among.place("loaded_rate", "writer", 99.0) == Place(100.0, LEAST, (4.75, 14.25))
    assert among.place("loaded_rate", "direct", 5.0) is None
    assert among.place("loaded_rate", "writer", None) is None


def test_too_few_others_or_others_all_alike_give_no_place() -> None:
    assert others("loaded_rate", "writer", [float(n) for n in range(LEAST - 1)]).place("loaded_rate", "writer", 5.0) is None
    assert others("loaded_rate", "writer", [2.0] * LEAST).place("loaded_rate", "writer", 5.0) is None
    absent = Others({"loaded_rate__writer": np.array([np.nan] * 50)})
    assert absent.place("loaded_rate", "writer", 5.0) is None


@pytest.mark.parametrize(
    ("percentile", "told"),
    [(100.0, "higher than in 100 %"), (99.9, "higher than in 99 %"), (50.0, "higher than in 50 %"), (2.6, "lower than in 97 %"),
     (0.0, "lower than in 100 %")],
)  # fmt: skip
def test_a_place_in_words_never_says_more_than_is_so(percentile: float, told: str) -> None:
    assert Place(percentile, 1200, (0, 1)).told() == f"{told} of 1,200 other articles"


@pytest.mark.parametrize(
    ("number", "low", "high", "told"),
    [(60.0, 40.0, 80.0, True), (60.0, 14.0, 80.0, False), (17.0, 16.0, 18.0, False), (0.1, 0.0, 4.0, True),
     (0.1, 0.0, 6.0, False)],
)  # fmt: skip
def test_a_figure_is_far_out_where_interval_and_value_are(number: float, low: float, high: float, told: bool) -> None:
    result = seen(value("loaded_rate", "writer", number, low, high, of=400, counted=9))
    among = others("loaded_rate", "writer", [float(n) for n in range(LEAST)])
    found = look(result, among)
    assert [f.rule for f in found] == (["far_from_others"] if told else [])
    assert look(result) == ()
    for finding in found:
        side = "above" if number > 10 else "below"
        assert finding.says == f"Loaded words: the whole interval lies {side} the middle half of other articles"
        assert f"of {LEAST} other articles" in finding.sentence


def test_every_rule_says_when_it_speaks_and_the_docs_list_them_all(root: Any) -> None:
    page = (root / "docs" / "worth-a-look.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{rule.id}` | {rule.when[0].upper()}{rule.when[1:]}. |" for rule in RULES]


def test_words_of_the_text_are_where_the_evidence_says() -> None:
    mark = accusation("n1", "recklessly", "p1")
    result = seen(replace(FEW, annotations=("n1",)), annotations=(mark,), parties=(BOARD,))
    [(start, end)] = look(result)[0].spans(result)[0]
    assert TEXT[start:end] == "recklessly"
