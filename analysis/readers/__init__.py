"""Reads articles from files, folders, tables and standard input; cleaning happens here and nowhere else.

Every input gives articles or failures, in order, one at a time; nothing that is wrong with an input raises. Failures' codes:
`not_found`, `unreadable`, `unsupported_format`, `empty`, `binary`, `too_large`, `no_text`, `text_not_string`, `bad_id`,
`no_text_column`, `bad_row`, `bad_table`, `not_utf8`, `not_json`, `not_object`, `encrypted`, `damaged`, `not_pdf`, `not_word`,
`not_feed`, `forbidden_xml`; of web addresses also `bad_address`, `address_refused`, `not_fetched`. `limits.py` says how much is
read.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from analysis.article import Article, Failure
from analysis.readers import fetch as web
from analysis.readers import formats, inputs, jsonl, web_address
from analysis.readers.columns import SYNONYMS, checked, parse
from analysis.readers.source import Source, Unreadable

__all__ = ["FORMATS", "SYNONYMS", "parse_mapping", "read", "read_address", "read_bytes"]

#: Ending of a file's name -> what the format is called, for help texts and file choosers.
FORMATS: dict[str, str] = {ending: one.label for ending, one in formats.BY_ENDING.items()}

parse_mapping = parse


def read(
    inputs: Sequence[str | Path],
    *,
    mapping: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    fetch: bool = False,
) -> Iterator[Article | Failure]:
    """Articles and failures of the inputs, in order, read as they are asked for.

    Args:
        inputs: files, folders (walked in sorted order), or `-` for JSON lines on standard input (the wire schema's input).
        mapping: field -> column or key that holds it, where names differ from those in `SYNONYMS`.
        stdin: what `-` reads; the process's standard input where None.
        fetch: read web addresses among the inputs over the network; without, each is a failure and nothing leaves the machine.

    Raises:
        ValueError: at once, for a mapping with an unknown field or one used twice.
    """
    return _read(tuple(inputs), checked(mapping), stdin, fetch)


def read_address(address: str, mapping: Mapping[str, str] | None = None) -> Iterator[Article | Failure]:
    """The same for the page at a web address, fetched; what is no web address is never taken for a file's name."""
    return _fetched(address, checked(mapping))


def read_bytes(name: str, data: bytes, mapping: Mapping[str, str] | None = None) -> Iterator[Article | Failure]:
    """The same for one file's bytes, as an upload gives them. Raises ValueError as `read` does."""
    shown = inputs.printable(name)
    return _articles(name, Source(shown, Path(shown).name or shown, io.BytesIO(data), checked(mapping)))


def _read(
    names: tuple[str | Path, ...], mapping: dict[str, str], stdin: BinaryIO | None, fetch: bool
) -> Iterator[Article | Failure]:
    for name in names:
        if str(name) == "-":
            yield from jsonl.read_wire(stdin if stdin is not None else sys.stdin.buffer, mapping)
            continue
        if fetch and isinstance(name, str) and web_address.is_web_address(name):
            yield from _fetched(name, mapping)
            continue
        for found in inputs.find(name, frozenset(FORMATS)):
            if isinstance(found, Failure):
                yield found
                continue
            try:
                with found.path.open("rb") as file, _seekable(file) as stream:
                    yield from _articles(found.path.name, Source(found.origin, found.id, stream, mapping, found.known))
            except OSError as error:
                message = f"{found.origin} cannot be read ({error.strerror or error}): check its permissions and links."
                yield Failure("unreadable", message, id=found.id, origin=found.origin)


def _fetched(address: str, mapping: dict[str, str]) -> Iterator[Article | Failure]:
    shown = web_address.shown(inputs.printable(address.strip()))
    try:
        page = web.fetch(address.strip())
    except Unreadable as error:
        yield Failure(error.code, f"{shown} {error}", origin=shown)
        return
    for article in _articles(f"page{page.ending}", Source(shown, shown, io.BytesIO(page.data), mapping)):
        if isinstance(article, Article) and article.url is None:
            yield dataclasses.replace(article, url=page.address)
        else:
            yield article


@contextlib.contextmanager
def _seekable(file: BinaryIO) -> Iterator[BinaryIO]:
    """A pipe is copied first: telling its encoding needs a look ahead."""
    if file.seekable():
        yield file
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        yield copy


def _articles(name: str, source: Source) -> Iterator[Article | Failure]:
    """One input's articles, with what a manifest knows of them laid over what the file says."""
    try:
        for article in formats.of(name, source).read(source):
            yield _with_known(article, source.known) if isinstance(article, Article) else article
    except Unreadable as error:
        yield source.failure(error.code, str(error))


def _with_known(article: Article, known: Mapping[str, str]) -> Article:
    return dataclasses.replace(
        article,
        id=known.get("id", article.id),
        title=known.get("title", article.title),
        outlet=known.get("outlet", article.outlet),
        published=known.get("published", article.published),
        url=known.get("url", article.url),
        topic=known.get("topic", article.topic),
        author=known.get("author", article.author),
    )
