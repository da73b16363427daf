"""Overview: the sample articles are there, filters follow the address, and a click opens an article."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from analysis.metric import metrics
from browser.conftest import OpenPage
from browser.dashboard import at, settled
from dashboard.ranks import figures_for, headline

SAMPLES, WIRE = 12, "Meridian Wire"
HEADERS, TITLES = '[data-testid="stDataFrame"] th', '[data-testid="stDataFrame"] td[data-testid^="glide-cell-0-"]'


def titles(page: Page) -> Locator:
    return page.locator(TITLES)


def expect_rows(page: Page, count: int) -> None:
    """The table holds as many articles: its rows are what it says, heading included, since it draws about ten at a time."""
    expect(page.locator('[data-testid="stDataFrame"] table')).to_have_attribute("aria-rowcount", str(count + 1))


def squares(page: Page) -> Locator:
    """The cells of the heat map; each names its article, figure, value and meaning to a screen reader."""
    return page.locator('.st-key-heat_map [aria-roledescription="rect mark"]')


def test_it_opens_on_the_sample_articles(page: Page) -> None:
    expect(page.get_by_text(f"{SAMPLES} articles from 3 outlets, 25 March 2024 to 20 June 2025")).to_be_visible()
    expect_rows(page, SAMPLES)
    expect(page.locator(HEADERS).first).to_have_text("Title")
    columns = figures_for(metrics(), "writer")
    expect(squares(page)).to_have_count(SAMPLES * len(headline(columns)))
    expect(page.locator(HEADERS, has_text=re.compile("^Loaded words, the writer"))).to_have_count(1)
    expect(squares(page).first).to_have_attribute(
        "aria-label", re.compile("Value: .+; 95 % interval: .+; Counted: .+; Rank: .+; Meaning: ")
    )


def test_filters_narrow_the_list_stand_in_the_address_and_come_back_with_it(page: Page, open_page: OpenPage) -> None:
    page.get_by_role("searchbox").fill("MATERNITY ward")
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_count(2)
    page.get_by_role("combobox", name="Outlet").click()
    page.get_by_role("option", name=WIRE).click()
    expect(titles(page)).to_have_count(1)
    expect(titles(page)).to_have_text("Health trust votes to close Brackwater maternity ward")
    expect(page.get_by_test_id("stMainBlockContainer")).to_contain_text(
        f"1 of {SAMPLES} articles: outlet {WIRE}; with “MATERNITY” and “ward”."
    )
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["MATERNITY ward"], "outlet": [WIRE]}

    again = open_page(f"/?{urlsplit(page.url).query}")
    expect(titles(again)).to_have_count(1)
    again.get_by_role("searchbox").fill("zeppelin")
    again.keyboard.press("Enter")
    expect(again.get_by_text("No article fits.")).to_be_visible()
    again.get_by_role("button", name="Show all").click()
    expect_rows(again, SAMPLES)
    at(again, "/")


@pytest.mark.parametrize(
    ("query", "count", "told"),
    [
        ("topic=diplomacy", 3, "topic diplomacy"),
        ("from=2025-06-12&to=2025-06-13", 2, "from 12 June 2025; until 13 June 2025"),
        ("outlet=Nobody", SAMPLES, None),
        (
            f"outlet={'x' * 6_000}&topic=%00&from=0000-99-99&to=99999-01-01&voice=%F0%9F&order=1'--&figures=maybe&id=&none",
            SAMPLES,
            None,
        ),
    ],
)
def test_a_link_carries_topic_and_dates_and_what_it_does_not_know_is_left_out(
    open_page: OpenPage, query: str, count: int, told: str | None
) -> None:
    page = open_page(f"/?{query}")
    expect_rows(page, count)
    summary = page.get_by_text(f"{count} of {SAMPLES} articles", exact=False)
    expect(summary).to_have_count(1 if told else 0)
    if told:
        expect(page.get_by_test_id("stMainBlockContainer")).to_contain_text(told)


def test_the_map_shows_all_figures_and_other_orders_on_demand_and_names_each_family(page: Page) -> None:
    columns = figures_for(metrics(), "writer")
    families = dict.fromkeys(figure.metric.family for figure in columns)
    for family in families:
        expect(page.locator(".st-key-heat_map svg text", has_text=re.compile(f"^{family}$"))).to_have_count(1)
    page.get_by_text(f"All {len(columns)} figures").click()
    expect(squares(page)).to_have_count(SAMPLES * len(columns))
    # Marks stand in the order of the table behind the chart, which is that of the rows.
    cells = page.locator('.st-key-heat_map [aria-roledescription="text mark"][aria-label*="Figure: Effective sources;"]')
    alike = cells.all_text_contents()
    highest_first = sorted(alike, key=float, reverse=True)
    assert len(alike) == SAMPLES
    assert alike != highest_first
    page.get_by_role("combobox", name="Order of the rows").fill("Effective")  # the list draws only what has room
    page.get_by_role("option", name="Effective sources, highest first").click()
    expect(page).to_have_url(re.compile("figures=true&order=Effective"))
    expect(cells).to_have_text(highest_first)


def test_the_voice_chosen_changes_the_columns(page: Page) -> None:
    expect(page.locator(HEADERS, has_text=re.compile("^Loaded words, the writer"))).to_have_count(1)
    page.get_by_role("radio", name="Quoted").click()
    expect(page.locator(HEADERS, has_text=re.compile("^Loaded words, quoted"))).to_have_count(1)
    expect(page.locator(HEADERS, has_text=re.compile("^Loaded words, the writer"))).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?voice=Quoted$"))


def test_a_click_on_a_title_in_the_table_opens_the_article_and_back_returns(page: Page) -> None:
    name = titles(page).nth(1).inner_text()
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.click(position={"x": 60, "y": 37 + 35 + 17})  # heading, first row, half of the second
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    at(page, r"/article\?id=[0-9a-f]{12}")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    settled(page)
    expect_rows(page, SAMPLES)


def test_a_click_on_a_cell_of_the_heat_map_opens_its_article(page: Page) -> None:
    page.locator('.st-key-heat_map [aria-roledescription="text mark"][aria-label*="The hatchet men come"]').nth(3).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The hatchet men come for Brackwater's babies")


def test_one_figure_by_outlet_over_time_and_in_its_spread_and_the_address_carries_it(page: Page, open_page: OpenPage) -> None:
    page.get_by_role("radio", name="Outlets").click()
    expect(page.get_by_text("Too few to say whether outlets differ")).to_be_visible()  # four articles of each
    dots = page.locator('[aria-label*="by outlet"] [aria-roledescription="circle"]')
    expect(dots).to_have_count(SAMPLES)
    expect(squares(page)).to_have_count(0)  # what is not shown is not made
    page.get_by_role("combobox", name="Figure").fill("Attributed")
    page.get_by_role("option", name="Attributed words").click()
    expect(page.locator('[aria-label^="Attributed words by outlet: "]').first).to_be_attached()
    assert parse_qs(urlsplit(page.url).query) == {"part": ["Outlets"], "figure": ["Attributed words"]}
    settled(page)
    dots.first.click(force=True)  # another dot may lie over part of it
    expect(page).to_have_url(re.compile("/article"))

    again = open_page("/?part=Over+time&figure=Attributed+words")
    month = again.locator('[aria-roledescription="rect mark"][aria-label^="June 2025: too few to say"]')
    month.first.click()
    expect(again.get_by_text("from 1 June 2025; until 30 June 2025", exact=False)).to_be_visible()
    again.get_by_role("button", name="Show all").click()
    expect(again.get_by_text("3 of 12 articles")).to_have_count(0)
    again.get_by_role("radio", name="Spread").click()
    expect(again.get_by_role("heading", name="Means over 12 articles")).to_be_visible()
    expect(again.locator('[aria-roledescription="tick"]')).to_have_count(SAMPLES)
    again.get_by_role("radio", name="Worth reading").click()
    expect(again.get_by_text(f"Too few to say what is usual: {SAMPLES} articles, 20 are needed.")).to_be_visible()
