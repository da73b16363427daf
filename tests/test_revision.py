"""Two versions of one text: every mark is kept, gone or new; what only moved is kept; figures move with what they count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import VERSION, analysis
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Analysis
from analysis.annotation import Annotation, Sentence
from analysis.revision import RevisionError, revise
from analysis.word_alignment import align, words

FIRST = (
    "The shameful vote closed the ferry line on Monday.\n\n"
    "Nobody on the pier was asked, and the council was perhaps in a hurry.\n\n"
    "“We read a reckless plan,” said Ilse Varga, who drives the tall crane."
)


def mark(
    text: str, word: str, kind: str = "loaded_language", voice: str = "writer", at: int = 0, field: str = "text"
) -> Annotation:
    start = text.index(word, at)
    return Annotation(
        "", kind, field, start, start + len(word), word, voice, None, None, f"{kind}/lexicon@1", None, f"“{word}” judges."
    )  # type: ignore[arg-type]


def version(text: str, *marks: Annotation, title: str | None = None, **changes: object) -> Analysis:
    """An analysis of a text with these marks; each paragraph is a sentence, all of it the writer's."""
    base = analysis()
    sentences, at = [], 0
    for n, line in enumerate(text.split("\n\n")):
        sentences.append(Sentence(n, at, at + len(line), {"writer": 1.0}, {"writer": len(line.split())}, 0.0, 0.0))
        at += len(line) + 2
    return replace(
        base,
        article=replace(base.article, text=text, title=title),
        sentences=tuple(sentences),
        annotations=tuple(replace(a, id=f"n{n}") for n, a in enumerate(marks, 1)),
        **changes,  # type: ignore[arg-type]
    )


def seen(marks: tuple[Annotation, ...]) -> list[str]:
    return [a.text for a in marks]


def test_a_word_cut_is_gone_a_word_put_in_is_new_and_the_rest_is_kept() -> None:
    after = FIRST.replace("shameful ", "").replace("was asked", "was ever asked")
    found = revise(
        version(FIRST, mark(FIRST, "shameful"), mark(FIRST, "perhaps", "hedge"), mark(FIRST, "reckless", voice="direct")),
        version(after, mark(after, "ever", "booster"), mark(after, "perhaps", "hedge"), mark(after, "reckless", voice="direct")),
    )
    assert (seen(found.gone), seen(found.new)) == (["shameful"], ["ever"])
    assert [(k.before.text, k.after.text) for k in found.kept] == [("perhaps", "perhaps"), ("reckless", "reckless")]
    assert (found.words_gone, found.words_new) == (1, 1)
    assert found.voices["writer"] == (36, 36)


def test_a_mark_whose_paragraph_or_words_only_moved_is_kept() -> None:
    first, second, third = FIRST.split("\n\n")
    turned = "\n\n".join([third, second, first.replace("The shameful vote closed", "The vote, shameful, closed")])
    found = revise(
        version(FIRST, mark(FIRST, "shameful"), mark(FIRST, "perhaps", "hedge"), mark(FIRST, "reckless")),
        version(turned, mark(turned, "reckless"), mark(turned, "perhaps", "hedge"), mark(turned, "shameful")),
    )
    assert (found.gone, found.new) == ((), ())
    assert len(found.kept) == 3


def test_the_same_word_in_another_sentence_is_another_mark() -> None:
    after = FIRST.replace("shameful ", "").replace("in a hurry", "in a shameful hurry")
    found = revise(version(FIRST, mark(FIRST, "shameful")), version(after, mark(after, "shameful")))
    assert (seen(found.gone), seen(found.new)) == (["shameful"], ["shameful"])


def test_another_kind_on_the_same_words_is_another_mark() -> None:
    found = revise(version(FIRST, mark(FIRST, "perhaps", "hedge")), version(FIRST, mark(FIRST, "perhaps", "booster")))
    assert (len(found.gone), len(found.new), len(found.kept)) == (1, 1, 0)


