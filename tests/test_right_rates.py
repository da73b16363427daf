"""What is shown of a rule's right-rate: measured with interval and cases, or unchecked."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis import Analysis, Article, analyze
from analysis.codebook import codebook_markdown
from analysis.right_rates import UNCHECKED, right_rates, told
from analysis.tables import build
from dashboard import data

TEXT = "In a shameful move the council closed the ferry in March, perhaps for good. The bus runs every hour until summer ends."


def marks() -> pd.DataFrame:
    found = analyze(Article(TEXT))
    assert isinstance(found, Analysis)
    return build([found]).annotations.set_index("kind")


@pytest.mark.parametrize("rule", right_rates())
def test_every_rate_is_whole(rule: str) -> None:
    rate = right_rates()[rule]
    for share in (rate.precision, rate.recall):
        assert 0 <= share.low <= share.value <= share.high <= 1
        assert share.cases >= 10
    assert rate.command.startswith("python -m benchmarks.")
    assert re.fullmatch(r"\w+/\w+@\d+", rule)
    assert f"{rate.precision.value:.0%} of its marks are right" in told(rule)


def test_a_measured_rule_has_its_rate_in_the_table_and_an_unmeasured_one_has_none() -> None:
    table = marks()
    measured, unmeasured = table.loc[["loaded_language"]].iloc[0], table.loc["hedge"]
    rate = right_rates()[measured["rule"]].precision
    assert (measured["right_rate"], measured["right_rate_low"], measured["right_rate_high"]) == (rate.value, rate.low, rate.high)
    assert measured["right_rate_cases"] == rate.cases
    assert unmeasured[["right_rate", "right_rate_low", "right_rate_high", "right_rate_cases"]].isna().all()


def test_another_version_of_a_rule_is_unchecked() -> None:
    assert told("loaded_language/lexicon@99") == UNCHECKED


def test_the_codebook_lists_every_rate() -> None:
    book = codebook_markdown()
    assert all(f"`{rule}`" in book for rule in right_rates())


def test_the_codebook_page_tells_the_rate_of_what_a_metric_counts() -> None:
    said = {m.id: data.right_rate(m) for m in data.metrics()}
    (rule,) = (r for r in right_rates() if r.startswith("scare_quote/"))
    assert said["scare_quote_rate"] == f"{told(rule)}."
    both = [r for r in right_rates() if r.startswith("loaded_language/")]
    assert said["loaded_rate"] == "; ".join(f"{r}: {told(r)}" for r in both) + "."
    assert len(both) == 2
    assert said["hedge_rate"] is None
    assert said["one_sided_statements"] is None
