"""Agentless passives: the writer's passives that no by-phrase gives an actor, and what only looks like one."""

from __future__ import annotations

import pytest

from analysis import language
from analysis.annotation import VoiceSpan
from analysis.annotators import agentless_passives
from analysis.annotators.voices import Voices


def passives(text: str, voice: str = "writer") -> list[str]:
    parsed = language.parse(text)
    return [a.text for a in agentless_passives.find(parsed, Voices((VoiceSpan(0, len(text), voice, None),)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two men were killed on the bridge.", ["were killed"]),
        ("The ferry has been closed since March.", ["has been closed"]),
        ("The clerk was not asked.", ["was not asked"]),
        ("Three houses got burned in the riot.", ["got burned"]),
        ("The line will be closed by Monday.", ["will be closed"]),
        ("Money was saved by cutting the night bus.", ["was saved"]),
        ("The mayor was elected in May, and the vote was counted twice.", ["was elected", "was counted"]),
    ],
)
def test_nobody_is_said_to_act(text: str, found: list[str]) -> None:
    assert passives(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The men were killed by soldiers.",
        "The clerk was beaten and robbed by two men.",
        "Soldiers killed two men.",
        "Ada Quill was born in the village.",
        "The company is based in the harbour.",
        "The council has closed the ferry.",
        "The man arrested on Monday lives in the village.",
    ],
)
def test_somebody_acts_or_nothing_is_done(text: str) -> None:
    assert passives(text) == []


def test_a_sources_passive_is_not_the_writers() -> None:
    assert passives("Two men were killed on the bridge.", "direct") == []
    assert passives("Two men were killed on the bridge.", "headline") == ["were killed"]
