"""Nouns of acts in the writer's voice that nobody is said to do, and what only looks like one."""

from __future__ import annotations

import pytest

from analysis import language
from analysis.annotation import VoiceSpan
from analysis.annotators import agentless_nominalisations
from analysis.annotators.voices import Voices


def nouns(text: str, voice: str = "writer") -> list[str]:
    parsed = language.parse(text)
    return [a.text for a in agentless_nominalisations.find(parsed, Voices((VoiceSpan(0, len(text), voice, None),)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The killing of ten villagers shook the valley.", ["The killing of ten villagers"]),
        ("Talks stopped after the expulsion of two diplomats.", ["the expulsion of two diplomats"]),
        ("The mayor's arrest came on Monday.", ["The mayor's arrest"]),
        ("Doctors condemned the shelling of the hospital.", ["the shelling of the hospital"]),
        ("The demolition of the old pier begins in May.", ["The demolition of the old pier"]),
    ],
)
def test_nobody_is_said_to_act(text: str, found: list[str]) -> None:
    assert nouns(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The killing of ten villagers by soldiers shook the valley.",
        "Norvia's expulsion of two diplomats stopped the talks.",
        "The police shooting of a cyclist shook the town.",
        "The ministry announced the expulsion of two diplomats.",
        "He was accused of the murder of two men.",
        "Norvia's invasion began on Monday.",
        "The killing stopped at noon.",
        "The expulsion of the diplomats was ordered by the ministry.",
    ],
)
def test_somebody_acts_or_nobody_is_acted_on(text: str) -> None:
    assert nouns(text) == []


def test_a_sources_noun_is_not_the_writers() -> None:
    assert nouns("The killing of ten villagers shook the valley.", "direct") == []
    assert len(nouns("The killing of ten villagers shakes the valley.", "headline")) == 1
