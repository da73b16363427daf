"""Reads JSON lines: one article a line, its text taken as it is, never cleaned and no title inferred from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from analysis.article import Article, Failure
from analysis.origins import STDIN
from analysis.readers import columns, limits, lines, record
from analysis.readers.encoding import open_text
from analysis.readers.json_value import NotJson, loads
from analysis.readers.source import Source


def read_wire(stream: BinaryIO, mapping: Mapping[str, str]) -> Iterator[Article | Failure]:
    r"""Standard input, after the wire schema: its field names exactly (or the mapping's), ids echoed, lines ending in `\n` alone.

    A line that is no article gives a `Failure` with its line number in its place: `not_utf8`, `not_json`, `not_object`,
    `no_text`, `text_not_string`, `empty`, `bad_id` or `too_large`. Blank lines are passed over.
    """
    for number, raw in enumerate(lines.bounded(stream.readline), start=1):
        if raw is None:
            yield _too_long(STDIN, number)
            continue
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if not raw.strip(b" \t\r\n"):
            continue
        try:
            # Half of a surrogate pair, which some writers let through, is kept: the text comes back as it came.
            line = raw.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            message = f"Line {number:,} of {STDIN} is not UTF-8: write the JSON lines in UTF-8."
            yield Failure(code="not_utf8", message=message, line=number, origin=STDIN)
            continue
        value = _object(line, STDIN, number)
        if isinstance(value, Failure):
            yield value
        else:
            yield record.build(value, mapping, origin=STDIN, number=number, line=number, exact=True)


def read(source: Source) -> Iterator[Article | Failure]:
    """A file of JSON lines; keys are matched like column names, and a line without id gets `name:line`."""
    stream, warnings = open_text(source.stream, newline="\n")
    for number, line in enumerate(lines.bounded(stream.readline), start=1):
        if number > limits.ARTICLES.value:
            yield source.failure("too_large", limits.ARTICLES.sentence("has more than", advice="split it"), row=number)
            break
        if line is None:
            yield _too_long(source.origin, number, source.row_id(number))
            continue
        if not line.strip(" \t\r\n"):
            continue
        value = _object(line, source.origin, number, source.row_id(number))
        if isinstance(value, Failure):
            yield value
            continue
        yield record.build(
            value,
            columns.choose(tuple(value), source.mapping),
            origin=source.origin,
            number=number,
            default_id=source.row_id(number),
            line=number,
            warnings=warnings,
        )
    stream.detach()


def _too_long(origin: str, number: int, default_id: str | None = None) -> Failure:
    where = origin if origin is STDIN else f"{origin}:{number}"
    message = f"Line {number:,} of {origin} {lines.too_long()}"
    return Failure(code="too_large", message=message, id=default_id, line=number, origin=where)


def _object(line: str, origin: str, number: int, default_id: str | None = None) -> dict[str, object] | Failure:
    name = f"Line {number:,} of {origin}"
    where = origin if origin is STDIN else f"{origin}:{number}"
    try:
        value = loads(line)
    except NotJson as error:
        message = f"{name} is not JSON ({error}): write one JSON object a line."
        return Failure(code="not_json", message=message, id=default_id, line=number, origin=where)
    if not isinstance(value, dict):
        message = f'{name} is JSON but no object: write it as {{"id": …, "text": …}}.'
        return Failure(code="not_object", message=message, id=default_id, line=number, origin=where)
    return value
