"""The JSON of the wire schema: exactly its fields, one line, whatever the text holds."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from builders import TEXT, TITLE, analysis, article, failure, quoted_fragments, relocated, word_runs
from hypothesis import given
from hypothesis import strategies as st

from analysis.wire import dump, failure_to_wire, from_wire, to_wire

#: What version 1 of the schema promises, field by field; more may be there, never less.
PROMISED = {
    "": {"schema", "version", "article", "voices", "excluded", "sentences", "attributions", "sources", "parties", "annotations",
         "mentions", "metrics"},
    "version": {"package", "settings", "models", "lexicons"},
    "article": {"id", "title", "outlet", "published", "url", "topic", "sha256", "words", "characters", "language", "warnings"},
    "sentences": {"index", "start", "end", "voice"},
    "attributions": {"id", "field", "form", "parent", "source", "cue", "content", "source_id", "stance", "score"},
    "sources": {"id", "name", "aliases", "named", "type", "role", "speaks_for", "words", "attributions", "first"},
    "parties": {"id", "name", "aliases", "type", "source_id", "mentions", "words", "sources", "in_title"},
    "annotations": {"id", "kind", "field", "start", "end", "text", "voice", "source_id", "party_id", "rule", "score", "why"},
    "mentions": {"start", "end", "party_id", "voice", "portrayal"},
    "metrics": {"id", "voice", "value", "unit", "numerator", "denominator", "low", "high", "annotations", "missing"},
}  # fmt: skip


@pytest.mark.parametrize("part", PROMISED)
def test_every_promised_field_is_there(part: str) -> None:
    wire = to_wire(analysis())
    value = wire[part] if part else wire
    for item in value if isinstance(value, list) else [value]:
        assert PROMISED[part] <= item.keys()
    assert value


def test_what_is_not_computed_is_absent_and_what_cannot_be_is_null() -> None:
    wire = to_wire(analysis())
    assert "frames" not in wire
    assert not {"loaded", "lexical_bias", "opinion"} & wire["sentences"][0].keys()


def test_what_the_wording_head_says_stands_with_its_sentence() -> None:
    made = analysis()
    first = replace(made.sentences[0], loaded=0.8, opinion=0.7, lexical_bias=0.2, loaded_words=((4, 9),), loaded_without=0.3)
    told = to_wire(replace(made, sentences=(first, *made.sentences[1:])))["sentences"][0]
    assert (told["loaded"], told["opinion"], told["lexical_bias"]) == (0.8, 0.7, 0.2)
    assert (told["loaded_words"], told["loaded_without"]) == ([[4, 9]], 0.3)


def test_offsets_point_at_the_words() -> None:
    wire = to_wire(analysis())
    for mark in wire["annotations"]:
        assert TEXT[mark["start"] : mark["end"]] == mark["text"]
    said = wire["attributions"][0]
    assert [TEXT[a:b] for a, b in said["content"]] == ["“We read it in the minutes,”", "“and we are furious.”"]
    assert [wire["voices"][0][0], wire["voices"][-1][1]] == [0, len(TEXT)]
    assert [TITLE[a:b] for a, b, voice, _ in wire["title_voices"] if voice == "direct"] == ["“never asked”"]


def test_the_wire_survives_json_unchanged() -> None:
    wire = to_wire(analysis())
    assert json.loads(dump(wire)) == wire


def test_an_analysis_is_read_back_as_it_was() -> None:
    made = analysis()
    first = replace(made.sentences[0], loaded=0.8, opinion=0.7, lexical_bias=0.2, loaded_words=((4, 9),), loaded_without=0.3)
    for written in (
        made,
        replace(made, sentences=(first, *made.sentences[1:])),
        relocated("A \ud800 broken\0 letter.", "“\udfff”"),
    ):
        assert from_wire(json.loads(dump(to_wire(written))), written.article) == written


def test_what_cannot_be_read_back_is_refused() -> None:
    made = analysis()
    for wire, of in (
        (to_wire(made), article(text=TEXT + "!")),
        (to_wire(made, text=False), made.article),
        ({**to_wire(made), "schema": "other/1"}, made.article),
        (failure_to_wire(failure()), made.article),
    ):
        with pytest.raises(ValueError, match=r"schema|another text"):
            from_wire(wire, of)


def test_a_failure_takes_its_place_with_id_line_code_and_message() -> None:
    assert failure_to_wire(failure(id=12)) == {
        "schema": "evenhand/1",
        "error": {
            "id": 12,
            "line": 7,
            "code": "not_json",
            "message": "Line 7 is not JSON: check its quotation marks.",
            "origin": "feed.jsonl",
        },
    }


@pytest.mark.parametrize("given_id", ["a", "", 0, 17, 2.5, True, None, 10**30])
def test_the_callers_id_comes_back_as_it_was(given_id: object) -> None:
    back = json.loads(dump(to_wire(analysis(article=article(id=given_id)))))["article"]["id"]
    assert back == given_id
    assert type(back) is type(given_id)


@pytest.mark.parametrize("given_id", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_cannot_write_becomes_null(given_id: float) -> None:
    assert json.loads(dump(to_wire(analysis(article=article(id=given_id)))), parse_constant=pytest.fail)["article"]["id"] is None


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_gives_one_line_of_utf_8_and_comes_back(text: str) -> None:
    line = dump({"text": text})
    assert "\n" not in line
    assert "\r" not in line
    # A pair of half surrogates is one character once it has been through JSON.
    assert json.loads(line.encode("utf-8"))["text"] == text.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "surrogatepass"
    )


def test_a_lone_surrogate_is_escaped_and_other_letters_stand() -> None:
    assert dump("é\u2028\ud800") == '"é\u2028\\ud800"'


def test_the_same_analysis_gives_the_same_line() -> None:
    assert dump(to_wire(analysis())) == dump(to_wire(analysis()))


def test_without_text_no_words_of_the_article_are_left() -> None:
    line = dump(to_wire(analysis(), text=False))
    for words in (
        word_runs(TEXT) | word_runs(TITLE) | quoted_fragments(TEXT + TITLE) | {"recklessly", "Ilse Varga", "crane driver"}
    ):
        assert words not in line
    wire = json.loads(line)
    assert wire["article"]["warnings"] == ["The encoding was guessed.", "(left out: it quotes the article)"]
    assert wire["annotations"][0]["start"] == TEXT.index("recklessly")
    assert wire["article"]["sha256"] == article().sha256


def test_without_text_the_fields_are_the_same() -> None:
    full, bare = to_wire(analysis()), to_wire(analysis(), text=False)
    assert full.keys() == bare.keys()
    for part in PROMISED.keys() - {"", "version", "article"}:
        assert [item.keys() for item in full[part]] == [item.keys() for item in bare[part]]


def test_without_text_equal_names_have_equal_hashes() -> None:
    one, two = (to_wire(relocated("Ada Quill", id=n), text=False)["sources"][0] for n in (1, 2))
    assert one["name_sha256"] == two["name_sha256"]
    assert len(one["name_sha256"]) == 64


def test_without_text_a_message_may_name_its_input_but_not_quote_it() -> None:
    names = failure(message="“feed.jsonl” has no text. Check the column.", origin="feed.jsonl")
    quotes = failure(message="feed.jsonl:7 is not JSON near “The harbour board sold it”.")
    assert failure_to_wire(names, text=False)["error"]["message"] == names.message
    assert "harbour" not in dump(failure_to_wire(quotes, text=False))
