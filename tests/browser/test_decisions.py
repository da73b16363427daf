"""What readers decide on the article page: marks set aside and taken back, parties on sides, and charts that follow a choice."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import analysis
from analysis import Analysis, set_aside
from analysis.decisions import Decisions, setting_aside
from browser.conftest import OpenPage
from browser.dashboard import settled
from browser.test_every_page import grave
from dashboard.item import key_of


@pytest.fixture(scope="module")
def river(root: Path) -> Analysis:
    """A sample article that no other test asks for; what is decided about it is taken back."""
    article = next(a for a in analysis.read([root / "seeds"]) if (a.origin or "").endswith("river-palisade.txt"))
    result = analysis.analyze(article)
    assert isinstance(result, Analysis)
    return result


def test_a_mark_is_set_aside_with_a_reason_stays_in_the_measured_figures_and_comes_back(
    open_page: OpenPage, river: Analysis
) -> None:
    own = (a for a in river.annotations if (a.kind, a.field, a.voice) == ("loaded_language", "text", "writer"))
    mark = next(a for a in own if not any(a.id != b.id and a.start < b.end and b.start < a.end for b in river.annotations))
    page = open_page(f"/article?id={key_of(river.article)}&mark={mark.id}")
    panel = page.locator(".st-key-selection")
    segment = page.locator(f'[data-target="{mark.id}"]').first
    # The metrics that count the chosen mark say so.
    counting = page.locator(".row.counting [data-figure]").evaluate_all("nodes => nodes.map(n => n.dataset.figure)")
    assert sorted(counting) == sorted(
        f"{v.id}:{v.voice}" for v in river.metrics if mark.id in v.annotations and v.value is not None
    )
    panel.get_by_role("button", name="Set this mark aside").click()
    page.get_by_text("Another reason").click()
    page.get_by_role("button", name="Set aside", exact=True).click()
    expect(page.get_by_text("Say in a few words why")).to_be_visible()
    page.get_by_label("In your words").fill("the name of a ship")
    page.get_by_label("Your name or initials").fill("Ilse")
    page.get_by_role("button", name="Set aside", exact=True).click()
    expect(panel).to_contain_text("Set aside: the name of a ship (Ilse, ")
    expect(segment).to_have_class(re.compile(r"\baside\b"))
    expect(segment).to_have_attribute("aria-label", re.compile("set aside: the name of a ship"))
    moved = set_aside.changed(_without(river, mark.id))
    expect(page.locator(".without")).to_have_count(len(moved))
    value = next(v for v in river.metrics if (v.id, v.voice) == ("loaded_rate", "writer"))
    row = page.locator(".row", has=page.locator('[data-figure="loaded_rate:writer"]'))
    expect(row).to_contain_text(f"{value.numerator:g} of {value.denominator:g}")
    expect(row.locator(".without")).to_contain_text(f"{value.numerator - 1:g} of {value.denominator:g}")  # type: ignore[operator]
    page.get_by_text("Marks set aside (1)").click()
    settled(page)
    assert grave(page) == []

    # The keys reach it while it is shown, and pass it over while it is not.
    page.get_by_role("button", name="Set aside", exact=True).click()
    expect(segment).not_to_have_class(re.compile(r"\baside\b"))
    page.get_by_role("button", name="Set aside", exact=True).click()
    expect(segment).to_have_class(re.compile(r"\baside\b"))
    panel.get_by_role("button", name="Take back").click()
    expect(page.locator(".without")).to_have_count(0)
    expect(segment).not_to_have_class(re.compile(r"\baside\b"))
    expect(page.get_by_text("Marks set aside (1)")).to_have_count(0)


def _without(result: Analysis, name: str) -> Analysis:
    mark = next(a for a in result.annotations if a.id == name)
    return replace(result, decisions=Decisions((setting_aside(mark, "the name of a ship"),)))


def test_parties_stand_on_sides_and_their_figures_beside_each_other(open_page: OpenPage, river: Analysis) -> None:
    page = open_page(f"/article?id={key_of(river.article)}")
    first, second = sorted(river.parties, key=lambda p: (-p.words, -p.mentions))[:2]
    page.get_by_text("Put parties on sides").click()
    page.get_by_label("Side 1", exact=True).fill("The one")
    _choose(page, 1, first.name)
    page.get_by_role("button", name="Keep the sides").click()
    expect(page.get_by_text("There must be two sides at least")).to_be_visible()
    page.get_by_label("Side 2", exact=True).fill("The other")
    _choose(page, 2, second.name)
    page.get_by_role("button", name="Keep the sides").click()
    table = page.get_by_role("table", name="Sides")
    expect(table).to_contain_text("The one")
    expect(table).to_contain_text(f"{first.words:,} word")
    expect(table).to_contain_text(f"{second.mentions:,} ×")
    settled(page)
    assert grave(page) == []
    page.get_by_text("Change the sides").click()
    page.get_by_role("button", name="Take the sides away").click()
    expect(table).to_have_count(0)


def _choose(page: Page, side: int, name: str) -> None:
    field = page.get_by_label(f"Parties of side {side}")
    field.click()
    page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Escape")


def test_a_bar_opens_its_words_and_a_mark_gives_its_sentence_and_its_source_an_edge(open_page: OpenPage, river: Analysis) -> None:
    page = open_page(f"/article?id={key_of(river.article)}")
    source = max(river.sources, key=lambda s: s.words)
    bars = page.locator('[class*="st-key-share_of_voice"] [aria-roledescription="bar"]')
    bars.filter(visible=True).and_(page.locator(f'[aria-label*="{source.name}"]')).first.click()
    expect(page.locator(".seg.evidence")).not_to_have_count(0)
    expect(page.locator(".st-key-selection")).to_contain_text(source.name)
    edged = page.locator('[class*="st-key-share_of_voice"] [aria-roledescription="bar"][stroke-width="2"]')
    expect(edged).not_to_have_count(0)
    quoted = next(a for a in river.attributions if a.field == "text" and a.form == "direct")
    page.locator(f'[data-target="{quoted.id}"]').first.click()
    strip = page.locator('[class*="st-key-barcode"] [aria-roledescription="rect mark"][stroke-width="2"]')
    expect(strip).not_to_have_count(0)
