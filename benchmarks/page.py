"""Puts measured tables between their marks in docs/benchmarks.md."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: The labelled sets, where they stand beside the project.
GOLD = ROOT.parent / "shared" / "gold"
PAGE = ROOT / "docs" / "benchmarks.md"


def put(mark: str, table: str) -> None:
    """Replace what stands between `<!-- mark -->` and `<!-- end -->`; raises ValueError where the page has no such mark."""
    before, found, rest = PAGE.read_text(encoding="utf-8").partition(f"<!-- {mark} -->\n")
    _, end, after = rest.partition("<!-- end -->")
    if not found or not end:
        raise ValueError(f"{PAGE} has no place marked {mark}")
    PAGE.write_text(before + found + table.rstrip("\n") + "\n" + end + after, encoding="utf-8")
