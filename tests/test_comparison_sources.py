"""Which sources of several articles are one, and which an article lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparing import bare, card, party, speaking

from analysis import Analysis
from analysis.annotation import Attribution
from analysis.comparison import names, parties, sources
from analysis.comparison.sources import ComparedSource


def compared(*articles: Analysis, quoted: dict[tuple[int, str], set[int]] | None = None) -> dict[str, ComparedSource]:
    found = sources.find(articles, sources.join(articles), quoted or {})
    return {source.name: source for source in found}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Quill", "Ada Quill", True),
        ("Mayor Ada Quill", "Ada M. Quill", True),
        ("Charles Okoye", "Chuck Okoye", True),
        ("Kim Yo-jong", "Kim Yo Jong", True),
        ("José Peña", "Jose Pena", True),
        ("Ada Quill", "Ida Quill", False),
        ("Ada Quill", "Ada Quillon", False),
        ("Kim Yo Jong", "Kim Jong Un", False),
    ],
)
def test_full_names_of_persons(one: str, other: str, same: bool) -> None:
    assert names.same_person(names.person(one), names.person(other)) == same
    assert names.same_person(names.person(other), names.person(one)) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Harbour Board", "Harbour Board", True),
        ("Department of Fisheries", "Fisheries Department", True),
        ("Marine Safety Bureau", "MSB", True),
        ("U.S. Coast Guard", "Coast Guard", True),
        ("Tidewater Trust Ltd.", "Tidewater Trust", True),
        ("Harbour Board", "Harbour Police", False),
        ("Marine Safety Bureau", "MSA", False),
        ("Ferry Workers' Union", "Dock Workers' Union", False),
    ],
)
def test_names_of_bodies(one: str, other: str, same: bool) -> None:
    assert names.same_body(one, other) == same
    assert names.same_body(other, one) == same


def test_a_capital_stands_for_its_government_and_for_nothing_else() -> None:
    assert names.same_body("Oslo", "Norway", government=True) is False  # no capital that the list names
    assert names.same_body("Tokyo", "Japan", government=True)
    assert not names.same_body("Tokyo", "Japan")


def test_a_source_is_lacking_where_it_has_no_words() -> None:
    found = compared(speaking(card("s1", "Ada Quill"), card("s2", "Noor Bakker")), speaking(card("s1", "Ada Quill")))
    assert found["Ada Quill"].lacking == ()
    assert found["Noor Bakker"].lacking == (1,)
    assert [c.article for c in found["Ada Quill"].cards] == [0, 1]


def test_a_surname_goes_to_the_one_who_bears_it() -> None:
    found = compared(speaking(card("s1", "Ada Quill")), speaking(card("s1", "Quill")))
    assert [c.how for c in found["Ada Quill"].cards] == ["name", "surname"]
    assert found["Ada Quill"].lacking == ()


def test_a_surname_of_two_goes_to_nobody_and_nobody_is_called_lacking() -> None:
    found = compared(speaking(card("s1", "Ada Quill"), card("s2", "Otto Quill")), speaking(card("s1", "Quill")))
    for name in ("Ada Quill", "Otto Quill"):
        assert found[name].lacking == ()
        assert [near.tie for near in found[name].near] == ["unclear"]


def test_a_surname_that_a_silent_party_bears_too_goes_to_nobody() -> None:
    silent = party("p1", "Otto Quill", mentions=3, words=0)
    found = compared(speaking(card("s1", "Ada Quill"), parties=(silent,)), speaking(card("s1", "Quill")))
    assert [near.tie for near in found["Ada Quill"].near] == ["unclear"]


def test_an_office_goes_to_the_one_who_holds_it() -> None:
    mayor = card("s1", "the mayor", named=False)
    found = compared(speaking(card("s1", "Ada Quill", role="the town's mayor")), speaking(mayor))
    assert [c.how for c in found["Ada Quill"].cards] == ["name", "role"]
    apart = compared(speaking(card("s1", "Ada Quill", role="the harbour master")), speaking(mayor))
    assert apart["Ada Quill"].lacking == (1,)


def test_unnamed_sources_meet_by_description_alone() -> None:
    officials = card("s1", "Officials", named=False, type="anonymous")
    found = compared(speaking(officials), speaking(card("s4", "some officials", named=False, type="anonymous")))
    assert [c.how for c in found["Officials"].cards] == ["description", "description"]
    apart = compared(speaking(officials), speaking(card("s1", "port officials", named=False, type="anonymous")))
    assert apart["Officials"].lacking == (1,)
    assert apart["port officials"].lacking == (0,)


def test_a_description_that_hangs_on_a_pronoun_meets_none() -> None:
    lawyer = card("s1", "his lawyer", named=False, type="person")
    articles = [speaking(lawyer), speaking(lawyer, text="Another day.")]
    assert [source.lacking for source in sources.find(articles, sources.join(articles), {})] == [(1,), (0,)]


def test_who_speaks_for_a_body_is_linked_to_it() -> None:
    spokesman = card("s1", "Lars Holm", speaks_for="Ferry Board")
    board = card("s1", "Ferry Board", type="organization")
    found = compared(speaking(spokesman), speaking(board))
    assert found["Lars Holm"].lacking == ()
    assert [(near.tie, near.name) for near in found["Lars Holm"].near] == [("speaks for", "Ferry Board")]
    assert [(near.tie, near.name) for near in found["Ferry Board"].near] == [("speaks for", "Lars Holm")]
    other = compared(speaking(spokesman), speaking(card("s1", "Ida Moss", speaks_for="the Ferry Board")))
    assert [near.name for near in other["Lars Holm"].near] == ["Ida Moss"]


def test_a_name_among_a_source_s_words_is_not_called_lacking() -> None:
    text = "A statement from Quill's office said no."
    words = Attribution("a1", "text", "indirect", None, ((0, 30),), ((31, 35),), ((36, 38),), "s1", None, 1.0, "say", "test", "")
    office = card("s1", "A statement", named=False, type="document")
    found = compared(speaking(card("s1", "Ada Quill")), bare(text, sources=(office,), attributions=(words,)))
    assert found["Ada Quill"].lacking == ()
    assert [near.tie for near in found["Ada Quill"].near] == ["named"]


def test_a_quotation_that_stands_there_under_another_name_is_not_called_lacking() -> None:
    found = compared(speaking(card("s1", "Ada Quill")), speaking(card("s1", "Noor Bakker")), quoted={(0, "s1"): {1}})
    assert [near.tie for near in found["Ada Quill"].near] == ["quoted"]


def test_an_article_that_names_a_source_without_its_words_says_how_often() -> None:
    found = compared(speaking(card("s1", "Ada Quill")), bare("Quill left early. Nobody asked Quill why."))
    assert found["Ada Quill"].lacking == (1,)
    assert found["Ada Quill"].named_in == ((1, 2),)


def test_cards_that_give_a_reader_no_source_are_left_out() -> None:
    cards = (card("s1", "the gulls", named=False, type="unknown"), card("s2", "Ada Quill", words=2))
    assert compared(speaking(*cards), speaking(card("s1", "Noor Bakker"))).keys() == {"Noor Bakker"}


def test_the_order_of_the_articles_changes_the_letters_and_nothing_else() -> None:
    articles = [
        speaking(card("s1", "Ada Quill"), card("s2", "Fishers' Guild", type="organization")),
        speaking(card("s1", "Quill"), card("s2", "Noor Bakker")),
        speaking(card("s1", "Guild of Fishers", type="organization")),
    ]
    there, back = compared(*articles), compared(*reversed(articles))
    assert {n: sorted(s.lacking) for n, s in there.items()} == {n: sorted(2 - k for k in s.lacking) for n, s in back.items()}


def test_a_party_named_here_and_heard_there_is_silent_here() -> None:
    first = bare("The mayor sold it.", parties=(party("p1", "Ada Quill", mentions=3, words=0),))
    second = bare("The mayor spoke.", parties=(party("p1", "Quill", mentions=1, words=30, source_id="s1"),))
    (found,) = parties.find([first, second])
    assert [p.article for p in found.silent] == [0]
    assert [p.article for p in found.heard] == [1]
    assert found.silent[0].mentions == 3


def test_a_party_heard_through_its_spokesman_is_not_silent() -> None:
    board = party("p1", "Ferry Board", mentions=2, words=0, type="organization")
    first = bare("The board met.", parties=(board,), sources=(card("s1", "Lars Holm", speaks_for="Ferry Board", words=20),))
    (found,) = parties.find([first, bare("The board rose.", parties=(replace(board, words=9),))])
    assert found.silent == ()
    assert [p.through for p in found.presences] == [20, 0]


def test_a_party_with_a_word_or_two_is_neither_heard_nor_silent() -> None:
    articles = [bare("One.", parties=(party("p1", "Ada Quill", 2, 2),)), bare("Two.", parties=(party("p1", "Ada Quill", 2, 0),))]
    (found,) = parties.find(articles)
    assert (found.heard, [p.article for p in found.silent]) == ((), [1])


def test_a_party_of_one_article_alone_is_absent_in_the_other() -> None:
    (found,) = parties.find([bare("One.", parties=(party("p1", "Ada Quill", 2, 40),)), bare("Two.")])
    assert found.absent == (1,)
