"""Reads tables with a header row (CSV, TSV): one article a row."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator, Mapping

from analysis.article import Article, Failure
from analysis.readers import columns, known_exports, limits, record
from analysis.readers import lines as bounded_lines
from analysis.readers.encoding import open_text
from analysis.readers.source import Source

_DELIMITERS = (",", ";", "\t", "|")


def read(source: Source) -> Iterator[Article | Failure]:
    r"""One article for each row, its text taken as it is but for line ends, which become `\n`.

    The delimiter is the one of `, ; | tab` that gives the header most known names. Rows are counted from 1, the header left
    out; a row without id gets `name:row`. Failures: `no_text_column` for the whole table; `empty`, `no_text` or `bad_row`
    (more cells than columns, or a quotation mark that never closes) for a row; `bad_table` where the rest cannot be read.
    """
    # The csv module refuses fields over 128 kB; articles are longer, and a mark that never closes must still end somewhere.
    csv.field_size_limit(limits.LINE.value)
    stream, warnings = open_text(source.stream)
    physical = _Lines(stream)
    try:
        header, rows = open_rows(physical, source.mapping)
        export = known_exports.recognised(header)
        chosen = columns.choose(header, known_exports.with_known(export, header, source.mapping))
        if "text" not in chosen:
            yield _no_text_column(source, header, export)
            return
        missing = [name for field, name in source.mapping.items() if field not in chosen]
        warnings += tuple(f"The column “{name}” was asked for and is not in the table." for name in missing)
        for number, cells in enumerate((row for row in rows if any(cell.strip() for cell in row)), start=1):
            if number > limits.ARTICLES.value:
                message = limits.ARTICLES.sentence("has more than", advice="split it")
                yield source.failure("too_large", message, row=number)
                return
            wrong = _wrong(cells, len(header), physical.ended)
            if wrong is not None:
                yield source.failure("bad_row", wrong, row=number)
                continue
            values: dict[str, object] = {name: lines(cell) for name, cell in zip(header, cells, strict=False)}
            default = source.row_id(number)
            yield record.build(values, chosen, origin=source.origin, number=number, default_id=default, warnings=warnings)
    except csv.Error as error:
        if "field larger than field limit" in str(error):
            yield source.failure("too_large", limits.LINE.sentence("has a cell longer than", advice="split it"))
            return
        yield source.failure("bad_table", f"cannot be read as a table from here on ({error}): save it anew as CSV.")
    finally:
        stream.detach()


class _Lines:
    """A file's lines; `ended` once a reader has asked for more than there are, as it does for a row that is never closed."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._lines = bounded_lines.bounded(stream.readline)
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            if line is None:
                raise limits.LINE.refusal("has a line longer than", advice="split it")
            return line
        self.ended = True
        raise StopIteration


def _wrong(cells: list[str], columns_known: int, ended: bool) -> str | None:
    if ended:
        return "has a quotation mark that never closes: close it, or the rows after it are lost in it."
    if any(cell.strip() for cell in cells[columns_known:]):
        names = f"{columns_known:,} column names"
        return f"has {len(cells):,} cells under {names}: put quotation marks round cells that hold the delimiter."
    return None


def open_rows(stream: Iterator[str], mapping: Mapping[str, str]) -> tuple[list[str], Iterator[list[str]]]:
    """The header's names, made distinct, and the rows after it. Raises csv.Error."""
    first = next((line for line in stream if line.strip()), "")
    forced = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    if len(forced) == 1:
        first = next((line for line in stream if line.strip()), "")
    delimiter = forced if len(forced) == 1 else _delimiter(first, mapping)
    rows = csv.reader(itertools.chain([first], stream), delimiter=delimiter)
    names = [name.strip() for name in next(rows, [])]
    while names and not names[-1]:
        names.pop()
    seen: dict[str, int] = {}
    for place, name in enumerate(names):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            names[place] = f"{name} ({seen[name]})"
    return names, rows


def lines(cell: str) -> str:
    """A cell with plain line ends."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _delimiter(header: str, mapping: Mapping[str, str]) -> str:
    def score(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return len(columns.choose(names, mapping)), len(names)

    return max(_DELIMITERS, key=score)


def _no_text_column(source: Source, header: list[str], export: known_exports.Export | None) -> Failure:
    asked = source.mapping.get("text")
    if asked is None and export is not None:
        message = f"is a table of {export.name} and has no text column: {export.lacks}, or name a column by --map text=COLUMN."
        return source.failure("no_text_column", message)
    lacking = "has no text column" if asked is None else f"has no column “{asked}”"
    found = ", ".join(f"“{name[:40]}”" for name in header[:30]) + (", …" if len(header) > 30 else "")
    return source.failure("no_text_column", f"{lacking} (found: {found}): name the one with the text by --map text=COLUMN.")
