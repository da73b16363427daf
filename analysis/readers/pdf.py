"""Reads a PDF with pypdf: one article a file.

A PDF holds lines at places, not paragraphs. `pdf_lines.py` gathers the lines, `pdf_paragraphs.py` takes off what recurs at the
head and foot of pages and joins the rest. Scripts, links, forms, attachments and pictures in the file are never looked at.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import DictionaryObject

from analysis.article import Article, Failure
from analysis.readers import limits, pdf_lines, pdf_paragraphs, title
from analysis.readers.archive import damaged
from analysis.readers.source import Source, Unreadable
from analysis.readers.text import FIRST_LINE
from analysis.readers.whole_bytes import whole_bytes

# What pypdf mends on its way is no news to whoever reads an article; what it cannot mend comes back as a failure.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_HEAD = 1024


def read(source: Source) -> Iterator[Article | Failure]:
    """One article; its title is what the first page sets in larger type, else a first line that looks like one.

    The file's own author and date are those of who saved it, and are not taken.

    Raises:
        Unreadable: `encrypted`, `damaged`, `too_large`, `no_text` (pages that are pictures, or fonts that do not say their
            letters), `not_pdf`, `empty`.
    """
    data = whole_bytes(source)
    if b"%PDF-" not in data[:_HEAD]:
        raise Unreadable("not_pdf", "is no PDF: give it the ending of what it is.")
    pages, warnings = _pages(data)
    lines = pdf_paragraphs.without_margins(pages)
    heading, text = pdf_paragraphs.joined(lines, source.known.get("title"))
    if not any(character.isalpha() for character in text):
        raise Unreadable(
            "no_text", "holds no text, only pictures of pages: run text recognition (OCR) over it and give that file."
        )
    if pdf_lines.unreadable_share(text) > 0.2:
        raise Unreadable(
            "no_text", "does not say which letters its fonts stand for: save it anew or give the text as a plain file."
        )
    if heading is None:
        heading, text = title.split(text, source.known.get("title"))
        if heading is not None and "title" not in source.known:
            warnings += (FIRST_LINE,)
    yield Article(text=text, id=source.id, title=heading, origin=source.origin, warnings=warnings)


def _pages(data: bytes) -> tuple[list[list[pdf_lines.Line]], tuple[str, ...]]:
    """The lines of every page, and a warning for pages that could not be read."""
    ends = time.monotonic() + limits.SECONDS.value
    bad: list[int] = []
    found: list[list[pdf_lines.Line]] = []
    unpacked = 0
    try:
        file = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if file.is_encrypted and not file.decrypt(""):
            raise _locked()
        _count_pages(file)
        for number, page in enumerate(file.pages, start=1):
            try:
                content = page.get_contents()
                unpacked += 0 if content is None else len(content.get_data())
                if unpacked > limits.UNPACKED.value:
                    raise limits.UNPACKED.refusal("unpacks to more than", advice="split it")
                found.append(pdf_lines.of_page(page, ends))
            except (Unreadable, DependencyError, FileNotDecryptedError, LimitReachedError):
                raise
            except Exception:  # Pages break in ways that no list of exceptions foresees; the others can still be read.
                bad.append(number)
    except Unreadable:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise _locked() from error
    except LimitReachedError as error:
        raise Unreadable("too_large", "unpacks to more than a PDF's text ever needs: save it anew and give that file.") from error
    except Exception as error:  # The same for the file as a whole.
        raise damaged() from error
    if not found:
        raise damaged()
    many = ", ".join(map(str, bad[:10])) + (", …" if len(bad) > 10 else "")
    return found, (f"Pages could not be read: {many}.",) if bad else ()


def _locked() -> Unreadable:
    return Unreadable("encrypted", "is locked with a password: open it, save it without one and give that file.")


def _count_pages(file: pypdf.PdfReader) -> None:
    """Refuses a tree of pages beyond the limit, branches that lead back included, before pypdf walks it."""
    most = limits.PAGES.value
    pending: list[object] = [file.root_object["/Pages"]]
    pages = nodes = 0
    while pending:
        node = pending.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        nodes += 1
        if isinstance(node, DictionaryObject) and "/Kids" in node:
            kids = node["/Kids"].get_object()
            pending.extend(kids if isinstance(kids, list) else [])
        else:
            pages += 1
        if pages > most or nodes > 2 * most + 100 or len(pending) > 2 * most + 100:
            raise limits.PAGES.refusal("has more than", advice="split it")
