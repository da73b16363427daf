"""The same quotation cut differently, each kind of cut, and quotations that are not the same."""

from __future__ import annotations

import pytest
from comparing import quoting

from analysis import Analysis
from analysis.comparison import quotations
from analysis.comparison.cuts import Cut
from analysis.comparison.quotations import SharedQuotation

ONE_SPEAKER = {(n, "s1"): 1 for n in range(6)}
FULL = "“We raised the fare twice because the boats are old, and nobody on the island was asked,” said Ada Quill."


def shared(*texts: str, known: bool = True) -> tuple[SharedQuotation, ...]:
    return quotations.find([quoting(text) for text in texts], ONE_SPEAKER if known else {})


def cuts(*texts: str) -> list[Cut]:
    return [cut for quotation in shared(*texts) for cut in quotation.cuts]


def told(cut: Cut) -> tuple[int, int, str, str]:
    return cut.has, cut.lacks, cut.where, cut.text


@pytest.mark.parametrize(
    ("short", "where", "lost"),
    [
        ("“Because the boats are old, and nobody on the island was asked,” said Quill.", "before", "We raised the fare twice"),
        ("“We raised the fare twice because the boats are old,” said Quill.", "behind", "and nobody on the island was asked,"),
        ("“We raised the fare twice, and nobody on the island was asked,” said Quill.", "middle", "because the boats are old,"),
    ],
)
def test_words_are_cut_before_behind_and_in_the_middle(short: str, where: str, lost: str) -> None:
    (cut,) = cuts(FULL, short)
    assert told(cut) == (0, 1, where, lost)
    assert not cut.marked
    assert not cut.whole


def test_a_cut_has_its_place_in_both_articles() -> None:
    short = "“We raised the fare twice because the boats are old,” said Quill."
    (cut,) = cuts(FULL, short)
    assert "".join(FULL[a:b] for a, b in cut.spans) == cut.text
    assert short[: cut.at].endswith("old")
    assert cut.sentence == 1
    assert cut.words == 7


def test_both_articles_may_cut() -> None:
    first = "“The east quay is sinking and the board has known it since the spring,” said Quill."
    second = "“The board has known it since the spring and did nothing at all about the piles,” said Quill."
    assert [told(cut) for cut in cuts(first, second)] == [
        (0, 1, "before", "The east quay is sinking and"),
        (1, 0, "behind", "and did nothing at all about the piles,"),
    ]


@pytest.mark.parametrize("dots", ["…", "...", ". . .", "[…]"])
def test_an_ellipsis_marks_a_cut_and_is_no_word(dots: str) -> None:
    (cut,) = cuts(FULL, f"“We raised the fare twice {dots} and nobody on the island was asked,” said Quill.")
    assert cut.where == "middle"
    assert cut.marked


def test_a_cut_of_whole_sentences_is_told_from_one_through_a_sentence() -> None:
    full = (
        "“The winter boats stay. The summer boats go when the money goes, and it goes in May. Ask the council why.” She said so."
    )
    (through, whole) = cuts(full, "“The winter boats stay. The summer boats go when the money goes.” She said so.")
    assert told(through) == (0, 1, "behind", "and it goes in May.")
    assert told(whole) == (0, 1, "behind", "Ask the council why.")
    assert (through.whole, whole.whole) == (False, True)


@pytest.mark.parametrize(
    "same",
    [
        "“We raised the fare TWICE — because the boats are old — and nobody on the island was asked!” said Ada Quill.",
        "“We raised the fare twice because the boats are old,” said Quill, “and nobody on the island was asked.”",
        "“[W]e raised the fare twice because the boats are old, and nobody on the island [of Marsh] was asked,” said Quill.",
        "“And we raised the fare twice because the boats are old, and nobody on the island was asked,” said Quill.",
    ],
    ids=["case and punctuation", "the reporting clause", "brackets", "a link at the edge"],
)
def test_what_is_no_word_of_the_speaker_is_no_cut(same: str) -> None:
    (quotation,) = shared(FULL, same)
    assert quotation.cuts == ()


