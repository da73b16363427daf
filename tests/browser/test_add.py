"""Add: what goes in is analyzed and shown to the letter, and nothing in it runs. The dashboard starts with no article at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.dashboard import serve

TITLE = "Board *lied* <b>says</b> union :fire:"
HOSTILE = (
    "The harbour board *never* asked anyone, :smile: and $x$ is `no` code.\n\n"
    "“<img src=x onerror=\"window.hit=1\"> is what they sent us,” said Ilse Varga, # who was furious.\n\n"
    "<script>window.hit=1</script> A spokesman said that “the board has nothing to hide.\n\n"
    "[a link](javascript:window.hit=1) closed the shameful letter, and the council claimed that nobody had read it."
)  # fmt: skip
#: The paragraphs as they are shown, without the letters beside the marks.
SHOWN = """article => [...article.querySelectorAll('p')].map(p => {
  const bare = p.cloneNode(true);
  for (const letter of bare.querySelectorAll('sup')) letter.remove();
  return bare.textContent;
})"""


@pytest.fixture(scope="module")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of these tests' own, so that what they add is in nobody's way."""
    folder = tmp_path_factory.mktemp("empty")
    with serve(root, tmp_path_factory.mktemp("log") / "log.txt", seeds=folder) as address:
        yield address


def paste(page: Page, text: str, title: str = "") -> None:
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("textbox", name="Title (may be left out)").fill(title)
    page.get_by_role("button", name="Analyze").first.click()


def test_an_empty_dashboard_says_how_to_begin(open_page: OpenPage) -> None:
    page = open_page("/")
    expect(page.get_by_text("No article is loaded.")).to_be_visible()
    page.get_by_role("link", name="Add articles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add articles")
    page.get_by_role("button", name="Analyze").first.click()
    expect(page.get_by_text("There is no text yet.")).to_be_visible()


def test_a_pasted_article_is_shown_to_the_letter_and_runs_nothing(open_page: OpenPage) -> None:
    page = open_page("/add")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    paste(page, HOSTILE, TITLE)
    expect(page.get_by_text("1 article added.")).to_be_visible()
    page.get_by_role("link", name="Board *lied*").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("article").locator("p")).to_have_count(4)
    assert "\n\n".join(page.get_by_role("article").evaluate(SHOWN)) == HOSTILE

    # A figure's words in context, a mark's reason and the chart of sources show the article's words too.
    page.locator('[data-figure="direct_share:all"]').click()
    expect(page.locator(".st-key-selection")).to_contain_text('<img src=x onerror="window.hit=1">')
    page.locator("article.text .mark", has_text="shameful").click()
    expect(page.locator(".st-key-selection")).to_contain_text("shameful")
    page.goto(page.url.split("/article")[0])
    expect(page.locator('[data-testid="glide-cell-0-0"]')).to_have_text(TITLE)
    assert page.locator("main img[src='x'], main script, main b").count() == 0
    assert page.evaluate("window.hit") is None
    assert dialogs == []


def test_a_table_with_a_good_and_a_bad_row_gives_one_article_and_one_reason(open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "drafts.csv"
    file.write_text(
        "title,body\nFerry to close,The mayor said that the ferry line will close in March because nobody uses it.\nNothing,\n",
        encoding="utf-8",
    )
    page = open_page("/add")
    page.get_by_role("tab", name="Upload files").click()
    page.locator('input[type="file"]').set_input_files(str(file))
    expect(page.get_by_text("drafts.csv").first).to_be_visible()
    page.get_by_role("button", name="Analyze").last.click()
    expect(page.get_by_text("1 article added.")).to_be_visible()
    expect(page.get_by_text("1 input could not be analyzed.")).to_be_visible()
    expect(page.get_by_text("Row 2 of drafts.csv has an empty “body”")).to_be_visible()
    page.get_by_role("link", name="Ferry to close").click()
    expect(page.get_by_role("article")).to_contain_text("the ferry line will close in March")
