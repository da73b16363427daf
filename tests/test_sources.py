"""One card for each real-world source: names, pronouns, descriptions, types."""

from __future__ import annotations

import pytest

from analysis import Analysis, Article, analyze
from analysis.annotation import Source


def cards(text: str) -> dict[str, Source]:
    result = analyze(Article(text))
    assert isinstance(result, Analysis), result
    return {s.name: s for s in result.sources}


def test_a_person_is_one_source_by_full_name_last_name_and_pronoun() -> None:
    found = cards(
        "Mayor Ada Quill said the line would close. “Nobody uses it,” Quill said. She added that the bus was cheaper.\n\n"
        "Tom Marsh, who rows, said the bus never came. He said it was always late."
    )
    assert set(found) == {"Ada Quill", "Tom Marsh"}
    assert len(found["Ada Quill"].attributions) == 3
    assert len(found["Tom Marsh"].attributions) == 2
    assert "She" in found["Ada Quill"].aliases


def test_she_goes_to_the_woman_and_he_to_the_man() -> None:
    found = cards("Mrs. Vance said the boat was old. Mr. Holm said it was safe. She said he knew nothing of boats.")
    assert len(found["Vance"].attributions) == 2
    assert len(found["Holm"].attributions) >= 1


def test_i_inside_a_quotation_is_its_speaker() -> None:
    found = cards("“I think the boat is old,” said Ada Quill.")
    assert set(found) == {"Ada Quill"}


@pytest.mark.parametrize(
    ("text", "name", "kind", "named"),
    [
        ("Critics say the bus is late.", "Critics", "anonymous", False),
        ("A person familiar with the talks said the line was sold.", "A person familiar with the talks", "anonymous", False),
        ("Officials said the line was sold.", "Officials", "anonymous", False),
        ("The report said the line lost money.", "The report", "document", False),
        ("The Ministry of Transport said the line was sold.", "Ministry of Transport", "government", True),
        ("Ada Quill said the line was sold.", "Ada Quill", "person", True),
        ("A voter said the line was sold.", "A voter", "anonymous", False),
        ("Voters said the line was sold.", "Voters", "group", False),
        ("Two students said the line was sold.", "Two students", "anonymous", False),
        ("Some of the residents said the line was sold.", "Some of the residents", "group", False),
        ("The 'Tea Party Express' backed the mayor. The mayor said the line was sold.", "The mayor", "person", False),
    ],
)
def test_types(text: str, name: str, kind: str, named: bool) -> None:
    found = {n.removeprefix("the ").removeprefix("The "): s for n, s in cards(text).items()}
    card = found[name.removeprefix("The ")]
    assert (card.type, card.named) == (kind, named)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Karl Schwab", "person"),
        ("Danielle Steel", "person"),
        ("Paul Stanley", "person"),
        ("Morgan Stanley", "organization"),
        ("Charles Schwab", "organization"),
        ("J.P. Morgan", "organization"),
        ("Charlotte Hornets", "organization"),
        ("U.S. Steel", "organization"),
    ],
)
def test_firms_named_like_persons_are_told_from_persons(name: str, kind: str) -> None:
    found = cards(f"{name} said on Monday that the pier was safe. The council met in the old hall and closed the ferry line.")
    assert [(s.name, s.type) for s in found.values()] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "name", "speaks_for"),
    [
        ("Ola Brandt, a spokeswoman for the Ferry Board, said the pier was shut.", "Ola Brandt", "Ferry Board"),
        ("A spokesman for Halden Shipping said the firm would wait.", "A spokesman for Halden Shipping", "Halden Shipping"),
        ("U.S. Representative Ilsa Omdahl of Minnesota said the pier was shut.", "Ilsa Omdahl", None),
        ("Ada Quill said the pier was shut.", "Ada Quill", None),
    ],
)
def test_spokespeople_are_linked_to_whom_they_speak_for(text: str, name: str, speaks_for: str | None) -> None:
    assert cards(text)[name].speaks_for == speaks_for


def test_a_name_with_a_possessive_stays_whole() -> None:
    assert "People's Republic of China" in " ".join(cards("The People's Republic of China said the pier was shut."))


def test_a_name_behind_a_dash_signs_a_quotation() -> None:
    found = cards(
        "“The ferry was my school.” — Ada Quill\n\n“It never leaked.” ― Tom Marsh\n\n“We will miss it,” said Ruth Vane."
    )
    assert [s.words for s in found.values()] == [5, 3, 4]
    assert set(found) == {"Ada Quill", "Tom Marsh", "Ruth Vane"}


def test_the_role_comes_from_the_first_naming() -> None:
    assert cards("Tom Marsh, a retired rower, said the bus was late.")["Tom Marsh"].role == "a retired rower"


def test_words_go_to_the_innermost_speaker_once() -> None:
    text = "Ada Quill said that Tom Marsh had claimed that the boat was old."
    result = analyze(Article(text))
    assert isinstance(result, Analysis)
    words = {s.name: s.words for s in result.sources}
    assert words == {"Ada Quill": 5, "Tom Marsh": 5}


def test_the_writer_as_i_keeps_the_words() -> None:
    result = analyze(Article("I believe that the boat is old. The bus is green and runs hourly to the sea."))
    assert isinstance(result, Analysis)
    assert {v.voice for v in result.voices} == {"writer"}
