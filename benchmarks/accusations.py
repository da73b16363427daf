"""Measures accusations and what an article gives of the accused's reply against 120 sentences of load articles, coded twice.

    python -m benchmarks.accusations [--unseen] [--write]

The rules are docs/coding-rules.md. Of each article two sentences that name somebody were drawn: one with a word of a broad list
of negative words, one that is any other. `--unseen` measures the half of the articles that nothing was tuned on. Needs the
labelled sets beside the project.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis import Analysis, Article, analyze
from analysis.annotation import Reply
from analysis.annotators import accusations, replies
from analysis.intervals import wilson
from analysis.right_rates import Share
from benchmarks.page import put, put_rate
from benchmarks.stance import Case, cases, load_texts

DRAWS, SEED = 2_000, 5


@dataclass(frozen=True)
class Told:
    """What the finder says of a coded sentence: whether it accuses, and the reply to its first accusation."""

    case: Case
    accuses: bool
    reply: Reply | None

    @property
    def coded(self) -> bool:
        return bool(self.case["code"]["accusation"] == "yes")

    @property
    def right(self) -> bool:
        """Whether an accusation is found and its reply is told as coded."""
        return self.coded and self.accuses and self.reply == self.case["code"]["reply"]


def told(wanted: Sequence[Case]) -> list[Told]:
    """What the finder says of each case, each article analyzed once."""
    marks = {}
    for key, text in load_texts({c["load"] for c in wanted}).items():
        result = analyze(Article(text))
        if not isinstance(result, Analysis):
            raise ValueError(f"{key}: {result.message}")
        marks[key] = [a for a in result.annotations if a.kind == "accusation" and a.field == "text"]
    out = []
    for case in wanted:
        inside = [a for a in marks[case["load"]] if case["start"] <= a.start < case["end"]]
        out.append(Told(case, bool(inside), inside[0].reply if inside else None))
    return out


def f1(found: np.ndarray, gold: np.ndarray) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * float((found & gold).sum()) / max(1, int(found.sum() + gold.sum()))


def found_table(said: Sequence[Told]) -> str:
    """How well accusations are found: shares with Wilson intervals, F1 with a bootstrap over articles."""
    gold, found = (np.array([getattr(t, name) for t in said]) for name in ("coded", "accuses"))
    articles = np.array([t.case["load"] for t in said])
    places = [np.flatnonzero(articles == key) for key in sorted(set(articles))]
    chance = np.random.default_rng(SEED)
    draws = []
    for _ in range(DRAWS):
        drawn = np.concatenate([places[n] for n in chance.integers(len(places), size=len(places))])
        draws.append(f1(found[drawn], gold[drawn]))
    low, high = np.percentile(draws, (2.5, 97.5))
    both = int((gold & found).sum())
    alike = sum(t.case["first"]["accusation"] == t.case["second"]["accusation"] for t in said) / len(said)
    head = "| sentences | accusations | coded alike | precision | recall | F1 |\n|---|---|---|---|---|---|\n"
    shares = f"{_cell(both, int(found.sum()))} | {_cell(both, int(gold.sum()))}"
    return f"{head}| {len(said)} | {gold.sum()} | {alike:.3f} | {shares} | {f1(found, gold):.3f} ({low:.3f}–{high:.3f}) |"


def reply_table(said: Sequence[Told]) -> str:
    """How often the reply is told as coded, beside what saying "not heard" of each would give."""
    coded = [t for t in said if t.coded]
    found = [t for t in coded if t.accuses]
    both = [c for c in (t.case for t in said) if c["first"]["accusation"] == c["second"]["accusation"] == "yes"]
    lines = ["| accusations | n | reply right | “not heard” said of each | coded alike |", "|---|---|---|---|---|"]
    for name, part in (("found", found), ("all coded", coded)):
        alone = sum(t.case["code"]["reply"] == "not heard" for t in part)
        alike = _cell(sum(c["first"]["reply"] == c["second"]["reply"] for c in both), len(both)) if part is coded else ""
        cells = f"{_cell(sum(t.right for t in part), len(part))} | {_cell(alone, len(part))} | {alike}"
        lines.append(f"| {name} | {len(part)} | {cells} |")
    lines += ["", f"| coded, of those found | {' | '.join(replies.ORDER)} |", "|---|---|---|---|---|"]
    for status in replies.ORDER:
        row = [t for t in found if t.case["code"]["reply"] == status]
        lines.append(f"| {status} | {' | '.join(str(sum(t.reply == s for t in row)) for s in replies.ORDER)} |")
    return "\n".join(lines)


def _cell(hits: int, n: int) -> str:
    if not n:
        return "no case"
    low, high = wilson(hits, n)
    return f"{hits / n:.3f} ({low:.3f}–{high:.3f})"


def _share(hits: int, n: int) -> Share:
    low, high = wilson(hits, n)
    return Share(round(hits / n, 3), round(low, 3), round(high, 3), n)


def _put_rates(said: Sequence[Told]) -> None:
    """Keep the right-rates of the finder and of the replies.

    Of a reply, precision is over the accusations found, recall over all that coders see.
    """
    both, right = sum(t.coded and t.accuses for t in said), sum(t.right for t in said)
    found, coded = sum(t.accuses for t in said), sum(t.coded for t in said)
    data = f"{len(said)} sentences of news articles, coded twice by the project from written rules"
    command = "python -m benchmarks.accusations --unseen"
    put_rate(accusations.RULE, "accusation", _share(both, found), _share(both, coded), data, command)
    put_rate(replies.RULE, "reply", _share(right, both), _share(right, coded), f"the accusations of {data}", command)


def main() -> int:
    """Print the tables; with --write, put them into docs/benchmarks.md."""
    unseen = "--unseen" in sys.argv[1:]
    said = told([c for c in cases("accusations") if c["unseen"] == unseen])
    text = f"{found_table(said)}\n\n{reply_table(said)}"
    print(text)
    if "--write" in sys.argv[1:]:
        put("accusations unseen" if unseen else "accusations", text)
        if unseen:
            _put_rates(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
