"""Stored corpora: opened by the address, carried along by every link, and never mixed between windows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import analysis, article
from playwright.sync_api import Page, expect

from analysis import store
from analysis.store.record import record
from browser.conftest import OpenPage
from browser.dashboard import FIRST_PATIENCE, settled, started
from browser.test_every_page import BACKGROUND, grave

HARBOUR = ("harbour", "Quay Gazette", ("Quay closed", "Cranes stand still", "Board resigns"))
FERRIES = ("ferries", "Strait Mail", ("Ferry stops", "Fares doubled"))
CORPORA = (HARBOUR, FERRIES)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two corpora: a file of three articles, and a link to a folder of Parquet files with two."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVENHAND_DATA", str(folder))
        for name, outlet, titles in CORPORA:
            told = {"outlet": outlet, "topic": name}
            made = [
                article(title=title, id=f"{name}-{n}", published=f"2031-04-0{n + 1}", **told) for n, title in enumerate(titles)
            ]
            shares = {"direct_share": 0.2, "indirect_share": 0.16}
            values = tuple(replace(v, value=shares.get(v.id, v.value)) for v in analysis().metrics)
            found = [analysis(article=one, metrics=values) for one in made]
            parts = folder / "elsewhere" / name
            corpus = store.create(name) if name == "harbour" else store.open_folder(parts, make=True)
            corpus.put([record(one.article, one, "5e") for one in found])
        (folder / "corpora" / "ferries").symlink_to(parts)
    return folder


@pytest.fixture(scope="module")
def server(root: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("log")
    with started(root, folder / "log.txt", seeds=folder / "none", data=data) as (address, _):
        yield address


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_the_address_opens_a_corpus_and_every_way_carries_it_along(open_page: OpenPage) -> None:
    page = open_page("/?corpus=harbour")
    expect(page.get_by_text("3 articles from 1 outlet, 1 April 2031 to 3 April 2031, 150 words.")).to_be_visible()
    page.locator('.st-key-heat_map [aria-roledescription="text mark"][aria-label*="Cranes stand still"]').nth(3).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cranes stand still")
    expect(page).to_have_url(re.compile(r"/article\?id=[0-9a-f]{16}&corpus=harbour$"))
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Board resigns")
    settled(page)  # or the click goes to the figures of the article before
    page.locator('[data-figure="loaded_rate:writer"]').click()
    expect(page.locator(".st-key-selection")).to_be_visible()
    expect(page).to_have_url(re.compile("corpus=harbour.*&metric=loaded_rate&of=writer"))
    link = page.url

    for name in ("Sources", "Compare", "Export", "Add", "Corpora", "Overview"):  # the bar at the top
        page.get_by_test_id("stTopNavLinkContainer").get_by_text(name, exact=True).click()
        expect(page.get_by_test_id("stMainBlockContainer").get_by_role("heading", level=1)).to_contain_text(name)
        settled(page)
        assert asked(page)["corpus"] == ["harbour"], name
        if name == "Sources":
            page.get_by_test_id("stDataFrame").click(position={"x": 60, "y": 37 + 17})
            passage = page.locator(".bars .passages a").first
            expect(passage).to_be_visible()
            assert "corpus=harbour" in (passage.get_attribute("href") or "")
        if name == "Add":
            expect(page.get_by_text("put into the corpus harbour")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corpora")

    shared = open_page(link[link.index("/article") :])
    expect(shared.get_by_role("heading", level=1)).to_have_text("Board resigns")
    expect(shared.locator(".st-key-selection")).to_be_visible()


def foreign(page: Page) -> list[str]:
    """Titles and outlets of the corpus that is not open which stand anywhere on the page, labels that nobody sees included."""
    [(_, outlet, titles)] = [corpus for corpus in CORPORA if [corpus[0]] != asked(page)["corpus"]]
    settled(page)
    content = page.content()
    return [words for words in (outlet, *titles) if words in content]


def turn(page: Page, name: str) -> None:
    page.get_by_test_id("stTopNavLinkContainer").get_by_text(name, exact=True).click()
    expect(page.get_by_test_id("stMainBlockContainer").get_by_role("heading", level=1)).to_contain_text(name)
    settled(page)


def test_two_windows_and_two_tabs_on_two_corpora_never_mix(open_page: OpenPage) -> None:
    one, tab, window = open_page("/?corpus=harbour"), open_page("/?corpus=ferries"), open_page("/?corpus=ferries", theme="dark")
    pages = {one: HARBOUR, tab: FERRIES, window: FERRIES}
    for page, (_, _, titles) in pages.items():
        expect(page.get_by_text(f"{len(titles)} articles from 1 outlet")).to_be_visible()
        page.get_by_role("searchbox").fill(titles[0].split()[1])
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"1 of {len(titles)} articles")).to_be_visible()
    one.get_by_role("radio", name="Quoted").click()
    window.get_by_role("radio", name="Reported").click()
    expect(one).to_have_url(re.compile("voice=Quoted"))
    expect(window).to_have_url(re.compile("voice=Reported"))
    assert [asked(page).get("voice") for page in pages] == [["Quoted"], None, ["Reported"]]
    assert [asked(page)["q"] for page in pages] == [["closed"], ["stops"], ["stops"]]
    assert [foreign(page) for page in pages] == [[], [], []]

    tab.get_by_role("button", name="Show all").click()
    expect(tab.get_by_role("searchbox")).to_have_value("")
    for page, (_, _, titles) in pages.items():
        place = 1 if page is tab else 0  # the filter keeps one article elsewhere
        cells = page.locator('.st-key-heat_map [aria-roledescription="text mark"]')
        cells.and_(page.locator(f'[aria-label*="{titles[place]}"]')).nth(3).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(titles[place])
        settled(page)
    one.get_by_role("button", name="Next").click()
    expect(one.get_by_role("heading", level=1)).to_have_text(HARBOUR[2][1])
    tab.get_by_role("button", name="Previous").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(FERRIES[2][0])
    assert [foreign(page) for page in pages] == [[], [], []]

    for name in ("Compare", "Sources", "Overview"):
        for page in pages:
            turn(page, name)
        assert [foreign(page) for page in pages] == [[], [], []], name
        assert [asked(page).get("q") for page in pages] == [["closed"], None, ["stops"]], name
    assert [asked(page)["corpus"] for page in pages] == [["harbour"], ["ferries"], ["ferries"]]


def test_another_corpus_in_the_same_tab_begins_without_the_filter_of_the_one_before(open_page: OpenPage) -> None:
    page = open_page("/?corpus=harbour&outlet=Quay+Gazette&q=closed")
    expect(page.get_by_text("1 of 3 articles")).to_be_visible()
    page.locator(".st-key-corpus_field").get_by_role("combobox").click()
    page.get_by_role("option", name="ferries").click()
    expect(page.get_by_text("2 articles from 1 outlet")).to_be_visible()
    settled(page)
    expect(page.get_by_role("searchbox")).to_have_value("")
    assert asked(page) == {"corpus": ["ferries"]}
    assert foreign(page) == []


@pytest.mark.parametrize("path", ["/?corpus=nowhere", "/article?corpus=..%2F..%2Fetc%2Fpasswd", "/export?corpus=%3Cb%3E*x*"])
def test_a_corpus_that_is_not_there_is_said_in_words(open_page: OpenPage, path: str) -> None:
    page = open_page("/corpora?" + path.partition("?")[2])
    expect(page.get_by_role("heading", level=1)).to_have_text("Corpora")
    page.goto(page.url.partition("/corpora")[0] + path)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(re.compile("There is no corpus nowhere|cannot name a corpus"), timeout=FIRST_PATIENCE)
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_corpora_are_made_renamed_deleted_and_brought_back(open_page: OpenPage) -> None:
    page = open_page("/corpora")
    parquet = page.locator(".st-key-corpus_ferries")
    expect(parquet).to_contain_text(re.compile(r"2 articles.* in a folder of Parquet files\."))
    expect(parquet.get_by_role("button", name="More")).to_have_count(0)  # whoever made the folder renames and deletes it
    page.get_by_label("Name", exact=True).fill("no/such name")
    page.get_by_role("button", name="Create and open").click()
    expect(page.get_by_text("cannot name a corpus")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("trial.1")
    page.get_by_role("button", name="Create and open").click()
    expect(page.get_by_text("trial.1 is made and open.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"corpus=trial\.1"))
    box = page.locator(".st-key-corpus_trial_dot_1")
    expect(box).to_contain_text("0 articles")
    settled(page)  # what is about to be drawn anew is pale
    assert grave(page) == []

    box.get_by_role("button", name="More").click()
    page.get_by_label("New name").fill("trial-2")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_text("trial.1 is now trial-2.")).to_be_visible()
    expect(page).to_have_url(re.compile("corpus=trial-2"))

    page.locator(".st-key-corpus_trial-2").get_by_role("button", name="More").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".st-key-corpus_trial-2")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("corpus="))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".st-key-corpus_trial-2")).to_be_visible()

    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") == 0
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", BACKGROUND["dark"])
    settled(page)
    assert grave(page, {"runOnly": ["color-contrast"]}) == []
