"""Measures the dashboard in a browser: a stored corpus of thousands of articles, its first overview, filters, articles, memory.

    python -m benchmarks.dashboard [--stored N] [--data FOLDER] [--write]

The corpus is made of the sample articles' analyses under other names, outlets and days; `--data` keeps it for another run. Times
are those until Chromium shows all of what was asked for, and the processor seconds that the server spent meanwhile, which a busy
machine does not move. Before, one page is opened without a corpus, so that the server has started and the browser has Streamlit's
own files. Memory is the highest that the server had.
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
from contextlib import nullcontext
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from analysis import Analysis, readers, store
from analysis.batch import worker
from analysis.store.record import Record, record
from benchmarks.page import ROOT, put

sys.path.insert(0, str(ROOT / "tests"))

from browser.dashboard import chromium, settled, started

NAME, OUTLETS, TURNS = "large", 200, 5

#: What must hold with 20,000 stored articles: seconds, and megabytes.
BARS = {"first overview": 3.0, "words in title or text": 1.0, "an outlet": 1.0, "show all": 1.0, "next article": 0.5}
MEMORY = 1_000


def filled(count: int) -> None:
    """Make a corpus of so many articles, unless it is there."""
    if NAME in store.names() and store.open_corpus(NAME).count() == count:
        return
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

    if NAME in store.names():
        store.delete(NAME)
    corpus, source = store.create(NAME), records()
    while block := list(islice(source, 2_000)):
        corpus.put(block)


class Watch:
    """Takes the time of steps, in seconds on the clock and in processor seconds of the server."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.took: dict[str, list[tuple[float, float]]] = {}

    def step(self, name: str, work: Callable[[], None]) -> None:
        begun, spent = time.perf_counter(), _processor_seconds(self.pid)
        work()
        took = time.perf_counter() - begun
        time.sleep(0.3)  # what the server still does after the page stands is part of the cost
        self.took.setdefault(name, []).append((took, _processor_seconds(self.pid) - spent))

    def medians(self) -> dict[str, tuple[float, float]]:
        """Step -> seconds and the server's processor seconds."""
        return {
            name: (
                round(statistics.median(took for took, _ in found), 2),
                round(statistics.median(spent for _, spent in found), 2),
            )
            for name, found in self.took.items()
        }


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(pid: int, what: str) -> int:
    found = re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) // 1024 if found else 0


def steps(page: Page, address: str, count: int, watch: Watch) -> None:
    """What a reader does: opens the overview, filters it, turns from article to article."""

    def stands() -> None:
        expect(page.get_by_text(f"{count:,} articles from {OUTLETS} outlets")).to_be_visible(timeout=120_000)
        page.locator(".st-key-heat_map svg, .st-key-heat_map canvas").first.wait_for()
        page.get_by_test_id("stDataFrame").wait_for()
        settled(page)

    def search(words: str) -> None:
        field = page.get_by_role("searchbox")
        field.fill(words)
        field.press("Enter")
        expect(page.get_by_text(f"“{words.split()[-1]}”")).to_be_visible()
        settled(page)

    def outlet(name: str) -> None:
        page.get_by_role("option", name=name, exact=True).click()
        expect(page.locator(".st-key-filter_summary")).to_contain_text(name)
        settled(page)

    def show_all() -> None:
        page.get_by_role("button", name="Show all").click()
        expect(page.locator(".st-key-filter_summary")).to_have_count(0)
        settled(page)

    def turn(n: int) -> None:
        page.get_by_role("button", name="Next").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Report {n} of the day")
        expect(page.get_by_role("article").locator("p").first).to_be_visible()
        settled(page)

    def opened() -> None:
        page.goto(f"{address}/?corpus={NAME}")
        stands()

    watch.step("first overview", opened)
    watch.step("overview again", opened)
    for n in range(TURNS):
        watch.step("words in title or text", partial(search, f"the report {1000 + n}"))
        watch.step("show all", show_all)
        field = page.get_by_role("combobox", name="Outlet")
        field.fill(f"Outlet {n + 11}")
        watch.step("an outlet", partial(outlet, f"Outlet {n + 11}"))
        page.keyboard.press("Escape")
        show_all()
    page.goto(f"{address}/article?corpus={NAME}&id={0:016x}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Report 0 of the day")
    settled(page)
    for n in range(1, TURNS + 1):
        watch.step("next article", partial(turn, n))


def measured(count: int, data: Path) -> dict[str, Any]:
    """The figures of a corpus of so many articles, made in a folder of data."""
    os.environ["EVENHAND_DATA"] = str(data)
    filled(count)
    with tempfile.TemporaryDirectory() as folder:
        none = Path(folder) / "none"
        none.mkdir()
        with started(ROOT, Path(folder) / "log.txt", none, data) as (address, process), sync_playwright() as playwright:
            page = chromium(playwright).new_page()
            page.goto(address)
            settled(page)
            before = _megabytes(process.pid, "VmRSS")
            watch = Watch(process.pid)
            steps(page, address, count, watch)
            return {
                "stored": count,
                "seconds and the server's processor seconds": watch.medians(),
                "megabytes before": before,
                "at its peak": _megabytes(process.pid, "VmHWM"),
            }


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stored", type=int, default=20_000)
    parser.add_argument("--data", type=Path, help="folder that keeps the corpus; it is used again where it has so many articles")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    asked = parser.parse_args()
    with nullcontext(str(asked.data)) if asked.data else tempfile.TemporaryDirectory() as folder:
        found = measured(asked.stored, Path(folder))
    print(json.dumps(found, indent=1))
    if asked.write:
        put("dashboard", table(found))
    return 0


def table(found: dict[str, Any]) -> str:
    """The figures beside what must hold, as Markdown."""
    lines = ["| step | bar, s | seconds | server's processor seconds |", "|---|---|---|---|"]
    for name, (seconds, spent) in found["seconds and the server's processor seconds"].items():
        lines.append(f"| {name} | {BARS.get(name, '–')} | {seconds:.2f} | {spent:.2f} |")
    memory = (
        f"{found['at its peak']:,} MB at its peak (bar: {MEMORY:,}), {found['megabytes before']:,} before the corpus was opened"
    )
    lines += ["", f"Stored articles: {found['stored']:,}. The server's memory: {memory}."]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
