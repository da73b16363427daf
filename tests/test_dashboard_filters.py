"""The filter: what it keeps and how it reads."""

from __future__ import annotations

from datetime import date

import pytest
from builders import analysis, article

from dashboard import corpus
from dashboard.filters import NOT_GIVEN, Filter, day_in_words, outlets_of, topics_of
from dashboard.item import Item, key_of


def item(key: str, **changes: object) -> Item:
    return Item(key, analysis(article=article(**changes)))


ITEMS = [
    item("a", outlet="Tidewater Courier", published="2031-04-02", topic="port"),
    item("b", outlet="Quay Post", published="2031-04-09T08:30:00Z", topic=None, title="Ferry *fares* rise"),
    item("c", outlet=None, published="last spring", topic="port"),
]


def kept(wanted: Filter) -> str:
    found = {i.key for i in ITEMS if i.holds(word.casefold() for word in wanted.words)}
    return "".join(i.key for i in wanted.apply(ITEMS, found))


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        (Filter(), "abc"),
        (Filter(outlets=("Quay Post",)), "b"),
        (Filter(outlets=("Quay Post", NOT_GIVEN)), "bc"),
        (Filter(topics=("port",)), "ac"),
        (Filter(topics=(NOT_GIVEN,)), "b"),
        (Filter(start=date(2031, 4, 2)), "ab"),
        (Filter(start=date(2031, 4, 3), end=date(2031, 4, 9)), "b"),
        (Filter(end=date(2031, 4, 2)), "a"),
        (Filter(search="FARES ferry"), "b"),
        (Filter(search="quay  minutes"), "abc"),
        (Filter(search="zeppelin"), ""),
        (Filter(topics=("port",), search="crane"), "ac"),
    ],
)
def test_it_keeps_what_fits_every_field(wanted: Filter, keys: str) -> None:
    assert kept(wanted) == keys
    assert wanted.empty == (wanted == Filter())


def test_it_reads_as_a_phrase() -> None:
    wanted = Filter(("A", "B", "C"), ("port",), date(2031, 4, 2), date(2031, 5, 1), " crane  crew ")
    assert wanted.in_words() == ("outlet A, B or C; topic port; from 2 April 2031; until 1 May 2031; with “crane” and “crew”")
    assert Filter().in_words() == ""
    assert day_in_words(date(2025, 5, 1)) == "1 May 2025"


def test_choices_are_sorted_with_not_given_last() -> None:
    assert outlets_of(ITEMS) == ["Quay Post", "Tidewater Courier", NOT_GIVEN]
    assert topics_of(ITEMS) == ["port", NOT_GIVEN]


def test_what_is_loaded_in_words() -> None:
    assert corpus.in_words(ITEMS) == "3 articles from 2 outlets, 2 April 2031 to 9 April 2031, 150 words."
    assert corpus.in_words(ITEMS[:1]) == "1 article from 1 outlet, 2 April 2031, 50 words."
    assert corpus.in_words(ITEMS[2:]) == "1 article, 50 words."
    assert corpus.byline(ITEMS[1]) == "Quay Post, 2031-04-09"
    assert corpus.byline(ITEMS[2]) == "last spring"


def test_words_by_voice_make_one_bar_from_0_to_1() -> None:
    words = corpus.words_by_voice(ITEMS)
    assert words == {"writer": 3 * 32, "direct": 3 * 10, "indirect": 3 * 8}
    frame = corpus.voice_frame(words, {voice: voice.upper() for voice in words})
    assert list(frame["label"]) == ["WRITER", "DIRECT", "INDIRECT"]
    assert frame["start"].iloc[0] == 0
    assert list(frame["start"].iloc[1:]) == pytest.approx(list(frame["end"].iloc[:-1]))
    assert frame["end"].iloc[-1] == pytest.approx(1)


def test_an_article_keeps_its_key_whatever_its_file_and_date_and_titles_without_one_are_its_first_words() -> None:
    one = article()
    assert key_of(one) == key_of(article(id="other", origin="elsewhere.txt", published="2040-01-01"))
    assert len({key_of(one), key_of(article(title="Other")), key_of(article(text="Other.")), key_of(article(outlet="O"))}) == 4
    assert item("x", title=None).title == "[The harbour board recklessly sold the east quay, and …]"
    assert item("x", title=" ", text="Short one.").title == "[Short one.]"
