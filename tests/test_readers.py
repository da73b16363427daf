"""What `read` makes of files, folders, names that lead nowhere, and hostile bytes."""

from __future__ import annotations

import io
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import FILES, WIRE, check_file, check_wire
from hypothesis import HealthCheck, given, settings
from papers import pdf, pdf_page, set_in_lines, word, word_paragraph

from analysis import readers
from analysis.article import Article, Failure

STORY = "Ferry landing stays shut\n\nThe council of Harrow Bay voted on Tuesday to keep the landing shut until May."


def articles(*inputs: str | Path) -> list[Article]:
    found = list(readers.read(inputs))
    assert all(isinstance(one, Article) for one in found), found
    return found  # type: ignore[return-value]


def failure(*inputs: str | Path) -> Failure:
    (found,) = readers.read(inputs)
    assert isinstance(found, Failure)
    return found


def test_a_folder_is_walked_in_sorted_order_with_paths_for_ids(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.html", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        page = "<html><body><p>The council of Harrow Bay voted on Tuesday.</p></body></html>"
        (tmp_path / name).write_text(page if name.endswith("html") else STORY)
    found = articles(tmp_path)
    assert [one.id for one in found] == ["a/y.html", "a/z.md", "b.txt", "c.txt"]
    assert [one.origin for one in found] == [str(tmp_path / str(one.id)) for one in found]


def test_a_file_named_itself_has_its_name_for_id(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(STORY)
    (found,) = articles(path)
    assert (found.id, found.origin, found.title) == ("ferry.txt", str(path), "Ferry landing stays shut")


def test_a_folder_passes_over_what_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    for name in (".hidden.txt", "README.md", "LICENSE", "page_files/ad.html", ".git/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    (tmp_path / "page.html").write_text("<html><body><p>The council of Harrow Bay voted on Tuesday.</p></body></html>")
    assert [one.id for one in articles(tmp_path)] == ["page.html", "story.txt"]


def test_other_files_in_a_folder_are_counted_in_one_failure(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    for name in ("a.png", "b.png", "c.doc", "none"):
        (tmp_path / name).write_bytes(b"\x89PNG\0\0")
    article, problem = readers.read([tmp_path])
    assert isinstance(article, Article)
    assert isinstance(problem, Failure)
    assert problem.code == "unsupported_format"
    assert "4 files" in problem.message
    assert ".png × 2" in problem.message
    assert problem.origin == str(tmp_path)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert failure(tmp_path).code == "empty"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nowhere.txt", "not_found"),
        ("", "not_found"),
        ("a\0b", "not_found"),
        ("story.txt/inside", "not_found"),
        ("x" * 5000, "unreadable"),
        ("https://courier.example/ferry", "unsupported_format"),
    ],
)
def test_a_name_that_leads_nowhere_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY)
    found = failure(name)
    assert found.code == code
    assert found.message.endswith(".")


def test_a_device_is_not_read() -> None:
    assert failure("/dev/zero").code == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(STORY)
    path.chmod(0)
    assert failure(path).code == "unreadable"


def test_an_error_of_the_disk_costs_that_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY)
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    first, second = readers.read([tmp_path])
    assert isinstance(first, Failure)
    assert (first.code, first.id) == ("unreadable", "a.txt")
    assert "Permission denied" in first.message
    assert isinstance(second, Article)


def test_links_that_lead_back_end_the_walk(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "story.txt").write_text(STORY)
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = list(readers.read([tmp_path]))
    assert [one.id for one in found if isinstance(one, Article)] == ["in/story.txt"]
    assert sorted(one.code for one in found if isinstance(one, Failure)) == ["unreadable", "unreadable"]


def test_a_pipe_is_read(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, b'{"text": "The boats left."}\n')
    os.close(write)
    (found,) = articles(f"/dev/fd/{read}")
    os.close(read)
    assert found.text == "The boats left."


def test_a_file_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(STORY)
    (found,) = articles(tmp_path)
    assert found.id == "caf\ufffd.txt"
    str(found.origin).encode()


def test_a_manifest_tells_of_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "one.txt").write_text(STORY)
    (tmp_path / "sub" / "two.txt").write_text("The landing stays shut.\n\nThe council said so on Tuesday.")
    (tmp_path / "manifest.csv").write_text(
        "file,title,outlet,date,topic\none.txt,Ferry landing stays shut,Courier,3 May 2021,transport\n"
        "sub/two.txt,Landing: no ferry,Gazette,,transport\nthree.txt,Lost,Courier,,\n"
    )
    one, two, lost = readers.read([tmp_path])
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert isinstance(lost, Failure)
    assert (one.title, one.outlet, one.published, one.topic) == ("Ferry landing stays shut", "Courier", "2021-05-03", "transport")
    assert (one.text, one.warnings) == (STORY.partition("\n\n")[2], ())
    assert (two.title, two.outlet) == ("Landing: no ferry", "Gazette")
    assert two.text.startswith("The landing stays shut.")
    assert (lost.code, lost.origin) == ("not_found", str(tmp_path / "three.txt"))


def test_a_table_called_manifest_that_holds_texts_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file,text\na.txt,The boats left.\n")
    assert [one.text for one in articles(tmp_path)] == ["The boats left."]


def test_an_unknown_ending_is_told_by_the_beginning(tmp_path: Path) -> None:
    contents = {
        "page.asp": "<!DOCTYPE html><html><body><p>The boats left the bay.</p></body></html>",
        "lines.dump": '{"text": "The boats left the bay."}\n{"text": "They came back."}\n',
        "array.dump": '[\n{"text": "The boats left the bay."}]',
        "table.dat": "title,text\nBoats,The boats left the bay.\n",
        "plain": "The boats, text and all, left the bay.",
    }
    for name, content in contents.items():
        first = next(readers.read_bytes(name, content.encode()))
        assert isinstance(first, Article)
        assert first.text.startswith("The boats")
    assert len(list(readers.read_bytes("lines.dump", contents["lines.dump"].encode()))) == 2


