"""Who says what, shown on short texts: source, cue, content, form, nesting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from analysis.annotation import Attribution, Span
from analysis.annotators import attribution
from analysis.document import Parsed
from analysis.heads import reading
from analysis.language import parse


def find(parsed: Parsed, excluded: Sequence[Span] = ()) -> list[Attribution]:
    return attribution.find(parsed, reading.read(parsed), excluded)


@dataclass(frozen=True)
class Told:
    source: str
    cue: str
    content: str
    form: str


def told(text: str) -> list[Told]:
    """The outermost attributions of a text, parts joined by " … "."""

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(text[a:b] for a, b in spans)

    return [Told(words(a.source), words(a.cue), words(a.content), a.form) for a in find(parse(text)) if a.parent is None]


CASES = {
    "said that": (
        "The mayor said that the ferry line will close in March.",
        [Told("The mayor", "said", "that the ferry line will close in March", "indirect")],
    ),
    "without that": (
        "Ada Quill says the ferry was never safe.",
        [Told("Ada Quill", "says", "the ferry was never safe", "indirect")],
    ),
    "content first": (
        "The ferry line will close in March, the mayor said.",
        [Told("the mayor", "said", "The ferry line will close in March", "indirect")],
    ),
    "quotation": (
        "“We will close the ferry line,” said Ada Quill.",
        [Told("Ada Quill", "said", "“We will close the ferry line,”", "direct")],
    ),
    "straight marks": (
        '"We will close the ferry line," Ada Quill told reporters.',
        [Told("Ada Quill", "told", '"We will close the ferry line,"', "direct")],
    ),
    "broken quotation": (
        "“We will close the line,” she said, “because nobody uses it.”",
        [Told("she", "said", "“We will close the line,” … “because nobody uses it.”", "direct")],
    ),
    "goes on": (
        "“We will close the line,” the mayor said. “Nobody uses it.”",
        [Told("the mayor", "said", "“We will close the line,” … “Nobody uses it.”", "direct")],
    ),
    "partly quoted": (
        "The union said the plan was “an insult to every rower” in town.",
        [Told("The union", "said", "the plan was “an insult to every rower” in town", "mixed")],
    ),
    "according to, first": (
        "According to the report, the ferry lost money for nine years.",
        [Told("the report", "According to", "the ferry lost money for nine years", "indirect")],
    ),
    "according to, last": (
        "The ferry lost money for nine years, according to the report.",
        [Told("the report", "according to", "The ferry lost money for nine years", "indirect")],
    ),
    "belief": (
        "Residents believe that the council has already decided.",
        [Told("Residents", "believe", "that the council has already decided", "indirect")],
    ),
    "promise": (
        "The council promised to run a bus instead.",
        [Told("The council", "promised", "to run a bus instead", "indirect")],
    ),
    "question": (
        "Reporters asked whether the ferry would be sold.",
        [Told("Reporters", "asked", "whether the ferry would be sold", "indirect")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_one_sentence(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry leaves at nine.",
        "He claimed the trophy in May.",
        "The boat was called the “Marsh Hen”.",
        "The river runs to the sea.",
    ],
    ids=["plain", "claimed an object", "a name in marks", "no speech at all"],
)
def test_nothing_is_attributed_where_nobody_speaks(text: str) -> None:
    assert told(text) == []


def test_a_quotation_over_paragraphs_is_one_attribution() -> None:
    text = "“The first day was cold,” Ada Quill said.\n\n“The second day was worse. We had no bread.\n\n“The third day we left.”"
    (only,) = told(text)
    assert only.content.count("“") == 3
    assert only.source == "Ada Quill"


def test_a_claim_inside_a_claim_has_it_as_its_parent() -> None:
    text = "The mayor said that the union had claimed that the boat was unsafe."
    outer, inner = find(parse(text))
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert text[slice(*inner.source[0])] == "the union"


def test_the_writers_aside_is_not_the_sources() -> None:
    text = "The minister said the talks had failed without mentioning that he had left them early."
    (only,) = told(text)
    assert only.content == "the talks had failed"


def test_reporting_words_tell_a_stance() -> None:
    def stance(text: str) -> str | None:
        found: list[Attribution] = find(parse(text))
        return found[0].stance

    assert stance("The firm said that the water was clean.") == "neutral"
    assert stance("The firm alleged that the water was clean.") == "doubting"
    assert stance("The firm acknowledged that the water was not clean.") == "endorsing"


def test_boilerplate_is_not_read() -> None:
    text = "The bus runs hourly.\n\nEditors said that this page may change."
    start = text.index("Editors")
    assert find(parse(text), [(start, len(text))]) == []
