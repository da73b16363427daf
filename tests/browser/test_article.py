"""The article page: every number opens its words, every mark its reason, and the address holds the view."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import analysis
from analysis import Analysis
from analysis.annotation import MetricValue
from analysis.right_rates import told
from analysis.worth_a_look import look
from browser.conftest import OpenPage
from browser.dashboard import at
from dashboard.item import key_of

#: The text of the segments that are lit up, those side by side as one; letters beside marks left out.
LIT = """article => {
  const runs = [];
  for (const part of article.querySelectorAll('.headline-line, p')) {
    let before = null;
    for (const segment of part.querySelectorAll('.seg')) {
      const bare = segment.cloneNode(true);
      for (const letter of bare.querySelectorAll('sup')) letter.remove();
      const lit = segment.classList.contains('evidence');
      if (lit && before) runs[runs.length - 1] += bare.textContent;
      else if (lit) runs.push(bare.textContent);
      before = lit;
    }
  }
  return runs;
}"""


@pytest.fixture(scope="module")
def hatchet(root: Path) -> Analysis:
    """The most marked of the sample articles."""
    [article] = [a for a in analysis.read([root / "seeds"]) if a.title.startswith("The hatchet men")]
    return analysis.analyze(article)


@pytest.fixture
def link(hatchet: Analysis) -> str:
    return f"/article?id={key_of(hatchet.article)}"


def value(result: Analysis, metric: str, voice: str) -> MetricValue:
    return next(v for v in result.metrics if (v.id, v.voice) == (metric, voice))


def words_behind(result: Analysis, found: MetricValue) -> list[str]:
    """The words that a figure counts, as the library tells: headline first, touching spans as one, a line at a time."""
    spans: dict[str, list[tuple[int, int]]] = {"title": [], "text": []}
    told = {a.id: a for a in result.attributions}
    for source in result.sources:
        if source.id in found.annotations:
            spans["text"] += [s for i in source.attributions if told[i].field == "text" for s in told[i].content]
    for mark in result.annotations:
        if mark.id in found.annotations:
            spans[mark.field].append((mark.start, mark.end))
    for attribution in result.attributions:
        if attribution.id in found.annotations:
            spans[attribution.field] += attribution.content
    spans["text"] += [(s.start, s.end) for s in result.sentences if f"t{s.index}" in found.annotations]
    return [*lines(result.article.title, spans["title"]), *lines(result.article.text, spans["text"])]


def lines(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    lit = {n for start, end in spans for n in range(start, end)}
    shown = "".join(c if n in lit and c != "\n" else "\n" for n, c in enumerate(text))
    return [line for line in shown.split("\n") if line]


def figure(page: Page, metric: str, voice: str) -> Locator:
    return page.locator(f'[data-figure="{metric}:{voice}"]')


def article(page: Page) -> Locator:
    return page.get_by_role("article")


def test_a_number_marks_exactly_the_words_that_it_counts(open_page: OpenPage, hatchet: Analysis, link: str) -> None:
    page = open_page(link)
    shown = value(hatchet, "loaded_rate", "writer")
    row = page.locator(".row", has=figure(page, "loaded_rate", "writer"))
    expect(row).to_contain_text(
        f"{shown.value:.1f}{shown.low:.1f} to {shown.high:.1f}{shown.numerator:g} of {shown.denominator:g}"
    )
    asked = [("loaded_rate", "writer"), ("loaded_rate", "headline"), ("direct_share", "all"), ("loaded_sentences", "writer"),
             ("top_source_share", "all")]  # fmt: skip
    for metric, voice in asked:
        found = value(hatchet, metric, voice)
        assert (expected := words_behind(hatchet, found)), "the figure must count something"
        figure(page, metric, voice).click()
        expect(figure(page, metric, voice)).to_have_attribute("aria-pressed", "true")
        expect(page.locator('[data-figure][aria-pressed="true"]')).to_have_count(1)
        expect(page.locator(".st-key-selection")).to_contain_text(f"The words behind it ({_spans(hatchet, found)})")
        assert article(page).evaluate(LIT) == expected, f"{metric} for {voice}"
    figure(page, *asked[-1]).click()
    expect(page.locator(".seg.evidence")).to_have_count(0)
    at(page, r"/article\?id=[0-9a-f]{12}")


def _spans(result: Analysis, found: MetricValue) -> int:
    count = 0
    told = {a.id: a for a in result.attributions}
    for i in found.annotations:
        source = next((s for s in result.sources if s.id == i), None)
        names = source.attributions if source else [i]
        count += sum(len(told[n].content) if n in told else 1 for n in names)
    return count


def test_a_click_on_a_mark_shows_its_reason(open_page: OpenPage, hatchet: Analysis, link: str) -> None:
    page = open_page(link)
    mark = next(a for a in hatchet.annotations if a.kind == "loaded_language" and a.field == "text")
    page.locator(f'[data-target="{mark.id}"]').first.click()
    panel = page.locator(".st-key-selection")
    expect(panel).to_contain_text(mark.why)
    expect(panel).to_contain_text(mark.rule)
    expect(panel).to_contain_text(told(mark.rule))
    expect(page.locator(".seg.chosen")).to_contain_text(mark.text)
    page.get_by_role("button", name="Clear").click()
    expect(panel).to_have_count(0)
    expect(page.get_by_text("Click a mark")).to_be_visible()
    at(page, r"/article\?id=[0-9a-f]{12}")

    quoted = next(a for a in hatchet.attributions if a.form == "direct")
    page.locator(f'[data-target="{quoted.id}"]').first.click()
    expect(panel).to_contain_text(quoted.why)
    source = next(s for s in hatchet.sources if s.id == quoted.source_id)
    expect(panel).to_contain_text(f"Source: {source.name}")


def test_voices_and_kinds_can_be_hidden(open_page: OpenPage, hatchet: Analysis, link: str) -> None:
    page = open_page(link)
    shown = page.locator(".mark.tinted[data-kinds=loaded_language]")
    expect(shown).not_to_have_count(0)
    # A mark is drawn in pieces where other marks, voices or sentences begin in it.
    drawn = set(shown.evaluate_all("nodes => nodes.map(node => node.dataset.target)"))
    assert drawn <= {a.id for a in hatchet.annotations if a.kind == "loaded_language"}
    legend = page.get_by_role("group", name="Marks shown")
    toggle = legend.get_by_role("button", name="Loaded language")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(shown).to_have_count(0)
    at(page, r"/article\?id=[0-9a-f]{12}&hide=loaded_language")

    quote = page.locator(".seg.direct").first
    expect(quote).to_have_css("text-decoration-line", "underline")
    legend.get_by_role("button", name="Quoted").click()
    expect(legend.get_by_role("button", name="Quoted")).to_have_attribute("aria-pressed", "false")
    expect(quote).to_have_css("text-decoration-line", "none")
    toggle.click()
    expect(shown).not_to_have_count(0)
    at(page, r"/article\?id=[0-9a-f]{12}&hide=direct")


def test_the_strip_along_the_article_has_a_tick_for_each_marked_sentence_and_opens_it(
    open_page: OpenPage, hatchet: Analysis, link: str
) -> None:
    page = open_page(link)
    quoted = [s for s in hatchet.sentences if s.voice.get("direct", 0) > 0]
    ticks = page.locator('[class*="st-key-barcode"] [aria-roledescription="rect mark"][aria-label*="What: Quoted"]')
    expect(ticks).to_have_count(len(quoted))
    ticks.last.click()
    expect(page.locator(".st-key-selection")).to_contain_text(f"Sentence {quoted[-1].index + 1}")
    text = hatchet.article.text[quoted[-1].start : quoted[-1].end]
    expect(page.locator(".seg.evidence")).not_to_have_count(0)
    assert " ".join(article(page).evaluate(LIT)).split() == text.split()


def test_a_link_restores_the_view_and_back_undoes_a_choice_at_once(open_page: OpenPage, hatchet: Analysis, link: str) -> None:
    page = open_page(f"{link}&metric=loaded_rate&of=writer")
    expect(figure(page, "loaded_rate", "writer")).to_have_attribute("aria-pressed", "true")
    first = article(page).evaluate(LIT)
    assert first == words_behind(hatchet, value(hatchet, "loaded_rate", "writer"))
    figure(page, "direct_share", "all").click()
    at(page, r"/article\?id=[0-9a-f]{12}&metric=direct_share&of=all")
    expect(figure(page, "direct_share", "all")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    at(page, r"/article\?id=[0-9a-f]{12}&metric=loaded_rate&of=writer")
    expect(figure(page, "loaded_rate", "writer")).to_have_attribute("aria-pressed", "true")
    assert article(page).evaluate(LIT) == first


@pytest.mark.parametrize("query", ["&mark=nonsense", "&metric=loaded_rate&of=nobody"])
def test_a_link_that_asks_for_what_is_not_there_shows_the_article_without_it(open_page: OpenPage, link: str, query: str) -> None:
    page = open_page(link + query)
    expect(article(page)).to_contain_text("Seven people in a carpeted room")
    expect(page.locator(".seg.evidence, .seg.chosen")).to_have_count(0)


def test_a_link_to_an_article_that_is_not_loaded_offers_those_that_are(open_page: OpenPage) -> None:
    page = open_page("/article?id=000000000000")
    expect(page.get_by_text("names an article that is not loaded here")).to_be_visible()
    page.get_by_role("button", name="The hatchet men come").click()
    expect(article(page)).to_contain_text("Seven people in a carpeted room")


def test_the_next_article_is_one_click_away_and_its_address_is_its_own(open_page: OpenPage, link: str) -> None:
    page = open_page(f"{link}&metric=loaded_rate&of=writer")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Health trust votes to close Brackwater maternity ward")
    expect(page.locator(".seg.evidence")).to_have_count(0)
    figure(page, "direct_share", "all").click()
    expect(page.locator(".seg.evidence")).not_to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Health trust votes to close Brackwater maternity ward")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("The hatchet men come for Brackwater's babies")
    at(page, link.replace("?", r"\?") + "&metric=loaded_rate&of=writer")


def test_a_figure_and_a_mark_can_be_chosen_by_keyboard_alone(open_page: OpenPage, hatchet: Analysis, link: str) -> None:
    page = open_page(link)
    article(page).focus()
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    marks = sorted((a for a in hatchet.annotations), key=lambda a: (a.field == "text", a.start))
    expect(page.locator(".st-key-selection")).to_contain_text(marks[1].why)

    figure(page, "booster_rate", "writer").focus()
    page.keyboard.press("Tab")  # the next value
    page.keyboard.press("Enter")
    expect(figure(page, "booster_rate", "direct")).to_have_attribute("aria-pressed", "true")
    at(page, r"/article\?id=[0-9a-f]{12}&metric=booster_rate&of=direct")


def test_keys_turn_to_the_next_article_and_to_the_next_mark_and_open_it(
    open_page: OpenPage, hatchet: Analysis, link: str
) -> None:
    page = open_page(link)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(hatchet.article.title or "")
    page.keyboard.press("j")
    expect(heading).not_to_have_text(hatchet.article.title or "")
    page.keyboard.press("k")
    expect(heading).to_have_text(hatchet.article.title or "")
    expect(article(page)).to_contain_text("Seven people in a carpeted room")
    article(page).focus()
    page.keyboard.press("n")
    first = page.locator("article.text .mark:focus").get_attribute("data-target")
    page.keyboard.press("n")
    second = page.locator("article.text .mark:focus").get_attribute("data-target")
    assert first != second
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    at(page, rf"/article\?id=[0-9a-f]{{12}}&mark={first}")


def test_what_is_worth_a_look_stands_first_and_opens_its_exact_words(open_page: OpenPage, hatchet: Analysis, link: str) -> None:
    page = open_page(link)
    findings = look(hatchet)  # twelve samples are too few to compare with
    assert len(findings) == 3
    for n, finding in enumerate(findings):
        card = page.locator(f".st-key-worth_{n}")
        expect(card).to_contain_text(finding.says)
        expect(card).to_contain_text(finding.figure[1:])
        expect(card).to_contain_text("; ".join(finding.rates))
        if n == 2:
            break  # the first opens words by their places, the second a figure
        card.get_by_role("button", name="Show the words").click()
        spans, title = finding.spans(hatchet)
        marked = [*lines(hatchet.article.title or "", title), *lines(hatchet.article.text, spans)]
        expect(page.locator(".seg.evidence")).to_have_count(len(marked))
        assert article(page).evaluate(LIT) == marked


def test_the_report_leaves_as_one_file_that_a_browser_opens_without_asking_for_more(
    open_page: OpenPage, hatchet: Analysis, link: str
) -> None:
    page = open_page(link)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Report to print").click()
    assert waiting.value.suggested_filename == "the-hatchet-men-come-for-brackwater-s-ba.html"
    written = Path(waiting.value.path()).read_text("utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(written)
    expect(page.get_by_role("heading", level=1)).to_have_text(hatchet.article.title or "")
    expect(page.locator(".text p")).to_have_count(1 + sum(bool(line.strip()) for line in hatchet.article.text.split("\n")))
    expect(page.locator("tr[id]")).to_have_count(len(hatchet.annotations))
    assert asked == []
