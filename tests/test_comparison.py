"""Whole comparisons: the sample events against their texts, errors, and what is printed and written."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from builders import analysis, relocated
from comparing import bare, quoting
from rich.console import Console

from analysis import Analysis, analyze_many, compare, readers
from analysis.codebook import tables_frame, tables_markdown
from analysis.comparison import Comparison, ComparisonError
from analysis.comparison.compared_columns import COMPARED
from analysis.comparison.group_columns import GROUPED, Grouped
from analysis.comparison.grouping import propose
from analysis.comparison.report import groups_page, page
from analysis.comparison.tables import build, schemas
from analysis.comparison.wire import groups_to_wire, to_wire
from analysis.wire import dump

#: Named sources of the sample events by the outlets that give them words, read by a person.
SPEAK = {
    "summit": {
        "Kim Yo Jong": "wire palisade lantern", "Fumio Kishida": "wire palisade lantern", "Yoshimasa Hayashi": "wire palisade",
        "Setsuko Arai": "lantern", "Toru Hamada": "lantern", "Kenzo Murai": "palisade", "Haruki Endo": "wire",
        "United States": "wire",
    },
    "ward": {
        "Helen Oduya": "wire palisade lantern", "Joan Tallis": "wire palisade lantern", "Dale Pruitt": "wire palisade lantern",
        "Bernard Toye": "lantern", "Kirsty Mundell": "lantern", "Marcus Webb": "wire", "Health Workers' Alliance": "wire",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def events(root: Path) -> dict[str, Comparison]:
    """A comparison of each sample event, by the word before the dash in its files' names."""
    with (root / "seeds" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        event = {row["file"]: row["event"] for row in csv.DictReader(file)}
    found: dict[str, list[Analysis]] = {}
    for result in analyze_many(readers.read([root / "seeds"])):
        assert isinstance(result, Analysis)
        found.setdefault(str(result.article.id).partition("-")[0], []).append(result)
    return {name: compare(articles, event=event[str(articles[0].article.id)]) for name, articles in found.items()}


def outlet(comparison: Comparison, article: int) -> str:
    return str(comparison.articles[article].article.id).partition("-")[2].partition(".")[0]


def words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("’", "'")))


def test_sources_that_sample_articles_lack_are_those_that_a_reader_finds_lacking(events: dict[str, Comparison]) -> None:
    for event, speakers in SPEAK.items():
        found = {source.name: source for source in events[event].sources}
        for name, told in speakers.items():
            have = {outlet(events[event], card.article) for card in found[name].cards}
            assert have == set(told.split()), name
            lacking = {outlet(events[event], n) for n in found[name].lacking}
            assert lacking == {"wire", "palisade", "lantern"} - have, name


def test_a_source_that_is_reported_lacking_has_no_words_by_any_of_its_names(events: dict[str, Comparison]) -> None:
    for comparison in events.values():
        for source in comparison.sources:
            for n in source.lacking if source.named else ():
                article = comparison.articles[n]
                said = " | ".join(article.article.text[a:b] for one in article.attributions for a, b in one.source)
                surname = source.name.split()[-1] if source.type == "person" else source.name
                assert not re.search(rf"\b{words(surname)}\b", words(said)), (source.name, article.article.id)


def test_a_passage_is_the_article_s_own_words(events: dict[str, Comparison]) -> None:
    for comparison in events.values():
        for card in (card for source in comparison.sources for card in source.cards):
            for passage in card.passages:
                article = comparison.articles[passage.article].article
                whole = article.text if passage.field == "text" else article.title or ""
                assert " … ".join(" ".join(whole[a:b].split()) for a, b in passage.spans) == passage.text


def test_a_cut_quotation_of_the_sample_articles_is_there_in_one_and_nowhere_in_the_other(events: dict[str, Comparison]) -> None:
    for comparison in events.values():
        for cut in (cut for quotation in comparison.quotations for cut in quotation.cuts):
            has, lacks = (comparison.articles[n].article.text for n in (cut.has, cut.lacks))
            assert " ".join(" ".join(has[a:b].split()) for a, b in cut.spans) == cut.text
            if cut.words > 3:
                assert words(cut.text) not in words(lacks)


def test_a_silent_party_of_the_sample_articles_is_named_there_and_has_no_words(events: dict[str, Comparison]) -> None:
    for comparison in events.values():
        for party in comparison.parties:
            for presence in party.silent:
                article = comparison.articles[presence.article]
                own = [p for p in article.parties if p.id in presence.party_ids]
                assert sum(p.words for p in own) == 0 < sum(p.mentions for p in own)


def test_a_fact_without_a_counterpart_in_a_sample_article_shares_no_number_with_it(events: dict[str, Comparison]) -> None:
    for comparison in events.values():
        for fact in comparison.facts.found:
            numbers = {word for word in fact.shared if word.isdigit() and len(word) > 1}
            for nearest in fact.without:
                text = comparison.articles[nearest.article].article.text
                assert not any(re.search(rf"\b{number}\b", text) for number in numbers), fact


