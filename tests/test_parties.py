"""Parties: who the article is about, under which namings, with which words, and who stays silent."""

from __future__ import annotations

import pytest

from analysis import Analysis, Article, analyze, language
from analysis.annotation import Party
from benchmarks.parties import CodedParty, coded, compare, matched_namings, same_parties


def analysis(text: str, title: str | None = None) -> Analysis:
    result = analyze(Article(text, title=title))
    assert isinstance(result, Analysis), result
    return result


def parties(text: str) -> dict[str, Party]:
    return {p.name: p for p in analysis(text).parties}


def namings(text: str, name: str) -> list[str]:
    result = analysis(text)
    party = next(p for p in result.parties if p.name == name)
    return [text[m.start : m.end] for m in result.mentions if m.party_id == party.id]


def test_a_party_that_is_named_twice_and_never_heard_is_silent() -> None:
    found = parties("“We will close the line,” said Ada Quill. Tom Marsh led the strike. On Monday Marsh walked out.")
    assert found["Tom Marsh"].silent
    assert not found["Ada Quill"].silent
    assert found["Ada Quill"].words == 5


def test_an_actor_named_in_one_place_without_words_is_no_party() -> None:
    assert "Tom Marsh" not in parties("“We will close the line,” said Ada Quill. Tom Marsh led the strike.")


def test_a_name_and_its_apposition_stand_in_one_place() -> None:
    assert "Tom Marsh" not in parties("“We will close the line,” said Ada Quill. Tom Marsh, the foreman, led the strike.")


def test_who_is_accused_in_one_place_is_a_party() -> None:
    assert "Tom Marsh" in parties("“We will close the line,” said Ada Quill. She blamed Tom Marsh.")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Mayor Ada Quill closed the line on Monday. The mayor left the hall. Quill was booed.",
            "Ada Quill",
            ["Mayor Ada Quill", "The mayor", "Quill"],
        ),
        (
            "France closed the port on Monday. Paris wants a new deal. French officials met the dockers.",
            "France",
            ["France", "Paris", "French officials"],
        ),
        (
            "The Harbour Safety Agency shut the ferry on Monday. The agency wants new engines. It rained. It snowed. It was "
            "cold. It was dark. The agency sent a letter to the owner.",
            "Harbour Safety Agency",
            ["The Harbour Safety Agency", "The agency", "The agency"],
        ),
        (
            "President Viktor Zelensky met the dockers on Monday. On Friday Mr. Zelenskiy left.",
            "Viktor Zelensky",
            ["President Viktor Zelensky", "Mr. Zelenskiy"],
        ),
    ],
)
def test_namings_of_one_actor_are_one_party(text: str, name: str, expected: list[str]) -> None:
    assert namings(text, name) == expected


def test_of_two_campaigns_a_director_speaks_for_the_one_that_is_named() -> None:
    found = parties(
        "Tom Marsh's campaign hired a boat on Monday. Ida Vole's campaign hired a train. “We will win every island this year,” "
        "said Ada Quill, the Vole campaign's communications director."
    )
    assert found["Ida Vole's campaign"].words == 7


def test_a_campaign_is_apart_from_its_person_and_has_the_words_of_its_director() -> None:
    found = parties(
        "Tom Marsh's campaign hired a boat on Monday. Marsh left. “We will win every island this year,” said Ada Quill, the "
        "campaign communications director."
    )
    assert found["Tom Marsh's campaign"].words == 7
    assert "Ada Quill" not in found


def test_his_party_is_the_one_named_last() -> None:
    text = "Republicans closed the port on Monday. Tom Marsh blamed his party. Marsh left. Republicans want a new deal."
    assert "his party" in namings(text, "Republicans")


def test_where_people_write_is_no_party() -> None:
    assert "Twitter" not in parties("Tom Marsh wrote on Twitter on Monday. Marsh left. A video on Twitter showed the boat.")


def test_a_person_and_the_body_that_he_leads_are_two() -> None:
    found = parties("President Emmanuel Macron met the dockers. Macron left early. France closed the port. France wants a deal.")
    assert {"Emmanuel Macron", "France"} <= set(found)


