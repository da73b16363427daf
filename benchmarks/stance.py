"""Measures the stance of reporting verbs against 500 occurrences in load articles and 60 sentences of the project's own.

    python -m benchmarks.stance [--unseen] [--write]

Both were coded twice from docs/coding-rules.md. Half of the occurrences were drawn from all reporting verbs, half from those
that the lexicon lists as taking sides. `--unseen` measures the part that nothing was tuned on.
"""

from __future__ import annotations

import gzip
import json
import sys
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from analysis import language
from analysis.annotators import stance
from analysis.document import Parsed
from analysis.heads import reading
from analysis.intervals import wilson
from benchmarks.page import GOLD, ROOT, put

CODED = ROOT / "tests" / "gold"

Case = Mapping[str, Any]


def cases(name: str) -> list[Case]:
    found: list[Case] = json.loads((CODED / f"{name}.json").read_text(encoding="utf-8"))
    return found


def load_texts(ids: set[str]) -> dict[str, str]:
    """Texts of load articles; needs the labelled sets beside the project."""
    load = GOLD / "load.jsonl.gz"
    if not load.is_file():
        raise SystemExit(f"{load} is missing: the load articles are part of the labelled sets, which stand beside the project.")
    lines = gzip.decompress(load.read_bytes()).decode("utf-8").split("\n")
    rows = (json.loads(line) for line in lines if line)
    return {row["id"]: row["text"] for row in rows if row["id"] in ids}


def right(parsed: Parsed, offset: int, code: str) -> bool:
    """Whether the finder says of the verb at an offset what was coded; `none` where it reports nothing."""
    index = bisect_right(parsed.starts, offset) - 1
    said = reading.read(parsed, {"reporting": [(index, index + 1)]}).spans
    return (stance.of(parsed, index, said) or "none") == code


def of_sentences(wanted: Sequence[Case]) -> list[bool]:
    return [right(language.parse(c["sentence"]), c["sentence"].index(c["verb"]), c["code"]) for c in wanted]


def of_occurrences(wanted: Sequence[Case]) -> list[bool]:
    texts = load_texts({c["load"] for c in wanted})
    parsed = {key: language.parse(text) for key, text in texts.items()}
    return [right(parsed[c["load"]], c["start"], c["code"]) for c in wanted]


def agreement(wanted: Sequence[Case]) -> float:
    """Share of cases that the two codings code alike."""
    return sum(c["first"] == c["second"] for c in wanted) / len(wanted)


def row(name: str, wanted: Sequence[Case], hits: Sequence[bool]) -> str:
    low, high = wilson(sum(hits), len(hits))
    return f"| {name} | {len(hits)} | {agreement(wanted):.3f} | {sum(hits) / len(hits):.3f} ({low:.3f}–{high:.3f}) |"


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    unseen = "--unseen" in sys.argv[1:]
    drawn, own = cases("stance"), [c for c in cases("stance_sentences") if c["unseen"] == unseen]
    parts = [[c for c in drawn if c["unseen"] == unseen and c["of"] == of] for of in ("any", "sides")]
    hits = [of_occurrences(part) for part in parts]
    lines = ["| cases | n | coded alike | stance right |", "|---|---|---|---|"]
    lines.append(row("occurrences of any reporting verb", parts[0], hits[0]))
    lines.append(row("occurrences of verbs that take sides", parts[1], hits[1]))
    lines.append(row("both", [*parts[0], *parts[1]], [*hits[0], *hits[1]]))
    lines.append(row("sentences of the project's own", own, of_sentences(own)))
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        put("stance unseen" if unseen else "stance", "\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
