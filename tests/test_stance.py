"""The stance of reporting verbs in their place: sense, negation, and what they take."""

from __future__ import annotations

import pytest

from analysis import language
from analysis.annotators import stance
from benchmarks.stance import cases, of_sentences

#: Share of the own sentences that the rules read as they were coded (the half that they were made with); only to be raised.
FLOOR = 0.80


def of(sentence: str, verb: str) -> str | None:
    parsed = language.parse(sentence)
    index = next(t.index for t in parsed.tokens if t.text == verb)
    return stance.of(parsed, index)


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("The mayor claimed that the pier was safe.", "claimed", "doubting"),
        ("The mayor never claimed that the pier was safe.", "claimed", "neutral"),
        ("The storm claimed twelve lives.", "claimed", None),
        ("The mayor insisted on a refund.", "insisted", "neutral"),
        ("The mayor insisted that the gate be shut.", "insisted", "neutral"),
        ("The mayor insisted that the gate was shut.", "insisted", "doubting"),
        ("She admitted that the pier was rotten.", "admitted", "endorsing"),
        ("She did not admit that the pier was rotten.", "admit", "endorsing"),
        ("Police could not confirm whether the boat had sunk.", "confirm", "neutral"),
        ("Police confirmed that the boat had sunk.", "confirmed", "endorsing"),
        ("He explained how to file a claim.", "explained", "neutral"),
        ("The mayor denied the charge, claiming that the pier was safe.", "claiming", "doubting"),
        ("He refrained from claiming that the pier was safe.", "claiming", "neutral"),
        ("He railed against the council.", "railed", "hostile"),
        ("He told reporters that the pier was safe.", "told", "neutral"),
    ],
)
def test_in_its_place(sentence: str, verb: str, expected: str | None) -> None:
    assert of(sentence, verb) == expected


def test_most_own_sentences_are_read_as_coded() -> None:
    hits = of_sentences([c for c in cases("stance_sentences") if not c["unseen"]])
    assert sum(hits) / len(hits) >= FLOOR


def test_a_word_that_the_lexicon_does_not_know_has_no_stance() -> None:
    assert of("The boat sank in the harbour.", "sank") is None
