"""The list of formats, and which of them a file is in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from analysis.article import Article, Failure
from analysis.readers import columns, docx_file, feed, html, json_file, jsonl, markdown, pdf, table, text
from analysis.readers.encoding import open_text
from analysis.readers.json_value import NotJson, loads
from analysis.readers.source import Source


@dataclass(frozen=True)
class Format:
    """A format that files are read in.

    Attributes:
        label: its name for help texts.
        endings: of its files, in lower case with their dot.
        read: yields articles and failures of an input; may raise `Unreadable` or OSError.
    """

    label: str
    endings: tuple[str, ...]
    read: Callable[[Source], Iterator[Article | Failure]]


TEXT = Format("plain text", (".txt", ".text"), text.read)
MARKDOWN = Format("Markdown", (".md", ".markdown"), markdown.read)
HTML = Format("web page", (".html", ".htm", ".xhtml"), html.read)
TABLE = Format("table", (".csv", ".tsv", ".tab"), table.read)
FEED = Format("RSS or Atom feed", (".rss", ".atom", ".xml"), feed.read)
PDF = Format("PDF", (".pdf",), pdf.read)
DOCX = Format("Word", (".docx",), docx_file.read)
JSON_LINES = Format("JSON lines", (".jsonl", ".ndjson"), jsonl.read)
JSON = Format("JSON", (".json",), json_file.read)
FORMATS = (TEXT, MARKDOWN, HTML, TABLE, JSON_LINES, JSON, FEED, PDF, DOCX)
BY_ENDING = {ending: one for one in FORMATS for ending in one.endings}

_LOOKS_FEED = re.compile(r"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<[!?][^>]{0,300}>\s*){0,9}<(?:rss|feed|rdf:RDF)\b")
_LOOKS_HTML = re.compile(
    r"(?:<\?xml[^<]{0,200})?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|article|div|p)\b", re.IGNORECASE | re.DOTALL
)


def of(name: str, source: Source) -> Format:
    """The format of a file, by its ending or, where that is unknown, by its beginning. Raises `Unreadable`."""
    known = BY_ENDING.get(PurePath(name).suffix.lower())
    if known is not None:
        return known
    source.stream.seek(0)
    start = source.stream.read(1024)
    source.stream.seek(0)
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"PK\x03\x04"):
        return DOCX
    stream, _ = open_text(source.stream)
    head = stream.read(20_000)
    stream.detach()
    source.stream.seek(0)
    return sniff(head, source)


def sniff(head: str, source: Source) -> Format:
    """The format that a text's beginning looks like; plain text where it looks like no other."""
    start = head.lstrip()
    if _LOOKS_FEED.match(start):
        return FEED
    if _LOOKS_HTML.match(start):
        return HTML
    line = re.split("[\r\n]", start, maxsplit=1)[0]
    if start.startswith("{") and _is_json(line):
        return JSON_LINES
    if re.match(r"\[\s*\{|\{\s*\"", start):
        return JSON
    header, _ = table.open_rows(iter([line]), source.mapping)
    # A first line of prose may hold a comma and a known word: a header's names are short and at least two are known.
    known = columns.choose(header, source.mapping)
    if len(header) > 1 and len(known) > 1 and "text" in known and all(len(name) <= 40 for name in header):
        return TABLE
    return TEXT


def _is_json(line: str) -> bool:
    try:
        return isinstance(loads(line), dict)
    except NotJson:
        return False
