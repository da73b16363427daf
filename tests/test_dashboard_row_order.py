"""The order of the heat map's rows, and which columns it shows at first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metric import metrics
from dashboard.ranks import HEADLINE, figures_for, headline
from dashboard.row_order import alike, by_value


def frame(**rows: list[float]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index")


def test_articles_with_like_figures_stand_together() -> None:
    found = alike(frame(a=[0, 5], b=[95, 100], c=[10, 0], d=[100, 90], e=[50, 50]))
    assert found[2] == "e", "what lies between stands between"
    assert {frozenset(found[:2]), frozenset(found[3:])} == {frozenset("ac"), frozenset("bd")}
    assert found == alike(frame(a=[0, 5], b=[95, 100], c=[10, 0], d=[100, 90], e=[50, 50])), "it repeats"


def test_articles_are_held_together_by_what_both_have_and_none_is_lost() -> None:
    nothing = np.nan
    found = alike(frame(a=[0, nothing], b=[100, 100], c=[nothing, nothing], d=[5, nothing]))
    assert sorted(found) == list("abcd")
    assert abs(found.index("a") - found.index("d")) == 1
    for few in ({}, {"a": [1.0]}, {"a": [1.0], "b": [2.0]}):
        assert alike(frame(**few)) == list(few)


def test_rows_by_a_figure_stand_highest_first_and_those_without_last() -> None:
    assert by_value(pd.Series({"a": 1.0, "b": np.nan, "c": 3.0, "d": 1.0})) == ["c", "a", "d", "b"]


def test_the_first_columns_are_metrics_that_exist_and_each_family_has_one() -> None:
    assert {metric.id for metric in metrics()} >= HEADLINE
    columns = figures_for(metrics(), "writer")
    shown = headline(columns)
    assert {c.metric.family for c in shown} == {c.metric.family for c in columns}
    assert len(shown) <= 12
