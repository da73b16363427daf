"""Evenhand shows whose words an article is using.

    >>> import analysis
    >>> result = analysis.analyze(analysis.Article("“We will close the line,” said Ada Quill. The council met on Monday."))
    >>> [(v.voice, v.value) for v in result.metrics if v.id == "direct_share"]
    [('all', 0.4166666666666667)]

`analyze` takes an `Article` and gives an `Analysis`, or a `Failure` that says what was wrong with the input. `read` makes
articles from files, folders and tables. `compare` holds two to six analyses of one event side by side, and `propose_groups`
says which of many articles tell one event. The tables and exports of many analyses are in `analysis.tables` and
`analysis.export`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.article import Article, Failure
from analysis.result import Analysis

if TYPE_CHECKING:
    from analysis.comparison import compare
    from analysis.comparison.grouping import propose as propose_groups
    from analysis.engine import analyze, analyze_many
    from analysis.readers import read

__all__ = ["Analysis", "Article", "Failure", "analyze", "analyze_many", "compare", "propose_groups", "read"]

#: Loaded when first used, so that `--help` and imports of the data types need no parser.
_LATER = {
    "analyze": ("analysis.engine", "analyze"),
    "analyze_many": ("analysis.engine", "analyze_many"),
    "compare": ("analysis.comparison", "compare"),
    "propose_groups": ("analysis.comparison.grouping", "propose"),
    "read": ("analysis.readers", "read"),
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        import importlib

        module, attribute = _LATER[name]
        return getattr(importlib.import_module(module), attribute)
    raise AttributeError(f"module 'analysis' has no attribute '{name}'")