def test_uploads_are_read_like_files(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(STORY)
    (from_file,) = articles(path)
    (from_bytes,) = readers.read_bytes("ferry.txt", path.read_bytes())
    assert isinstance(from_bytes, Article)
    assert (from_bytes.text, from_bytes.title, from_bytes.id) == (from_file.text, from_file.title, from_file.id)


def test_every_format_has_a_label() -> None:
    assert readers.FORMATS[".md"] == "Markdown"
    assert {".txt", ".html", ".csv", ".jsonl", ".json"} <= set(readers.FORMATS)


@pytest.mark.parametrize(
    ("mapping", "complaint"),
    [
        ({"txet": "body"}, "Did you mean “text”"),
        ({"text": "body", "TEXT": "story"}, "mapped twice"),
        ({"text": "body", "title": "Body"}, "two fields"),
        ({"text": " "}, "mapped to nothing"),
    ],
)
def test_a_wrong_mapping_is_refused_before_anything_is_read(mapping: dict[str, str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        readers.read(["-"], mapping=mapping)
    with pytest.raises(ValueError, match=complaint):
        readers.read_bytes("a.csv", b"", mapping)


def test_mappings_are_read_from_words() -> None:
    assert readers.parse_mapping(["text=Full Body", "Title = head=line"]) == {"text": "Full Body", "title": "head=line"}
    for words, complaint in ((["text"], "FIELD=COLUMN"), (["text=a", "text=b"], "mapped twice"), (["=a"], "FIELD=COLUMN")):
        with pytest.raises(ValueError, match=complaint):
            readers.parse_mapping(words)


@pytest.mark.parametrize("ending", sorted(readers.FORMATS))
def test_five_words_and_two_hundred_thousand(ending: str) -> None:
    # A PDF draws every line, which takes time: fewer words stand for many.
    for words in ("Police arrest two in raid", "word " * (19_999 if ending == ".pdf" else 199_999) + "end"):
        shaped = {
            ".html": f"<html><body><p>{words}</p></body></html>",
            ".csv": f"text\n{words}\n",
            ".jsonl": f'{{"text": "{words}"}}\n',
            ".json": f'[{{"text": "{words}"}}]',
            ".rss": f"<rss version='2.0'><channel><item><description>{words}</description></item></channel></rss>",
        }
        kin = {
            ".atom": ".rss",
            ".xml": ".rss",
            ".htm": ".html",
            ".xhtml": ".html",
            ".tsv": ".csv",
            ".tab": ".csv",
            ".ndjson": ".jsonl",
        }
        data = shaped.get(kin.get(ending, ending), words).encode()
        if ending in (".pdf", ".docx"):
            data = pdf([pdf_page(set_in_lines(words))]) if ending == ".pdf" else word(word_paragraph(words))
        (found,) = readers.read_bytes(f"a{ending}", data)
        assert isinstance(found, Article), found
        assert len(found.text.split()) == len(words.split())


@pytest.mark.parametrize("ending", sorted(readers.FORMATS))
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (b"%PDF-1.7\n" + b"1 0 obj\n" * 50, "binary"),
        (b"PK\x03\x04" + b"\x14\x00" * 50, "binary"),
    ],
)
def test_empty_and_binary_files_are_named_as_such(ending: str, data: bytes, code: str) -> None:
    (found,) = readers.read_bytes(f"x{ending}", data)
    assert isinstance(found, Failure)
    if code == "binary" and ending in (".pdf", ".docx", ".rss", ".atom", ".xml"):
        code = found.code if found.code in ("damaged", "not_pdf", "not_feed", "no_text") else "damaged"
    assert (found.code, found.origin, found.id) == (code, f"x{ending}", f"x{ending}")
    assert found.message.startswith(f"x{ending} ")


def test_nothing_is_read_before_it_is_asked_for() -> None:
    def lines() -> Iterator[bytes]:
        yield b'{"id": 1, "text": "The boats left."}\n'
        raise AssertionError("read too far")

    class Stream(io.BytesIO):
        rest = lines()

        def readline(self, size: int | None = -1, /) -> bytes:
            return next(self.rest)

    first = next(readers.read(["-"], stdin=Stream()))
    assert isinstance(first, Article)


@pytest.mark.parametrize("name", ["many.csv", "many.jsonl", "many.json"])
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path, name: str) -> None:
    text = "The boats left the bay. " * 400
    path = tmp_path / name
    with path.open("w") as file:
        if name.endswith("csv"):
            file.write("id,text\n" + "".join(f'{n},"{text}"\n' for n in range(3_000)))
        elif name.endswith("jsonl"):
            file.writelines(f'{{"id": {n}, "text": "{text}"}}\n' for n in range(3_000))
        else:
            file.write("[" + ",\n".join(f'{{"id": {n}, "text": "{text}"}}' for n in range(3_000)) + "]")
    tracemalloc.start()
    assert sum(isinstance(one, Article) for one in readers.read([path])) == 3_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000 < path.stat().st_size


# Two thousand of both; `benchmarks/fuzz.py` tries 20,000.
@settings(max_examples=1_500, deadline=None, suppress_health_check=list(HealthCheck))
@given(FILES)
def test_whatever_a_file_holds_there_are_articles_or_sentences(given: tuple[str, bytes]) -> None:
    check_file(*given)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(WIRE)
def test_each_line_of_standard_input_gives_one_result_in_its_place(data: bytes) -> None:
    check_wire(data)
