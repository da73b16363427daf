"""A lexicon's folder: what is read from it, and what a person is told when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.lexicon import Lexicon, LexiconError, read
from analysis.lexicon_terms import split

HEAD = """name = "harbour_words"
kind = "harbour_word"
label = "Harbour words"
definition = "Words that dockers use."
source = "Made up for a test."
licence = "CC0-1.0"
version = "1"
why = "“{text}” {group} ({origin})."
why_neutral = "“{text}” {group}; plainer: {neutral}."

[groups]
rough = "is rough talk"

[columns.origin]
definition = "Where the word comes from."
values = ["ship", "quay"]
"""
TERMS = """term,pos,match,not_before,negated,neutral,group,note,origin
skivvy,NOUN,,,,helper,rough,,ship
heave to,,,,no,,,,ship
bollard,NOUN|VERB,form,NUM|Chain,,,rough,on land,quay
"""


def folder(tmp_path: Path, head: str = HEAD, terms: str = TERMS) -> Path:
    (tmp_path / "lexicon.toml").write_text(head, encoding="utf-8")
    (tmp_path / "terms.csv").write_text(terms, encoding="utf-8")
    return tmp_path


def lexicon(tmp_path: Path, head: str = HEAD, terms: str = TERMS) -> Lexicon:
    return read(folder(tmp_path, head, terms))


def test_a_folder_gives_its_terms(tmp_path: Path) -> None:
    found = lexicon(tmp_path)
    assert (found.name, found.kind, found.version, found.unit) == ("harbour_words", "harbour_word", "1", "")
    skivvy, heave, bollard = found.terms
    assert (skivvy.term, skivvy.pos, skivvy.match, skivvy.neutral, skivvy.line) == ("skivvy", ("NOUN",), "lemma", "helper", 2)
    assert (heave.words, heave.pos, heave.negated) == (("heave", "to"), (), False)
    assert (bollard.match, bollard.not_before, bollard.note) == ("form", ("NUM", "chain"), "on land")
    assert dict(bollard.extra) == {"origin": "quay"}


def test_terms_are_cut_as_the_parser_cuts_them() -> None:
    assert split("far-right") == split("far right") == ("far", "right")
    assert split("can’t help") == ("ca", "n't", "help")
    assert split("let's be clear") == ("let", "'s", "be", "clear")


def test_the_hash_knows_both_files_and_no_line_ends(tmp_path: Path) -> None:
    plain = lexicon(tmp_path).sha256
    assert lexicon(tmp_path).sha256 == plain
    (tmp_path / "terms.csv").write_bytes(b"\xef\xbb\xbf" + TERMS.replace("\n", "\r\n").encode())
    assert read(tmp_path).sha256 == plain
    assert lexicon(tmp_path, head=HEAD.replace('version = "1"', 'version = "2"')).sha256 != plain
    assert lexicon(tmp_path, terms=TERMS.replace("helper", "hand")).sha256 != plain


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("skivvy,NOUN", "skivvy,NOWN", 2, "part of speech “NOWN” is unknown"),
        ("skivvy,", ",", 2, "the term is empty"),
        ("skivvy,", "--,", 2, "the term is empty"),
        ("skivvy,", "Skivvy,", 2, "Write “skivvy”"),
        ("rough,,ship", "rouhg,,ship", 2, "did you mean “rough”"),
        (",form,", ",forms,", 4, "“forms” is no value of the column “match”. Use lemma or form"),
        (",no,", ",never,", 3, "“never” is no value of the column “negated”"),
        ("on land,quay", "on land,shore", 4, "“shore” is no value of the column “origin”. Use ship, quay"),
        ("heave to,,,", "heave to,,", 3, "8 cells where the first line has 9"),
        ("bollard,NOUN|VERB", "skivvy,NOUN|VERB", 4, "“skivvy” is in line 2 already"),
        ("heave to,", "skivvy,", 3, "“skivvy” is in line 2 already"),
        ("bollard,NOUN|VERB", "heave-to,NOUN", 4, "“heave-to” is in line 3 already"),
        ("term,pos", "term,part", 1, "the column “pos” is missing"),
        (",origin\n", ",origins\n", 1, "the column “origin” is missing"),
        (",neutral,", ",neutrall,", 1, "did you mean “neutral”"),
        (",note,", ",group,", 1, "the column “group” is there twice"),
        ("heave to,", '"heave to,', 4, "not valid CSV"),
        ("heave to,,,,no,,,,ship", ",,,,,,,,", 3, "the line is empty"),
    ],
)
def test_a_wrong_terms_file_is_an_error_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in TERMS
    with pytest.raises(LexiconError) as error:
        lexicon(tmp_path, terms=TERMS.replace(old, new, 1))
    assert str(error.value).startswith(f"{tmp_path / 'terms.csv'}, line {line}: ")
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('licence = "CC0-1.0"\n', "", None, "the key “licence” is missing"),
        ("label =", "lable =", 3, "the key “lable” is unknown; did you mean “label”"),
        ('version = "1"', "version = 1", 7, "“version” must be text"),
        ('label = "Harbour words"', 'label = " "', 3, "must be text in quotation marks and not empty"),
        ('kind = "harbour_word"', 'kind = "Harbour word"', 2, "lower-case letters"),
        ("{text}” {group} (", "{txt}” {group} (", 8, "placeholder that nothing fills"),
        ("({origin})", "({origin)", 8, "placeholder that nothing fills"),
        ("({origin})", "({origin.secret})", 8, "placeholder that nothing fills"),
        ('rough = "is rough talk"', "rough = 3", 11, "“groups” must be a table"),
        ("[columns.origin]", "[columns.pos]", 14, "“pos” cannot be an added column"),
        ('definition = "Where the word comes from."\n', "", 14, "needs a definition"),
        ('values = ["ship", "quay"]', 'values = "ship"', 14, "must be a list of texts"),
        ('values = ["ship", "quay"]', 'pattern = "("', 14, "is no regular expression"),
        ('label = "Harbour words"', "label = Harbour words", None, "not valid TOML"),
    ],
)
def test_a_wrong_head_is_an_error_with_its_line(tmp_path: Path, old: str, new: str, line: int | None, says: str) -> None:
    assert old in HEAD
    with pytest.raises(LexiconError) as error:
        lexicon(tmp_path, head=HEAD.replace(old, new, 1))
    where = f"{tmp_path / 'lexicon.toml'}, line {line}: " if line else f"{tmp_path / 'lexicon.toml'}"
    assert str(error.value).startswith(where)
    assert says in str(error.value)


def test_bytes_that_are_not_utf8_are_an_error_with_their_line(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "terms.csv").write_bytes(TERMS.encode() + "pöbel,NOUN,,,,,,,quay\n".encode("latin-1"))
    with pytest.raises(LexiconError, match=r"terms\.csv, line 5: the bytes are not UTF-8\. Save the file as UTF-8\."):
        read(tmp_path)


def test_missing_files_and_empty_lists_are_errors(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere/lexicon\.toml is missing\. A lexicon is a folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(LexiconError, match="there are no terms"):
        lexicon(tmp_path, terms=TERMS.split("\n")[0] + "\n")
    with pytest.raises(LexiconError, match="the column “term” is missing"):
        lexicon(tmp_path, terms="")
    (tmp_path / "terms.csv").unlink()
    (tmp_path / "terms.csv").mkdir()
    with pytest.raises(LexiconError, match="cannot be read"):
        read(tmp_path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=80), st.text(max_size=80).map(lambda s: s.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    """Nothing but a LexiconError that names the file ever comes out of a wrong file."""
    folder(tmp_path)
    for name, text in (("terms.csv", TERMS), ("lexicon.toml", HEAD)):
        (tmp_path / name).write_bytes(text.encode() + data)
        try:
            assert read(tmp_path).terms
        except LexiconError as error:
            message = str(error)
            assert str(tmp_path / name) in message  # most examples raise, some do not
        (tmp_path / name).write_text(text, encoding="utf-8")
