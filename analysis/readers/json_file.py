"""Reads a `.json` file: an array of objects, one object, objects one after the other, or JSON lines.

The file is parsed value by value, so an array of any length is never held as a whole.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from analysis.article import Article, Failure
from analysis.readers import columns, jsonl, limits, record
from analysis.readers.encoding import open_text
from analysis.readers.json_value import DECODER, NotJson, loads
from analysis.readers.source import Source

_CHUNK = 1 << 18
_BETWEEN = re.compile(r"[ \t\r\n,]*")


def read(source: Source) -> Iterator[Article | Failure]:
    """One article for each object, the text taken as it is; an object without id gets `name:number`, counted from 1.

    What is wrong with one object costs that object (`no_text`, `not_object`, …); broken JSON ends the file (`not_json`).
    """
    if _is_lines(source):
        yield from jsonl.read(source)
        return
    stream, warnings = open_text(source.stream)
    number = 0
    try:
        for number, value in enumerate(_values(stream), start=1):
            if number > limits.ARTICLES.value:
                message = limits.ARTICLES.sentence("has more than", advice="split it")
                yield source.failure("too_large", message, row=number)
                break
            if not isinstance(value, dict):
                message = 'is JSON but no object: give an array of {"id": …, "text": …}.'
                yield source.failure("not_object", message, row=number)
                continue
            chosen = columns.choose(tuple(value), source.mapping)
            default = source.row_id(number)
            yield record.build(value, chosen, origin=source.origin, number=number, default_id=default, warnings=warnings)
    except NotJson as error:
        after = f" after value {number:,}" if number else ""
        yield source.failure("not_json", f"is not JSON{after} ({error}): mend the file or write one JSON object a line.")
    stream.detach()


def _is_lines(source: Source) -> bool:
    """True where the first line is an object by itself and more follows."""
    stream, _ = open_text(source.stream, newline="\n")
    first, more = "", ""
    while not first.strip() and (line := stream.readline(limits.LINE.value)):
        first = line
    more = stream.readline(_CHUNK)
    stream.detach()
    try:
        return first.lstrip().startswith("{") and bool(more.strip()) and isinstance(loads(first), dict)
    except NotJson:
        return False


def _values(stream: io.TextIOWrapper) -> Iterator[object]:
    """The elements of an array, or values that follow each other. Raises `NotJson`."""
    buffer, at, array, wanted = "", 0, None, _CHUNK
    while True:
        piece = stream.read(wanted)
        buffer, at = buffer[at:] + piece, 0
        if array is None and buffer.strip():
            buffer = buffer.lstrip(" \t\r\n")
            array = buffer.startswith("[")
            at = int(array)
        while True:
            at = _BETWEEN.match(buffer, at).end()  # type: ignore[union-attr]
            if array and buffer.startswith("]", at):
                return
            if at == len(buffer):
                wanted = _CHUNK
                break
            try:
                value, end = DECODER.raw_decode(buffer, at)
            except RecursionError:
                raise NotJson("it is nested too deeply") from None
            except ValueError as error:
                reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error).partition(":")[0]
                if piece and len(buffer) - at > limits.LINE.value:
                    raise limits.LINE.refusal("holds a value longer than", advice="split it") from None
                if not piece:
                    raise NotJson(f"{reason[:1].lower()}{reason[1:]}") from None
                # The value may only be cut off: read on, twice as much each time, so that the cost grows only with its length.
                wanted = max(_CHUNK, len(buffer) - at)
                break
            if end == len(buffer) and piece and not isinstance(value, (dict, list, str)):
                wanted = _CHUNK
                break
            yield value
            at = end
        if not piece:
            if array:
                raise NotJson("the array is not closed")
            return
