"""The columns of every table: each says what it holds, for the frames and the codebook alike."""

from __future__ import annotations

from functools import cache

from analysis.columns.annotations import ANNOTATIONS
from analysis.columns.articles import ARTICLES
from analysis.columns.attributions import ATTRIBUTIONS
from analysis.columns.cards import PARTIES, SOURCES
from analysis.columns.declaration import Case, Column, FailedCase, Table
from analysis.columns.failures import FAILURES
from analysis.columns.metrics import METRICS, metrics_wide, wide_name
from analysis.columns.sentences import SENTENCES
from analysis.columns.set_aside import SET_ASIDE
from analysis.columns.sides import SIDES
from analysis.columns.voices import VOICES

__all__ = ["FAILURES", "Case", "Column", "FailedCase", "Table", "declared", "wide_name"]


def declared() -> tuple[Table, ...]:
    """Every table's declaration, in the order of the export."""
    return _declared(metrics_wide())


@cache
def _declared(wide: Table) -> tuple[Table, ...]:
    return (ARTICLES, SENTENCES, ATTRIBUTIONS, SOURCES, PARTIES, VOICES, ANNOTATIONS, METRICS, wide, SET_ASIDE, SIDES, FAILURES)
