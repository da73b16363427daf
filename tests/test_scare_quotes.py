"""Scare quotes told from speech, titles, terms and names; their characters stay the writer's."""

from __future__ import annotations

import pytest

from analysis import Analysis, Article, analyze


def result(text: str, title: str | None = None) -> Analysis:
    found = analyze(Article(text, title=title))
    assert isinstance(found, Analysis), found
    return found


def scare(text: str) -> list[str]:
    return [a.text for a in result(text).annotations if a.kind == "scare_quote"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council closed the ferry with its usual “efficiency” and went home.", ["“efficiency”"]),
        ("The so-called “experts” met again behind closed doors on Monday.", ["“experts”"]),
        ("Residents now pay for the privilege of a 'reform' that came at a price.", ["'reform'"]),
        ("The mayor said the pier was “rotten” and had to go.", []),
        ("“It is rotten,” the mayor said.", []),
        ("The mayor called the plan “a disgrace” on Monday.", []),
        ("She reads “The Ferry at Night” to her children every evening.", []),
        ("He appeared on the show “Harbour Lights” last spring.", []),
        ("The word “pier” comes from a Latin word for stone.", []),
        ("Small boats of this kind are known as “dorries” along the coast.", []),
        ("Ruth “Red” Hallam won the race in a borrowed boat.", []),
        ("Press the letter “R” to restart the pump.", []),
    ],
)
def test_what_the_marks_are_for(text: str, expected: list[str]) -> None:
    assert scare(text) == expected


def test_its_characters_stay_the_writers() -> None:
    found = result("The council closed the ferry with its usual “efficiency” and went home.")
    assert {v.voice for v in found.voices} == {"writer"}
    assert next(a for a in found.annotations if a.kind == "scare_quote").voice == "writer"


def test_a_claim_with_a_scare_quote_is_no_partly_quoted_claim() -> None:
    found = result("The mayor said that the so-called “experts” were wrong about the pier.")
    assert [a.form for a in found.attributions] == ["indirect"]
    assert "direct" not in {v.voice for v in found.voices}


def test_a_headline_can_hold_one() -> None:
    found = result("The council closed the ferry on Monday. It opens again in May.", title="Council's “reform” closes the ferry")
    assert [(a.text, a.field, a.voice) for a in found.annotations if a.kind == "scare_quote"] == [
        ("“reform”", "title", "headline")
    ]


def test_it_counts_for_the_writer() -> None:
    words = "The board met on Monday and spoke of the pier, the ferry and the bus for two hours before it went home. "
    found = result(words * 2 + "It closed the ferry with its usual “efficiency” and left.")
    value = next(m for m in found.metrics if m.id == "scare_quote_rate" and m.voice == "writer")
    assert value.numerator == 1
