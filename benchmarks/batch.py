"""Measures the batch: two cores against one, memory and cost over thousands of articles, and a corpus of 200,000.

    python -m benchmarks.batch [--articles N] [--stored N] [--write]

The articles are those of the load set, taken again with another first line until there are enough. Two workers, one worker of one
thread and the bare parser read the same blocks by turns, so that a busy machine slows all alike. The large corpus is filled with
analyses that were made, under other names. What is asked of it is timed as the command line does it, and the memory of an export
is that of a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import spacy

from analysis import Article, store
from analysis.batch import run
from analysis.batch.pool import Pool
from analysis.language import MODELS
from analysis.store.record import Record
from analysis.version import version
from benchmarks.page import GOLD, ROOT, put
from benchmarks.quality import rows

PLOT = ROOT / "docs" / "batch-memory.svg"

#: Articles that each side reads in a turn, and turns.
BLOCK, TURNS = 40, 5


def articles(count: int) -> list[Article]:
    """So many articles, no two with the same text."""
    given = list(rows(GOLD / "load.jsonl.gz", count))
    out = []
    for n in range(count):
        row = given[n % len(given)]
        again = n // len(given)
        text = f"Edition {again + 1} of the day.\n\n{row['text']}" if again else row["text"]
        out.append(Article(text, id=f"{row['id']}-{again}", title=row.get("title"), outlet=row.get("outlet")))
    return out


def words(block: list[Article]) -> int:
    return sum(len(a.text.split()) for a in block)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# --- two cores against one ---


def side_by_side(given: list[Article]) -> dict[str, Any]:
    """Words a second of two workers, of one with one thread, and of the bare parser on one core."""
    bare = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    settings = version().settings
    with Pool(2, settings) as two, Pool(1, settings, threads=1) as one:
        sides: dict[str, Callable[[list[Article]], object]] = {
            "two": lambda block: list(two.records(block)),
            "one": lambda block: list(one.records(block)),
            "bare": lambda block: list(bare.pipe((a.text for a in block), batch_size=8)),
        }
        for read in sides.values():
            read(given[:4])  # so that all models are loaded
        took: dict[str, list[float]] = {name: [] for name in sides}
        for turn in range(TURNS):
            block = given[turn * BLOCK : (turn + 1) * BLOCK]
            names = list(sides)
            for name in names[turn % 3 :] + names[: turn % 3]:
                took[name].append(words(block) / timed(partial(sides[name], block)))
    ratio = [two / one for two, one in zip(took["two"], took["one"], strict=True)]
    against = [two / bare for two, bare in zip(took["two"], took["bare"], strict=True)]
    return {
        "words_per_second": {name: round(statistics.median(found)) for name, found in took.items()},
        "two_over_one": [round(x, 2) for x in (statistics.median(ratio), min(ratio), max(ratio))],
        "two_over_bare": [round(x, 2) for x in (statistics.median(against), min(against), max(against))],
    }


# --- thousands of articles ---


class Watch:
    """Notes how the batch goes on: time, articles and words done, and each process's memory and processor time."""

    def __init__(self, pool: Pool) -> None:
        self._pool, self._begun = pool, time.perf_counter()
        self.points: list[dict[str, Any]] = []

    def failed(self, record: Record) -> None:
        print(record.message, file=sys.stderr)

    def waiting(self) -> None: ...

    def moved_on(self, tally: run.Tally) -> None:
        self.points.append(
            {
                "seconds": time.perf_counter() - self._begun,
                "articles": tally.inputs,
                "words": tally.words,
                "busy": sum(_processor_seconds(pid) for pid in self._pool.pids),
                "workers": [_resident(pid) for pid in self._pool.pids],
                "main": _resident(os.getpid()),
            }
        )