def test_the_closed_matter_is_told_by_two_and_not_in_the_third(events: dict[str, Comparison]) -> None:
    told = [
        {outlet(events["summit"], t.article) for t in fact.tellings if "Hayashi" in t.text}
        for fact in events["summit"].facts.found
    ]
    assert {"wire", "palisade"} in told


def test_figures_stand_for_every_pair(events: dict[str, Comparison]) -> None:
    comparison = events["ward"]
    pairs = len(comparison.articles) * (len(comparison.articles) - 1) // 2
    assert all(len(figure.differences) == pairs for figure in comparison.figures)
    apart = {(f.metric, f.voice) for f in comparison.figures for d in f.differences if d.apart}
    assert ("opinion_sentences", "writer") in apart


@pytest.mark.parametrize(
    ("articles", "told"),
    [
        ([analysis()], "1 articles cannot be compared"),
        ([bare(f"Text {n}.") for n in range(7)], "7 articles cannot be compared"),
        ([bare("The same."), bare("The same.")], "hold the same text: give each article once"),
    ],
)
def test_what_cannot_be_compared_says_why(articles: Sequence[Analysis], told: str) -> None:
    with pytest.raises(ComparisonError, match=told):
        compare(articles)


def test_analyses_of_other_settings_are_not_compared() -> None:
    other = replace(bare("Another."), version=replace(analysis().version, settings="0f" * 32))
    with pytest.raises(ComparisonError, match="different settings"):
        compare([bare("One."), other])


def printed(what: object) -> str:
    console = Console(width=110, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(what)
    return captured.get()


def quotation_pair() -> Comparison:
    return compare(
        [
            quoting("“We raised the fare twice because the boats are old,” said Ada Quill."),
            quoting("“We raised the fare twice,” said Ada Quill, on the quay."),
        ]
    )


def test_the_page_names_each_article_and_says_what_is_cut() -> None:
    text = printed(page(quotation_pair()))
    assert "A cut" not in text
    assert "B cut behind: because the boats are old," in text
    assert "Not looked for: three articles are needed" in text
    for heading in ("Sources that some have", "Parties silent here", "Figures side by side"):
        assert heading in text


def test_the_page_of_a_sample_event_calls_nothing_left_out(events: dict[str, Comparison]) -> None:
    text = printed(page(events["summit"]))
    assert "Setsuko Arai  in A" in text
    assert "no close counterpart found" in text
    assert not re.search(r"\b(?:omit|omission|suppress|conceal|hid)", text.split("Figures side by side")[1])


def test_the_page_never_passes_on_what_drives_a_terminal() -> None:
    hostile = "The \x1b]0;pier\x07 was [bold]sold[/bold] \ud800 \x9b2J."
    text = printed(page(compare([relocated(hostile, hostile), relocated(f"Another. {hostile}", hostile)])))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", text)


def test_every_table_has_its_columns_also_without_a_row() -> None:
    for tables, cases in ((COMPARED, []), (COMPARED, [quotation_pair()]), (GROUPED, [])):
        built = build(cases, tables)  # type: ignore[arg-type]
        assert {name: table.schema for name, table in built.items()} == schemas(tables)


def test_the_tables_of_a_sample_event_hold_what_the_comparison_holds(events: dict[str, Comparison]) -> None:
    comparison = events["summit"]
    built = {name: table.to_pylist() for name, table in build([comparison], COMPARED).items()}
    assert len(built["articles"]) == len(comparison.articles)
    assert {row["event"] for row in built["sources"]} == {"summit request"}
    per_source = {source.name: len(source.cards) + len(source.near) + len(source.lacking) for source in comparison.sources}
    for name, count in per_source.items():
        assert sum(row["name"] == name for row in built["sources"]) == count
    assert len(built["differences"]) == sum(len(f.differences) for f in comparison.figures)
    assert {row["status"] for row in built["facts"]} == {"told", "no close counterpart"}


def test_every_column_is_defined_for_the_codebook() -> None:
    book = tables_frame((*COMPARED, *GROUPED))
    for column in ("label", "definition", "source"):
        assert (book[column].str.strip() != "").all()
    document = tables_markdown(COMPARED, "# Codebook\n")
    assert all(f"### `{table.name}`" in document for table in COMPARED)


def test_json_holds_every_part_and_no_text_of_the_articles_but_what_is_told(events: dict[str, Comparison]) -> None:
    told = json.loads(dump(to_wire(events["summit"])))
    assert told["schema"] == "evenhand-comparison/1"
    assert set(told) >= {"event", "articles", "sources", "quotations", "parties", "figures", "facts"}
    assert [a["letter"] for a in told["articles"]] == ["A", "B", "C"][: len(told["articles"])]
    assert len(told["figures"]) == len(events["summit"].figures)


def test_groups_come_as_a_page_and_as_json(events: dict[str, Comparison]) -> None:
    articles = tuple(a.article for comparison in events.values() for a in comparison.articles)
    grouped = Grouped(articles, propose(articles))
    text = printed(groups_page(grouped))
    assert "Group 1  proposed" in text
    assert re.search(r"likeness 0\.\d\d, \d days? apart, both have", " ".join(text.split()))
    assert len(groups_to_wire(grouped)["groups"]) == len(grouped.groups)
