"""Tables and JSON, from files and from standard input."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import readers
from analysis.article import Article, Failure
from analysis.readers import columns, dates, table


def read(name: str, content: str | bytes, **mapping: str) -> list[Article | Failure]:
    return list(readers.read_bytes(name, content.encode() if isinstance(content, str) else content, mapping))


def stdin(content: str | bytes, **mapping: str) -> list[Article | Failure]:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return list(readers.read(["-"], mapping=mapping, stdin=io.BytesIO(data)))


def codes(found: list[Article | Failure]) -> list[str]:
    return [one.code if isinstance(one, Failure) else "" for one in found]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_are_known_by_many_names_whatever_the_delimiter(delimiter: str) -> None:
    rows = [
        ["Headline", "Article_Body", "publish-date", "NEWSPAPER", "Section", "Link", "By", "other"],
        ["Landing shut", 'It "rained", they said; a lot', "May 3, 2021", "Courier", "local", "https://a.example", "Jo", "x"],
    ]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    (found,) = read("a.csv", file.getvalue())
    assert isinstance(found, Article)
    assert (found.title, found.text, found.published) == ("Landing shut", rows[1][1], "2021-05-03")
    assert (found.outlet, found.topic, found.url, found.author) == ("Courier", "local", "https://a.example", "Jo")
    assert (found.id, found.origin) == ("a.csv:1", "a.csv:1")


def test_a_column_of_the_field_s_own_name_wins_and_a_mapping_before_all() -> None:
    content = "content,text,summary,id\nlong,right,short,7\n"
    assert [one.text for one in read("a.csv", content) if isinstance(one, Article)] == ["right"]
    (found,) = read("a.csv", content, text="Summary")
    assert isinstance(found, Article)
    assert (found.text, found.id) == ("short", "7")


def test_a_table_without_text_says_what_it_found_and_what_to_do() -> None:
    (found,) = read("a.csv", "name,town\nJo,Bay\n")
    assert isinstance(found, Failure)
    assert found.code == "no_text_column"
    assert "“name”, “town”" in found.message
    assert "--map text=COLUMN" in found.message
    (found,) = read("a.csv", "text,town\nJo,Bay\n", text="body")
    assert isinstance(found, Failure)
    assert "no column “body”" in found.message


def test_a_mapped_column_that_is_missing_is_said_with_each_article() -> None:
    (found,) = read("a.csv", "text\nJo left.\n", title="caption")
    assert found.warnings == ("The column “caption” was asked for and is not in the table.",)  # type: ignore[union-attr]


def test_the_text_of_a_cell_is_taken_as_it_is_but_for_line_ends() -> None:
    (found,) = read("a.csv", '\ufefftext\r\n"  One.\r\n\r\nTwo \xadx.\rThree  "\r\n')
    assert found.text == "  One.\n\nTwo \xadx.\nThree  "  # type: ignore[union-attr]


def test_a_bad_row_costs_that_row() -> None:
    found = read("a.csv", 'text,id\none,1\n,2\n"   ",3\nfour, and more,4\n\n , \nsix\n')
    assert codes(found) == ["", "empty", "empty", "bad_row", ""]
    assert [one.id for one in found] == ["1", "2", "3", "a.csv:4", "a.csv:5"]


def test_a_mark_that_never_closes_is_said() -> None:
    found = read("a.csv", 'text,id\none,1\n"two,2\nthree,3\n')
    assert codes(found) == ["", "bad_row"]
    assert "never closes" in found[1].message  # type: ignore[union-attr]


def test_excel_s_separator_line_is_heeded() -> None:
    (found,) = read("a.csv", "sep=|\ntext|id\na, b|7\n")
    assert (found.text, found.id) == ("a, b", "7")  # type: ignore[union-attr]


def test_two_columns_of_one_name_are_kept_apart() -> None:
    (found,) = read("a.csv", "text,text,id\none,two,7\n")
    assert found.text == "one"  # type: ignore[union-attr]


CELLS = st.text(st.sampled_from("\n\r") | st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30)


@given(st.lists(st.tuples(CELLS.filter(str.strip), CELLS), max_size=6))
def test_what_a_csv_writer_wrote_comes_back(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([("text", "topic"), *rows])
    found = read("a.csv", file.getvalue())
    assert [one.text for one in found if isinstance(one, Article)] == [table.lines(text) for text, _ in rows]
    assert [one.topic for one in found if isinstance(one, Article)] == [table.lines(topic).strip() or None for _, topic in rows]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2021-05-03", "2021-05-03"),
        ("2021/5/3", "2021-05-03"),
        ("20210503", "2021-05-03"),
        ("3 May 2021", "2021-05-03"),
        ("May 3rd, 2021", "2021-05-03"),
        ("Monday, May 3, 2021", "2021-05-03"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("2021-05-03 14:05:00", "2021-05-03T14:05:00"),
        ("2021-05-03T14:05:00Z", "2021-05-03T14:05:00+00:00"),
        ("03/04/2021", "03/04/2021"),
        ("last week", "last week"),
        ("2021-05-03 at noon", "2021-05-03 at noon"),
    ],
)
def test_dates_become_iso_where_they_can_be_read_in_one_way(given: str, expected: str) -> None:
    assert dates.iso(given) == expected


@given(st.text())
def test_any_date_gives_a_string(value: str) -> None:
    assert isinstance(dates.iso(value), str)


def test_no_name_stands_for_two_fields() -> None:
    names = [columns.plain(name) for synonyms in columns.SYNONYMS.values() for name in synonyms]
    assert len(names) == len(set(names))
    assert all(names[0] == field for field, names in columns.SYNONYMS.items())


# JSON lines on standard input: the wire schema's input.


def test_standard_input_takes_text_and_id_exactly() -> None:
    text = "  A title\r\n\r\nThe co\xaduncil \u2028 voted. \x0b\ud83d "
    (found,) = stdin(json.dumps({"id": 7.5, "text": text, "title": " T ", "published": "May 3, 2021", "x": 1}) + "\n")
    assert isinstance(found, Article)
    assert (found.text, found.id, found.title, found.published, found.warnings) == (text, 7.5, " T ", "May 3, 2021", ())


@given(st.text(st.characters()), st.none() | st.text() | st.integers() | st.booleans(), st.booleans())
def test_any_text_comes_back_through_standard_input(text: str, identifier: object, escaped: bool) -> None:
    line = json.dumps({"id": identifier, "text": text}, ensure_ascii=escaped)
    (found,) = stdin(line + "\n")
    assert found.id == identifier
    if text.strip():
        assert found.text == text  # type: ignore[union-attr]
    else:
        assert codes([found]) == ["empty"]


def test_lines_end_with_newline_alone_and_blank_ones_are_passed_over() -> None:
    found = stdin('\ufeff{"id": 1, "text": "a\u2028b\x85c"}\r\n\n \t\r\n{"id": 2, "text":\r"d"}\nno\n{"id": 3, "text": "e"}')
    assert [one.id for one in found] == [1, 2, None, 3]
    assert found[0].text == "a\u2028b\x85c"  # type: ignore[union-attr]
    assert (codes(found)[2], found[2].line) == ("not_json", 5)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "code", "identifier"),
    [
        ("nonsense", "not_json", None),
        ('{"text": "a"', "not_json", None),
        ('{"text": "a"} x', "not_json", None),
        ('{"id": NaN, "text": "a"}', "not_json", None),
        ('{"id": ' + "9" * 5000 + ', "text": "a"}', "not_json", None),
        ("[" * 100_000, "not_json", None),
        ("[1, 2]", "not_object", None),
        ('"text"', "not_object", None),
        ("null", "not_object", None),
        ("{}", "no_text", None),
        ('{"id": "x", "Text": "a"}', "no_text", "x"),
        ('{"id": "x", "text": null}', "no_text", "x"),
        ('{"id": "x", "text": 5}', "text_not_string", "x"),
        ('{"id": 0, "text": ["a"]}', "text_not_string", 0),
        ('{"id": "x", "text": " \\n "}', "empty", "x"),
        ('{"id": ["x"], "text": "a"}', "bad_id", None),
        ('{"id": 1e999, "text": "a"}', "bad_id", None),
        (b'{"text": "\xff"}', "not_utf8", None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_line_fails_in_its_place(line: str | bytes, code: str, identifier: object) -> None:
    good = b'{"id": 1, "text": "a"}\n'
    before, bad, after = stdin(good + (line.encode() if isinstance(line, str) else line) + b"\n" + good)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(bad, Failure)
    assert (bad.code, bad.line, bad.id) == (code, 2, identifier)
    assert bad.message.startswith("Line 2 of standard input ")
    assert bad.message.endswith(".")


def test_other_fields_of_another_type_are_converted_and_said() -> None:
    (found,) = stdin('{"text": "a", "title": 5, "topic": ["x", "y"], "outlet": {"name": "z"}, "url": "", "published": null}')
    assert isinstance(found, Article)
    assert (found.title, found.topic, found.outlet, found.url, found.published) == ("5", "x; y", None, None, None)
    assert len(found.warnings) == 3


def test_a_mapping_serves_standard_input_too() -> None:
    (found,) = stdin('{"body": "a", "text": "b"}', text="body")
    assert found.text == "a"  # type: ignore[union-attr]


# JSON files.


def test_a_file_of_json_lines_matches_keys_like_columns_and_names_its_lines() -> None:
    found = read("a.jsonl", '{"Content": " a ", "Date": "May 3, 2021"}\n\nno\n{"id": {"$oid": "x"}, "text": "b"}\n')
    assert codes(found) == ["", "not_json", ""]
    assert [one.id for one in found] == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:4"]
    assert (found[0].text, found[0].published) == (" a ", "2021-05-03")  # type: ignore[union-attr]
    assert found[1].line == 3  # type: ignore[union-attr]


RECORDS = st.lists(
    st.fixed_dictionaries({"text": st.text(min_size=1).filter(str.strip), "id": st.integers() | st.text(min_size=1)})
)


@given(RECORDS, st.sampled_from([None, 2]), st.booleans())
def test_an_array_an_indented_array_and_lines_read_the_same(
    records: list[dict[str, object]], indent: int | None, ascii_only: bool
) -> None:
    array = json.dumps(records, indent=indent, ensure_ascii=True)
    lines = "".join(json.dumps(record, ensure_ascii=True) + "\n" for record in records)
    texts = [(record["text"], record["id"]) for record in records]
    for name, content in (("a.json", array), ("a.json", lines), ("a.jsonl", lines)):
        if not content:
            continue
        assert [(one.text, one.id) for one in read(name, content) if isinstance(one, Article)] == texts


def test_one_object_is_one_article() -> None:
    (found,) = read("a.json", '{\n  "text": "The boats left.",\n  "headline": "Boats"\n}\n')
    assert (found.text, found.title, found.id) == ("The boats left.", "Boats", "a.json:1")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[{"text": "a"}, 5, {"x": 1}, {"text": "b"}]', ["", "not_object", "no_text", ""]),
        ('[{"text": "a"}, {"text": tru}]', ["", "not_json"]),
        ('[{"text": "a"}', ["", "not_json"]),
        ('[{"text": "a', ["not_json"]),
        ("[" * 100_000, ["not_json"]),
        ("[]", []),
        ("nonsense", ["not_json"]),
        ("5", ["not_object"]),
        ('{"text": "a"}\nbad\n{"text": "b"}', ["", "not_json", ""]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_in_a_json_file_costs_as_little_as_it_can(content: str, expected: list[str]) -> None:
    assert codes(read("a.json", content)) == expected


def test_a_value_cut_at_any_place_of_the_buffer_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.readers.json_file._CHUNK", 3)
    records = [{"text": f'say \\ "{n}" é', "id": n} for n in range(20)]
    for content in (
        json.dumps(records),
        json.dumps(records, indent=1, ensure_ascii=False),
        "\n\n".join(json.dumps(r, indent=1) for r in records),
    ):
        found = read("a.json", content)
        assert [(one.text, one.id) for one in found if isinstance(one, Article)] == [(r["text"], r["id"]) for r in records]