@pytest.mark.parametrize(
    "rest",
    [
        "Nearly 60 percent voted for the bridge. On Monday 40 percent voted again.",
        "A third of the seats were lost. The third was won back on Monday.",
        "The world watched the bridge. On Monday the world forgot it.",
        "She kept a strong majority in the hall. On Monday the majority was gone.",
        "She lives in Leeds. On Monday the march went through Leeds.",
        "She traveled to Paris. On Monday she flew to Paris again.",
        "She spoke at the Oscars. On Monday the Oscars were over.",
        "The show “Riverbank” opened. On Monday “Riverbank” closed.",
        "The House-passed bill failed. On Monday the House-backed plan failed.",
        "Many officers wore hats. On Monday several officers wore coats.",
    ],
)
def test_quantities_places_events_and_works_are_no_parties(rest: str) -> None:
    assert set(parties(f"“We will build the bridge,” said Ada Quill. {rest}")) == {"Ada Quill"}


def test_two_numbers_of_people_are_two_groups() -> None:
    assert "Two drivers" not in parties("Two drivers blocked the bridge on Monday. Nine drivers left the yard on Friday.")
    assert namings("Two drivers blocked the bridge on Monday. The two drivers left on Friday.", "Two drivers") == [
        "Two drivers",
        "The two drivers",
    ]


def test_two_courts_of_a_kind_are_two() -> None:
    found = parties("The district court stopped the sale on Monday. The appeals court heard the owner on Friday.")
    assert not found


def test_what_a_body_decides_gives_it_no_words() -> None:
    found = parties("Congress approved less than the owner wanted. On Monday Congress voted again.")
    assert found["Congress"].silent


def test_the_words_of_a_spokesman_are_the_words_of_whom_he_speaks_for() -> None:
    found = parties(
        "Ada Quill closed the line on Monday. Quill will not open it again, and it costs too much, said Jon Reed, a "
        "spokesman for Quill. Quill left."
    )
    assert found["Ada Quill"].words > 8
    assert found["Ada Quill"].source_id is None


def test_the_headline_tells_whether_it_names_a_party() -> None:
    text = "“We will close the line,” said Ada Quill. Tom Marsh led the strike. On Monday Marsh walked out."
    found = {p.name: p.in_title for p in analysis(text, "Ada Quill shuts the line for good").parties}
    assert found == {"Ada Quill": True, "Tom Marsh": False}


def test_a_person_keeps_no_number_in_the_name() -> None:
    text = "Tom Marsh led the strike. On Monday Marsh walked out."
    assert [p.name for p in analysis(text, "Tom Marsh 2 Hours Late for Strike").parties] == ["Tom Marsh"]


def test_parties_of_the_benchmark_match_by_half_of_their_namings() -> None:
    text = "The mayor met Tom Marsh. Marsh left."
    mayor, marsh = ((0, 9),), ((14, 23), (25, 30))
    assert same_parties(text, [mayor, marsh], [marsh, ((4, 9),)]) == {0: 1, 1: 0}
    assert same_parties(text, [marsh], [((0, 9), (31, 35))]) == {}
    assert matched_namings(text, marsh, ((14, 23), (14, 23))) == 1


def test_the_benchmark_counts_words_of_parties_not_found_as_off() -> None:
    text = "“We will close the line,” said Ada Quill. Tom Marsh led the strike. On Monday Marsh walked out."
    result = analysis(text)
    want = [
        CodedParty("person", (span(text, "Ada Quill"),), (span(text, "“We will close the line,”"),)),
        CodedParty("person", (span(text, "the strike"),), (span(text, "walked out"),)),
    ]
    counts = compare(want, language.parse(text), result.parties, result.mentions)
    assert (counts.same, counts.words, counts.off, counts.near) == (1, 7, 2, 1)
    assert (counts.silent_coded, counts.silent_found, counts.silent) == (0, 1, 0)


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_every_coded_party_has_a_naming_and_spans_in_order() -> None:
    articles = list(coded())
    if not articles:
        pytest.skip("the labelled sets do not stand beside the project")
    assert len(articles) == 30
    for article in articles:
        for party in article.parties:
            assert party.namings
            for start, end in (*party.namings, *party.words):
                assert 0 <= start < end <= len(article.text)
