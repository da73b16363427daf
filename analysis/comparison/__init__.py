"""Compares how several articles tell one event: sources, quotations, parties, figures and facts that they have or lack.

Everything here says what was found and what was not, never why: an article may lack what came after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.comparison import facts, figures, parties, quotations, sources
from analysis.comparison.errors import ComparisonError
from analysis.comparison.facts import Facts
from analysis.comparison.figures import Figure
from analysis.comparison.parties import ComparedParty
from analysis.comparison.quotations import SharedQuotation
from analysis.comparison.sources import ComparedSource
from analysis.result import Analysis

__all__ = ["FEWEST", "MOST", "Comparison", "ComparisonError", "compare", "letter", "name"]

#: Articles that are compared at once.
FEWEST, MOST = 2, 6


@dataclass(frozen=True)
class Comparison:
    """What two to six articles of one event have and lack.

    Attributes:
        event: a name for the event, where the caller gave one.
        articles: in the order given; everything else names them by their position, counted from 0.
    """

    event: str | None
    articles: tuple[Analysis, ...]
    sources: tuple[ComparedSource, ...]
    quotations: tuple[SharedQuotation, ...]
    parties: tuple[ComparedParty, ...]
    figures: tuple[Figure, ...]
    facts: Facts


def compare(articles: Sequence[Analysis], event: str | None = None) -> Comparison:
    """Compare analyzed articles of one event.

    Raises:
        ComparisonError: fewer than two or more than six articles; one text twice; analyses made with different settings.
        SetupError: a switch is set to what it does not know.
    """
    _check(articles)
    joined = sources.join(articles)
    shared = quotations.find(articles, joined.numbers)
    return Comparison(
        event=event,
        articles=tuple(articles),
        sources=sources.find(articles, joined, _elsewhere(shared)),
        quotations=shared,
        parties=parties.find(articles),
        figures=figures.find(articles),
        facts=facts.find(articles),
    )


def letter(position: int) -> str:
    """How an article is called in reports: A for the first."""
    return chr(ord("A") + position)


def name(article: Analysis) -> str:
    """What an article is called by a reader: outlet and title, else where it came from."""
    known = [part for part in (article.article.outlet, article.article.title) if part]
    other = article.article.origin or article.article.id
    return " · ".join(" ".join(part.split()) for part in known) or (str(other) if other is not None else "untitled")


def _check(articles: Sequence[Analysis]) -> None:
    if not FEWEST <= len(articles) <= MOST:
        raise ComparisonError(f"{len(articles)} articles cannot be compared: give two to six articles of one event.")
    seen: dict[str, Analysis] = {}
    for article in articles:
        twin = seen.setdefault(article.article.sha256, article)
        if twin is not article:
            one, other = (a.article.origin or name(a) for a in (twin, article))
            raise ComparisonError(f"{one} and {other} hold the same text: give each article once.")
    if len({article.version.settings for article in articles}) > 1:
        raise ComparisonError("The articles were analyzed with different settings: analyze them again, all with the same.")


def _elsewhere(shared: Sequence[SharedQuotation]) -> dict[tuple[int, str], set[int]]:
    """(article, source id) -> the other articles that have a quotation of that source, under whatever name."""
    out: dict[tuple[int, str], set[int]] = {}
    for quotation in shared:
        articles = {version.article for version in quotation.versions}
        for version in quotation.versions:
            if version.source_id is not None:
                out.setdefault((version.article, version.source_id), set()).update(articles - {version.article})
    return out
