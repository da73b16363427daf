"""Measures the finder against the two sample articles coded by hand, and the two codings against each other.

    python -m benchmarks.hand_coding [--write]

The rules are docs/coding-rules.md. `tests/gold/` holds the first coding, which is the settled one too; `tests/gold/second/`
holds the second, made without sight of the first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from analysis import Analysis, Article, analyze
from benchmarks.page import ROOT, put

GOLD = ROOT / "tests" / "gold"
ARTICLES = ("ward-wire", "summit-palisade")

Span = tuple[int, int]
#: Marks and blanks at the edge of a span are not worth a quarrel.
EDGE = " \t\n\"'“”‘’.,;:!?–—()"


@dataclass(frozen=True)
class Coding:
    """What a coder, or the finder, marks in one article's text: content and source of each attribution, and loaded words."""

    text: str
    attributions: tuple[tuple[frozenset[int], frozenset[int]], ...]
    loaded: tuple[Span, ...]


@dataclass(frozen=True)
class Agreement:
    """Matches against what one side and the other marked; pooled by adding."""

    matched: int = 0
    said: int = 0
    wanted: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.matched + other.matched, self.said + other.said, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where neither side marks anything."""
        return 2 * self.matched / (self.said + self.wanted) if self.said + self.wanted else 1.0


def body(name: str) -> tuple[str, str]:
    """Headline and text of a sample article, as the coding rules count their offsets."""
    title, _, text = (ROOT / "seeds" / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return title, text


def coded(name: str, folder: Path = GOLD) -> Coding:
    """A hand coding; raises ValueError where an offset does not hold its words."""
    data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    _, text = body(name)

    def spans(given: list[list[object]]) -> list[Span]:
        out = []
        for start, end, words in given:
            if not isinstance(start, int) or not isinstance(end, int) or text[start:end] != words:
                raise ValueError(f"{folder / name}.json: {start}:{end} does not hold {words!r}")
            out.append((start, end))
        return out

    attributions = [(_characters(spans(a["content"])), _characters(spans(a["source"]))) for a in data["attributions"]]
    return Coding(text, tuple(attributions), tuple(spans(data["loaded"])))


def found(name: str) -> Coding:
    """What the finder marks in the same text, nested attributions included."""
    title, text = body(name)
    result = analyze(Article(text, title=title))
    if not isinstance(result, Analysis):
        raise ValueError(result.message)
    attributions = [(_characters(a.content), _characters(a.source)) for a in result.attributions if a.field == "text"]
    loaded = [(a.start, a.end) for a in result.annotations if a.kind == "loaded_language" and a.field == "text"]
    return Coding(text, tuple(attributions), tuple(loaded))


def attribution_agreement(said: Coding, wanted: Coding, *, same_source: bool = False) -> Agreement:
    """Attributions whose contents share half of their joint characters or more, best overlap first, each matched once.

    Args:
        same_source: count a match only where the sources overlap too, or both have none.
    """
    pairs = sorted(
        (
            (len(a & b) / len(a | b), i, j)
            for i, (a, _) in enumerate(said.attributions)
            for j, (b, _) in enumerate(wanted.attributions)
        ),
        reverse=True,
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    matched = 0
    for share, i, j in pairs:
        if share < 0.5 or i in mine or j in theirs:
            continue
        mine.add(i)
        theirs.add(j)
        a, b = said.attributions[i][1], wanted.attributions[j][1]
        matched += not same_source or bool(a & b) or not (a or b)
    return Agreement(matched, len(said.attributions), len(wanted.attributions))


def loaded_agreement(said: Coding, wanted: Coding) -> Agreement:
    """Loaded spans that overlap a span of the other side, each matched once, in reading order."""
    left = [_trim(wanted.text, span) for span in wanted.loaded]
    matched = 0
    for start, end in sorted(said.loaded):
        hit = next((span for span in left if span[0] < end and start < span[1]), None)
        if hit is not None:
            left.remove(hit)
            matched += 1
    return Agreement(matched, len(said.loaded), len(wanted.loaded))


def pooled(parts: Iterable[Agreement]) -> Agreement:
    """The sum over articles."""
    return sum(parts, Agreement())


def _characters(spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end))


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def table() -> str:
    """Both comparisons as a Markdown table."""
    lines = ["| article | figure | second coding against first | finder against first |", "|---|---|---|---|"]
    for name in ARTICLES:
        settled, second, finder = coded(name), coded(name, GOLD / "second"), found(name)
        for label, measure in (
            ("attribution F1", attribution_agreement),
            ("attribution F1, source right too", partial(attribution_agreement, same_source=True)),
            ("loaded words F1", loaded_agreement),
        ):
            cells = [_cell(measure(said, settled)) for said in (second, finder)]
            lines.append(f"| {name} | {label} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def _cell(x: Agreement) -> str:
    return (
        f"{x.f1:.3f} ({x.matched} match, of {x.said} marked and {x.wanted} coded)"
        if x.said + x.wanted
        else "none marked by either"
    )


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    text = table()
    print(text)
    if "--write" in sys.argv[1:]:
        put("hand coding", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
