"""A server that is killed while it adds articles to a corpus loses none that was done, and the same upload again goes on."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from analysis import Analysis, store
from browser.dashboard import FIRST_PATIENCE, settled, started

LINES = 10
#: Names and contents of the files, one article each.
FILES = {
    f"line-{n}.txt": f"Ferry line {n} closes\n\nThe mayor claimed that line {n} is a shameful waste. “Few use it,” she said."
    for n in range(1, LINES + 1)
}


#: Enough for an analysis, and soon loaded: what is tried here is the keeping.
FEW_MODELS = {"ATTRIBUTION": "rules", "WORDING": "off", "SPANS": "off", "PORTRAYAL": "off", "FRAMES": "off"}


def upload(browser: Browser, address: str, corpus: str) -> Page:
    """A page that has begun to add the files to a corpus."""
    page = browser.new_page()
    page.goto(f"{address}/add?corpus={corpus}")
    settled(page)
    page.get_by_role("tab", name="Upload files").click()
    files: list[FilePayload] = [{"name": name, "mimeType": "text/plain", "buffer": t.encode()} for name, t in FILES.items()]
    page.locator('input[type="file"]').set_input_files(files)
    expect(page.get_by_text(re.compile(r"line-\d+\.txt")).first).to_be_visible()
    page.get_by_role("button", name="Analyze").last.click()
    return page


def added(count: int) -> re.Pattern[str]:
    return re.compile(rf"^{count} articles? added")


def test_a_server_killed_while_it_adds_loses_no_finished_article(
    root: Path, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path / "data"))
    for name, value in FEW_MODELS.items():
        monkeypatch.setenv(f"EVENHAND_{name}", value)
    killed, undisturbed = store.create("killed"), store.create("undisturbed")
    settings = {"seeds": tmp_path / "none", "data": tmp_path / "data"}

    with started(root, tmp_path / "log.txt", **settings) as (address, process):
        page = upload(browser, address, "killed")
        telling = page.get_by_text(re.compile(rf"^([3-9]|10) of {LINES}: "))
        telling.wait_for(timeout=FIRST_PATIENCE)  # looks at each frame, where `expect` looks now and then
        done = int(telling.inner_text().split()[0]) - 1
        time.sleep(random.random() / 20)
        process.kill()
        page.close()
    kept = list(killed.results())
    assert done <= len(kept) < LINES

    with started(root, tmp_path / "log.txt", **settings) as (address, _):
        page = upload(browser, address, "killed")
        expect(page.get_by_text(added(LINES - len(kept)))).to_be_visible(timeout=FIRST_PATIENCE)
        expect(page.get_by_text(f"{len(kept)} articles were there already and changed nothing.")).to_be_visible()
        page.close()
        page = upload(browser, address, "undisturbed")
        expect(page.get_by_text(added(LINES))).to_be_visible(timeout=FIRST_PATIENCE)
        page.close()
    whole = list(undisturbed.results())
    assert [one.article.title for one in whole if isinstance(one, Analysis)] == [
        text.partition("\n")[0] for text in FILES.values()
    ]
    assert kept == whole[: len(kept)]
    assert list(killed.results()) == whole
