"""Decompression bombs and other small inputs that would cost much: each is refused, or read, within bounded memory and time.

Each test's docstring is an attack. Those on Word files are in `test_readers_docx.py`, a page of a PDF that unpacks beyond the
limit and a tree of pages that branches into itself in `test_readers_pdf.py`, a packed web page in `test_fetch.py`.
"""

from __future__ import annotations

import time
import tracemalloc
import zlib

import pytest
from papers import assembled, pdf, pdf_page, set_in_lines

from analysis import readers
from analysis.article import Article, Failure

BODY = "The council of Harrow Bay voted on Tuesday to close the ferry landing for the winter, ending a quarrel of two years."


def cost(name: str, data: bytes) -> tuple[list[Article | Failure], float]:
    """What is read, and the processor's seconds that it took."""
    began = time.process_time()
    found = list(readers.read_bytes(name, data))
    return found, time.process_time() - began


def stream(data: bytes, entries: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(content: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>"
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, content])


def test_a_pdf_packed_twice() -> None:
    """Packed twice, hundreds of megabytes of blanks fit into a few kilobytes, and the first unpacking looks harmless."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(150)) + packer.flush()
    data = one_page(stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]"))
    assert len(data) < 10_000
    tracemalloc.start()
    (found,) = readers.read_bytes("a.pdf", data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, Failure)
    assert found.code == "too_large"
    assert peak < 200_000_000


def test_a_pdf_whose_pages_all_draw_the_same_large_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """One stream within the limit, drawn by each of many pages: counted once, unpacked many times."""
    monkeypatch.setenv("EVENHAND_MAX_UNPACKED_MB", "1")
    kids = b" ".join([b"3 0 R"] * 400)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 400 /Kids [%s] >>" % kids,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        stream(zlib.compress(b" " * 300_000), b"/Filter /FlateDecode"),
    ]
    (found,) = readers.read_bytes("a.pdf", assembled(parts))
    assert isinstance(found, Failure)
    assert "EVENHAND_MAX_UNPACKED_MB" in found.message


def test_a_pdf_that_draws_itself() -> None:
    """A form draws itself, so that drawing the page never ends."""
    form = stream(b"/Fm Do /Fm Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm 5 0 R >> >>")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /Fm 5 0 R >> >> /Contents 4 0 R >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page,
        stream(b"/Fm Do", b""),
        form,
    ]
    found, seconds = cost("a.pdf", assembled(parts))
    assert isinstance(found[0], Failure)
    assert seconds < 5


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<div>" * 10_000 + BODY.encode()),
        ("a.html", b"<p><b>" * 2_500 + BODY.encode()),
        ("a.html", b"<!--" * 50_000 + BODY.encode()),
        ("a.html", b"<meta charset=" + b" " * 300_000 + b">" + BODY.encode()),
        ("a.rss", b'<rss version="2.0"><channel><item><description>' + b"&lt;i&gt;" * 10_000 + BODY.encode()),
        ("a.md", b"[" * 10_000 + BODY.encode()),
        ("a.md", b"*_" * 5_000 + BODY.encode()),
        ("a.md", b"---\n" + b"a: b\n" * 5_000 + BODY.encode()),
        ("a.txt", (b"x" * 60 + b"-\n") * 3_000 + BODY.encode()),
        ("a", b"<!DOCTYPE " * 9_000 + BODY.encode()),
        ("a", b"<?xml " + b"<! " * 9_000 + BODY.encode()),
        ("a.csv", b"text," + b"," * 100_000 + b"\n" + BODY.encode()),
        ("a.csv", b'"' * 99_999 + b"\n" + BODY.encode()),
        ("a.json", b"[" * 100_000),
        ("a.jsonl", b'{"text": ' + b"9" * 100_000 + b"}\n"),
        ("a.jsonl", b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
    ],
    ids=lambda value: value if isinstance(value, str) else value[:12].decode(),
)
def test_a_short_input_that_would_take_long(name: str, data: bytes) -> None:
    """I nest, repeat or leave open what a parser goes through again and again: a regular expression that tries all ways, a
    tree so deep that it ends the program, a row that never closes."""
    found, seconds = cost(name, data)
    assert found
    assert seconds < 6


def test_a_pdf_of_many_tiny_pieces_of_text() -> None:
    """Each letter is a piece of its own at a place of its own; joining them compares each with all before."""
    letters = b" ".join(b"1 0 0 1 %d %d Tm (x) Tj" % (n % 600, 780 - n // 600) for n in range(3_000))
    found, seconds = cost("a.pdf", pdf([b"BT /F1 9 Tf " + letters + b" ET", pdf_page(set_in_lines(BODY))]))
    assert isinstance(found[0], Article)
    assert seconds < 8
