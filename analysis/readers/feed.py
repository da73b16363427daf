"""Reads a feed (RSS, Atom, RDF) with feedparser: one article an entry. Never touches the network."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from analysis.article import Article, Failure
from analysis.readers import clean, html, limits, safe_xml
from analysis.readers.source import Source, Unreadable
from analysis.readers.whole_bytes import whole_bytes

SUMMARY = "The feed gives this entry's summary alone."
_ENTITY = re.compile(rb"<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y", re.IGNORECASE)


def read(source: Source) -> Iterator[Article | Failure]:
    """One article for each entry, its HTML read as a web page's; an entry without id gets `name:number`, counted from 1.

    The feed's title is the outlet. Failures: `no_text` for an entry without words.

    Raises:
        Unreadable: `not_feed`, `forbidden_xml`, `too_large`, `empty`.
    """
    data = whole_bytes(source)
    if not safe_xml.check(data, doctype=True) and _ENTITY.search(data):
        raise Unreadable("forbidden_xml", "declares XML entities, which can unpack without end: save it anew without.")
    try:
        # A stream, never bytes or a string: those feedparser would also take for a file's name or an address.
        found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except Exception as error:  # Feeds break in ways that no list of exceptions foresees, and one must not end a run.
        raise _not_feed() from error
    if not found.get("version") and not found.get("entries"):
        raise _not_feed()
    if not found.entries:
        raise Unreadable("no_text", "is a feed without entries: give one that has some.")
    outlet = html.one_line(_words(found.feed.get("title")))
    for number, entry in enumerate(found.entries, start=1):
        if number > limits.ARTICLES.value:
            yield source.failure("too_large", limits.ARTICLES.sentence("has more than", advice="split it"), row=number)
            return
        yield _article(source, entry, number, outlet)


def _not_feed() -> Unreadable:
    return Unreadable("not_feed", "is neither an RSS nor an Atom feed: give it the ending of what it is.")


def _article(source: Source, entry: Any, number: int, outlet: str | None) -> Article | Failure:
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()]
    whole = max(bodies, key=len, default="")
    raw = whole if whole.strip() else str(entry.get("summary") or "")
    text = html.fragment_text(raw)
    if not text:
        return source.failure("no_text", "is an entry without text: open its page and save that.", row=number)
    return Article(
        text=text,
        id=html.one_line(entry.get("id")) or source.row_id(number),
        title=html.one_line(_words(entry.get("title"))),
        outlet=outlet,
        published=_date(entry.get("published_parsed") or entry.get("updated_parsed")),
        url=html.one_line(entry.get("link")),
        topic=html.one_line("; ".join(str(tag.get("term") or "") for tag in entry.get("tags") or () if tag.get("term"))),
        author=html.one_line(entry.get("author")),
        origin=f"{source.origin}:{number}",
        warnings=() if whole.strip() else (SUMMARY,),
    )


def _words(value: object) -> str | None:
    """A title's words; feeds may set titles in HTML."""
    return html.fragment_text(clean.characters(value), prose=False) if isinstance(value, str) else None


def _date(value: Any) -> str | None:
    """feedparser's time, which is in UTC, as ISO 8601."""
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC).isoformat() if value else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
