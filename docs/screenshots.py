"""Writes the pictures of the docs from a dashboard with the sample articles: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser.dashboard import chromium, serve, settled  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

OUT = ROOT / "docs" / "screenshots"
WIDE, PHONE = (1240, 800), (390, 844)
DRAFT = (
    "The shameful vote closed the ferry line on Monday, and nobody on the pier was asked.\n\n"
    "“We read a reckless plan in the minutes,” said Ilse Varga, who drives the tall crane at the harbour.\n\n"
    "A spokesman for the port insisted that the price was perhaps a little low.\n\n"
    "The council will meet again in March to settle what becomes of the two boats and of their crews."
)
#: Pages that show what they are for as soon as they are opened.
PLAIN = {
    "spread": "/?part=Spread",
    "over-time": "/?part=Over+time",
    "add": "/add",
    "export": "/export",
    "codebook": "/codebook",
}
ARTICLE = "The hatchet men come for Brackwater's babies"


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(ROOT, Path(folder) / "log.txt") as address,
        sync_playwright() as playwright,
    ):
        browser = chromium(playwright)

        def page(theme: str, size: tuple[int, int]) -> Page:
            shown = browser.new_page(color_scheme=theme, viewport={"width": size[0], "height": size[1]}, base_url=address)
            shown.goto("/")
            settled(shown)
            shown.locator(".st-key-heat_map svg").first.wait_for()
            return shown

        for theme, size, end in (("light", WIDE, "light-wide"), ("dark", PHONE, "dark-phone")):
            _save(page(theme, size), f"overview-{end}")
        _article(page("light", WIDE), "article-light-wide")
        _article(page("dark", PHONE), "article-dark-phone")
        _compare(page("light", WIDE), "compare-light-wide")
        _compare(page("dark", PHONE), "compare-dark-phone")
        for theme, size, end in (("light", WIDE, "light-wide"), ("dark", PHONE, "dark-phone")):
            _source(page(theme, size), f"sources-{end}")
            _about(page(theme, size), f"about-{end}")
            for name, path in PLAIN.items():
                _plain(page(theme, size), path, f"{name}-{end}")
        _desk(page("light", WIDE), "desk-light-wide")
        _desk(page("dark", PHONE), "desk-dark-phone")
        browser.close()


def _article(page: Page, name: str) -> None:
    """The sample with the writer's loaded words chosen, scrolled so that text and figures stand side by side."""
    page.goto("/article")
    page.get_by_role("button", name=ARTICLE).click()
    page.locator('[data-figure="loaded_rate:writer"]').click()
    page.locator(".seg.evidence").first.wait_for()
    settled(page)
    _save(page, name)


def _compare(page: Page, name: str) -> None:
    """The first proposed group, with the words of its first source open."""
    page.goto("/compare")
    page.get_by_role("button", name="Compare these 3").first.click()
    page.locator(".name button").first.click(timeout=120_000)
    settled(page)
    _save(page, name)


def _source(page: Page, name: str) -> None:
    """The card of the source with the most words."""
    page.goto("/sources")
    page.get_by_test_id("stDataFrame").click(position={"x": 60, "y": 37 + 17})
    page.locator(".bars .passages a").first.wait_for()
    settled(page)
    page.locator(".st-key-source_card").evaluate("node => node.scrollIntoView()")
    _save(page, name)


def _plain(page: Page, path: str, name: str) -> None:
    """The top of a page; of the Overview, what is under its head."""
    page.goto(path)
    settled(page)
    if "part=" in path:
        page.get_by_role("heading", name="Figures").evaluate("node => node.scrollIntoView()")
    _save(page, name)


def _about(page: Page, name: str) -> None:
    """What was measured."""
    page.goto("/about")
    page.locator(".st-key-right_rates svg").first.wait_for()
    settled(page)
    _save(page, name)


def _desk(page: Page, name: str) -> None:
    """A short draft, revised once, with the marks that went and came."""
    page.goto("/desk")
    for draft in (DRAFT, DRAFT.replace("shameful ", "").replace("will meet", "will clearly meet")):
        page.get_by_role("textbox", name="Draft").fill(draft)
        page.keyboard.press("Tab")
        page.locator(".st-key-desk_analyze button").click()
        page.locator(".st-key-desk_told").wait_for()
        settled(page)
    page.get_by_text("Since the first version:").wait_for()
    page.get_by_test_id("stMain").evaluate("node => node.scrollTo(0, 0)")
    _save(page, name)


def _save(page: Page, name: str) -> None:
    page.mouse.move(0, 0)  # nothing is pointed at
    page.wait_for_timeout(1500)  # charts and fonts are drawn after the script has run
    file = OUT / f"{name}.png"
    page.screenshot(path=file)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
