"""The columns of the tables that a comparison is written as: each says what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from analysis.annotation import Span
from analysis.columns import Column, Table
from analysis.columns.cards import TYPES
from analysis.columns.declaration import id_text
from analysis.comparison import Comparison, letter

EVENT = Column("event", "string", "Event", "The event's name, where groups were given; joins the tables.", lambda c, i: c.event,
               source="Input", optional=True)  # fmt: skip


def _article(name: str, label: str, definition: str, at: Any) -> Column:
    return Column(
        name, "string", label, f"{definition} (a letter of the table articles).", lambda c, i: letter(at(i)), range="A to F"
    )


def _numbered(items: Iterable[object]) -> Iterator[tuple[int, Any]]:
    return enumerate(items, start=1)


def _spans(spans: Sequence[Span]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


_SPANS = (
    "Offsets into the article's text (its title where `field` says so), START-END, parted by blanks; code points, end-exclusive."
)
_SENTENCE = "Number of the sentence of the text in which it starts, counted from 1; empty in a title."

ARTICLES = Table("articles", "one article of a comparison", lambda c: enumerate(c.articles), (
    EVENT,
    _article("article", "Article", "Its letter", lambda i: i[0]),
    Column("article_id", "string", "Caller's id", "The identifier that the input gave.", lambda c, i: id_text(i[1].article.id),
           optional=True),
    Column("origin", "string", "Origin", "The file and row that it was read from.", lambda c, i: i[1].article.origin,
           source="Input", optional=True),
    Column("title", "string", "Headline", "As the input gave it.", lambda c, i: i[1].article.title, source="Input",
           optional=True),
    Column("outlet", "string", "Outlet", "As the input gave it.", lambda c, i: i[1].article.outlet, source="Input",
           optional=True),
    Column("published", "string", "Date", "As the input gave it.", lambda c, i: i[1].article.published, source="Input",
           optional=True),
    Column("words", "integer", "Words", "Words of the text without boilerplate.", lambda c, i: i[1].words, "words", "0 or more"),
    Column("sha256", "string", "Hash of the text", "SHA-256 of the text's UTF-8 bytes; offsets count into exactly this text.",
           lambda c, i: i[1].article.sha256),
))  # fmt: skip


def _source_rows(c: Comparison) -> Iterator[tuple[int, Any, int, str, Any]]:
    for number, source in _numbered(c.sources):
        for card in source.cards:
            yield number, source, card.article, "has", card
        for near in source.near:
            yield number, source, near.article, "near", near
        named = dict(source.named_in)
        for article in source.lacking:
            yield number, source, article, "lacks", named.get(article, 0)


SOURCES = Table("sources", "one source in one article of a comparison, or its absence there", _source_rows, (
    EVENT,
    Column("source", "integer", "Source", "Number of the source within the event.", lambda c, i: i[0], range="1 or more"),
    Column("name", "string", "Name", "Its fullest naming in all articles.", lambda c, i: i[1].name),
    Column("named", "boolean", "Named", "Whether any article gives its proper name.", lambda c, i: i[1].named,
           caveats="Unnamed sources are matched by their description alone, which need not mean the same people."),
    Column("type", "string", "Type", "What it is.", lambda c, i: i[1].type,
           range=TYPES),
    _article("article", "Article", "The article", lambda i: i[2]),
    Column("status", "string", "Status", "has: it has words there. near: it has no card there, but see `how`. lacks: no words of "
           "it were found there.", lambda c, i: i[3], range="has, near, lacks",
           caveats="What attribution misses looks lacking; see the benchmarks for how often that is."),
    Column("how", "string", "How", "Of has, the rule that held it to be this source (name, surname, role, description). Of near: "
           "speaks for (somebody of the same body speaks), unclear (a naming may mean it), named (its name stands in a source's "
           "words), quoted (the same quotation stands there under another name or none).",
           lambda c, i: i[4].how if i[3] == "has" else i[4].tie if i[3] == "near" else None, optional=True),
    Column("called", "string", "Called", "What the article calls it, or who speaks for the same body there.",
           lambda c, i: i[4].name if i[3] != "lacks" else None, optional=True),
    Column("source_id", "string", "Source id", "Id of its card in the article's own tables.",
           lambda c, i: i[4].source_id if i[3] == "has" else None, optional=True),
    Column("words", "integer", "Words", "Words of the text given to it.", lambda c, i: i[4].words if i[3] == "has" else 0,
           "words", "0 or more"),
    Column("namings", "integer", "Namings", "Of lacks, how often the article's text names it all the same.",
           lambda c, i: i[4] if i[3] == "lacks" else None, "namings", "0 or more", optional=True),
))  # fmt: skip

PASSAGES = Table(
    "passages",
    "one passage that an article gives to a source",
    lambda c: ((number, p) for number, s in _numbered(c.sources) for card in s.cards for p in card.passages),
    (
        EVENT,
        Column("source", "integer", "Source", "Number of the source (table sources).", lambda c, i: i[0], range="1 or more"),
        _article("article", "Article", "The article", lambda i: i[1].article),
        Column("attribution", "string", "Attribution", "Id of the attribution in the article's own tables.",
               lambda c, i: i[1].attribution),
        Column("field", "string", "Field", "Where it stands.", lambda c, i: i[1].field, range="text, title"),
        Column("form", "string", "Form", "Inside quotation marks, without, or both.", lambda c, i: i[1].form,
               range="direct, indirect, mixed"),
        Column("sentence", "integer", "Sentence", _SENTENCE, lambda c, i: i[1].sentence, range="1 or more", optional=True),
        Column("spans", "string", "Place", _SPANS, lambda c, i: _spans(i[1].spans)),
        Column("words", "string", "Words", "The passage itself; parts that are broken by others are joined by ' … '.",
               lambda c, i: i[1].text),
    ),
)  # fmt: skip

QUOTATIONS = Table(
    "quotations",
    "one quotation as one article has it, of those that two or more articles share",
    lambda c: ((number, q, v) for number, q in _numbered(c.quotations) for v in q.versions),
    (
        EVENT,
        Column("quotation", "integer", "Quotation", "Number of the quotation within the event.", lambda c, i: i[0],
               range="1 or more"),
        _article("article", "Article", "The article", lambda i: i[2].article),
        Column("source_id", "string", "Source id", "Id of its speaker in the article's own tables.", lambda c, i: i[2].source_id,
               optional=True),
        Column("sentence", "integer", "Sentence", _SENTENCE, lambda c, i: i[2].sentence, range="1 or more", optional=True),
        Column("spans", "string", "Place", _SPANS, lambda c, i: _spans(i[2].spans)),
        Column("shared", "integer", "Shared words", "Most words running that two versions share.", lambda c, i: i[1].shared,
               "words", "4 or more"),
        Column("words", "string", "Words", "The quotation with its marks; the writer's words between its parts are left out.",
               lambda c, i: i[2].text),
    ),
)  # fmt: skip

CUTS = Table(
    "cuts",
    "words that one article quotes and another, quoting the same, does not show",
    lambda c: ((number, cut) for number, q in _numbered(c.quotations) for cut in q.cuts),
    (
        EVENT,
        Column("quotation", "integer", "Quotation", "Number of the quotation (table quotations).", lambda c, i: i[0],
               range="1 or more"),
        _article("has", "Has", "The article that has the words", lambda i: i[1].has),
        _article("lacks", "Lacks", "The article that lacks them", lambda i: i[1].lacks),
        Column("where", "string", "Where", "Before, behind or in the middle of what both quote; reworded where the other has "
               "other words in that place.", lambda c, i: i[1].where, range="before, behind, middle, reworded"),
        Column("count", "integer", "Number of words", "How many words are missing.", lambda c, i: i[1].words, "words",
               "1 or more"),
        Column("words", "string", "Words", "The words themselves.", lambda c, i: i[1].text),
        Column("instead", "string", "Instead", "Of reworded, the other article's words.", lambda c, i: i[1].instead,
               optional=True),
        Column("marked", "boolean", "Marked", "Whether the article that lacks them shows an ellipsis or brackets there.",
               lambda c, i: i[1].marked, range="true, false"),
        Column("retold", "boolean", "Retold", "Whether it goes on there in reported speech of the same source, which may say the "
               "same in other words.", lambda c, i: i[1].retold, range="true, false"),
        Column("whole", "boolean", "Whole sentences", "Whether the words are whole sentences; else the cut runs through one.",
               lambda c, i: i[1].whole, range="true, false"),
        Column("sentence", "integer", "Sentence", "In the article that has them: number of the sentence, counted from 1.",
               lambda c, i: i[1].sentence, range="1 or more", optional=True),
        Column("spans", "string", "Place", _SPANS, lambda c, i: _spans(i[1].spans)),
        Column("at", "integer", "Missing at", "Offset in the text of the article that lacks them.", lambda c, i: i[1].at,
               "code points", "0 or more"),
    ),
)  # fmt: skip


def _party_rows(c: Comparison) -> Iterator[tuple[int, Any, int, str, Any]]:
    for number, party in _numbered(c.parties):
        for presence in party.presences:
            status = "heard" if presence.heard else "silent" if presence.silent else "hardly heard"
            yield number, party, presence.article, status, presence
        for article in party.absent:
            yield number, party, article, "absent", None


PARTIES = Table("parties", "one party in one article of a comparison", _party_rows, (
    EVENT,
    Column("party", "integer", "Party", "Number of the party within the event.", lambda c, i: i[0], range="1 or more"),
    Column("name", "string", "Name", "Its fullest naming in all articles.", lambda c, i: i[1].name),
    Column("type", "string", "Type", "What it is.", lambda c, i: i[1].type,
           range=TYPES),
    _article("article", "Article", "The article", lambda i: i[2]),
    Column("status", "string", "Status", "heard: five words or more are given to it. hardly heard: fewer, or none though its "
           "name stands among the words that name a source. silent: it is named and given no words. absent: it is no party of "
           "the article (named twice or more, or speaking).", lambda c, i: i[3], range="heard, hardly heard, silent, absent"),
    Column("mentions", "integer", "Mentions", "Namings in the text.", lambda c, i: i[4].mentions if i[4] else 0, "namings",
           "0 or more"),
    Column("words", "integer", "Words", "Words given to it as a source.", lambda c, i: i[4].words if i[4] else 0, "words",
           "0 or more"),
    Column("through", "integer", "Words through others", "Words given to those who speak for it, beyond these.",
           lambda c, i: i[4].through if i[4] else 0, "words", "0 or more"),
))  # fmt: skip

FIGURES = Table(
    "figures",
    "one metric of one article for one voice",
    lambda c: ((f, n, v) for f in c.figures for n, v in enumerate(f.values)),
    (
        EVENT,
        Column("metric", "string", "Metric", "Id of the metric; `evenhand codebook` defines each.", lambda c, i: i[0].metric),
        Column("voice", "string", "Voice", "Whose words were counted.", lambda c, i: i[0].voice,
               range="writer, direct, indirect, headline, all"),
        _article("article", "Article", "The article", lambda i: i[1]),
        Column("value", "number", "Value", "The metric's value.", lambda c, i: i[2].value, "see unit", optional=True),
        Column("unit", "string", "Unit", "Unit of the value.", lambda c, i: i[0].unit),
        Column("low", "number", "Interval, low end", "Low end of the 95 % interval.", lambda c, i: i[2].low, "see unit",
               caveats="Covers sampling, not the finder's own errors.", optional=True),
        Column("high", "number", "Interval, high end", "High end of the 95 % interval.", lambda c, i: i[2].high, "see unit",
               caveats="Covers sampling, not the finder's own errors.", optional=True),
        Column("missing", "string", "Missing", "Why there is no value.", lambda c, i: i[2].missing, optional=True),
    ),
)  # fmt: skip

DIFFERENCES = Table(
    "differences",
    "how far one metric for one voice lies apart in two articles",
    lambda c: ((f, d) for f in c.figures for d in f.differences),
    (
        EVENT,
        Column("metric", "string", "Metric", "Id of the metric.", lambda c, i: i[0].metric),
        Column("voice", "string", "Voice", "Whose words were counted.", lambda c, i: i[0].voice,
               range="writer, direct, indirect, headline, all"),
        _article("first", "First", "The first article", lambda i: i[1].first),
        _article("second", "Second", "The second article", lambda i: i[1].second),
        Column("difference", "number", "Difference", "The first's value minus the second's.", lambda c, i: i[1].value, "see unit",
               optional=True),
        Column("unit", "string", "Unit", "Unit of the difference.", lambda c, i: i[0].unit),
        Column("low", "number", "Interval, low end", "Low end of the 95 % interval of the difference.", lambda c, i: i[1].low,
               "see unit", source="Newcombe (1998); Zou and Donner (2008); Li, Tang, Poon and Tang (2011)",
               caveats="Covers sampling of articles written independently. Of a hundred differences that are none, about five "
               "intervals leave 0 out.", optional=True),
        Column("high", "number", "Interval, high end", "High end of the same interval.", lambda c, i: i[1].high, "see unit",
               source="Newcombe (1998); Zou and Donner (2008); Li, Tang, Poon and Tang (2011)", optional=True),
        Column("missing", "string", "Missing", "Why there is no value, or no interval.", lambda c, i: i[1].missing,
               optional=True),
    ),
)  # fmt: skip

FACTS = Table(
    "facts",
    "one sentence of one article, of a fact that most articles tell and one tells without a close counterpart",
    lambda c: (
        (number, f, status, t)
        for number, f in _numbered(c.facts.found)
        for status, tellings in (("told", f.tellings), ("no close counterpart", f.without))
        for t in tellings
    ),
    (
        EVENT,
        Column("fact", "integer", "Fact", "Number of the fact within the event.", lambda c, i: i[0], range="1 or more"),
        _article("article", "Article", "The article", lambda i: i[3].article),
        Column("status", "string", "Status", "told: the sentence tells it. no close counterpart: none of the article's sentences "
               "comes close; this is the likest.", lambda c, i: i[2], range="told, no close counterpart",
               caveats="Says what was not found, never that it was left out on purpose."),
        Column("likeness", "number", "Likeness", "Probability that coders call it a counterpart of another article's sentence.",
               lambda c, i: i[3].likeness, range="0 to 1"),
        Column("shared", "string", "Shared", "Names and numbers that two tellings share, parted by blanks.",
               lambda c, i: " ".join(i[1].shared) or None, optional=True),
        Column("sentence", "integer", "Sentence", _SENTENCE, lambda c, i: i[3].sentence, range="1 or more"),
        Column("start", "integer", "Start", "Where it starts in the text, in code points.", lambda c, i: i[3].start,
               "code points", "0 or more"),
        Column("end", "integer", "End", "The code point after its last.", lambda c, i: i[3].end, "code points", "0 or more"),
        Column("words", "string", "Words", "The sentence itself.", lambda c, i: i[3].text),
    ),
)  # fmt: skip

#: The tables of a comparison, in the order of the export.
COMPARED = (ARTICLES, SOURCES, PASSAGES, QUOTATIONS, CUTS, PARTIES, FIGURES, DIFFERENCES, FACTS)
