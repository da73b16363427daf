"""Measures what is said of headlines against their articles, on sixty load articles coded once.

    python -m benchmarks.headlines [--unseen] [--write]

The rules are docs/coding-rules.md. `--unseen` measures the twenty articles that nothing was tuned on. Needs the labelled sets
beside the project.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Sequence

from analysis import Analysis, Article, analyze
from analysis.annotators import headline_claims, headline_quotations
from benchmarks.nominalisations import LEAST_CASES, cell, share
from benchmarks.page import GOLD, put, put_rate
from benchmarks.stance import Case, cases

#: For each kind its rule, what the tables call it, and the codes that its mark should meet.
KINDS: dict[str, tuple[str, str, Callable[[Case], bool]]] = {
    "dropped_attribution": (headline_claims.DROPPED, "attribution dropped", lambda c: c["code"]["attribution"] == "yes"),
    "cut_quotation": (
        headline_quotations.RULE,
        "quotation cut or in other words",
        lambda c: c["code"]["quotation"] in ("cut", "differs"),
    ),
    "no_counterpart": (headline_claims.ALONE, "no close counterpart", lambda c: c["code"]["counterpart"] == "none"),
}


def found_in(wanted: Sequence[Case]) -> list[set[str]]:
    """The kinds of marks that the finder puts on each headline."""
    ids = {c["load"] for c in wanted}
    lines = gzip.decompress((GOLD / "load.jsonl.gz").read_bytes()).decode("utf-8").split("\n")
    rows = {row["id"]: row for row in map(json.loads, filter(None, lines)) if row["id"] in ids}
    out = []
    for case in wanted:
        row = rows[case["load"]]
        found = analyze(Article(row["text"], title=row["title"]))
        if not isinstance(found, Analysis):
            raise ValueError(f"{case['load']}: {found.message}")
        out.append({a.kind for a in found.annotations} & KINDS.keys())
    return out


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    unseen = "--unseen" in sys.argv[1:]
    wanted = [c for c in cases("headlines") if c["unseen"] == unseen]
    marks = found_in(wanted)
    lines = ["| what | headlines | coded so | marked | precision | recall |", "|---|---|---|---|---|---|"]
    rates = []
    for kind, (rule, name, coded) in KINDS.items():
        gold, found = [coded(c) for c in wanted], [kind in m for m in marks]
        both = sum(g and f for g, f in zip(gold, found, strict=True))
        precision, recall = share(both, sum(found)), share(both, sum(gold))
        lines.append(f"| {name} | {len(wanted)} | {sum(gold)} | {sum(found)} | {cell(precision)} | {cell(recall)} |")
        if precision is not None and recall is not None and min(precision.cases, recall.cases) >= LEAST_CASES:
            rates.append((rule, kind, precision, recall))
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        put("headlines unseen" if unseen else "headlines", "\n".join(lines))
        data = f"{len(wanted)} headlines of news articles, coded once by the project from written rules"
        for rule, kind, precision, recall in rates if unseen else []:
            put_rate(rule, kind, precision, recall, data, "python -m benchmarks.headlines --unseen")
    return 0


if __name__ == "__main__":
    sys.exit(main())
