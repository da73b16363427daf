"""Compare: a proposed group is one click away, the address holds the choice, and numbers open the article at their words."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.dashboard import FIRST_PATIENCE, at, settled


def compared(open_page: OpenPage) -> Page:
    """The first proposed group, compared."""
    page = open_page("/compare")
    page.get_by_role("button", name="Compare these 3").first.click()
    expect(page.get_by_role("table", name="Named sources", exact=True)).to_be_visible(timeout=FIRST_PATIENCE)
    settled(page)
    return page


def test_a_proposed_group_is_compared_and_its_sources_open_at_their_words(open_page: OpenPage) -> None:
    page = compared(open_page)
    at(page, r"/compare\?articles=[0-9a-f]{12}(,|%2C)[0-9a-f]{12}(,|%2C)[0-9a-f]{12}")
    table = page.get_by_role("table", name="Named sources", exact=True)
    expect(table.get_by_text("no words found").first).to_be_visible()
    passages = table.locator(".passages").first
    expect(passages).to_be_hidden()
    table.locator(".name button").first.click()
    expect(passages).to_be_visible()
    table.locator(".cell.has a").first.click()
    at(page, r"/article\?id=[0-9a-f]{12}&mark=s\d+")
    expect(page.locator(".seg.evidence").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("table", name="Named sources", exact=True)).to_be_visible()


def test_the_parts_stand_in_the_address_and_a_quotation_opens_at_exactly_its_words(open_page: OpenPage) -> None:
    page = compared(open_page)
    page.get_by_role("radio", name="Figures").click()
    expect(page).to_have_url(re.compile("show=Figures"))
    expect(page.locator('.st-key-differences [aria-roledescription="point"]').first).to_be_visible()
    page.get_by_role("radio", name="B", exact=True).click()
    expect(page).to_have_url(re.compile("against=B"))
    expect(page.get_by_text("minus that of B")).to_be_visible()
    page.get_by_role("radio", name="Quotations").click()
    expect(page.locator(".card .quote .only").first).to_be_visible()
    quoted = page.locator(".st-key-compared_quotations .card .quote a").first
    words = quoted.inner_text()
    quoted.click()
    at(page, r"/article\?id=[0-9a-f]{12}&mark=w\d+-\d+.*")
    expect(page.locator(".seg.evidence").first).to_be_visible()
    assert "".join(page.locator(".seg.evidence").all_text_contents()).strip("“”") in words


def test_articles_are_added_by_hand_and_a_link_to_nothing_is_said_to_be_one(open_page: OpenPage) -> None:
    page = open_page("/compare?articles=000000000000")
    expect(page.get_by_text("This link names articles that are not loaded here")).to_be_visible()
    page.get_by_role("combobox", name="Articles, two to six").fill("The hatchet men come")  # the list draws only what has room
    page.get_by_role("option", name="The hatchet men come").click()
    expect(page.get_by_text("One article is chosen.")).to_be_visible()
    page.get_by_role("combobox", name="Articles, two to six").fill(
        "Health trust votes to close"
    )  # the list draws only what has room
    page.get_by_role("option", name="Health trust votes to close").click()
    expect(page.get_by_role("table", name="Named sources", exact=True)).to_be_visible(timeout=FIRST_PATIENCE)
    page.get_by_text("Articles compared, and why they stand together").click()
    expect(page.get_by_text("A and B: likeness")).to_be_visible()
    page.get_by_role("button", name="Add Born at the lay-by").click()
    expect(page).to_have_url(re.compile(r"articles=[0-9a-f]{12}((,|%2C)[0-9a-f]{12}){2}$"))
