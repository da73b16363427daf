"""Marks that readers set aside: known again in another analysis, left out of figures that count them, in tables and in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import analysis as built

import analysis
from analysis import decisions, set_aside, tables
from analysis.decisions import DecisionError, Decisions, SetAside
from analysis.measure import measure
from analysis.metric import metrics
from analysis.redaction import LEFT_OUT
from analysis.result import Analysis
from analysis.vocabulary import KINDS
from analysis.wire import from_wire, to_wire

THEN = datetime(2031, 4, 3, 9, 30, tzinfo=UTC)

TEXT = """Mayor Ada Quill lied to the council about the shameful ferry contract on Monday.

“The mayor is corrupt,” said Tom Marsh, who leads the crews. The Ferry Board violated the law, Marsh said.

The outrageous bill was perhaps paid twice. Quill declined to comment. The council will meet again in May, when the books of \
the line are read, and the bus will run every hour until the summer ends."""


@pytest.fixture(scope="module")
def ferry() -> Analysis:
    result = analysis.analyze(analysis.Article(TEXT, title="A shameful contract"))
    assert isinstance(result, Analysis)
    return result


def setting(result: Analysis, ids: Sequence[str], reason: str = "not what the rule means", who: str = "") -> Analysis:
    """The analysis with some of its marks set aside."""
    marks = [a for a in result.annotations if a.id in ids]
    made = tuple(decisions.setting_aside(a, reason, who, when=THEN) for a in marks)
    return replace(result, decisions=Decisions(made))


def of_kind(result: Analysis, kind: str) -> list[str]:
    return [a.id for a in result.annotations if a.kind == kind]


def value(result: Analysis, metric: str, voice: str) -> float | None:
    return next(v.value for v in result.metrics if (v.id, v.voice) == (metric, voice))


def test_metrics_that_count_marks_are_the_same_when_they_are_counted_from_an_analysis(ferry: Analysis, root: Path) -> None:
    wanted = [metric for metric in metrics() if not KINDS.keys().isdisjoint(metric.needs)]
    assert len(wanted) > 10
    [seed] = [a for a in analysis.read([root / "seeds"]) if a.title.startswith("The hatchet men")]
    for result in (ferry, analysis.analyze(seed)):
        again = measure(set_aside.material(result), int(result.article.sha256[:8], 16), wanted)
        assert again == tuple(v for v in result.metrics if v.id in {m.id for m in wanted})


def test_a_figure_without_marks_set_aside_counts_the_others_and_nothing_else_moves(ferry: Analysis) -> None:
    [first, *_] = marks = [a for a in ferry.annotations if a.kind == "loaded_language" and a.voice == "writer"]
    decided = setting(ferry, [first.id])
    assert decided.metrics == ferry.metrics
    moved = set_aside.changed(decided)
    assert ("loaded_rate", "writer") in moved
    now = moved["loaded_rate", "writer"]
    assert now.numerator == len([a for a in marks if a.field == "text"]) - 1
    assert first.id not in now.annotations
    assert now.denominator == next(v.denominator for v in ferry.metrics if (v.id, v.voice) == ("loaded_rate", "writer"))
    assert now.low <= now.value < now.high  # type: ignore[operator]
    other = set_aside.without(decided)
    assert [v.id for v in other.metrics] == [v.id for v in ferry.metrics]
    assert {v.id for v in other.metrics if v not in ferry.metrics} <= {"loaded_rate", "loaded_sentences", "one_sided_statements"}
    assert other.sentences == ferry.sentences


def test_without_any_mark_of_a_kind_its_figures_are_0_and_shares_of_them_missing(ferry: Analysis) -> None:
    accused = of_kind(ferry, "accusation")
    assert value(ferry, "unanswered_accusations", "all") is not None
    other = set_aside.without(setting(ferry, accused))
    assert value(other, "accusation_rate", "all") == 0
    assert value(other, "unanswered_accusations", "all") is None
    title = [a.id for a in ferry.annotations if a.field == "title" and a.kind == "loaded_language"]
    assert value(set_aside.without(setting(ferry, title)), "headline_loaded", "headline") == 0
    assert set_aside.without(ferry) is ferry
    assert set_aside.without(ferry, ["n999"]) is ferry


def test_a_mark_of_a_lexicon_that_is_not_here_leaves_a_figure_unsaid_rather_than_wrong(ferry: Analysis) -> None:
    [mark, *_] = ferry.annotations
    mine = replace(mark, id="n0", kind="harbour_words", rule="harbour_words/lexicon@1")
    known = ferry.metrics[0]
    foreign = replace(known, id="harbour_words_rate", value=3.0, annotations=("n0",))
    result = setting(replace(ferry, annotations=(mine, *ferry.annotations), metrics=(*ferry.metrics, foreign)), ["n0"])
    moved = set_aside.changed(result)
    assert [key for key in moved if key[0] == "harbour_words_rate"] == list(moved)
    assert [v.value for v in moved.values()] == [None]
    assert "cannot be counted anew" in str([v.missing for v in moved.values()])


def test_a_decision_finds_its_mark_again_and_is_reported_where_it_is_gone(ferry: Analysis) -> None:
    decided = setting(ferry, [ferry.annotations[1].id, ferry.annotations[2].id])
    renamed = replace(decided, annotations=tuple(replace(a, id=f"m{a.id}") for a in decided.annotations))
    assert list(set_aside.held(renamed)) == [f"m{ferry.annotations[n].id}" for n in (1, 2)]
    assert set_aside.lost(renamed) == ()
    newer = tuple(replace(a, rule=f"{a.rule}9") if n == 1 else a for n, a in enumerate(decided.annotations))
    other = replace(decided, annotations=newer)
    assert list(set_aside.held(other)) == [ferry.annotations[2].id]
    assert [one.mark.rule for one in set_aside.lost(other)] == [ferry.annotations[1].rule]


def test_a_decision_needs_a_reason_and_is_taken_once() -> None:
    mark = built().annotations[0]
    one = decisions.setting_aside(mark, "  quoted \n from\x00 the minutes ", " Ilse\u202e V. ", when=THEN)
    assert (one.reason, one.who, one.when) == ("quoted from the minutes", "Ilse V.", "2031-04-03T09:30:00Z")
    assert decisions.setting_aside(mark, "x").who is None
    for reason, who, told in (
        (" \n", "", "Say in a few words"),
        ("y" * 301, "", "301 characters"),
        ("x", "z" * 81, "80 or fewer"),
    ):
        with pytest.raises(DecisionError, match=told):
            decisions.setting_aside(mark, reason, who)
    taken = decisions.with_mark(Decisions(), one)
    with pytest.raises(DecisionError, match=r"set aside before by Ilse V\., with the reason: quoted from"):
        decisions.with_mark(taken, decisions.setting_aside(mark, "mine"))
    assert decisions.without_mark(taken, one.mark) == Decisions()


def test_the_tables_tell_decisions_and_both_figures(ferry: Analysis) -> None:
    [loaded, *_] = [a for a in ferry.annotations if a.kind == "loaded_language" and a.field == "text" and a.voice == "writer"]
    gone = SetAside(replace(decisions.mark_of(loaded), rule="loaded_language/older@0"), "quotation, not the writer", None, "2031")
    decided = setting(ferry, [loaded.id], "a ship's name", "Ilse")
    decided = replace(decided, decisions=Decisions((*decided.decisions.set_aside, gone)))
    found = tables.build([decided])
    told = found.set_aside.set_index("rule")
    assert told.loc[loaded.rule, ["annotation_id", "words", "reason", "who", "when"]].tolist() == [
        loaded.id, loaded.text, "a ship's name", "Ilse", "2031-04-03T09:30:00Z",
    ]  # fmt: skip
    assert told["annotation_id"].isna().tolist() == [False, True]
    marks = found.annotations.set_index("annotation_id")
    assert marks.index[marks["set_aside"]].tolist() == [loaded.id]
    assert marks.loc[loaded.id, "set_aside_reason"] == "a ship's name"
    figures = found.metrics.set_index(["metric", "voice"]).loc["loaded_rate", loaded.voice]
    assert figures["numerator"] - figures["numerator_without"] == 1
    assert figures["low_without"] <= figures["value_without"] < figures["high_without"]
    assert found.metrics["value_without"].notna().sum() == len(set_aside.changed(decided))
    assert found.metrics["value"].equals(tables.build([ferry]).metrics["value"])
    assert tables.build([ferry]).set_aside.empty
    quiet = tables.build([decided], text=False)
    assert quiet.set_aside["reason"].tolist() == [LEFT_OUT, "quotation, not the writer"]
    assert quiet.set_aside["words"].isna().all()
    assert LEFT_OUT in set(quiet.annotations["set_aside_reason"])


def test_json_has_decisions_only_where_there_are_any_and_reads_as_before(ferry: Analysis) -> None:
    plain = to_wire(ferry)
    assert "set_aside" not in plain
    decided = setting(ferry, [ferry.annotations[0].id], "a ship's name", "Ilse")
    told = to_wire(decided)
    added = told.pop("set_aside")
    assert told == plain
    assert added["marks"][0]["annotation"] == ferry.annotations[0].id
    assert added["marks"][0]["words"] == ferry.annotations[0].text
    assert {(m["id"], m["voice"]) for m in added["metrics"]} == set(set_aside.changed(decided))
    quiet = to_wire(decided, text=False)["set_aside"]["marks"][0]
    assert (quiet["words"], quiet["reason"]) == (None, LEFT_OUT)
    assert replace(from_wire(to_wire(decided), ferry.article), frames=ferry.frames) == ferry
