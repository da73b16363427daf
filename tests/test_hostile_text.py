"""Texts of every kind of character, and lines of a hundred megabytes. Each test's docstring is an attack."""

from __future__ import annotations

import io
import json
import tracemalloc
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import relocated
from papers import word, word_paragraph
from test_engine import check

from analysis import Analysis, Article, Failure, analyze, export, readers
from analysis.direction import in_reading_order
from analysis.progress import printable
from analysis.wire import dump, to_wire
from dashboard import reader
from dashboard.plain_text import plain

BODY = "The council of Harrow Bay voted on Tuesday to close the ferry landing. “We cannot pay for it,” said Mayor Ines Okafor."
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def categories() -> dict[str, str]:
    """Each general category of Unicode with the last and first few of its characters in the first plane.

    In this order no two surrogates make a pair, which JSON would read as one character.
    """
    found: dict[str, list[str]] = {}
    for code in range(0x10000):
        found.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
    return {category: "".join([*many[-3:], *many[:4]]) for category, many in found.items()}


@pytest.fixture(scope="module")
def every() -> str:
    """A report with characters of every category between, before and inside its words."""
    kinds = categories()
    assert len(kinds) == 30
    return f"{BODY}\n\n" + " ".join(f"The boat{many} left {many} at noon." for _, many in sorted(kinds.items())) + f"\n\n{BODY}"


def test_characters_of_every_category_in_a_text_and_its_fields(every: str, tmp_path: Path) -> None:
    """I put into text, title and outlet characters of every category: controls, surrogates, private use, unassigned, marks."""
    line = json.dumps({"text": every, "title": every[130:330], "outlet": every[-400:-200], "id": every[200:240]})
    (given,) = readers.read(["-"], stdin=io.BytesIO(line.encode()))
    assert isinstance(given, Article)
    assert given.text == every
    result = analyze(given)
    assert isinstance(result, Analysis)
    check(result)
    assert "".join(every[v.start : v.end] for v in result.voices) == every
    back = json.loads(dump(to_wire(result)))
    assert back["sources"], "“said” still finds its speaker"
    for form in ("csv", "parquet", "xlsx", "json"):
        export.write([result], tmp_path / form, form)
        assert len(list((tmp_path / form).iterdir())) > 2


def test_characters_of_every_category_in_a_file(every: str) -> None:
    """I save them in files of every format that holds text: none ends the run, and the report around them is read."""
    whole = every.encode("utf-8", "replace")
    page = b"<html><body><article><p>" + whole.replace(b"<", b"").replace(b"\n\n", b"</p><p>") + b"</p></article></body></html>"
    table = b"id,text\n1," + b'"' + whole.replace(b'"', b"").replace(b"\0", b"") + b'"\n'
    for name, data in (
        ("a.txt", whole.replace(b"\0", b"")),
        ("a.md", whole.replace(b"\0", b"")),
        ("a.html", page),
        ("a.csv", table),
    ):
        (found,) = readers.read_bytes(name, data)
        assert isinstance(found, Article), (name, found)
        assert found.text.count("voted on Tuesday") == 2, name


@pytest.mark.parametrize("turn", TURNS)
def test_words_that_a_mark_turns_around(turn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """I write “did not” and a mark that shows it in another order: whoever reads the page sees other words than were counted."""
    turned = f"The mayor {turn}did not\u202c lie."
    (plain_file,) = readers.read_bytes("a.txt", f"{turned} {BODY}".encode())
    (word_file,) = readers.read_bytes("a.docx", word(word_paragraph(f"{turned} {BODY}")))
    for found in (plain_file, word_file):
        assert isinstance(found, Article)
        assert found.text.startswith("The mayor did not lie.")
    # Where a text is taken to the letter, it stays as it is, and what shows it turns nothing.
    (lines,) = readers.read_bytes("a.jsonl", json.dumps({"text": turned, "title": turned}).encode())
    assert isinstance(lines, Article)
    assert lines.text == lines.title == turned
    shown = "The mayor \ufffddid not\ufffd lie."
    assert in_reading_order(turned) == printable(turned) == shown
    assert plain(turned).replace("\\", "") == shown
    given: list[object] = []
    monkeypatch.setattr(reader, "_component", lambda _: lambda key, data: given.append(data))
    reader.mount("reader", "k", {"title": [{"text": turned, "marks": []}], "paragraphs": ((turned,),), "number": 3, "none": None})
    assert given == [{"title": [{"text": shown, "marks": []}], "paragraphs": [[shown]], "number": 3, "none": None}]


def test_letters_that_are_written_from_the_right_stay_as_they_are() -> None:
    name = "بيت لحم (Bethlehem), \u200fבית לחם"
    assert in_reading_order(name) == printable(name) == name


class Long(io.RawIOBase):
    """A stream of so many bytes that are nowhere held together: a head, blanks and letters over and over, a tail."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self._parts = self._made(head, size, tail)
        self._rest = b""

    @staticmethod
    def _made(head: bytes, size: int, tail: bytes) -> Iterator[bytes]:
        yield head
        for _ in range(size // 1_000_000):
            yield b"word " * 200_000
        yield tail

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = next(self._parts, b"")
        taken = self._rest[: len(room)]
        self._rest = self._rest[len(taken) :]
        room[: len(taken)] = taken
        return len(taken)


def test_a_line_of_a_hundred_megabytes_on_standard_input() -> None:
    """I send one line that is longer than the memory that anybody wants to give it, and an article behind it."""
    stream = io.BufferedReader(Long(b'{"text": "', 100_000_000, b'"}\n{"text": "The boats left."}\n'))
    tracemalloc.start()
    first, second = readers.read(["-"], stdin=stream)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(first, Failure)
    assert (first.code, first.line) == ("too_large", 1)
    assert "EVENHAND_MAX_LINE_MB" in first.message
    assert isinstance(second, Article)
    assert second.text == "The boats left."
    assert peak < 150_000_000  # the limit of 64 MB, and a piece of it on its way


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is one line of a hundred megabytes."""
    file = tmp_path_factory.mktemp("line") / "line"
    with file.open("wb") as out:
        for _ in range(100):
            out.write(b"word " * 200_000)
    return file


@pytest.mark.parametrize(
    ("ending", "head", "limit"), [(".txt", b"", "FILE"), (".jsonl", b'{"text": "', "LINE"), (".csv", b'id,text\n1,"', "LINE")]
)
def test_a_file_of_one_line_of_a_hundred_megabytes(line: Path, ending: str, head: bytes, limit: str) -> None:
    """The same in a file, whatever its format."""
    with line.open("r+b") as out:
        out.write(head)
    named = line.with_suffix(ending)
    named.hardlink_to(line)
    (found,) = readers.read([named])
    assert isinstance(found, Failure)
    assert found.code == "too_large"
    assert f"EVENHAND_MAX_{limit}_MB" in found.message


def test_an_analysis_of_turned_words_keeps_them(tmp_path: Path) -> None:
    """The mark is in the tables as it was given, so that offsets and hashes are those of the text."""
    made = relocated("The mayor \u202edid not\u202c lie.")
    export.write([made], tmp_path, "json")
    written = "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    assert "\u202e" in written or "\\u202e" in written
