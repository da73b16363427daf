"""A run of the command line: inputs read, analyzed one by one, and written, printed or streamed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from analysis import codebook, engine, export, readers, summary
from analysis.article import Failure
from analysis.export import ExportError
from analysis.export.json import line
from analysis.lexicon import LexiconError
from analysis.progress import Pipe, Tracker, counted
from analysis.readers.inputs import Found, find
from analysis.readers.web_address import is_web_address
from analysis.result import Analysis
from analysis.setup_error import SetupError

#: Endings of files that hold one article each.
_ONE_ARTICLE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})

#: What is wrong with the installation rather than with an input; the messages say what to do.
SETUP_ERRORS = (SetupError, LexiconError)

__all__ = ["SETUP_ERRORS", "ExportError", "codebook_bytes", "to_folder", "to_lines", "to_terminal", "total_of"]


def to_folder(
    inputs: Sequence[str],
    out: Path,
    form: str,
    *,
    text: bool,
    mapping: Mapping[str, str],
    own: Sequence[Path] = (),
    fetch: bool = False,
) -> int:
    """Analyze the inputs and write their tables. Returns the number of failed inputs.

    Raises:
        ExportError: the folder cannot be written, or a table is too long for the format.
    """
    tracker = Tracker(total_of(inputs))
    command = ["evenhand", "analyze", *inputs, "--format", form, *([] if text else ["--no-text"])]
    command += ["--fetch"] if fetch else []
    command += [word for field, column in mapping.items() for word in ("--map", f"{field}={column}")]
    command += [word for folder in own for word in ("--lexicon", str(folder))]
    analyses = _analyses(inputs, mapping, tracker, fetch)
    try:
        census = export.write(analyses, out, form, text=text, command=command, options={"map": dict(mapping)})
    except KeyboardInterrupt:
        tracker.say(f"Nothing was written to {out}: files appear when all are complete.")
        raise
    tracker.say(f"Wrote {counted(census.articles, 'article')} to {out} ({form}).")
    if census.failures:
        where = "analyses.jsonl" if form == "json" else "the failures table"
        tracker.say(f"{counted(census.failures, 'input')} failed; {where} says why.")
    return census.failures


def to_lines(inputs: Sequence[str], out: BinaryIO, *, text: bool, mapping: Mapping[str, str], fetch: bool = False) -> int:
    """Analyze the inputs and write a wire line for each as it comes. Returns the number of failed inputs."""
    tracker = Tracker(total_of(inputs), shown=not sys.stdout.isatty())
    for result in _analyses(inputs, mapping, tracker, fetch):
        out.write(line(result, text=text).encode())
        out.flush()
    return tracker.failures


def to_terminal(inputs: Sequence[str], *, mapping: Mapping[str, str], fetch: bool = False) -> int:
    """Analyze the inputs and print a summary. Returns the number of failed inputs."""
    tracker = Tracker(total_of(inputs))
    summary.show(_analyses(inputs, mapping, tracker, fetch), Pipe(highlight=False))
    return tracker.failures


def codebook_bytes(form: str) -> bytes:
    """The codebook as Markdown (`md`) or CSV."""
    return codebook.codebook_markdown().encode() if form == "md" else export.codebook_csv()


def _analyses(inputs: Sequence[str], mapping: Mapping[str, str], tracker: Tracker, fetch: bool) -> Iterator[Analysis | Failure]:
    # Whoever feeds standard input may wait for an answer before the next line.
    return tracker.watch(engine.analyze_many(readers.read(inputs, mapping=mapping, fetch=fetch), ahead="-" not in inputs))


def total_of(inputs: Sequence[str]) -> int | None:
    """The number of results to come; None where a table, a feed at a web address or standard input holds an unknown number."""
    total = 0
    for name in inputs:
        if name == "-" or is_web_address(name):
            return None
        for found in find(name, frozenset(readers.FORMATS)):
            if isinstance(found, Found) and found.path.suffix.lower() not in _ONE_ARTICLE:
                lines = _lines(found.path)
                if lines is None:
                    return None
                total += lines
                continue
            total += 1
    return total


def _lines(path: Path) -> int | None:
    """Lines of a file of JSON lines; None of another, or of one that cannot be read twice."""
    if path.suffix.lower() != ".jsonl" or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return None