def _resident(pid: int) -> int:
    """Peak resident memory of a process, in megabytes."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def _processor_seconds(pid: int) -> float:
    """Processor time of a process: what its work cost, whatever else the machine did meanwhile."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def whole(corpus: store.Corpus, given: list[Article]) -> dict[str, Any]:
    """A batch of all of them into a corpus."""
    settings = version().settings
    with Pool(2, settings) as pool:
        list(pool.records([Article("The models are loaded before time counts.")] * 4))
        warm = sum(_processor_seconds(pid) for pid in pool.pids)
        watch = Watch(pool)
        tally = run.into(corpus, given, pool, settings, watch)
        again = timed(lambda: run.into(corpus, given, pool, settings, watch))
    points = watch.points[:-1]
    start = {"seconds": 0.0, "busy": warm, "words": 0, "workers": [0]}
    marks = [_reached([start, *points], share * len(given) / 10) for share in range(11)]
    hundred = _reached(points, 100)
    PLOT.write_text(plot(points), encoding="utf-8")
    size = corpus.path.stat().st_size
    return {
        "articles": len(given),
        "failed": tally.failures.total(),
        "words_per_second": round(tally.words / points[-1]["seconds"]),
        "articles_an_hour_per_core": round(len(given) / points[-1]["seconds"] * 3600 / 2),
        "seconds_per_1000_words": {
            "first 100": _cost(start, hundred, "seconds"),
            "tenths": [_cost(a, b, "seconds") for a, b in pairwise(marks)],
        },
        "processor_seconds_per_1000_words": {
            "first 100": _cost(start, hundred, "busy"),
            "tenths": [_cost(a, b, "busy") for a, b in pairwise(marks)],
        },
        "peak_megabytes_of_a_worker_by_tenth": [max(m["workers"]) for m in marks[1:]],
        "peak_megabytes_of_the_main_process": points[-1]["main"],
        "bytes_per_article": round(size / len(given)),
        "seconds_to_add_all_again": round(again, 1),
    }


def _reached(points: list[dict[str, Any]], count: float) -> dict[str, Any]:
    """The first point with so many articles; the last one where they are never so many."""
    return next((p for p in points if p.get("articles", 0) >= count), points[-1])


def _cost(a: dict[str, Any], b: dict[str, Any], what: str) -> float:
    """Seconds for a thousand words between two points."""
    return round((b[what] - a[what]) / max(1, b["words"] - a["words"]) * 1000, 3)


