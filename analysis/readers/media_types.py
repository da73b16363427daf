"""What a server calls the formats that are read, and the encoding that it names for a text."""

from __future__ import annotations

import codecs
import email.message

from analysis.readers.encoding import declarable
from analysis.readers.source import Unreadable

#: Media type -> the ending of its files.
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}
#: XML and JSON say their encoding themselves.
_TEXTS = frozenset({".html", ".txt", ".md", ".csv", ".tsv"})
ACCEPTED = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.9, */*;q=0.1"


def ending(content_type: str) -> str:
    """The ending of a file of this type. Raises `Unreadable` (`unsupported_format`) where the type is not read."""
    kind = _read(content_type)[0]
    if kind not in _ENDINGS:
        named = f"“{kind[:60]}”" if kind else "nothing that its type is known by"
        raise Unreadable("unsupported_format", f"is {named}, no format that is read: save the article in one that is.")
    return _ENDINGS[kind]


def in_utf8(data: bytes, content_type: str) -> bytes:
    """The bytes; a text whose encoding the server names, other than UTF-8, comes in UTF-8 with its mark.

    The server's word goes before the page's own, but not before a byte order mark (WHATWG HTML, determining the encoding).
    """
    kind, charset = _read(content_type)
    name = declarable(charset)
    if name is None or _ENDINGS.get(kind) not in _TEXTS or data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
        return data
    return codecs.BOM_UTF8 + data.decode(name, "replace").encode()


def _read(content_type: str) -> tuple[str, str]:
    message = email.message.Message()
    message["Content-Type"] = "".join(mark for mark in content_type if mark.isprintable())
    charset = message.get_param("charset", "")
    kind = content_type.partition(";")[0].strip().lower()
    return kind, charset if isinstance(charset, str) else ""
