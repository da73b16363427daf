"""Measures the dashboard in a browser: a stored corpus of thousands of articles, its first overview, a filter, an article.

    python -m benchmarks.dashboard [--stored N]

The corpus is made of the sample articles' analyses under other names, outlets and days. Times are those until Chromium shows
what was asked for; the server runs by itself, and its memory is the highest that it had. The page is loaded once before, without
a corpus, so that Streamlit's own files are at hand.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from analysis import Analysis, readers, store
from analysis.batch import worker
from analysis.store.record import Record, record
from benchmarks.page import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from browser.dashboard import chromium, settled, started

OUTLETS, TURNS = 200, 5


def filled(name: str, count: int) -> None:
    """Make a corpus of so many articles."""
    analyze = worker.analyzer(worker.ENGINE)
    read = [article for article in readers.read([ROOT / "seeds"]) if not hasattr(article, "code")]
    made = [record(one.article, one, "measured") for one in map(analyze, read) if isinstance(one, Analysis)]
    draw = random.Random(2031)

    def records() -> Iterator[Record]:
        for n in range(count):
            day = f"{2000 + n % 30}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            told = {"title": f"Report {n} of the day", "outlet": f"Outlet {draw.randint(1, OUTLETS)}", "published": day}
            fields = {**vars(made[n % len(made)]), **told, "place": None}
            given = json.dumps({**json.loads(fields["given"]), **told})
            names = {"key": f"{n * 2654435761 % 2**64:016x}{n:016x}", "content": f"{n:032x}", "article_id": f"a{n}"}
            yield Record(**{**fields, **names, "given": given})

    corpus, source = store.create(name), records()
    while block := list(islice(source, 2_000)):
        corpus.put(block)


def overview(page: Page, address: str, count: int) -> float:
    """Seconds until the overview of the corpus stands, all of it."""
    begun = time.perf_counter()
    page.goto(f"{address}/?corpus=large")
    expect(page.get_by_text(f"{count:,} articles from {OUTLETS} outlets")).to_be_visible(timeout=120_000)
    page.locator(".st-key-heat_map svg, .st-key-heat_map canvas").first.wait_for()
    settled(page)
    return time.perf_counter() - begun


def chosen(page: Page, n: int) -> float:
    """Seconds until a filter's articles stand."""
    field = page.get_by_role("searchbox")
    field.fill(f"report {1000 + n}")
    begun = time.perf_counter()
    field.press("Enter")
    expect(page.get_by_text(f"“{1000 + n}”")).to_be_visible()
    settled(page)
    return time.perf_counter() - begun


def read(page: Page, n: int) -> float:
    """Seconds until another article stands, from the one before it."""
    begun = time.perf_counter()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Report {n} of the day")
    expect(page.get_by_role("article").locator("p").first).to_be_visible()
    return time.perf_counter() - begun


def median(work: Callable[[int], float]) -> float:
    return round(statistics.median(work(n) for n in range(1, TURNS + 1)), 2)


def peak(pid: int) -> int:
    """Peak resident memory of a process, in megabytes."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) // 1024 if found else 0


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", type=int, default=20_000)
    count = parser.parse_args().stored
    with tempfile.TemporaryDirectory() as folder:
        data, none = Path(folder) / "data", Path(folder) / "none"
        none.mkdir()
        os.environ["EVENHAND_DATA"] = str(data)
        filled("large", count)
        with started(ROOT, Path(folder) / "log.txt", none, data) as (address, process), sync_playwright() as playwright:
            page = chromium(playwright).new_page()
            page.goto(address)
            settled(page)
            found: dict[str, float] = {"stored": count, "first overview, s": round(overview(page, address, count), 2)}
            found["overview again, s"] = round(overview(page, address, count), 2)
            found["filter, s"] = median(lambda n: chosen(page, n))
            page.goto(f"{address}/article?corpus=large&id={0:016x}")
            expect(page.get_by_role("heading", level=1)).to_have_text("Report 0 of the day")
            settled(page)
            found["article, s"] = median(lambda n: read(page, n))
            found["server's peak memory, MB"] = peak(process.pid)
    print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
