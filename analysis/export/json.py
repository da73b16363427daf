"""JSON lines: `analyses.jsonl` holds one wire object an input, failed inputs in their places; a single table a row a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from analysis.article import Failure
from analysis.result import Analysis
from analysis.wire import dump, failure_to_wire, to_wire


def line(result: Analysis | Failure, *, text: bool = True) -> str:
    """The wire line of a result, with its line end."""
    return dump(failure_to_wire(result, text=text) if isinstance(result, Failure) else to_wire(result, text=text)) + "\n"


def write_analyses(results: Iterable[Analysis | Failure], folder: Path, *, text: bool = True) -> tuple[str, ...]:
    """Write the results as they come. Returns notes for the manifest: none."""
    with (folder / "analyses.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line(result, text=text) for result in results)
    return ()


def write(chunks: Iterable[Mapping[str, pa.Table]], schemas: Mapping[str, pa.Schema], folder: Path) -> tuple[str, ...]:
    """Write tables as `NAME.jsonl`, one object a row. Returns notes for the manifest: none."""
    files = {name: (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") for name in schemas}
    try:
        for chunk in chunks:
            for name, file in files.items():
                file.writelines(dump(row) + "\n" for row in chunk[name].to_pylist())
    finally:
        for file in files.values():
            file.close()
    return ()
