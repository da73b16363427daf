"""Lexicon terms in running text: the sense meant, the longest term, exact offsets, linear time."""

from __future__ import annotations

import csv
import io
import time
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.annotators.lexicon_finder import find, find_all
from analysis.document import Parsed, Token
from analysis.language import parse
from analysis.lexicon import Lexicon, lexicons, read

HEAD = """name = "probe"
kind = "probe"
label = "Probe"
definition = "Terms of one test."
source = "Made up for a test."
licence = "CC0-1.0"
version = "1"
why = "“{text}” is here as {term}."
why_neutral = "“{text}” is here as {term}; plainer: {neutral}."
"""


@pytest.fixture
def lexicon(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Makes a lexicon of rows such as dict(term="radical", pos="ADJ", not_before="surgery")."""

    def make(*rows: dict[str, str]) -> Lexicon:
        out = io.StringIO()
        columns = ["term", "pos", *dict.fromkeys(key for row in rows for key in row if key not in ("term", "pos"))]
        writer = csv.DictWriter(out, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
        (tmp_path / "lexicon.toml").write_text(HEAD, encoding="utf-8")
        (tmp_path / "terms.csv").write_text(out.getvalue(), encoding="utf-8")
        return read(tmp_path)

    return make


def words(text: str, lexicon: Lexicon, field: str = "text") -> list[str]:
    parsed = parse(text, field)  # type: ignore[arg-type]
    return [text[hit.start : hit.end] for hit in find(parsed, lexicon)]


@pytest.mark.parametrize(
    ("row", "hit", "no_hit"),
    [
        ({"term": "radical", "pos": "ADJ", "not_before": "surgery"}, "A radical plan won.", "The radical surgery went well."),
        ({"term": "radical", "pos": "ADJ", "not_before": "surgery"}, "A “radical” plan won.", "“Radical” surgery helped him."),
        ({"term": "may", "pos": "", "tag": "MD"}, "The ferry may leave early.", "The ferry left in May."),
        ({"term": "might", "pos": "", "tag": "MD"}, "The dam might hold.", "The might of the river broke the dam."),
        ({"term": "storm", "pos": "VERB"}, "They stormed the gate.", "The storm took the roof."),
        ({"term": "clear", "pos": "ADJ", "only_before": "that"}, "It is clear that they lost.", "The sky is clear today."),
        ({"term": "about", "pos": "", "only_before": "NUM"}, "About 40 boats sank.", "They spoke about boats."),
        ({"term": "disaster", "pos": "NOUN", "not_after": "natural"}, "The reform is a disaster.", "No natural disaster struck."),
        ({"term": "row", "pos": "NOUN", "only_after": "angry|bitter"}, "It ended in an angry row.", "They sat in the first row."),
        (
            {"term": "explode", "pos": "VERB", "not_with": "bomb"},
            "Rents exploded in the port.",
            "The bomb that they found exploded.",
        ),
        ({"term": "swamp", "pos": "NOUN", "only_with": "politics"}, "In politics it is a swamp.", "The heron lives in a swamp."),
        ({"term": "clearly", "pos": "ADV", "negated": "no"}, "It clearly works.", "It does not clearly work."),
        ({"term": "lie", "pos": "", "match": "form"}, "That is a lie.", "They were lying."),
        ({"term": "fury", "pos": "NOUN"}, "Their fury grew.", "The trial of Paul Fury began in Leeds."),
    ],
)
def test_a_term_counts_in_the_sense_meant(lexicon, row: dict[str, str], hit: str, no_hit: str) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon(row)
    assert len(words(hit, probe)) == 1
    assert words(no_hit, probe) == []


def test_a_name_counts_where_the_lexicon_says_so(lexicon) -> None:  # type: ignore[no-untyped-def]
    text = "She spoke for the Radical Party of Norway in Oslo."
    assert words(text, lexicon({"term": "radical", "pos": "ADJ"})) == []
    assert words(text, lexicon({"term": "radical", "pos": "ADJ", "in_entity": "yes"})) == ["Radical"]


def test_negation_reaches_three_words_and_no_further_than_a_comma(lexicon) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon({"term": "certain", "pos": "ADJ", "negated": "no"})
    assert words("She isn’t at all certain that it floats.", probe) == []
    assert words("If not, it is certain that it sinks.", probe) == ["certain"]
    assert words("Not one of the four crews was certain of it.", probe) == ["certain"]


def test_the_longest_term_wins_and_hits_do_not_overlap(lexicon) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon(
        {"term": "far", "pos": ""}, {"term": "far right", "pos": ""}, {"term": "right mob", "pos": ""}, {"term": "mob", "pos": ""}
    )
    assert words("The far right mob went far.", probe) == ["far right", "mob", "far"]


def test_a_longer_term_that_fails_its_checks_gives_way(lexicon) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon({"term": "slap", "pos": ""}, {"term": "slap in the face", "pos": "", "not_before": "cream"})
    assert words("It was a slap in the face.", probe) == ["slap in the face"]
    assert words("A slap in the face cream aisle.", probe) == ["slap"]


def test_hyphens_case_and_curly_apostrophes_do_not_matter(lexicon) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon({"term": "far-right", "pos": ""}, {"term": "let's be clear", "pos": ""})
    assert words("FAR-RIGHT, far right, Far-Right: let’s be clear.", probe) == [
        "FAR-RIGHT",
        "far right",
        "Far-Right",
        "let’s be clear",
    ]


def test_inflections_are_found_even_where_the_parser_takes_the_wrong_lemma(lexicon) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon({"term": "gripe", "pos": "VERB"}, {"term": "lash out", "pos": ""}, {"term": "spin", "pos": "VERB"})
    text = "He griped, they kept griping, she lashes out and lashed out, and it spun."
    assert words(text, probe) == ["griped", "griping", "lashes out", "lashed out", "spun"]


def test_a_term_never_runs_over_a_sentence(lexicon) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon({"term": "gave way", "pos": ""}, {"term": "way", "pos": ""})
    assert words("That is what they gave\n\nWay too late it came", probe) == ["Way"]


def test_capitals_of_a_headline_do_not_hide_a_verb(lexicon) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon({"term": "slam", "pos": "VERB"})
    assert words("Mayor Slams Harbour Board Over Quay Sale", probe, "title") == ["Slams"]


def test_the_reason_names_the_words_and_the_plainer_ones(lexicon) -> None:  # type: ignore[no-untyped-def]
    probe = lexicon({"term": "slam", "pos": "VERB", "neutral": "criticize"}, {"term": "sham", "pos": "NOUN", "neutral": ""})
    found = find(parse("She slammed the sham."), probe)
    assert [hit.why for hit in found] == ["“slammed” is here as slam; plainer: criticize.", "“sham” is here as sham."]
    assert [hit.neutral for hit in found] == ["criticize", None]


@cache
def _vocabulary() -> list[str]:
    """Words of the built-in lexicons, with the words that they are checked against and some noise."""
    terms = [term for lexicon in lexicons().values() for term in lexicon.terms]
    around = {w for t in terms for ws in (t.not_before, t.not_after, t.only_before, t.not_with) for w in ws}
    return sorted({t.term for t in terms} | around | set("not - ’ “ ” , . \n\n \t the of 40 Ö 👍🏽 \ud800 A.B".split(" ")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_hits_are_exact_ordered_and_apart(data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.one_of(st.sampled_from(_vocabulary()), st.text(max_size=8)), max_size=25))
    text = data.draw(st.sampled_from([" ", "-", ""])).join(pieces)
    parsed = parse(text)
    for lexicon in lexicons().values():
        hits = find(parsed, lexicon)
        starts, ends = {t.start for t in parsed.tokens}, {t.end for t in parsed.tokens}
        for hit in hits:
            assert hit.start in starts
            assert hit.end in ends
            assert f"“{text[hit.start : hit.end]}”" in hit.why
        assert all(a.end <= b.start for a, b in pairwise(hits))


def _made(size: int) -> Parsed:
    """A text of `size` tokens, one sentence, every sixth a term with checks: the worst case, without the parser."""
    random = Random(7)
    terms = [t for lexicon in lexicons().values() for t in lexicon.terms if len(t.words) == 1]
    tokens, at = [], 0
    for i in range(size):
        term = random.choice(terms) if i % 6 == 0 else None
        word, pos = (term.term, (term.pos or ("NOUN",))[0]) if term else ("quay", "NOUN")
        tokens.append(
            Token(i, at, at + len(word), word, word, pos, (term.tag or ("NN",))[0] if term else "NN", "dep", 0, "", False, True)
        )
        at += len(word) + 1
    return Parsed("text", " ".join(t.text for t in tokens), tokens, ((0, size),), ((0, at),), ())


def test_time_grows_with_the_text_and_stays_small() -> None:
    def seconds(parsed: Parsed) -> float:
        began = time.perf_counter()
        assert sum(len(find(parsed, lexicon)) for lexicon in lexicons().values()) > len(parsed.tokens) / 20
        return time.perf_counter() - began

    small, large = _made(10_000), _made(80_000)
    seconds(small)
    fast, slow = min(seconds(small) for _ in range(3)), min(seconds(large) for _ in range(2))
    assert slow < 8 * fast * 2.5, "more than linear"
    assert 80_000 / slow > 60_000, "tokens a second for all lexicons together, with a term at every sixth token"


def test_all_lexicons_at_once_find_what_each_finds_alone() -> None:
    every = tuple(lexicons().values())
    chance = Random(4)
    terms = [term.term for lexicon in every for term in lexicon.terms]
    for _ in range(20):
        parsed = parse(" ".join(chance.sample(terms, 30)) + ". He knew that the ferry was shameful, of course.")
        assert find_all(parsed, every) == [find(parsed, lexicon) for lexicon in every]
