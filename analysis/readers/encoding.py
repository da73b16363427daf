"""Finds the encoding of a file's bytes, or that they are no text.

In order: a byte order mark; UTF-8, which other bytes hardly ever look like by chance; what an HTML page declares; else a guess
by charset-normalizer, always said in a warning. A file is read through in pieces, so its size does not matter.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO

import charset_normalizer

from analysis.readers.source import Unreadable

_CHUNK = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF-", "a PDF (give it the ending .pdf)"),
    (b"PK\x03\x04", "a Word, Excel or zip file (a Word file needs the ending .docx)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
)
_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b"))) + b"\x7f"
_HIGH = bytes(range(128, 256))
#: Encodings that a page may declare and that are safe to take at its word.
_DECLARABLE = re.compile(
    r"windows-?\d{3,4}|cp\d{3,4}|iso-?8859-\d{1,2}|koi8-[ru]|macintosh|shift_jis|euc-(?:jp|kr)|gbk|gb2312|gb18030|big5"
)
#: Pages that declare these mean Windows-1252, as every browser reads them (WHATWG Encoding Standard).
_MEANS_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
_NAMES = {"mac_roman": "Mac Roman", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


@dataclass(frozen=True)
class Encoding:
    """How to decode an input.

    Attributes:
        name: Python's name of the codec.
        skip: bytes of the byte order mark.
        warning: what was guessed or damaged, or None.
    """

    name: str
    skip: int = 0
    warning: str | None = None


def open_text(stream: BinaryIO, *, newline: str = "", declared: str | None = None) -> tuple[io.TextIOWrapper, tuple[str, ...]]:
    """The input as text, and the warnings that its decoding calls for.

    Args:
        newline: as in `open`; nothing is translated.
        declared: the encoding that the input itself names, if any.

    Raises:
        Unreadable: with code `empty` or `binary`.
    """
    found = detect(stream, declared)
    stream.seek(found.skip)
    text = io.TextIOWrapper(stream, encoding=found.name, errors="replace", newline=newline)
    return text, () if found.warning is None else (found.warning,)


def detect(stream: BinaryIO, declared: str | None = None) -> Encoding:
    """The encoding of a whole input; its stream is left at any position. Raises `Unreadable` as `open_text` does."""
    stream.seek(0)
    head = stream.read(_CHUNK)
    if not head.strip(b" \t\r\n\v\f\x00" + codecs.BOM_UTF8):
        raise Unreadable("empty", "is empty: give a file with the article's text.")
    kind = next((label for magic, label in _KINDS if head.startswith(magic)), None)
    if kind is not None:
        raise Unreadable("binary", f"is {kind}, not text: save it as plain text, HTML or CSV and give that file.")
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, skip=len(mark))
    silent = _silent_utf16(head)
    if silent:
        return Encoding(silent, warning=f"The encoding was guessed: {_NAMES[silent]}.")
    if head.count(0) > len(head) / 100 or len(head) - len(head.translate(None, _CONTROL)) > len(head) / 20:
        raise Unreadable("binary", "is not text: save the article as plain text, HTML or CSV and give that file.")
    good, bad, sample = _try_utf8(stream, head)
    if not bad:
        return Encoding("utf-8")
    if good > bad:
        places = "one place" if bad == 1 else f"{bad:,} places"
        return Encoding("utf-8", warning=f"Damaged UTF-8: “\ufffd” stands in {places} for what could not be read.")
    return _declared(declared, sample) or _guess(sample)


def _silent_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark: in English text every other byte is then NUL."""
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _try_utf8(stream: BinaryIO, head: bytes) -> tuple[int, int, bytes]:
    """Characters beyond ASCII that decode, bytes that do not, and a piece of the input to guess by if need be."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    sample, chunk = b"", head
    while True:
        high = len(chunk) - len(chunk.translate(None, _HIGH))
        text = decoder.decode(chunk, final=not chunk)
        lost = max(0, text.count("\ufffd") - chunk.count(b"\xef\xbf\xbd"))
        bad += lost
        good += max(0, len(text) - (len(chunk) - high) - lost)
        if lost and not sample:
            sample = chunk
        if not chunk:
            return good, bad, sample or head
        chunk = stream.read(_CHUNK)


def declarable(name: str | None) -> str | None:
    """Python's codec for an encoding that a page or a server names; None for UTF-8 and for what is not safe to take."""
    name = (name or "").strip().lower()
    if name in _MEANS_WINDOWS:
        return "cp1252"
    if not _DECLARABLE.fullmatch(name):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _declared(name: str | None, sample: bytes) -> Encoding | None:
    codec = declarable(name)
    if codec is None:
        return None
    return Encoding(codec) if sample.decode(codec, "replace").count("\ufffd") <= len(sample) / 100 else None


def _guess(sample: bytes) -> Encoding:
    """In English text bytes beyond ASCII are rare and are Windows' or the old Mac's; else anything is possible."""
    high = len(sample) - len(sample.translate(None, _HIGH))
    sparse = high < 8 or high < 0.3 * len(sample)
    likely = ["cp1252", "mac_roman"]
    matches = charset_normalizer.from_bytes(sample, cp_isolation=likely if sparse else None, enable_fallback=False)
    best = matches.best()
    # charset-normalizer names the first of several encodings that give the same text: the commoner name says more.
    name = "cp1252" if best is None or "cp1252" in best.could_be_from_charset else best.encoding
    label = _NAMES.get(name, re.sub("^cp(?=12)", "Windows-", name))
    return Encoding(name, warning=f"The encoding was guessed: {label}.")
