"""PDF: lines become paragraphs again, and what is no article is refused with what to do."""

from __future__ import annotations

import io
import itertools

import pypdf
import pytest
from papers import assembled, pdf, pdf_page, set_in_lines

from analysis import readers
from analysis.article import Article, Failure
from analysis.readers import limits, pdf_lines

BODY = (
    "The council closed the ferry on Monday after an inspector found water in the hull of its only boat. Commuters now "
    "drive around the bay, which takes an hour, and the bakers of Low Quay say that half of their customers have gone."
)


def read(data: bytes) -> Article:
    (found,) = readers.read_bytes("a.pdf", data)
    assert isinstance(found, Article), found
    return found


def refused(data: bytes) -> Failure:
    (found,) = readers.read_bytes("a.pdf", data)
    assert isinstance(found, Failure)
    assert found.message.startswith("a.pdf ")
    assert found.message.endswith(".")
    return found


@pytest.mark.parametrize("packed", [False, True])
def test_larger_type_is_the_title_and_lines_become_paragraphs(packed: bool) -> None:
    lines = [(72, 740, 20, "Ferry tied up until spring,"), (72, 716, 20, "inspector says")]
    first = set_in_lines(BODY, top=680)
    second = set_in_lines(BODY, top=first[-1][1] - 26)
    found = read(pdf([pdf_page(lines + first + second)], packed=packed))
    assert found.title == "Ferry tied up until spring, inspector says"
    assert found.text == f"{BODY}\n\n{BODY}"


def test_indents_part_paragraphs_too() -> None:
    first = set_in_lines(BODY)
    second = [
        (x + 14 * (not place), y, size, words)
        for place, (x, y, size, words) in enumerate(set_in_lines(BODY, top=first[-1][1] - 14))
    ]
    assert read(pdf([pdf_page(first + second)])).text == f"{BODY}\n\n{BODY}"


def test_heads_feet_and_page_numbers_go_and_a_sentence_runs_on_over_the_page() -> None:
    lines = set_in_lines(" ".join([BODY] * 4))
    half = len(lines) // 2
    pages = []
    for number, part in enumerate((lines[:half], lines[half:]), start=1):
        body = [(x, 700 - 14 * place, size, words) for place, (x, _, size, words) in enumerate(part)]
        pages.append(pdf_page([(72, 760, 9, f"The Quay Courier, 4 May, page {number}"), *body, (300, 30, 9, str(number))]))
    assert read(pdf(pages)).text == " ".join([BODY] * 4)


def test_short_pages_that_say_the_same_are_kept() -> None:
    assert read(pdf([pdf_page(set_in_lines(BODY))] * 3)).text.count("Low Quay") == 3


def test_hyphens_that_only_break_a_word_go_and_those_of_compounds_stay() -> None:
    words = ["The coun-", "cil heard a one-", "sided report of the Anglo-", "Danish ferry, and the govern-", "ment said nothing."]
    lines = [(72, 700 - 14 * place, 11, line) for place, line in enumerate(words)]
    expected = "The council heard a one-sided report of the Anglo-Danish ferry, and the government said nothing."
    assert read(pdf([pdf_page(lines)])).text == expected


def test_turned_text_is_left_out() -> None:
    turned = b"BT /F1 40 Tf 0 1 -1 0 300 200 Tm (DRAFT) Tj ET\n"
    assert read(pdf([turned + pdf_page(set_in_lines(BODY))])).text == BODY


def locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([pdf_page(set_in_lines(BODY))])))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_file_is_refused_and_one_that_everybody_may_open_is_read() -> None:
    found = refused(locked("secret"))
    assert found.code == "encrypted"
    assert "save it without one" in found.message
    assert read(locked("")).text == BODY


def test_pictures_of_pages_are_refused_with_a_way_out() -> None:
    found = refused(pdf([b"q 600 0 0 700 0 0 cm /Im1 Do Q"]))
    assert found.code == "no_text"
    assert "OCR" in found.message


@pytest.mark.parametrize("keep", [9, 60, 200])
def test_a_file_cut_off_is_damaged(keep: int) -> None:
    assert refused(pdf([pdf_page(set_in_lines(BODY))])[:keep]).code == "damaged"


def test_a_file_whose_table_is_not_where_it_says_is_still_read() -> None:
    whole = pdf([pdf_page(set_in_lines(BODY))])
    assert read(whole.replace(b"startxref\n", b"startxref\n9")).text == BODY


def test_a_page_that_cannot_be_read_costs_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, calls = pdf_lines.of_page, itertools.count(1)

    def of_page(page: pypdf.PageObject, ends: float) -> list[pdf_lines.Line]:
        if next(calls) == 2:
            raise KeyError("/Resources")
        return whole(page, ends)

    monkeypatch.setattr(pdf_lines, "of_page", of_page)
    found = read(pdf([pdf_page(set_in_lines(BODY))] * 3))
    assert found.text.count("Low Quay") == 2
    assert "Pages could not be read: 2." in found.warnings


def test_something_else_is_no_pdf() -> None:
    assert refused(b"The boats left the bay.").code == "not_pdf"


def test_too_many_pages_are_refused_by_the_limit_s_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_MAX_PAGES", "2")
    found = refused(pdf([pdf_page(set_in_lines(BODY))] * 3))
    assert found.code == "too_large"
    assert "has more than 2 pages" in found.message
    assert "EVENHAND_MAX_PAGES" in found.message


def test_a_tree_of_pages_that_branches_into_itself_is_refused_before_it_is_walked() -> None:
    levels = [b"<< /Type /Pages /Kids [%s] /Count 9 >>" % b" ".join([b"%d 0 R" % (n + 1)] * 10) for n in range(2, 14)]
    leaf = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    assert refused(assembled([b"<< /Type /Catalog /Pages 2 0 R >>", *levels, leaf])).code == "too_large"


def test_a_page_that_unpacks_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_MAX_UNPACKED_MB", "1")
    found = refused(pdf([b" " * 2_000_000 + pdf_page(set_in_lines(BODY))], packed=True))
    assert found.code == "too_large"
    assert "EVENHAND_MAX_UNPACKED_MB" in found.message


def test_a_page_that_would_take_for_ever_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.readers.pdf.limits.SECONDS", limits.Limit("X", 0, "seconds", ""))
    assert refused(pdf([pdf_page(set_in_lines(BODY))])).code == "too_large"
