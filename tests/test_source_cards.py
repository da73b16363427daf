"""Source cards of the six sample articles that are coded by hand, against their coding: floors that only rise."""

from __future__ import annotations

import pytest

from benchmarks.source_cards import Coded, Counts, coded, from_text, given_attributions, total

#: B³, type and naming of the resolver alone, and B³ of the whole analysis.
FLOORS = {"B³ F1": 0.90, "type right": 0.85, "named right": 0.85}
FLOOR_FROM_TEXT = 0.80


@pytest.fixture(scope="module")
def articles() -> list[Coded]:
    found = [a for a in coded() if a.is_sample]
    assert len(found) == 6
    return found


@pytest.fixture(scope="module")
def resolved(articles: list[Coded]) -> Counts:
    return total([given_attributions(a) for a in articles])


@pytest.mark.parametrize("figure", FLOORS)
def test_the_resolver_on_the_coded_attributions(resolved: Counts, figure: str) -> None:
    assert resolved.figures()[figure] >= FLOORS[figure]


def test_the_whole_analysis(articles: list[Coded]) -> None:
    assert total([from_text(a) for a in articles]).figures()["B³ F1"] >= FLOOR_FROM_TEXT


def test_a_perfect_finding_scores_one() -> None:
    counts = Counts(precision=4, recall=4, mentions=4, cards=2, typed=2, named=2, words=50, off=0, article=100, coded_cards=2)
    assert set(counts.figures().values()) == {1.0, 0.0}
    worse = Counts(precision=2, recall=4, mentions=4)
    assert worse.figures()["B³ F1"] == pytest.approx(2 * 0.5 / 1.5)
