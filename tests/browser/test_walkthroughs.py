"""The walk-throughs of `docs/walkthroughs` are followed as written: each label is clicked or found, each word told is there.

In a numbered step **bold** words are a label on the screen and *italic* ones words of the articles. Both are clicked where
“click” or “switch off” stands before them, else looked for. `Code` after “write” goes into the field that is named next, a text
block of the page goes where a step pastes the draft, and lines after > stand on the screen.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import OpenPage
from browser.dashboard import serve, settled

STEP = re.compile(r"^\d+\. .*?(?=^\d+\. |\Z|^\S)", re.M | re.S)
#: What a step says, in its order: a verb, a label, words of an article, what is written, the draft, a line on the screen.
PIECE = re.compile(
    r"(?P<act>\b(?:[Cc]lick|[Ss]witch off)\b)|(?P<paste>\bpaste\s+the\s+(?:revised\s+)?draft\b)|(?P<second>\bthe\s+second\b)"
    r"|\*\*(?P<label>[^*]+)\*\*|\*(?P<words>[^*]+)\*|\b[Ww]rite\s+`(?P<code>[^`]+)`|^ *> (?P<line>.+)$"
    r"|(?P<stop>[.;:](?=\s)|\b[Uu]nder\b)",
    re.M,
)
#: Names in the lines of R that are no columns: functions, and what the lines themselves name.
R_WORDS = set("articles metrics marks loaded pooled words rate subset merge aggregate cbind sum mean table by is na c".split())


class Walk:
    """A reader of a walk-through who does on a page what it says."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        page.set_viewport_size({"width": 1440, "height": 1000})  # all pages' names fit into the bar
        text = file.read_text(encoding="utf-8")
        self.blocks = re.findall(r"^```text\n(.*?)\n```$", text, re.M | re.S)
        self.steps = STEP.findall(text.split("## Steps\n")[1].split("\n## ")[0])
        self.where = file.name
        self.downloads: list[bytes] = []

    def go(self) -> None:
        """Follow all steps. Raises AssertionError that names the step where the dashboard is no longer as it is written."""
        for step in self.steps:
            try:
                self._step(step)
            except AssertionError as problem:
                told = " ".join(step.split())[:160]
                raise AssertionError(f"{self.where} and the dashboard have parted at “{told} …”: {problem}") from problem

    def _step(self, step: str) -> None:
        act = second = False
        held: str | None = None
        for piece in PIECE.finditer(step):
            kind, said = next((k, v) for k, v in piece.groupdict().items() if v is not None)
            said = " ".join(said.split())
            if kind == "act":
                act = True
            elif kind == "stop":
                act = False
            elif kind == "second":
                second = True
            elif kind == "paste":
                held = self.blocks["revised" in said]
            elif kind == "code":
                held = said
            elif kind == "label" and held is not None:
                self.page.get_by_role("textbox", name=said, exact=True).fill(held)
                self.page.keyboard.press("Tab")
                held = None
            elif kind == "label" and act:
                self._click(said, second)
                second = False
            elif kind == "label":
                expect(self._seen(said)).to_be_visible()
            elif kind == "words" and act:
                self._words(said).click()
                settled(self.page)
            elif kind in ("words", "line"):
                expect(self.page.get_by_text(said).first).to_be_attached()

    def _click(self, label: str, second: bool) -> None:
        radio = self.page.get_by_role("radio", name=label, exact=True)
        # Parts of a page and pages may have one name: a step names the nearer one. An icon's name or a mark's letter may stand
        # in a button's name too; a switch is clicked at its words.
        named = [self.page.get_by_role(role, name=label, exact=True) for role in ("link", "button")]
        named.append(self.page.get_by_role("button", name=re.compile(rf"(?:^|\s){re.escape(label)}\b")))
        named.append(self.page.get_by_test_id("stCheckbox").get_by_text(label, exact=True))
        any_ = reduce(Locator.or_, named).filter(visible=True)
        expect(radio.or_(any_).first).to_be_visible()
        target = radio if radio.count() else any_.nth(int(second))
        expect(target).to_be_visible()
        if label == "Download all":
            self.page.wait_for_timeout(300)  # a file made on demand is gone once the page runs anew
            with self.page.expect_download() as waiting:
                target.click()
            self.downloads.append(Path(waiting.value.path()).read_bytes())
        else:
            target.click()
        settled(self.page)

    def _words(self, words: str) -> Locator:
        mark = self.page.locator("article.text .mark", has_text=words)
        other = self.page.get_by_role("link").or_(self.page.get_by_role("button")).filter(has_text=words)
        return mark.or_(other).filter(visible=True).first

    def _seen(self, label: str) -> Locator:
        return self.page.get_by_text(label).filter(visible=True).first


@pytest.fixture
def walks(root: Path) -> Path:
    return root / "docs" / "walkthroughs"


@pytest.fixture
def alone(root: Path, tmp_path: Path) -> Iterator[str]:
    """A dashboard without articles, for the one walk that adds some."""
    (tmp_path / "empty").mkdir()
    with serve(root, tmp_path / "log.txt", seeds=tmp_path / "empty") as address:
        yield address


def test_a_lesson_is_held_as_written(open_page: OpenPage, walks: Path) -> None:
    Walk(open_page("/"), walks / "teacher.md").go()


def test_a_draft_is_checked_as_written(alone: str, open_page: OpenPage, walks: Path) -> None:
    page = open_page("/")
    page.goto(f"{alone}/desk")
    settled(page)
    Walk(page, walks / "editor.md").go()


def test_outlets_are_compared_as_written_and_the_tables_hold_what_the_lines_of_r_ask(open_page: OpenPage, walks: Path) -> None:
    walk = Walk(open_page("/"), walks / "scholar.md")
    walk.go()
    [left] = walk.downloads
    archive = zipfile.ZipFile(io.BytesIO(left))
    tables = {
        name: pd.read_csv(io.BytesIO(archive.read(file)))
        for file in archive.namelist()
        if (name := Path(file).stem) in ("articles", "metrics", "annotations")
    }
    text = (walks / "scholar.md").read_text(encoding="utf-8")
    [lines] = re.findall(r"^```r\n(.*?)\n```$", text, re.M | re.S)
    columns = {column for table in tables.values() for column in table}
    assert set(re.findall(r"[a-z_]+", re.sub(r'== ?"\w+"|read\.csv\("\w+\.csv"\)', "", lines))) <= columns | R_WORDS

    # The same join and sums as the lines of R, against the table that the walk-through shows.
    metrics = tables["metrics"].query("metric == 'loaded_rate' and voice == 'writer'").dropna(subset="value")
    loaded = metrics.merge(tables["articles"][["article", "outlet", "topic"]], on="article")
    pooled = loaded.groupby("outlet")[["numerator", "denominator"]].sum()
    pooled.insert(0, "pooled", 1000 * pooled["numerator"] / pooled["denominator"])
    pooled.insert(0, "mean", loaded.groupby("outlet")["value"].mean())
    shown = [
        f"| {r.Index} | {r.mean:.2f} | {r.pooled:.2f} | {r.numerator:.0f} | {r.denominator:.0f} |" for r in pooled.itertuples()
    ]
    assert [line for line in shown if line not in text] == []
    marks = tables["annotations"].query("kind == 'loaded_language' and voice == 'writer' and field == 'text'")
    assert set(marks["article"]) <= set(tables["articles"]["article"])
    assert len(marks) == pooled["numerator"].sum()
    assert "text" not in marks or marks["text"].isna().all(), "the articles' words were switched off"
