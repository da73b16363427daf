"""Sources: the table opens a card, the card opens the article at its words, and filter and choice stand in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.dashboard import at, settled

NAMES = '[data-testid="stDataFrame"] td[data-testid^="glide-cell-0-"]'


def card(open_page: OpenPage) -> Page:
    """The card of a source of three articles, opened from the table."""
    page = open_page("/sources?topic=health&who=oduya")
    expect(page.locator(NAMES)).to_have_text(["Helen Oduya"])
    page.get_by_test_id("stDataFrame").click(position={"x": 60, "y": 37 + 17})
    expect(page.get_by_role("heading", level=2, name="Helen Oduya")).to_be_visible()
    settled(page)
    return page


def test_a_name_opens_its_card_and_a_passage_opens_the_article_at_exactly_its_words(open_page: OpenPage) -> None:
    page = card(open_page)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["topic"], asked["who"]) == (["health"], ["oduya"])
    assert re.fullmatch("[0-9a-f]{12}", asked["source"][0]), "no name stands in an address"
    articles = page.get_by_role("list", name="Words by article")
    expect(articles.locator("> li")).to_have_count(3)
    expect(page.get_by_role("list", name="Words by outlet").locator("> li")).to_have_count(3)
    first, second = (articles.locator("> li").nth(n) for n in (0, 1))
    expect(first.locator(".passages a").first).to_be_visible()
    expect(second.locator(".passages a").first).to_be_hidden()
    second.get_by_role("button").click()
    passage = second.locator(".passages a").first
    expect(passage).to_be_visible()
    words = passage.inner_text().removesuffix(" …")
    passage.click()
    at(page, r"/article\?id=[0-9a-f]{12}&mark=a\d+")
    expect(page.locator(".seg.chosen").first).to_be_visible()
    marked = " ".join("".join(page.locator(".seg.chosen").all_inner_texts()).split())
    assert words.split(" … ")[0][:30] in marked
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Helen Oduya")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Helen Oduya")).to_have_count(0)
    expect(page.locator(NAMES)).to_have_text(["Helen Oduya"])


def test_reporting_words_open_with_their_stance_and_a_number_lights_up_the_words_of_the_source(open_page: OpenPage) -> None:
    page = card(open_page)
    verbs = page.get_by_role("list", name="Reporting words").locator("> li")
    doubting = verbs.filter(has=page.get_by_text("doubting", exact=True)).first
    doubting.get_by_role("button").click()
    expect(doubting.locator(".passages a").first).to_be_visible()
    page.get_by_role("list", name="Words by article").locator(".value a").first.click()
    at(page, r"/article\?id=[0-9a-f]{12}&mark=s\d+")
    expect(page.locator(".seg.evidence").first).to_be_visible()


def test_unnamed_sources_are_apart_and_what_fits_nothing_is_said(open_page: OpenPage) -> None:
    page = open_page("/sources?named=Unnamed&type=Anonymous")
    expect(page.get_by_text("each of them in one article only")).to_be_visible()
    page.get_by_role("searchbox", name="Words in the name").fill("zeppelin")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No source fits.")).to_be_visible()
    page.goto(page.url.split("?")[0] + "?source=000000000000")
    expect(page.get_by_text("is given no words in these articles")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    page.get_by_role("button", name="Close the card").click()
    expect(page.get_by_text("is given no words in these articles")).to_have_count(0)
    at(page, "/sources")