def plot(points: list[dict[str, Any]]) -> str:
    """Peak memory of each process over the articles done, as an SVG picture with direct labels."""
    width, height, left, bottom = 640, 260, 56, 36
    most, top = points[-1]["articles"], 1_000
    across = lambda n: left + n / most * (width - left - 90)  # noqa: E731
    up = lambda mb: height - bottom - mb / top * (height - bottom - 16)  # noqa: E731
    lines = [
        *((f"worker {n + 1}", [(p["articles"], p["workers"][n]) for p in points if len(p["workers"]) > n]) for n in range(2)),
        ("main", [(p["articles"], p["main"]) for p in points]),
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        "<title>Peak memory of each process over the articles analyzed</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for mb in range(0, top + 1, 250):
        parts.append(f'<path d="M{left} {up(mb):.1f}H{width - 90}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{up(mb) + 4:.1f}" text-anchor="end" fill="#555">{mb:,}</text>')
    for n in range(0, most + 1, max(1, most // 4)):
        parts.append(f'<text x="{across(n):.1f}" y="{height - bottom + 18}" text-anchor="middle" fill="#555">{n:,}</text>')
    parts.append(f'<text x="{left}" y="{height - 2}" fill="#555">articles analyzed</text>')
    parts.append(f'<text x="{left}" y="11" fill="#555">peak memory, MB</text>')
    floor = 0.0
    for (name, line), colour in sorted(
        zip(lines, ("#0072B2", "#D55E00", "#555"), strict=True), key=lambda one: -one[0][1][-1][1]
    ):
        path = "L".join(f"{across(n):.1f} {up(mb):.1f}" for n, mb in line)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        n, mb = line[-1]
        floor = max(up(mb) + 4, floor + 14)  # labels of near lines stand below one another
        parts.append(f'<text x="{across(n) + 4:.1f}" y="{floor:.1f}" fill="{colour}">{name} {mb:,}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


# --- a large corpus ---


def filled(source: store.Corpus, count: int) -> store.Corpus:
    """A corpus of so many articles, made of the source's analyses under other names, outlets and days."""
    corpus = store.create("large")
    made = [row for part in source.batches(_FIELDS) for row in part.to_pylist()]
    draw = random.Random(2031)

    def records() -> Iterator[Record]:
        for n in range(count):
            row = made[n % len(made)]
            day = f"{2000 + n % 30}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            yield Record(
                **{**row, "metrics": tuple(row["metrics"])} | {
                    "key": f"{n:032x}", "place": None, "content": f"{n:032x}", "sha256": f"{n:064x}", "article_id": f"a{n}",
                    "title": f"Report {n} of the day", "outlet": f"Outlet {draw.randint(1, 200)}", "published": day,
                }
            )  # fmt: skip

    source_of = records()
    while block := list(islice(source_of, 2_000)):
        corpus.put(block)
    return corpus


_FIELDS = tuple(f for f in Record.__dataclass_fields__)


def asked(corpus: store.Corpus, folder: Path) -> dict[str, Any]:
    """Seconds of what is asked of a corpus, and seconds and peak memory of an export."""
    some = {
        "list, first 50": lambda: corpus.articles(limit=50),
        "list, 50 from the middle": lambda: corpus.articles(limit=50, offset=100_000),
        "filter: an outlet in one year": lambda: _filter(corpus, store.Selection(outlet="Outlet 7", since="2011", until="2011")),
        "filter: words in a title": lambda: _filter(corpus, store.Selection(words="Report 1234")),
        "census": corpus.census,
    }
    found: dict[str, Any] = {name: round(statistics.median(timed(work) for _ in range(5)), 2) for name, work in some.items()}
    command = [sys.executable, "-c", _MEASURED, "corpus", "export", corpus.name, "--metrics-only", "--out", str(folder / "wide")]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.splitlines()[-1])
    return found | {"export of the wide table": round(told[0], 1), "its peak memory, MB": told[1]}


_MEASURED = """
import json, resource, sys, time
from analysis.cli import evenhand
start = time.perf_counter()
evenhand(sys.argv[1:], standalone_mode=False)
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))
"""


def _filter(corpus: store.Corpus, selection: store.Selection) -> None:
    assert corpus.count(selection) > 0
    assert corpus.articles(selection, limit=50).num_rows > 0


# --- the page ---


def table(found: dict[str, Any]) -> str:
    """The figures as a Markdown table."""
    speed, batch = found["side_by_side"], found["batch"]
    two, low, high = speed["two_over_one"]
    bare = speed["two_over_bare"]
    cost, busy = batch["seconds_per_1000_words"], batch["processor_seconds_per_1000_words"]
    lines = {
        "two workers against one worker of one thread, words a second (median of blocks, range)": f"{two} ({low} – {high})",
        "two workers against the bare parser on one core (median of blocks, range)": f"{bare[0]} ({bare[1]} – {bare[2]})",
        "articles in one batch; failed": f"{batch['articles']:,}; {batch['failed']}",
        "seconds for 1,000 words: first 100 articles; then by tenths of the batch": (
            f"{cost['first 100']:.2f}; " + " · ".join(f"{x:.2f}" for x in cost["tenths"])
        ),
        "processor seconds of both workers for 1,000 words: the same": (
            f"{busy['first 100']:.2f}; " + " · ".join(f"{x:.2f}" for x in busy["tenths"])
        ),
        "peak memory of a worker after each tenth, MB": " · ".join(
            f"{m:,}" for m in batch["peak_megabytes_of_a_worker_by_tenth"]
        ),
        "peak memory of the main process, MB": f"{batch['peak_megabytes_of_the_main_process']:,}",
        "articles an hour for each core, on the machine of this run": f"{batch['articles_an_hour_per_core']:,}",
        "bytes an article in the corpus": f"{batch['bytes_per_article']:,}",
        "seconds to add all of them again": f"{batch['seconds_to_add_all_again']}",
        **{
            f"{found['stored']:,} stored articles: {name}" + ("" if "MB" in name else ", s"): f"{value:,}"
            for name, value in found["large"].items()
        },
    }
    return "\n".join(["| figure | value |", "|---|---|", *(f"| {k} | {v} |" for k, v in lines.items())])


def main() -> int:
    """Print the figures as JSON; with --write, put them into docs/benchmarks.md as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4_000)
    parser.add_argument("--stored", type=int, default=200_000)
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = parser.parse_args()
    if not (GOLD / "load.jsonl.gz").is_file():
        print(f"There are no articles at {GOLD}: nothing measured.", file=sys.stderr)
        return 0
    some = articles(max(given.articles, BLOCK * TURNS))
    found: dict[str, Any] = {"stored": given.stored}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENHAND_DATA"] = folder
        found["side_by_side"] = side_by_side(some)
        print(json.dumps(found["side_by_side"]), file=sys.stderr, flush=True)
        corpus = store.create("batch")
        found["batch"] = whole(corpus, some[: given.articles])
        print(json.dumps(found["batch"]), file=sys.stderr, flush=True)
        found["large"] = asked(filled(corpus, given.stored), Path(folder))
    print(json.dumps(found, indent=1))
    if given.write:
        put("batch", table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
