"""A run of `evenhand compare`: articles read, grouped where that is asked, analyzed, compared, and printed or written."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from analysis import codebook, engine, export, readers
from analysis.article import Article, Failure
from analysis.columns import Table
from analysis.comparison import FEWEST, MOST, Comparison, compare, given_groups
from analysis.comparison.compared_columns import COMPARED
from analysis.comparison.errors import ComparisonError, InputsFailed
from analysis.comparison.group_columns import GROUPED, Grouped
from analysis.comparison.grouping import propose
from analysis.comparison.report import groups_page, page
from analysis.comparison.tables import build, schemas
from analysis.comparison.wire import groups_to_wire, to_wire
from analysis.export import csv
from analysis.export.manifest import Census, manifest
from analysis.export.staging import staged
from analysis.progress import Pipe, Tracker, counted
from analysis.result import Analysis
from analysis.wire import dump

INTRODUCTION = """\
# Codebook of a comparison

What `evenhand compare` writes. Absence here is what was looked for and not found, never a reason why. Offsets count Unicode code
points into exactly the text whose SHA-256 the table `articles` gives; ends are exclusive. An undefined value is empty, never 0.
"""

#: Columns of a written report.
WIDTH = 120


@dataclass(frozen=True)
class Wish:
    """What was asked for.

    Attributes:
        inputs: files, folders or `-`, as `evenhand analyze` takes them.
        form: `text`, `json` or `csv`.
        out: folder to write to; None prints.
        mapping: field -> column that holds it.
        groups: file that says which article belongs to which group.
        group: propose groups instead of comparing.
        fetch: read web addresses among the inputs over the network.
    """

    inputs: tuple[str, ...]
    form: str
    out: Path | None
    mapping: Mapping[str, str]
    groups: Path | None
    group: bool
    fetch: bool = False

    @property
    def command(self) -> list[str]:
        """The command that asks for this, without where it writes."""
        words = ["evenhand", "compare", *self.inputs, "--format", self.form]
        words += [word for field, column in self.mapping.items() for word in ("--map", f"{field}={column}")]
        words += ["--groups", str(self.groups)] if self.groups else []
        return [*words, *(["--group"] if self.group else []), *(["--fetch"] if self.fetch else [])]


def run(wish: Wish) -> int:
    """Does what is asked. Returns the number of inputs that failed.

    Raises:
        ComparisonError: what was read cannot be compared.
        ExportError: the folder cannot be written.
    """
    tracker = Tracker()
    census = Census()
    if wish.group:
        return _groups(wish, tracker, census)
    if wish.groups is None:
        results: list[Comparison] = [_one(wish, tracker, census)]
    else:
        results = list(_each(wish, tracker, census))
    _put(wish, results, COMPARED, census)
    if wish.out is not None:
        tracker.say(f"Wrote {counted(len(results), 'comparison')} to {wish.out} ({wish.form}).")
    return tracker.failures


def _one(wish: Wish, tracker: Tracker, census: Census) -> Comparison:
    """The one comparison of all inputs. No article is analyzed before it is known that there are two to six."""
    read: list[Article | Failure] = []
    found = 0
    for item in readers.read(wish.inputs, mapping=wish.mapping, fetch=wish.fetch):
        read.append(item)
        found += isinstance(item, Article)
        if found > MOST:
            break
    named = ", ".join(wish.inputs[:MOST]) + (", …" if len(wish.inputs) > MOST else "")
    if found > MOST:
        advice = "Give two to six of one event, or --group to see which belong together."
        raise ComparisonError(f"{named}: more than six articles. {advice}")
    if found == len(read) < FEWEST:
        raise ComparisonError(f"{named}: {_count(found)}. Give two to six articles of one event.")
    analyses = list(_analyzed(read, tracker, census))
    if len(analyses) < FEWEST:
        raise InputsFailed(f"{named}: {_count(len(analyses))} that can be read. Give two to six articles of one event.")
    return compare(analyses)


def _count(number: int) -> str:
    return "no article" if number == 0 else "only one article" if number == 1 else counted(number, "article")


def _each(wish: Wish, tracker: Tracker, census: Census) -> Iterator[Comparison]:
    """A comparison of every group of two to six."""
    articles = list(_articles(wish, tracker))
    assert wish.groups is not None
    given = given_groups.read(wish.groups, articles)
    members: dict[str, list[Article]] = {}
    for n, group in sorted(given.items()):
        members.setdefault(group, []).append(articles[n])
    compared = 0
    for group, own in members.items():
        if not FEWEST <= len(own) <= MOST:
            advice = "leave some out" if len(own) > MOST else "two to six are needed"
            tracker.say(f"Group {group} holds {counted(len(own), 'article')}: not compared, {advice}.")
            continue
        analyses = list(_analyzed(own, tracker, census))
        if len(analyses) >= FEWEST:
            compared += 1
            yield compare(analyses, event=group)
    if not compared:
        raise ComparisonError(f"{wish.groups} has no group of two to six articles: nothing was compared.")


def _groups(wish: Wish, tracker: Tracker, census: Census) -> int:
    articles = tuple(_articles(wish, tracker))
    if len(articles) < FEWEST:
        raise ComparisonError(f"{', '.join(wish.inputs[:MOST])}: {_count(len(articles))}. Give several to group.")
    given = given_groups.read(wish.groups, articles) if wish.groups else {}
    census.articles = len(articles)
    census.inputs = [{"article": n, "id": a.id, "origin": a.origin, "sha256": a.sha256} for n, a in enumerate(articles, start=1)]
    groups = propose(articles, given)
    _put(wish, [Grouped(articles, groups)], GROUPED, census)
    if wish.out is not None:
        tracker.say(f"Wrote {counted(len(groups), 'group')} to {wish.out} ({wish.form}).")
    return tracker.failures


def _articles(wish: Wish, tracker: Tracker) -> Iterator[Article]:
    for item in readers.read(wish.inputs, mapping=wish.mapping, fetch=wish.fetch):
        if isinstance(item, Article):
            yield item
        else:
            tracker.fail(item)


def _analyzed(items: Sequence[Article | Failure], tracker: Tracker, census: Census) -> Iterator[Analysis]:
    for result in census.watch(tracker.watch(engine.analyze_many(items))):
        if isinstance(result, Analysis):
            yield result


def _put(wish: Wish, results: Sequence[Comparison | Grouped], tables: Sequence[Table], census: Census) -> None:
    """Prints the results, or writes them with codebook and manifest."""
    if wish.out is None:
        if wish.form == "json":
            sys.stdout.buffer.write(_lines(results).encode())
        else:
            _print(results, Pipe(highlight=False))
        return
    with staged(wish.out) as folder:
        if wish.form == "csv":
            csv.write([build(results, tables)], schemas(tables), folder)
            (folder / "codebook.csv").write_bytes(export.codebook_csv(codebook.tables_frame(tables)))
            text = codebook.tables_markdown(tables, INTRODUCTION)
            (folder / "codebook.md").write_text(text, encoding="utf-8", newline="\n")
        elif wish.form == "json":
            name = "groups.jsonl" if wish.group else "comparisons.jsonl"
            (folder / name).write_text(_lines(results), encoding="utf-8", newline="\n")
        else:
            page_text = io.StringIO()
            _print(results, Console(file=page_text, width=WIDTH, highlight=False))
            name = "groups.txt" if wish.group else "comparison.txt"
            (folder / name).write_text(page_text.getvalue(), encoding="utf-8", newline="\n")
        notes = sorted({f"facts: {r.facts.missing}" for r in results if isinstance(r, Comparison) and r.facts.missing})
        options = {"map": dict(wish.mapping), "groups": str(wish.groups) if wish.groups else None}
        said = manifest(census, folder, form=wish.form, text=True, command=wish.command, options=options, notes=notes)
        (folder / "manifest.json").write_text(said, encoding="utf-8", newline="\n")


def _lines(results: Sequence[Comparison | Grouped]) -> str:
    return "".join(dump(to_wire(r) if isinstance(r, Comparison) else groups_to_wire(r)) + "\n" for r in results)


def _print(results: Sequence[Comparison | Grouped], console: Console) -> None:
    pages = [page(result) if isinstance(result, Comparison) else groups_page(result) for result in results]
    if console.is_terminal:
        for one in pages:
            console.print(one)
        return
    with console.capture() as captured:
        for one in pages:
            console.print(one)
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
