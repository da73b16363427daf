"""What holds for every page: readable by everyone, in light and dark, on a phone; and the codebook's search."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.dashboard import FIRST_PATIENCE, settled

PAGES = ("/", "/article", "/sources", "/compare", "/add", "/corpora", "/export", "/codebook", "/about")
BACKGROUND = {"light": "rgb(253, 252, 250)", "dark": "rgb(20, 23, 27)"}


def grave(page: Page, options: dict[str, object] | None = None) -> list[tuple[str, list[str]]]:
    """What axe finds serious or critical: the rule, and the first elements that break it."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **(options or {})})
    return [
        (v["id"], [n["html"][:200] for n in v["nodes"]][:3])
        for v in found.response["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("path", PAGES)
def test_it_is_readable_by_everyone_in_light_and_dark_and_on_a_phone(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    if path == "/article":
        page.get_by_role("button", name="The hatchet men come").click()
        page.locator('[data-figure="loaded_rate:writer"]').click()
        expect(page.locator(".seg.evidence").first).to_be_visible()
        settled(page)
    if path == "/compare":
        page.get_by_role("button", name="Compare these 3").first.click()
        expect(page.get_by_role("table", name="Named sources", exact=True)).to_be_visible(timeout=FIRST_PATIENCE)
        settled(page)
    if path == "/sources":
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        assert grave(page) == []
        page.get_by_test_id("stDataFrame").click(position={"x": 60, "y": 37 + 17})  # the name in the first row
        expect(page.get_by_role("heading", name="Reporting words")).to_be_visible()
        expect(page.locator(".bars .passages a").first).to_be_visible()
        settled(page)
    assert grave(page) == []

    page.set_viewport_size({"width": 360, "height": 740})
    if path == "/article":
        expect(page.locator(".seg.evidence").first).to_be_visible()
    wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    main = page.get_by_test_id("stMain").evaluate("node => node.scrollWidth - node.clientWidth")
    assert (wide, main) == (0, 0), "it scrolls sideways"

    # The theme changes colours only, so only what depends on them is asked again.
    app = page.get_by_test_id("stApp")
    expect(app).to_have_css("background-color", BACKGROUND["light"])
    page.emulate_media(color_scheme="dark")
    expect(app).to_have_css("background-color", BACKGROUND["dark"])
    settled(page)
    assert grave(page, {"runOnly": ["color-contrast"]}) == []


def test_the_codebook_finds_a_figure_and_shows_its_example(open_page: OpenPage) -> None:
    page = open_page("/codebook")
    expect(page.get_by_text("Hedges", exact=True).first).to_be_visible()
    page.get_by_role("searchbox").fill("exponential entropy")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("find=exponential"))
    expect(page.get_by_text("Effective sources").first).to_be_visible()
    expect(page.get_by_text("Example", exact=True).first).to_be_visible()
    expect(page.get_by_text("Hedges", exact=True)).to_have_count(0)
    page.get_by_role("searchbox").fill("zeppelin")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing in the codebook holds all these words.")).to_be_visible()
