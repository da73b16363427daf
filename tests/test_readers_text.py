"""Plain text and Markdown: title, paragraphs, encodings."""

from __future__ import annotations

import codecs
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import readers
from analysis.article import Article
from analysis.readers import clean, title, wrapping

LEAD = (
    "The council of Harrow Bay voted on Tuesday to keep the landing shut until May, after two years of talks with the ferry line."
)
SECOND = (
    "“We cannot pay for a boat that nobody takes,” said Ines Okafor, the mayor, who had asked for the well-known vote in August."
)
FIRST_LINE = "The first line was taken as the title."
FIRST_HEADING = "The first heading was taken as the title."


def read(name: str, content: str | bytes) -> Article:
    (found,) = readers.read_bytes(name, content.encode() if isinstance(content, str) else content)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "heading",
    [
        "Ferry landing stays shut",
        "‘Nobody takes it’: mayor on the boat",
        "Will the ferry ever come back?",
        "Landing stays shut, says the council of D.C.",
        "# Ferry landing stays shut",
        "Mayor wins vote on Harrow Bay ferry as islanders protest outside the hall with lanterns and drums",
    ],
)
def test_a_first_line_that_looks_like_a_title_is_one(heading: str) -> None:
    found = read("a.txt", f"\n{heading}\n\n{LEAD}\n\n{SECOND}\n")
    assert found.title == heading.removeprefix("# ")
    assert found.text == f"{LEAD}\n\n{SECOND}"
    assert found.warnings == (FIRST_LINE,)


def test_a_title_may_stand_straight_above_a_longer_line() -> None:
    assert read("a.txt", f"Ferry landing stays shut\n{LEAD}\n{SECOND}").title == "Ferry landing stays shut"


@pytest.mark.parametrize(
    "line",
    [
        "The council voted on Tuesday.",
        "WASHINGTON — The council voted on Tuesday",
        "LONDON (AP) - The council voted",
        "( – The council voted on Tuesday",
        "By Ines Okafor and Jo Lindqvist",
        "“Nobody takes that boat”",
        "Politics",
        "https://courier.example/a b c",
        "word " * 40,
        "- the landing stays shut",
        "He said two things:",
    ],
)
def test_a_first_line_of_another_kind_stays_in_the_text(line: str) -> None:
    found = read("a.txt", f"{line}\n\n{LEAD}")
    assert (found.title, found.text, found.warnings) == (None, f"{line.strip()}\n\n{LEAD}", ())


def test_a_file_of_one_line_has_no_title() -> None:
    assert read("a.txt", "Police arrest two in raid").title is None


def test_hard_wrapped_lines_become_paragraphs_again() -> None:
    paragraphs = [" ".join([LEAD, SECOND] * 2), SECOND, LEAD]
    wrapped = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in paragraphs)
    assert read("a.txt", f"Ferry landing stays shut\n\n{wrapped}\n").text == "\n\n".join(paragraphs)
    indented = "\n".join(textwrap.fill(paragraph, 72, initial_indent="    ") for paragraph in paragraphs)
    assert read("a.txt", indented).text == "\n".join(paragraphs)


def test_lines_that_were_not_wrapped_stay_apart() -> None:
    for text in (
        f"{LEAD}\n{SECOND}",
        "Roses are red\nViolets are blue\nBoats are late\nAnd so are you",
        "One.\nTwo.\nThree.\nFour.",
    ):
        assert read("a.txt", text).text in (text, text.partition("\n")[2])


def test_a_list_within_wrapped_text_keeps_its_lines() -> None:
    text = textwrap.fill(LEAD, 60) + "\n- the boat\n- the landing\n" + textwrap.fill(SECOND, 60)
    assert "\n- the boat\n- the landing" in read("a.txt", text).text


WORDS = st.lists(st.text(st.sampled_from("abcdefghij"), min_size=1, max_size=12), min_size=30, max_size=120)


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(50, 100))
def test_unwrapping_undoes_wrapping(paragraphs: list[list[str]], width: int) -> None:
    whole = [" ".join(words) + "." for words in paragraphs]
    assert wrapping.unwrap("\n\n".join(textwrap.fill(one, width) for one in whole)) == "\n\n".join(whole)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean.clean(text)
    assert clean.clean(once) == once
    assert not once.startswith("\n")
    assert "\r" not in once
    assert " \n" not in once


@given(st.text())
def test_unwrapping_loses_no_word(text: str) -> None:
    plain = clean.characters(text)
    assert "".join(wrapping.unwrap(plain).split()) == "".join(plain.split())


