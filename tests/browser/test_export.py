"""Export: the tables leave as files that read back, with their codebook, and without the articles' words on demand."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page

from browser.conftest import OpenPage
from browser.dashboard import settled


def download(page: Page, button: str) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=False).click()
    return Path(waiting.value.path())


def test_a_downloaded_table_reads_back_as_the_samples(open_page: OpenPage) -> None:
    page = open_page("/export")
    frame = pd.read_csv(download(page, "metrics_wide.csv"))
    assert len(frame) == 12
    assert {"loaded_rate__writer", "attributed_share__all"} <= set(frame.columns)
    assert frame["attributed_share__all"].between(0, 1).all()
    assert frame["attributed_share__all"].nunique() > 1


def test_the_filter_and_the_format_hold_for_what_leaves(open_page: OpenPage) -> None:
    page = open_page("/export?outlet=Meridian+Wire")
    page.get_by_role("radio", name="Parquet").click()
    settled(page)
    frame = pd.read_parquet(download(page, "articles.parquet"))
    assert set(frame["outlet"]) == {"Meridian Wire"}
    assert len(frame) == 4


def unpacked(file: Path) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    return {Path(name).name: archive.read(name) for name in archive.namelist()}


def test_everything_leaves_with_codebook_and_manifest(open_page: OpenPage) -> None:
    page = open_page("/export?q=hatchet")
    files = unpacked(download(page, "Download all"))
    assert {"articles.csv", "metrics.csv", "codebook.csv", "codebook.md", "manifest.json"} <= set(files)
    assert json.loads(files["manifest.json"])["models"]
    described = set(pd.read_csv(io.BytesIO(files["codebook.csv"]))["variable"])
    assert set(pd.read_csv(io.BytesIO(files["annotations.csv"])).columns) <= described
    assert "Brackwater" in files["sentences.csv"].decode()


def test_without_the_articles_words_none_of_them_leaves(open_page: OpenPage) -> None:
    page = open_page("/export?q=hatchet&words=false")
    files = unpacked(download(page, "Download all"))
    assert len(pd.read_csv(io.BytesIO(files["annotations.csv"]))) > 5
    together = b"".join(files.values()).decode()
    for word in ("Brackwater", "hatchet men come", "Pruitt", "slunk"):
        assert word not in together


def test_reports_leave_as_a_page_an_article(open_page: OpenPage) -> None:
    page = open_page("/export?outlet=Meridian+Wire")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Reports").click()
    pages = unpacked(Path(waiting.value.path()))
    assert len(pages) == 4
    assert sorted(name[:4] for name in pages) == ["001-", "002-", "003-", "004-"]
    assert all(page.rstrip().endswith(b"</html>") and b"Meridian Wire" in page for page in pages.values())
