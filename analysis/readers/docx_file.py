"""Reads a Word file (DOCX): one article a file.

Read as it shows on the page with all changes accepted: inserted words count and deleted ones do not. Headers, footers, footnotes,
comments, text boxes and pictures are no running text and are left out, and so are tables where there is text beside them.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml.ns import qn

from analysis.article import Article, Failure
from analysis.readers import archive, clean, safe_xml, title
from analysis.readers.source import Source, Unreadable
from analysis.readers.text import FIRST_LINE
from analysis.readers.whole_bytes import whole_bytes

_OLD = b"\xd0\xcf\x11\xe0"
#: The stream of an Office file that is locked with a password.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BODY = "word/document.xml"
_SKIPPED = frozenset(
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:drawing", "w:pict", "w:object", "w:rPr", "w:pPr", "w:instrText", "w:delText", "w:tbl")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_AS_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:sym"): ""}
TABLES = "The tables of the file were left out."


@dataclass(frozen=True)
class _Paragraph:
    text: str
    style: str


def read(source: Source) -> Iterator[Article | Failure]:
    """One article; its title is the paragraph styled as title, else a first heading, else a first line that looks like one.

    Raises:
        Unreadable: `encrypted`, `damaged`, `forbidden_xml`, `not_word`, `too_large`, `no_text`, `empty`, `binary`.
    """
    document = _open(whole_bytes(source))
    body = document.element.body
    outside = list(_paragraphs(document, body, tables=False))
    warnings: tuple[str, ...] = ()
    if any(paragraph.text for paragraph in outside):
        paragraphs = outside
        warnings = (TABLES,) if next(body.iter(qn("w:tbl")), None) is not None else ()
    else:
        paragraphs = list(_paragraphs(document, body, tables=True))
    paragraphs = [paragraph for paragraph in paragraphs if paragraph.text]
    if not paragraphs:
        raise Unreadable("no_text", "holds no running text: copy the article's text into a plain file and give that.")
    heading, text = _split(paragraphs, source.known.get("title"))
    if heading is not None and "title" not in source.known and not _is_title(paragraphs):
        warnings += (FIRST_LINE,)
    yield Article(text=text, id=source.id, title=heading, origin=source.origin, warnings=warnings)


def _open(data: bytes) -> Any:
    if data.startswith(_OLD):
        if _LOCKED in data:
            raise Unreadable("encrypted", "is locked with a password: open it, save it without one and give that file.")
        raise Unreadable("binary", "is an old Word file: save it as .docx or as plain text and give that file.")
    with archive.open_archive(data) as parts:
        names = parts.namelist()
        if _BODY not in names and not any(name.endswith("document.xml") for name in names):
            raise Unreadable("not_word", "is a zip archive but no Word file: give the article as .docx, PDF or plain text.")
        if len(names) != len(set(names)):
            raise archive.damaged()
        for name in names:
            if name.lower().endswith((".xml", ".rels")) and not _well_formed(parts, name):
                raise archive.damaged()
    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body is None:
            raise archive.damaged()
        return document
    except Unreadable:
        raise
    except Exception as error:  # Archives break in ways that no list of exceptions foresees, and one must not end a run.
        raise archive.damaged() from error


def _well_formed(parts: zipfile.ZipFile, name: str) -> bool:
    try:
        return safe_xml.check(parts.read(name), doctype=False)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError):
        return False


def _paragraphs(document: Any, body: Any, *, tables: bool) -> Iterator[_Paragraph]:
    """Paragraphs in reading order, those of text boxes left out."""
    names = _style_names(document)
    boxes = qn("w:txbxContent")
    for element in body.iter(qn("w:p")):
        around = {ancestor.tag for ancestor in element.iterancestors()}
        if boxes in around or (not tables and qn("w:tbl") in around) or qn("w:del") in around:
            continue
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        key = "" if style is None else style.get(qn("w:val")) or ""
        yield _Paragraph(clean.clean("".join(_text(element))), names.get(key, key).casefold())


def _style_names(document: Any) -> dict[str, str]:
    """Style id -> name; ids are in the language of the program that wrote them, names of built-in styles are English."""
    found = {}
    try:
        for style in document.styles.element.iter(qn("w:style")):
            name = style.find(qn("w:name"))
            if name is not None:
                found[style.get(qn("w:styleId")) or ""] = name.get(qn("w:val")) or ""
    except (KeyError, AttributeError):  # a file may have no styles
        return {}
    return found


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif isinstance(child.tag, str):
            yield from _text(child)


def _is_title(paragraphs: Sequence[_Paragraph]) -> bool:
    return _title_place(paragraphs) is not None


def _title_place(paragraphs: Sequence[_Paragraph]) -> int | None:
    """Place of the paragraph styled as title among the first ten, else of a heading that comes first."""
    for place, paragraph in enumerate(paragraphs[:10]):
        if paragraph.style == "title" and len(paragraphs) > 1:
            return place
    return 0 if len(paragraphs) > 1 and paragraphs[0].style.startswith("heading") else None


def _split(paragraphs: Sequence[_Paragraph], known: str | None) -> tuple[str | None, str]:
    place = _title_place(paragraphs)
    if known is None and place is not None:
        rest = [paragraph.text for at, paragraph in enumerate(paragraphs) if at != place]
        return paragraphs[place].text.replace("\n", " "), "\n\n".join(rest)
    return title.split("\n\n".join(paragraph.text for paragraph in paragraphs), known)