def test_a_long_mark_survives_an_edit_of_its_words_and_a_voice_may_change() -> None:
    whole = FIRST.split("\n\n")[1]
    after = FIRST.replace("perhaps in a hurry", "in a great hurry")
    found = revise(
        version(FIRST, mark(FIRST, whole, "one_sided"), mark(FIRST, "reckless")),
        version(after, mark(after, after.split("\n\n")[1], "one_sided"), mark(after, "reckless", voice="direct")),
    )
    assert (found.gone, found.new) == ((), ())
    assert [k.after.text for k in found.revoiced] == ["reckless"]


def test_marks_of_the_headline_are_held_against_the_headline() -> None:
    before = version(FIRST, mark("A shameful vote", "shameful", field="title"), title="A shameful vote")
    after = version(FIRST, title="A vote")
    found = revise(before, after)
    assert (seen(found.gone), found.words_gone, found.words_new) == (["shameful"], 1, 0)


def test_figures_move_with_their_counts_and_carry_the_interval_of_the_difference() -> None:
    def with_value(**known: object) -> Analysis:
        values = tuple(replace(v, **known) if v.id == "loaded_rate" else v for v in analysis().metrics)  # type: ignore[arg-type]
        return version(FIRST, metrics=values)

    before = with_value(value=30.0, numerator=3, denominator=100, low=10.0, high=60.0, missing=None)
    after = with_value(value=10.0, numerator=1, denominator=100, low=1.0, high=40.0, missing=None)
    found = revise(before, after)
    assert {m.metric for m in found.moved} == {"loaded_rate"}
    move = found.moved[0]
    assert (move.before.value, move.after.value, move.change) == (30.0, 10.0, -20.0)
    assert move.low is not None
    assert move.high is not None
    assert move.low < -20.0 < move.high
    few = with_value(value=None, low=None, high=None, missing="too few to say")
    assert {(m.change, m.missing, m.shown) for m in revise(before, few).moved} == {(None, "too few to say", True)}


def test_versions_of_different_settings_are_not_held_against_each_other() -> None:
    with pytest.raises(RevisionError, match="Analyze both again"):
        revise(version(FIRST), version(FIRST, version=replace(VERSION, settings="other")))


WORDS = st.sampled_from("the council vote shameful plan perhaps pier was and of , .".split())
KINDS = st.sampled_from(["loaded_language", "hedge", "one_sided"])


@st.composite
def versions(draw: st.DrawFn) -> Analysis:
    """A text of a few paragraphs with marks of any length on it, also overlapping ones."""
    text = "\n\n".join(
        " ".join(line) for line in draw(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=4))
    )
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30), KINDS), max_size=8))
    marks = [
        Annotation("", kind, "text", at, min(at + long, len(text)), "", "writer", None, None, "r@1", None, "")
        for at, long, kind in spans
    ]
    return version(text, *marks)


@settings(max_examples=60)
@given(versions(), versions())
def test_gone_and_kept_are_the_marks_before_and_new_and_kept_those_after(before: Analysis, after: Analysis) -> None:
    found = revise(before, after)
    ids = lambda marks: sorted(a.id for a in marks)  # noqa: E731
    assert ids([*found.gone, *(k.before for k in found.kept)]) == ids(before.annotations)
    assert ids([*found.new, *(k.after for k in found.kept)]) == ids(after.annotations)
    assert all(k.before.kind == k.after.kind for k in found.kept)


@settings(max_examples=60)
@given(versions())
def test_the_same_text_has_nothing_gone_and_nothing_new(same: Analysis) -> None:
    found = revise(same, same)
    assert (found.gone, found.new, found.moved, found.words_gone, found.words_new) == ((), (), (), 0, 0)
    assert len(found.kept) == len(same.annotations)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=60), st.lists(WORDS, max_size=60))
def test_an_alignment_gives_each_word_one_place_and_the_same_letters(before: list[str], after: list[str]) -> None:
    places = align(before, after)
    assert len(set(places.values())) == len(places)
    assert all(before[a] == after[b] for a, b in places.items())


def test_a_long_text_of_common_words_is_aligned_where_it_did_not_change() -> None:
    text = " ".join(["the council met and the vote was lost by the mayor, who went home"] * 400)
    keys = [w.key for w in words(text)]
    cut = keys[:2000] + keys[2014:]
    assert len(align(keys, cut)) == len(cut)
