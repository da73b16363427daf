"""Articles of one event among many, with the reason for each link, and put right by the caller."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import Article, propose_groups, readers
from analysis.comparison import given_groups
from analysis.comparison.errors import ComparisonError
from analysis.comparison.word_shares import rarity, terms

FERRY = (
    "The Marsh Island ferry will stop at the end of October, the harbour board of Tidewater decided on Monday. "
    "Ada Quill, who chairs the board, said the boats were too old and that a new pier would cost 4 million.",
    "Islanders on Marsh were angry on Tuesday after Tidewater's harbour board voted to end the ferry in October. "
    "“Nobody asked us,” said Noor Bakker, who runs the shop by the pier. Ada Quill did not answer.",
)
BEES = (
    "A fungus has killed a third of the hives in the Alder Valley since the spring, beekeepers counted. "
    "Otto Brandt, who has kept bees near Alderton for forty years, lost all of his hives.",
    "Beekeepers in the Alder Valley fear for the harvest: the fungus that empties their hives has reached Alderton. "
    "The ministry of farming promised Otto Brandt and others money for new hives.",
)


def articles(*texts: str, day: str | None = "2031-04-0{}") -> list[Article]:
    return [
        Article(text, id=n, origin=f"{n}.txt", published=day and day.format(n + 1))
        for n, text in enumerate(texts)
    ]  # fmt: skip


def members(groups: object) -> list[tuple[int, ...]]:
    return [group.articles for group in groups]  # type: ignore[attr-defined]


def test_articles_of_one_event_stand_together_and_others_alone() -> None:
    groups = propose_groups(articles(FERRY[0], BEES[0], FERRY[1], BEES[1], "A cat was found on the roof of the town hall."))
    assert members(groups) == [(0, 2), (1, 3), (4,)]
    assert {group.by for group in groups} == {"proposed"}
    assert [group.name for group in groups] == ["1", "2", "3"]


def test_a_link_says_why() -> None:
    (group,) = propose_groups(articles(*FERRY))
    (link,) = group.links
    assert (link.first, link.second, link.days, link.given) == (0, 1, 1, False)
    assert {"Marsh", "Tidewater", "Quill"} & set(link.shared)
    assert 0 < link.likeness <= 1


def test_articles_far_apart_in_time_are_not_of_one_event() -> None:
    first, second = articles(*FERRY)
    assert members(propose_groups([first, replace(second, published="2031-06-02")])) == [(0,), (1,)]


def test_a_date_that_is_not_known_rules_nothing_out_but_asks_for_more() -> None:
    first, second = articles(*FERRY)
    (group,) = propose_groups([first, replace(second, text=FERRY[0] + " " + FERRY[1], published="last week")])
    assert group.links[0].days is None


def test_the_caller_puts_articles_together_and_apart() -> None:
    given = {0: "ferry", 1: "ferry", 2: "shop"}
    groups = propose_groups(articles(FERRY[0], BEES[0], FERRY[1], BEES[1]), given)
    by_name = {group.name: group for group in groups}
    assert {0, 1} <= set(by_name["ferry"].articles)
    assert 2 in by_name["shop"].articles
    assert by_name["ferry"].links[0].given


def test_others_may_be_proposed_for_a_given_group() -> None:
    groups = propose_groups(articles(FERRY[0], FERRY[1], BEES[0]), {0: "ferry"})
    assert [(g.name, g.articles, g.by) for g in groups] == [("ferry", (0, 1), "proposed"), ("1", (2,), "proposed")]


def test_every_article_stands_in_one_group_whatever_their_order() -> None:
    texts = (FERRY[0], BEES[0], FERRY[1], BEES[1])
    for order in itertools.permutations(range(4)):
        groups = propose_groups(articles(*(texts[n] for n in order)))
        assert sorted(n for g in groups for n in g.articles) == [0, 1, 2, 3]
        assert {frozenset(order[n] for n in g.articles) for g in groups} == {frozenset({0, 2}), frozenset({1, 3})}


def test_nothing_and_empty_texts_group_to_nothing_and_alone() -> None:
    assert propose_groups([]) == ()
    assert members(propose_groups(articles("", "—", FERRY[0]))) == [(0,), (1,), (2,)]


def test_the_sample_events_are_told_apart(root: Path) -> None:
    found = [a for a in readers.read([root / "seeds"]) if isinstance(a, Article)]
    told = {frozenset(str(found[n].id).split("-")[0] for n in g.articles) for g in propose_groups(found)}
    assert all(len(names) == 1 for names in told)
    assert len(told) == len({str(a.id).split("-")[0] for a in found})


def test_common_words_tell_less_than_rare_ones() -> None:
    heavy = rarity([terms("the quay at Vossholm"), terms("the people of Vossholm")])
    assert heavy["the"] < heavy["people"] < heavy["vossholm"]


def test_groups_are_read_by_file_or_id_and_open_where_no_group_stands(tmp_path: Path) -> None:
    found = articles(*FERRY, *BEES)
    (tmp_path / "g.csv").write_text("file,group\n0.txt,ferry\n1,ferry\n2.txt,\n", "utf-8")
    assert given_groups.read(tmp_path / "g.csv", found) == {0: "ferry", 1: "ferry"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("file,group\n9.txt,a\n", "Row 2 of .*“9.txt” names none of the inputs"),
        ("file,group\n0.txt,a\n0.txt,b\n", "Row 3 of .*stands in two groups"),
        ("name,place\n0.txt,a\n", "no columns file and group"),
    ],
)
def test_groups_that_cannot_be_read_say_which_row(tmp_path: Path, rows: str, told: str) -> None:
    (tmp_path / "g.csv").write_text(rows, "utf-8")
    with pytest.raises(ComparisonError, match=told):
        given_groups.read(tmp_path / "g.csv", articles(*FERRY))
