"""About: how often rules are right comes from the measured file, and the methods paragraph tells of the articles kept."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from analysis.methods import citation
from analysis.right_rates import right_rates
from analysis.version import version
from browser.conftest import OpenPage


def test_rates_come_from_the_file_and_the_paragraph_from_the_articles_kept(open_page: OpenPage) -> None:
    page = open_page("/about?outlet=Meridian+Wire")
    chart = page.locator(".st-key-right_rates")
    for rule, rate in right_rates().items():
        for share in (rate.precision, rate.recall):
            mark = chart.locator(
                f'[aria-roledescription="rule mark"][aria-label*="{rule};"][aria-label*="Value: {share.value:.0%};"]'
            )
            expect(mark.first).to_be_attached()
    settings = version().settings
    expect(page.get_by_test_id("stCode").first).to_have_text(citation(settings))
    paragraph = page.get_by_test_id("stCode").last
    expect(paragraph).to_contain_text(re.compile("^4 English news articles of 1 outlet "))
    expect(paragraph).to_contain_text(f"settings sha256:{settings}")
    paragraph.hover()
    expect(paragraph.get_by_label("Copy to clipboard")).to_be_attached()
    expect(page.get_by_text("4 of 12 articles")).to_be_visible()
