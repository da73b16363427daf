"""Draft desk: a draft is marked, revised in place, held against its first version, and kept only when that is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.dashboard import serve, settled
from browser.test_every_page import BACKGROUND, grave

FIRST = (
    "The shameful vote closed the ferry line on Monday, and nobody on the pier was asked.\n\n"
    "“We read a reckless plan in the minutes,” said Ilse Varga, who drives the tall crane at the harbour.\n\n"
    "<img src=x onerror=\"window.hit=1\"> A spokesman for the port insisted that the *price* was perhaps a little low.\n\n"
    "The council will meet again in March to settle what becomes of the two boats and of their crews."
)  # fmt: skip
REVISED = FIRST.replace("shameful ", "").replace("will meet", "will clearly meet")
GERMAN = "Der Rat der Stadt hat am Montag beschlossen, dass die Fähre im März nicht mehr fährt. Die Bürger sind sehr verärgert."


@pytest.fixture(scope="module")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard without articles, so that it starts at once and what is added is in nobody's way."""
    folder = tmp_path_factory.mktemp("empty")
    with serve(root, tmp_path_factory.mktemp("log") / "log.txt", seeds=folder) as address:
        yield address


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Draft").fill(text)
    page.keyboard.press("Tab")
    page.locator(".st-key-desk_analyze button").click()
    settled(page)


def test_a_draft_is_revised_and_held_against_its_first_version(open_page: OpenPage) -> None:
    page = open_page("/desk")
    write(page, "")
    expect(page.get_by_text("There is no text yet.")).to_be_visible()
    write(page, GERMAN)
    expect(page.get_by_text("does not look English")).to_be_visible()
    write(page, FIRST)
    told = page.locator(".st-key-desk_told")
    expect(told).to_contain_text("The first version has")
    text = page.get_by_role("article")
    expect(text).to_contain_text('<img src=x onerror="window.hit=1">')
    shameful = text.locator(".mark", has_text="shameful").first
    shameful.click()
    expect(page.locator(".st-key-selection")).to_contain_text("shameful")

    write(page, REVISED)
    expect(told).to_contain_text(re.compile(r"Since the first version: [12] marks? gone, 1 new"))
    expect(told).to_contain_text("1 word cut, 1 put in")
    expect(page.locator(".st-key-desk_gone")).to_contain_text("shameful")
    expect(page.locator(".st-key-desk_gone")).to_contain_text("of its marks are right")
    expect(page.locator(".st-key-desk_new")).to_contain_text("clearly")
    figures = page.get_by_role("table", name="Figures that moved")
    expect(figures).to_contain_text("Boosters")
    assert [t.strip() for t in page.locator(".seg.evidence").all_inner_texts()] == ["clearlyB"]
    page.get_by_role("radio", name="First version").click()
    expect(text).to_contain_text("shameful")

    # The first version stays until another one takes its place.
    write(page, FIRST)
    expect(told).to_contain_text("Since the first version: 0 marks gone, 0 new")
    write(page, REVISED)
    page.get_by_role("button", name="Make this the first version").click()
    expect(told).to_contain_text("The first version has")
    assert page.evaluate("window.hit") is None
    assert not any(word in unquote(page.url) for word in ("ferry", "shameful", "vote"))

    # It is with the articles when that is asked, and not before; another page and back loses nothing.
    page.get_by_role("link", name="Overview").first.click()
    expect(page.get_by_text("No article is loaded.")).to_be_visible()
    page.get_by_role("link", name="Draft desk").first.click()
    expect(page.get_by_role("textbox", name="Draft")).to_have_value(REVISED)
    page.get_by_role("button", name="Add to the articles").click()
    page.get_by_role("link", name="This version stands with the articles").click()
    expect(page.get_by_role("article")).to_contain_text("will clearly")


def test_it_is_readable_by_everyone_in_light_and_dark_and_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("/desk")
    write(page, FIRST)
    expect(page.locator(".st-key-desk_told")).to_be_visible()
    write(page, REVISED)
    expect(page.get_by_role("table", name="Figures that moved")).to_be_visible()
    settled(page)
    assert grave(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    main = page.get_by_test_id("stMain").evaluate("node => node.scrollWidth - node.clientWidth")
    assert (wide, main) == (0, 0), "it scrolls sideways"
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", BACKGROUND["dark"])
    settled(page)
    assert grave(page, {"runOnly": ["color-contrast"]}) == []
