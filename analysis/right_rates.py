"""How often a rule is right, as the benchmarks measured it: read from `right_rates.json`, which only they write.

A rule is named with its version ("scare_quote/marks@1"), so that a changed rule is unchecked until it is measured again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from analysis.result import Analysis

FILE = Path(__file__).parent / "right_rates.json"

UNCHECKED = "unchecked, never measured"


@dataclass(frozen=True)
class Share:
    """A share of `cases`, with its 95 % interval."""

    value: float
    low: float
    high: float
    cases: int


@dataclass(frozen=True)
class RightRate:
    """How often a rule is right.

    Attributes:
        kind: what the rule makes, by the name that metrics give it in `needs`: a kind of annotation, or "attributions".
        precision: of the rule's marks, those that coders' marks meet.
        recall: of the coders' marks, those that the rule's meet.
        data: what it was measured on; command: what measures it again.
    """

    rule: str
    kind: str
    precision: Share
    recall: Share
    data: str
    command: str


@cache
def right_rates() -> Mapping[str, RightRate]:
    """What was measured, by rule."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    found = {
        row["rule"]: RightRate(**{**row, "precision": Share(**row["precision"]), "recall": Share(**row["recall"])})
        for row in rows
    }
    return MappingProxyType(found)


def told(rule: str) -> str:
    """A rule's right-rate in words, for a reader."""
    rate = right_rates().get(rule)
    if rate is None:
        return UNCHECKED
    p, r = rate.precision, rate.recall
    return (
        f"{p.value:.0%} of its marks are right ({p.low:.0%}–{p.high:.0%}, of {p.cases:,}) and it finds {r.value:.0%} of what "
        f"there is ({r.low:.0%}–{r.high:.0%}, of {r.cases:,}), on {rate.data}"
    )


def briefly(rule: str) -> str:
    """Of its marks, how many are right, in a few words."""
    rate = right_rates().get(rule)
    if rate is None:
        return "unchecked"
    p = rate.precision
    return f"{p.value:.0%} right ({p.low:.0%}–{p.high:.0%}, of {p.cases:,})"


def of_kinds(result: Analysis, kinds: Iterable[str]) -> tuple[str, ...]:
    """How often the finders of some kinds are right: of those that found something here, else of all that make the kind."""
    out: dict[str, None] = {}
    for kind in kinds:
        marks = result.attributions if kind == "attributions" else [a for a in result.annotations if a.kind == kind]
        rules = sorted({a.rule for a in marks}) or sorted(r.rule for r in right_rates().values() if r.kind == kind)
        out.update(dict.fromkeys(f"{rule}: {briefly(rule)}" for rule in rules or [kind.replace("_", " ")]))
    return tuple(out)