def test_other_words_in_the_same_place_are_reworded_and_told_once() -> None:
    other = "“We raised the fare twice because our ferries are slow, and nobody on the island was asked,” said Quill."
    found = cuts(FULL, other)
    assert [told(cut) for cut in found] == [(0, 1, "reworded", "the boats"), (0, 1, "reworded", "old,")]
    assert [cut.instead for cut in found] == ["our ferries", "slow"]


def test_an_editor_s_words_part_no_cut_in_two() -> None:
    full = "“We asked the harbour board [of Tidewater] for the papers twice, and nobody on the island was answered,” said Quill."
    (cut,) = cuts(full, "“And nobody on the island was answered,” said Quill.")
    assert told(cut) == (0, 1, "before", "We asked the harbour board [of Tidewater] for the papers twice,")
    assert cut.words == 9


def test_not_is_never_a_trifle() -> None:
    (cut,) = cuts("“We will not sell the pier to anybody,” said Quill.", "“We will sell the pier to anybody,” said Quill.")
    assert told(cut) == (0, 1, "middle", "not")


@pytest.mark.parametrize(
    "other",
    [
        "“We raised the matter with the council because the harbour is theirs, and nobody there had read it,” said Quill.",
        "“The boats look old,” said Quill.\n“Nobody was asked,” said Quill.",
        "“I like the fare and the boats and the island,” said Quill.",
    ],
)
def test_different_quotations_are_not_one(other: str) -> None:
    assert shared(FULL, other) == ()


def test_four_words_are_enough_for_one_speaker_and_six_for_any() -> None:
    short = "The fare, Quill said, went up “because the boats are old.”"
    assert len(shared(FULL, short)) == 1
    assert shared(FULL, short, known=False) == ()
    longer = "The fare, Quill said, went up “twice because the boats are old.”"
    assert len(shared(FULL, longer, known=False)) == 1


def test_words_that_the_other_article_quotes_elsewhere_are_not_cut() -> None:
    parts = (
        "“We raised the fare twice because the boats are old,” said Quill.\n"
        "Rain fell on the quay all morning.\n"
        "“Nobody on the island was asked,” said Quill."
    )
    assert cuts(FULL, parts) == []


def test_words_that_the_other_article_has_outside_marks_are_not_cut() -> None:
    retold = "She raised the fare twice because the boats are old, Quill said, and “nobody on the island was asked.”"
    assert [cut.text for cut in cuts(FULL, retold)] == []


def test_three_versions_are_one_quotation() -> None:
    middle = "“Because the boats are old, and nobody on the island was asked,” said Quill."
    least = "“Nobody on the island was asked,” said Quill."
    (quotation,) = shared(FULL, middle, least)
    assert [version.article for version in quotation.versions] == [0, 1, 2]
    assert {(cut.has, cut.lacks) for cut in quotation.cuts} == {(0, 1), (0, 2), (1, 2)}


def test_nothing_is_shared_by_articles_without_quotations() -> None:
    assert shared("The ferry sailed at nine.", "The ferry sailed at ten.") == ()


def test_every_place_holds_the_words_that_it_is_said_to_hold() -> None:
    texts = (FULL, "“We raised the fare … and nobody on the island was asked,” said Quill. “It is done,” Quill said.")
    articles: list[Analysis] = [quoting(text) for text in texts]
    for quotation in quotations.find(articles, ONE_SPEAKER):
        for version in quotation.versions:
            assert " ".join(texts[version.article][a:b] for a, b in version.spans) == version.text
        for cut in quotation.cuts:
            assert " ".join(texts[cut.has][a:b] for a, b in cut.spans) == cut.text
            assert 0 <= cut.at <= len(texts[cut.lacks])
