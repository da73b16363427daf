"""A comparison as JSON: its dataclasses, field by field, with the articles that it compares named and hashed, not repeated."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analysis.comparison import Comparison, letter
from analysis.comparison.group_columns import Grouped

SCHEMA = "evenhand-comparison/1"
GROUPS_SCHEMA = "evenhand-groups/1"


def to_wire(comparison: Comparison) -> dict[str, Any]:
    """The JSON object of a comparison. Articles are named by their position, counted from 0."""
    return {
        "schema": SCHEMA,
        "settings": comparison.articles[0].version.settings,
        "event": comparison.event,
        "articles": [
            {
                "letter": letter(n),
                "id": one.article.id,
                "title": one.article.title,
                "outlet": one.article.outlet,
                "published": one.article.published,
                "origin": one.article.origin,
                "words": one.words,
                "sha256": one.article.sha256,
            }
            for n, one in enumerate(comparison.articles)
        ],
        "sources": [asdict(source) for source in comparison.sources],
        "quotations": [asdict(quotation) for quotation in comparison.quotations],
        "parties": [
            asdict(party) | {"silent": [p.article for p in party.silent], "heard": [p.article for p in party.heard]}
            for party in comparison.parties
        ],
        "figures": [asdict(figure) for figure in comparison.figures],
        "facts": {"found": [asdict(fact) for fact in comparison.facts.found], "missing": comparison.facts.missing},
    }


def groups_to_wire(grouped: Grouped) -> dict[str, Any]:
    """The JSON object of a proposal of groups; articles are named by their position among the inputs, counted from 0."""
    return {
        "schema": GROUPS_SCHEMA,
        "articles": [
            {"id": a.id, "title": a.title, "outlet": a.outlet, "published": a.published, "origin": a.origin, "sha256": a.sha256}
            for a in grouped.articles
        ],
        "groups": [asdict(group) for group in grouped.groups],
    }
