"""Measures attribution against PolNeAR and writes the figures, with 95 % intervals, to docs/benchmarks.md.

    python -m benchmarks.quality [--gold ../shared/gold] [--write]

The labelled data stand beside the project and are not part of it; without them there is nothing to measure.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import random
import sys
from pathlib import Path
from typing import Any

from analysis import Analysis, Article, analyze_many
from analysis.heads.attribution import reader
from analysis.right_rates import Share
from analysis.wire import to_wire
from benchmarks.page import ROOT, put, put_rate

RESAMPLES = 200

#: Rows of the table: where the figure stands in the scorer's answer, its name, a second trained coder, the best open extractor.
FIGURES = (
    (("content", "f1"), "content, character F1", ".913", ".667"),
    (("source", "f1"), "source, character F1", ".818", ".585"),
    (("cue", "f1"), "cue, character F1", ".686", ".317"),
    (("exact", "content", "f1"), "content spans exactly right, F1", ".70", ".42"),
    (("exact", "source", "f1"), "source spans exactly right, F1", ".80", ".52"),
    (("exact", "cue", "f1"), "cue spans exactly right, F1", ".70", ".48"),
    (("attribution", "p"), "attribution precision (content overlap of half or more)", "", ""),
    (("attribution", "r"), "attribution recall", "", ""),
    (("attribution", "f1"), "attribution F1", ".797", ".476"),
    (("source_right",), "source right, of those matched", ".935", ".825"),
    (("recall_by_form", "direct"), "recall, direct", ".98", ".73"),
    (("recall_by_form", "mixed"), "recall, mixed", ".89", ".57"),
    (("recall_by_form", "indirect"), "recall, indirect", ".75", ".24"),
    (("attributed_share_mae",), "mean error of an article's attributed share", ".047", ".221"),
)


def rows(path: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """Lines of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()][:limit]


def scorer(gold: Path) -> Any:
    """The scorer that stands with the data, as a module."""
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"There is no score.py in {gold}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pick(figures: dict[str, Any], path: tuple[str, ...]) -> float:
    found: Any = figures
    for key in path:
        found = found[key]
    return float(found)


def attribution(
    gold: Path, part: str, limit: int | None = None, resamples: int = RESAMPLES
) -> dict[str, tuple[float, float, float]]:
    """Each figure with its interval (percentile bootstrap over articles); raises if an article fails."""
    labelled = rows(gold / f"{part}.jsonl.gz", limit)
    results = list(analyze_many(Article(r["text"], id=r["id"]) for r in labelled))
    failed = [r for r in results if not isinstance(r, Analysis)]
    if failed:
        raise SystemExit(f"{len(failed)} articles failed, the first with: {failed[0]}")
    said = [to_wire(r) for r in results if isinstance(r, Analysis)]
    score = scorer(gold).attribution
    whole = score(labelled, said)
    chance = random.Random(1)
    drawn = []
    for _ in range(resamples):
        picks = chance.choices(range(len(labelled)), k=len(labelled))
        drawn.append(score([labelled[i] for i in picks], [said[i] for i in picks]))
    out = {}
    for path, name, *_ in FIGURES:
        values = sorted(_pick(d, path) for d in drawn)
        low, high = (values[int(0.025 * len(values))], values[int(0.975 * len(values)) - 1]) if values else (float("nan"),) * 2
        out[name] = (_pick(whole, path), low, high)
    return out


def table(figures: dict[str, tuple[float, float, float]], off: dict[str, tuple[float, float, float]]) -> str:
    """The figures as a Markdown table, with those of the rules alone beside them."""
    lines = [
        "| figure | Evenhand | 95 % interval | head off | second coder | open extractor |",
        "|---|---|---|---|---|---|",
    ]
    for _, name, coder, peer in FIGURES:
        value, low, high = figures[name]
        lines.append(f"| {name} | {value:.3f} | {low:.3f} – {high:.3f} | {off[name][0]:.3f} | {coder} | {peer} |")
    return "\n".join(lines) + "\n"


def _put_rate(labelled: Path, figures: dict[str, tuple[float, float, float]]) -> None:
    """Keep precision and recall as the right-rate of the head."""
    found = rows(labelled)
    coded = sum(len(r["attributions"]) for r in found)
    p, r, f1 = (figures[f"attribution {name}"] for name in ("precision (content overlap of half or more)", "recall", "F1"))
    marked = round(coded * r[0] / p[0]) if f1[0] else 0
    precision, recall = (Share(*(round(v, 3) for v in figure), cases=cases) for figure, cases in ((p, marked), (r, coded)))
    data = f"{len(found)} political news articles (PolNeAR), of all attributions together, where half of the words agree"
    put_rate(reader.RULE, "attributions", precision, recall, data, "python -m benchmarks.quality")


def main() -> int:
    """Print the table; with --write, put it between its marks in docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--part", default="polnear-dev")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = parser.parse_args()
    if not given.gold.is_dir():
        print(
            f"The labelled data are not there ({given.gold}): nothing measured. Name their folder with --gold.", file=sys.stderr
        )
        return 0
    with_head = attribution(given.gold, given.part, given.limit)
    os.environ[reader.SWITCH] = "rules"
    text = table(with_head, attribution(given.gold, given.part, given.limit, resamples=0))
    print(text)
    if given.write:
        put("attribution", text)
        _put_rate(given.gold / f"{given.part}.jsonl.gz", with_head)
    return 0


if __name__ == "__main__":
    sys.exit(main())
