"""Builds PDF and Word files for tests, byte by byte, so that each can be broken on purpose."""

from __future__ import annotations

import io
import textwrap
import zipfile
import zlib
from collections.abc import Mapping, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def word_paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p>'


def word(body: str, *, prolog: str = '<?xml version="1.0"?>', extra: Mapping[str, bytes | str] | None = None) -> bytes:
    """A Word file with this XML in its body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def shown(text: str) -> bytes:
    """A string as a PDF writes it."""
    return b"(" + text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def pdf_page(lines: Sequence[tuple[float, float, float, str]]) -> bytes:
    """What draws lines of text, each `x, y, size, words`."""
    return b"\n".join(b"BT /F1 %g Tf 1 0 0 1 %g %g Tm %s Tj ET" % (size, x, y, shown(words)) for x, y, size, words in lines)


def set_in_lines(words: str, *, top: float = 720, leading: float = 14, size: float = 11) -> list[tuple[float, float, float, str]]:
    """Words broken into lines down a page, as long a page as it takes."""
    return [(72, top - leading * place, size, line) for place, line in enumerate(textwrap.wrap(words, 80))]


def pdf(pages: Sequence[bytes], *, packed: bool = False, trailer: bytes = b"", objects: Sequence[bytes] = ()) -> bytes:
    """A PDF whose pages draw this. Objects 1 to 3 are catalogue, pages and font; further `objects` come after the pages'."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(pages):
        data = zlib.compress(content) if packed else content
        filtered = b" /Filter /FlateDecode" if packed else b""
        resources = b"<< /Font << /F1 3 0 R >> >>"
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources %s /Contents %d 0 R >>"
            % (resources, first + 2 * number + 1)
        )
        parts.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), filtered, data))
    return assembled([*parts, *objects], trailer)


def assembled(parts: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects with their table and trailer."""
    out = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, trailer, len(out))
    return out + table + end