@given(st.text())
def test_splitting_off_a_title_loses_no_word(text: str) -> None:
    cleaned = clean.clean(text)
    heading, body = title.split(cleaned)
    assert cleaned.endswith(body)
    if heading is not None:
        assert heading in cleaned.partition("\n")[0]


def test_invisible_characters_and_odd_blanks_go() -> None:
    found = read(
        "a.txt",
        "\ufeffThe co\xadun\u200bcil\xa0voted\u2009on \t Tuesday.  \r\n\x0c\r\n\r\n\r\nIt rained.\x07\u2028Then snow. 👩\u200d🚒",
    )
    assert found.text == "The council voted on Tuesday.\n\nIt rained.\nThen snow. 👩\u200d🚒"


def test_markdown_loses_its_marks() -> None:
    found = read(
        "a.md",
        '# Ferry *landing* stays shut\n\nThe **council** of [Harrow Bay](https://bay.example "home") voted &amp; `left`.\n'
        "It rained.\n\n## What it costs\n\n![boat](boat.png)\n\n> “Nobody takes it,” she said.\n\n- twelve cars\n- four trips\n\n"
        "```\ncode = 1\n```\n\n<div align=center>Not <em>marked</em></div>\n\n    Indented words.\n\n"
        "2 * 3 * 4 and snake_case_name\n",
    )
    assert found.title == "Ferry landing stays shut"
    assert found.warnings == (FIRST_HEADING,)
    assert found.text.split("\n\n") == [
        "The council of Harrow Bay voted & left. It rained.",
        "What it costs",
        "“Nobody takes it,” she said.",
        "twelve cars",
        "four trips",
        "Not marked",
        "Indented words.",
        "2 * 3 * 4 and snake_case_name",
    ]


def test_markdown_without_a_heading_is_read_like_plain_text() -> None:
    found = read("a.md", f"Ferry landing stays shut\n\n{LEAD}")
    assert (found.title, found.text, found.warnings) == ("Ferry landing stays shut", LEAD, (FIRST_LINE,))
    assert read("a.md", LEAD).title is None


def test_long_lines_of_markdown_are_paragraphs() -> None:
    assert read("a.md", f"{LEAD}\n{SECOND}").text == f"{LEAD}\n{SECOND}"


def test_front_matter_gives_metadata() -> None:
    found = read("a.md", f'---\ntitle: "Landing: shut"\ndate: May 3, 2021\nauthor: Jo Lindqvist\nlayout: post\n---\n\n{LEAD}\n')
    assert (found.title, found.published, found.author, found.text) == ("Landing: shut", "2021-05-03", "Jo Lindqvist", LEAD)
    assert found.warnings == ()


def test_markdown_of_code_alone_holds_no_text() -> None:
    (found,) = readers.read_bytes("a.md", b"```\nx = 1\n```\n![boat](boat.png)\n")
    assert getattr(found, "code", None) == "no_text"


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-32", None),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_the_encoding_is_found_and_a_guess_is_said(encoding: str, guessed: str | None) -> None:
    for text in ("The mayor’s “café” closed — for good. Everyone in Harrow Bay was there to see it.", "It’s “shut”, he said."):
        found = read("a.txt", text.encode(encoding))
        assert found.text == text
        assert found.warnings == (() if guessed is None else (f"The encoding was guessed: {guessed}.",))


def test_another_alphabet_is_guessed_too() -> None:
    text = "Мэр сказал, что причал останется закрытым до весны, потому что лодок больше нет."
    assert read("a.txt", text.encode("cp1251")).text == text


def test_a_damaged_byte_does_not_change_the_encoding() -> None:
    found = read("a.txt", "The “mayor” left — he said.".encode() + b"\x92")
    assert found.text == "The “mayor” left — he said.\ufffd"
    assert found.warnings == ("Damaged UTF-8: “\ufffd” stands in one place for what could not be read.",)


def test_a_text_beyond_one_chunk_is_decoded_as_a_whole() -> None:
    text = "a" * 262_143 + "’" + "b" * 300_000 + "’"
    assert read("a.txt", text).text == text
    late = ("plain words " * 30_000 + "The mayor’s café").encode("cp1252")
    assert read("a.txt", late).text.endswith("mayor’s café")
    assert codecs.lookup("cp1252")


def test_a_dump_is_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_MAX_FILE_MB", "1")
    (found,) = readers.read_bytes("a.txt", b"word " * 200_001)
    assert getattr(found, "code", None) == "too_large"
