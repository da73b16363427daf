"""Reads plain text: one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.article import Article, Failure
from analysis.readers import clean, limits, title, wrapping
from analysis.readers.encoding import open_text
from analysis.readers.source import Source, Unreadable

FIRST_LINE = "The first line was taken as the title."


def whole(source: Source, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The whole input decoded, and warnings. Raises `Unreadable` (`empty`, `binary`, `too_large`)."""
    stream, warnings = open_text(source.stream, declared=declared)
    text = stream.read(limits.FILE.value + 1)
    stream.detach()
    if len(text) > limits.FILE.value:
        raise limits.FILE.refusal("is longer than", advice="split it into one file for each article")
    return text, warnings


def read(source: Source) -> Iterator[Article | Failure]:
    """One article: hard-wrapped lines joined, characters and blanks cleaned, the first line as title where it looks like one."""
    raw, warnings = whole(source)
    text = clean.layout(wrapping.unwrap(clean.characters(raw)))
    if not text:
        raise Unreadable("empty", "is empty: give a file with the article's text.")
    heading, body = title.split(text, source.known.get("title"))
    if heading is not None and "title" not in source.known:
        warnings += (FIRST_LINE,)
    yield Article(text=body, id=source.id, title=heading, origin=source.origin, warnings=warnings)
