"""Measures one-sided statements and spliced rebuttals on 460 sentences of load articles, coded twice from docs/coding-rules.md.

    python -m benchmarks.one_sided [--unseen] [--write]

`--unseen` measures the half of the articles that nothing was tuned on. Needs the labelled sets beside the project.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np

from analysis import Analysis, Article, analyze
from analysis.annotators import one_sided, rebuttals
from benchmarks.page import put, put_rate
from benchmarks.shares import share
from benchmarks.stance import Case, cases, load_texts

DRAWS, SEED = 2_000, 5
#: Of fewer marks or fewer coded cases a right-rate would tell nothing.
LEAST_CASES = 10

#: Each kind with the rule that makes it and how people call it.
KINDS = {"one_sided": (one_sided.RULE, "one-sided statements"), "rebuttal": (rebuttals.RULE, "spliced rebuttals")}

#: How the sentences were drawn, in the order of drawing.
STRATA = {
    "contradiction": "reports something and has words that mostly contradict",
    "contrast": "reports something and has a contrast",
    "scored": "mostly the writer's, read as loaded or as opinion",
    "any": "any that is mostly the writer's",
    "called false": "reports something and calls a claim false or unproven",
    "fact beside": "reports something and has words that set a fact beside it",
}


def marked(wanted: Sequence[Case]) -> dict[str, np.ndarray]:
    """For each kind whether the finder marks each sentence."""
    texts = load_texts({c["load"] for c in wanted})
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for key, text in texts.items():
        result = analyze(Article(text))
        if not isinstance(result, Analysis):
            raise ValueError(f"{key}: {result.message}")
        for a in result.annotations:
            if a.kind in KINDS and a.field == "text":
                spans.setdefault((key, a.kind), []).append((a.start, a.end))
    return {
        kind: np.array([any(a < c["end"] and c["start"] < b for a, b in spans.get((c["load"], kind), ())) for c in wanted])
        for kind in KINDS
    }


def alpha(first: Sequence[str], second: Sequence[str]) -> float:
    """Krippendorff's alpha of two codings without gaps, nominal (Krippendorff 2011, Computing Krippendorff's Alpha)."""
    values = Counter(first) + Counter(second)
    n = sum(values.values())
    observed = sum(a != b for a, b in zip(first, second, strict=True)) / len(first)
    expected = 1 - sum(k * (k - 1) for k in values.values()) / (n * (n - 1))
    return 1 - observed / expected if expected else 1.0


def agreement(wanted: Sequence[Case], kind: str) -> float:
    """Alpha of the two codings of a kind."""
    return alpha([c["first"][kind] for c in wanted], [c["second"][kind] for c in wanted])


def rates(wanted: Sequence[Case], found: np.ndarray, kind: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of a kind's marks."""
    gold = np.array([c["code"][kind] == "yes" for c in wanted])
    both = float((gold & found).sum())
    p, r = both / max(1, found.sum()), both / max(1, gold.sum())
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def table(wanted: Sequence[Case], found: dict[str, np.ndarray]) -> str:
    everything = cases("one_sided")
    lines = [
        "| kind | sentences | coded yes | alpha, these | alpha, all 460 | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    chance = np.random.default_rng(SEED)
    for kind, (_, name) in KINDS.items():
        draws = []
        for _ in range(DRAWS):
            drawn = chance.integers(len(wanted), size=len(wanted))
            draws.append(rates([wanted[n] for n in drawn], found[kind][drawn], kind))
        low, high = np.percentile(draws, (2.5, 97.5), axis=0)
        cells = [f"{v:.3f} ({a:.3f}–{b:.3f})" for v, a, b in zip(rates(wanted, found[kind], kind), low, high, strict=True)]
        yes = sum(c["code"][kind] == "yes" for c in wanted)
        lines.append(
            f"| {name} | {len(wanted)} | {yes} | {agreement(wanted, kind):.3f} | {agreement(everything, kind):.3f} "
            f"| {' | '.join(cells)} |"
        )
    lines += ["", "| how drawn | sentences | coded one-sided | marked | both | coded rebuttal | marked | both |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    for stratum, name in STRATA.items():
        at = np.array([c["of"] == stratum for c in wanted])
        cells = []
        for kind in KINDS:
            gold = np.array([c["code"][kind] == "yes" for c in wanted])
            cells += [str((at & gold).sum()), str((at & found[kind]).sum()), str((at & gold & found[kind]).sum())]
        lines.append(f"| {name} | {at.sum()} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _put_rates(wanted: Sequence[Case], found: dict[str, np.ndarray]) -> None:
    """Keep the unseen half's precision and recall as the rules' right-rates, where there are enough cases to say."""
    for kind, (rule, _) in KINDS.items():
        by_article: dict[str, list[tuple[bool, bool]]] = {}
        for case, mark in zip(wanted, found[kind], strict=True):
            by_article.setdefault(case["load"], []).append((case["code"][kind] == "yes", bool(mark)))
        groups = list(by_article.values())
        precision = share([(sum(g and m for g, m in x), sum(m for _, m in x)) for x in groups])
        recall = share([(sum(g and m for g, m in x), sum(g for g, _ in x)) for x in groups])
        if min(precision.cases, recall.cases) < LEAST_CASES:
            continue
        drawn = "sentences of news articles, drawn to hold many such cases"
        data = f"{len(wanted)} {drawn}, coded twice by the project from written rules"
        put_rate(rule, kind, precision, recall, data, "python -m benchmarks.one_sided --unseen")


def main() -> int:
    """Print the tables; with --write, put them into docs/benchmarks.md."""
    unseen = "--unseen" in sys.argv[1:]
    wanted = [c for c in cases("one_sided") if c["unseen"] == unseen]
    found = marked(wanted)
    text = table(wanted, found)
    print(text)
    if "--write" in sys.argv[1:]:
        put("one-sided unseen" if unseen else "one-sided", text)
        if unseen:
            _put_rates(wanted, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
