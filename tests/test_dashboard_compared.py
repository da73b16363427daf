"""What the Compare page is given: words that one version alone has, differences turned round, links of offsets."""

from __future__ import annotations

import pytest
from comparing import bare, card, party, quoting, speaking

from analysis.comparison import compare
from analysis.comparison.alignment import words
from analysis.comparison.figures import Difference, Figure
from analysis.comparison.grouping import Group, Link
from analysis.metric import metrics
from dashboard import event_groups, word_spans
from dashboard.compared import Compared, figures, listed, parties, quotations, sources
from dashboard.data import Item


def side_by_side(*found: object) -> Compared:
    items = tuple(Item(f"key{n}", one) for n, one in enumerate(found))  # type: ignore[arg-type]
    return Compared(items, compare([item.analysis for item in items]))


def test_words_that_stand_in_one_version_alone_are_marked_and_the_text_comes_back() -> None:
    whole = quoting("“The bridge is safe for now, but the east pier must be rebuilt,” Quill said.")
    part = quoting("Quill said “the east pier must be rebuilt” and left.")
    compared = side_by_side(whole, part)
    shown, *_ = quotations.shown(compared, compared.found.quotations)
    first, second = shown["lines"]
    assert "".join(text for text, _ in first["parts"]) == "“The bridge is safe for now, but the east pier must be rebuilt,”"
    assert [text for text, kind in first["parts"] if kind == quotations.ONLY] == ["The bridge is safe for now, but"]
    assert [text for text, kind in second["parts"] if kind == quotations.ONLY] == []
    start, end = whole.article.text.index("“"), whole.article.text.index("”") + 1
    assert first["query"] == {"id": "key0", "mark": f"w{start}-{end}"}
    assert [note["letter"] for note in shown["notes"]] == ["B"]


def test_parts_of_a_broken_quotation_are_told_apart() -> None:
    text = "“We shall rebuild,” she said, “the pier by spring.”"
    spans = [(0, 19), (30, len(text))]
    given = quotations.parts(text, spans, list(words(text, spans)), [])
    assert "".join(part for part, _ in given) == "“We shall rebuild,” … “the pier by spring.”"


def test_a_source_has_words_here_and_none_there_and_a_silent_party_links_to_where_it_is_named() -> None:
    compared = side_by_side(speaking(card("s1", "Ada Quill", words=12)), bare("Ada Quill was there. Nobody asked."))
    (row,) = sources.rows(compared, compared.found.sources)
    assert [(cell["state"], cell["text"]) for cell in row["cells"]] == [("has", "12 words"), ("lacks", "no words found")]
    assert row["cells"][0]["query"] == {"id": "key0", "mark": "s1"}
    assert row["cells"][1]["note"] == "named 1 ×"

    heard = bare("The mill spoke.", parties=(party("p1", "Tarn Mill", 2, 9, type="organization"),))
    silent = bare("The mill did not.", parties=(party("p1", "Tarn Mill", 3, 0, type="organization"),))
    compared = side_by_side(heard, silent)
    (row,) = parties.rows(compared, [p for p in compared.found.parties if parties.uneven(p)])
    assert [(cell["text"], cell["note"]) for cell in row["cells"]] == [("heard, 9 words", "named 2 ×"), ("silent", "named 3 ×")]


def test_a_difference_is_turned_to_the_article_that_stands_at_0() -> None:
    metric = next(m for m in metrics() if m.id == "attributed_share")
    figure = Figure(metric.id, metric.label, "all", metric.unit, (), (Difference(0, 1, 0.2, 0.1, 0.3, None),))
    at_second = figures.differences([(figure, metric)], 1).iloc[0]
    assert (at_second["shown"], at_second["interval"], at_second["apart"]) == ("A +20", "+10 to +30", True)
    at_first = figures.differences([(figure, metric)], 0).iloc[0]
    assert (at_first["shown"], at_first["interval"], at_first["low"]) == ("B −20", "−30 to −10", pytest.approx(-30))
    assert figures.differences([(figure, metric)], 2).empty


def test_groups_of_one_article_are_not_proposed_and_links_count_in_their_group() -> None:
    items = [Item(key, bare(f"{key} text.")) for key in "abcd"]
    groups = [Group("1", (0,), (), "proposed"), Group("2", (1, 3), (Link(1, 3, 0.4, 2, ("Tarn",), False),), "proposed")]
    (group,) = event_groups.of(items, groups)
    assert [item.key for item in group.items] == ["b", "d"]
    link = group.link("d", "b")
    assert link is not None
    assert (link.first, link.second) == (0, 1)
    assert group.link("a", "b") is None
    assert group.shared == ("Tarn",)


@pytest.mark.parametrize("id", [None, "", "w", "w5-3", "w4-4", "w0-11", "w0-3.9", "n1", "w0-3;x"])
def test_words_of_a_link_that_the_text_does_not_have_are_none(id: str | None) -> None:
    assert word_spans.read(id, 10) is None


def test_words_of_a_link_come_back_in_order_and_once() -> None:
    assert word_spans.read(word_spans.name([(7, 9), (0, 3), (7, 9)]), 10) == [(0, 3), (7, 9)]


def test_names_are_listed_as_people_do() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]
