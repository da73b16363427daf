"""The finder against the sample articles coded by hand: floors that only rise, and the yardstick itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.hand_coding import (
    ARTICLES,
    GOLD,
    Coding,
    attribution_agreement,
    coded,
    found,
    loaded_agreement,
    pooled,
)

FLOOR = 0.60


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Coding, Coding]]:
    return [(found(name), coded(name)) for name in ARTICLES]


def test_attributions_are_found_in_the_hand_coded_articles(pairs: list[tuple[Coding, Coding]]) -> None:
    assert pooled(attribution_agreement(*pair) for pair in pairs).f1 >= FLOOR


def test_most_attributions_are_laid_to_the_right_source(pairs: list[tuple[Coding, Coding]]) -> None:
    assert pooled(attribution_agreement(*pair, same_source=True) for pair in pairs).f1 >= FLOOR


def test_loaded_words_are_found_in_the_hand_coded_articles(pairs: list[tuple[Coding, Coding]]) -> None:
    assert pooled(loaded_agreement(*pair) for pair in pairs).f1 >= FLOOR


@pytest.mark.parametrize("name", ARTICLES)
def test_both_codings_hold_the_words_they_name_and_mostly_agree(name: str) -> None:
    settled, second = coded(name), coded(name, GOLD / "second")
    assert attribution_agreement(second, settled).f1 > 0.9
    assert loaded_agreement(second, settled).f1 > 0.9


def test_the_yardstick_sees_a_missed_a_doubled_and_a_misplaced_mark() -> None:
    settled = coded("summit-palisade")
    whole = attribution_agreement(settled, settled)
    assert whole.f1 == loaded_agreement(settled, settled).f1 == 1
    fewer = replace(settled, attributions=settled.attributions[1:], loaded=settled.loaded[1:])
    assert attribution_agreement(fewer, settled).matched == whole.matched - 1
    assert loaded_agreement(fewer, settled).matched == len(settled.loaded) - 1
    doubled = replace(settled, loaded=settled.loaded * 2)
    assert loaded_agreement(doubled, settled).f1 == pytest.approx(2 / 3)
    swapped = replace(settled, attributions=tuple((content, frozenset({0})) for content, _ in settled.attributions))
    assert attribution_agreement(swapped, settled, same_source=True).matched < whole.matched / 4
