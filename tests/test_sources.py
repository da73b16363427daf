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
    ],
)
def test_types(text: str, name: str, kind: str, named: bool) -> None:
    found = {n.removeprefix("the ").removeprefix("The "): s for n, s in cards(text).items()}
    card = found[name.removeprefix("The ")]
    assert (card.type, card.named) == (kind, named)


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
