"""Parties put on sides by hand: what each side is given, with intervals, and too few to say below the floors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import analysis as built
from builders import article

from analysis import decisions, intervals, sides, tables
from analysis.annotation import Annotation, Attribution, Mention, Party, Sentence, Source, VoiceSpan
from analysis.decisions import DecisionError, Decisions, Side
from analysis.result import Analysis

#: Ten sentences of 40 characters, in turns quoted from the crews and from the board, the last two the writer's.
LENGTH, COUNT = 40, 10
QUAY, BOARD = Side("The quay", ("Ilse Varga", "the crews")), Side("The board", ("the board",))


def told(n: int) -> tuple[int, int]:
    return n * LENGTH, (n + 1) * LENGTH


def source_of(n: int) -> str | None:
    return None if n > 7 else "s1" if n % 2 == 0 else "s2"


@pytest.fixture
def result() -> Analysis:
    """Eight quoted sentences: s1 is given 6 words in each of four, s2 2 words in each of four."""
    quoted = {n: 6 if n % 2 == 0 else 2 for n in range(8)}
    return built(
        article=article(text="x" * LENGTH * COUNT, title=None),
        title_words={},
        title_voices=(),
        excluded=(),
        voices=tuple(VoiceSpan(*told(n), "writer" if source_of(n) is None else "direct", source_of(n)) for n in range(COUNT)),
        sentences=tuple(
            Sentence(n, *told(n), {}, {"direct": quoted.get(n, 0), "writer": 3, "indirect": 0}, None, None) for n in range(COUNT)
        ),
        attributions=tuple(
            Attribution(f"a{n}", "text", "direct", None, (), (told(n),), (told(n),), source_of(n),
                        "doubting" if n in (1, 3) else "neutral", 0.9, "say", "quotation", "")
            for n in range(8)
        ),
        sources=(
            Source("s1", "Ilse Varga", (), True, "person", None, 24, ("a0", "a2", "a4", "a6"), 0),
            Source("s2", "the board", (), True, "organization", None, 8, ("a1", "a3", "a5", "a7"), 40),
        ),
        parties=(
            Party("p1", "Ilse Varga", (), "person", "s1", 2, 24, ("s1",)),
            Party("p2", "the crews", (), "group", None, 2, 24, ("s1",)),
            Party("p3", "the board", (), "organization", "s2", 5, 8, ("s2",)),
            Party("p4", "the town", (), "government", None, 1, 0),
        ),
        mentions=tuple(
            Mention(n * LENGTH + 5, n * LENGTH + 9, party, "writer", tone)
            for n, party, tone in [(0, "p1", 0.5), (1, "p2", 0.5), (2, "p1", 0.0), (3, "p2", 1.0),
                                   *((n, "p3", -0.5) for n in range(4, 9)), (9, "p4", 0.0)]
        ),
        annotations=tuple(
            Annotation(f"n{n}", "accusation", "text", *told(n), "x" * LENGTH, "direct", "s1", "p3", "accusation/rules@1", None,
                       "", None, reply)
            for n, reply in enumerate(["not heard", "not heard", "speaks", "declined"])
        ),
    )  # fmt: skip


def figures(result: Analysis, *chosen: Side) -> tuple[sides.SideFigures, ...]:
    return sides.figures(replace(result, decisions=Decisions(sides=chosen or (QUAY, BOARD))))


def test_words_of_a_card_that_two_parties_of_a_side_share_are_counted_once(result: Analysis) -> None:
    quay, board = figures(result)
    assert (quay.words, board.words) == (24, 8)
    assert (quay.sources, board.sources) == (("s1",), ("s2",))
    assert (quay.words_share.value, board.words_share.value) == (0.75, 0.25)
    assert quay.words_share.low is not None
    assert quay.words_share.high is not None
    assert 0 <= quay.words_share.low < 0.75 < quay.words_share.high < 1
    # With two sides, the one's interval is the other's turned round.
    assert (board.words_share.low, board.words_share.high) == pytest.approx((1 - quay.words_share.high, 1 - quay.words_share.low))


def test_a_card_of_two_sides_goes_to_the_side_that_it_names(result: Analysis) -> None:
    shared = tuple(replace(p, sources=(*p.sources, "s1")) if p.id == "p3" else p for p in result.parties)
    for order in ((QUAY, BOARD), (BOARD, QUAY)):
        found = {one.side.name: one.words for one in figures(replace(result, parties=shared), *order)}
        assert found == {"The quay": 24, "The board": 8}


def test_namings_are_shared_out_among_the_sides_alone(result: Analysis) -> None:
    quay, board = figures(result)
    assert (len(quay.mentions), len(board.mentions)) == (4, 5)  # the town stands on no side
    assert quay.mentions_share.value == 4 / 9


def test_verbs_accusations_and_replies_have_the_intervals_of_their_metrics(result: Analysis) -> None:
    quay, board = figures(result)
    assert board.stances == {"doubting": 2, "neutral": 2}
    assert board.doubting.missing == "too few to say: 4 attributions with a reporting verb where at least 5 are needed"
    assert (board.doubting.value, board.doubting.numerator, board.doubting.denominator) == (None, 2, 4)
    more = replace(result.attributions[1], id="a8", stance="hostile")
    _, board = figures(replace(result, attributions=(*result.attributions, more)))
    assert (board.doubting.value, (board.doubting.low, board.doubting.high)) == (3 / 5, intervals.wilson(3, 5))
    assert board.replies == {"not heard": 2, "speaks": 1, "declined": 1}
    assert (board.unanswered.value, (board.unanswered.low, board.unanswered.high)) == (2 / 4, intervals.wilson(2, 4))
    assert (len(board.accused), len(board.accuses), len(quay.accuses)) == (4, 0, 4)
    assert quay.unanswered.missing == "too few to say: 0 accusations where at least 3 are needed"


def test_the_tone_is_the_writers_alone_and_needs_five_namings(result: Analysis) -> None:
    quay, board = figures(result)
    assert board.tone.value == -0.5
    assert (
        quay.tone.missing == "too few to say: 4 namings in the writer's voice whose tone was judged where at least 5 are needed"
    )
    quoted = tuple(replace(m, voice="direct") if m.party_id == "p3" else m for m in result.mentions)
    assert figures(replace(result, mentions=quoted))[1].tone.value is None


def test_an_accusation_set_aside_is_counted_on_no_side(result: Analysis) -> None:
    one = decisions.setting_aside(result.annotations[0], "not what the rule means")
    found = sides.figures(replace(result, decisions=Decisions((one,), (QUAY, BOARD))))
    assert len(found[1].accused) == 3
    assert found[1].unanswered.value == 1 / 3


def test_too_few_words_give_no_share_and_a_party_that_is_gone_is_told(result: Analysis) -> None:
    less = replace(result, sources=tuple(replace(s, words=s.words // 4) for s in result.sources))
    quay, _ = figures(less)
    assert quay.words_share.missing == "too few to say: 8 words given to the sides where at least 30 are needed"
    _, gone = figures(result, QUAY, Side("Others", ("the town", "the harbour master")))
    assert gone.absent == ("the harbour master",)
    assert [p.id for p in gone.parties] == ["p4"]
    assert (gone.words, gone.words_share.value) == (0, None)  # the quay's 24 words are too few


def test_the_table_has_a_row_a_side_and_none_without_sides(result: Analysis) -> None:
    found = tables.build([replace(result, decisions=Decisions(sides=(QUAY, BOARD)))]).sides
    assert found["side"].tolist() == ["The quay", "The board"]
    assert found["party_ids"].tolist() == ["p1 p2", "p3"]
    assert found["parties"].tolist() == ["Ilse Varga | the crews", "the board"]
    row = found.iloc[1]
    assert (row["words"], row["words_share"], row["verbs_doubting"], row["replies_not_heard"], row["accuses"]) == (
        8,
        0.25,
        2,
        2,
        0,
    )
    assert row["doubting_missing"].startswith("too few to say")
    assert row["words_share_low"] < 0.25 < row["words_share_high"]
    assert tables.build([result]).sides.empty
    quiet = tables.build([replace(result, decisions=Decisions(sides=(QUAY, BOARD)))], text=False).sides
    assert quiet["number"].tolist() == [1, 2]
    assert quiet[["side", "parties"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([("A", ["x"])], "two sides at least"),
        ([("A", ["x"]), ("", [])], "two sides at least"),
        ([("A", ["x"]), ("", ["y"])], "The side with y has no name"),
        ([("A", ["x"]), ("B", [])], "B has no party"),
        ([("A", ["x"]), ("a ", ["y"])], "Two sides are called a"),
        ([("A", ["x"]), ("B", ["y", "x"])], "x stands on two sides, A and B"),
        ([("A", ["x"]), ("B" * 81, ["y"])], "81 characters"),
        ([(name, [name]) for name in "ABCDE"], "There are 5 sides: take 4 or fewer"),
    ],
)  # fmt: skip
def test_sides_that_cannot_be_are_refused_with_what_to_do(given: Sequence[tuple[str, Sequence[str]]], told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        decisions.sides_of(given)


def test_sides_that_somebody_else_changed_meanwhile_are_not_written_over() -> None:
    made = decisions.sides_of([(" The  quay ", ["Ilse Varga", "the crews"]), ("The board", ["the board"]), ("", [])])
    assert made == (QUAY, BOARD)
    now = decisions.with_sides(Decisions(), (), made)
    assert now.sides == made
    with pytest.raises(DecisionError, match=r"Somebody else changed the sides meanwhile \(now: The quay, The board\)"):
        decisions.with_sides(now, (), made[:1])
    assert decisions.with_sides(now, made, ()) == Decisions()
