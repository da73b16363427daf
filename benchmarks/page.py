"""Puts measured tables between their marks in docs/benchmarks.md, and right-rates where the library reads them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from analysis.right_rates import FILE, RightRate, Share

ROOT = Path(__file__).resolve().parent.parent
#: The labelled sets, where they stand beside the project.
GOLD = ROOT.parent / "shared" / "gold"
#: What the models of five folds say of the labelled texts that each had not seen; numbers only.
OUT_OF_FOLD = ROOT / "benchmarks" / "out_of_fold.npz"
#: Where benchmarks keep parses between runs.
WORK = ROOT / ".evenhand" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"


def put(mark: str, table: str) -> None:
    """Replace what stands between `<!-- mark -->` and `<!-- end -->`; raises ValueError where the page has no such mark."""
    before, found, rest = PAGE.read_text(encoding="utf-8").partition(f"<!-- {mark} -->\n")
    old, end, after = rest.partition("<!-- end -->")
    if not found or not end or "<!--" in old:
        raise ValueError(f"{PAGE} has no place marked {mark} with its end")
    PAGE.write_text(before + found + table.rstrip("\n") + "\n" + end + after, encoding="utf-8")


def put_rate(rule: str, kind: str, precision: Share, recall: Share, data: str, command: str) -> None:
    """Keep a rule's right-rate, in the place of what was measured of any version of the rule before."""
    rows = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else []
    kept = [row for row in rows if row["rule"].partition("@")[0] != rule.partition("@")[0]]
    kept.append(asdict(RightRate(rule, kind, precision, recall, data, command)))
    lines = (json.dumps(row, ensure_ascii=False) for row in sorted(kept, key=lambda row: str(row["rule"])))
    FILE.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
