"""What `evenhand corpus list` and `show` print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis import set_aside, summary
from analysis.article import Failure
from analysis.progress import Pipe, counted, printable
from analysis.result import Analysis
from analysis.store.corpus import Corpus
from analysis.store.named import open_corpus
from analysis.store.place import folder, names
from analysis.store.selection import Selection


def corpora() -> Iterator[str]:
    """A line a corpus: name, inputs, size."""
    found = names()
    if not found:
        yield f"There are no corpora in {folder()}. Make one with `evenhand corpus create NAME`."
    for name in found:
        corpus = open_corpus(name)
        yield f"{name}\t{counted(corpus.census().inputs, 'input')}\t{corpus.size() / 1e6:,.1f} MB"


def articles(corpus: Corpus, selection: Selection, limit: int, offset: int) -> Iterator[str]:
    """A line an input: position, date, outlet, words, title; of failed ones the reason. Cells are parted by tabs."""
    total = corpus.count(selection)
    rows = corpus.articles(selection, limit=limit, offset=offset).to_pylist()
    for row in rows:
        name = row["title"] or row["article_id"] or row["origin"] or "(no title)"
        told = [row["code"], row["message"]] if row["code"] else [row["published"], row["outlet"], f"{row['words']:,}", name]
        yield "\t".join(_cell(cell) for cell in (str(row["position"]), *told))
    if offset + len(rows) < total:
        yield f"… {len(rows):,} of {total:,}: --limit and --offset show more."


def census(corpus: Corpus) -> Iterator[str]:
    """What a corpus holds, a line a fact."""
    found = corpus.census()
    failed = sum(found.failures.values())
    holds = (counted(found.inputs - failed, "article"), counted(found.words, "word"), counted(found.outlets, "outlet"))
    yield f"{corpus.name}: {', '.join(holds)}"
    if found.first and found.last:
        yield f"dates: {_cell(found.first)} to {_cell(found.last)}"
    yield f"file: {corpus.path}"
    for code, number in found.failures.items():
        yield f"failed: {number:,} {code}"
    for settings, number in found.settings.items():
        yield f"settings {settings[:12]}: {counted(number, 'article')}"
    if len(found.settings) > 1:
        yield "Its articles were analyzed with different settings: add the same inputs again, and all get the present ones."
    yield from _decided(corpus)
    groups = corpus.duplicates()
    yield f"same text: {counted(len(groups.exact), 'group')}; nearly the same: {counted(len(groups.near), 'group')}"


def _decided(corpus: Corpus) -> Iterator[str]:
    """How many marks readers set aside, and how many of them the present analyses no longer have."""
    found = {key: decisions.set_aside for key, decisions in corpus.decisions().items() if decisions.set_aside}
    if not found:
        return
    gone = 0
    for some in _portions(sorted(corpus.positions(list(found)).values()), 64):
        gone += sum(len(set_aside.lost(r)) for _, r in corpus.at(some).values() if isinstance(r, Analysis))
    marks = counted(sum(map(len, found.values())), "mark")
    yield f"set aside by readers: {marks} in {counted(len(found), 'article')}"
    if gone:
        yield f"no longer marked: {gone:,} of these, since their articles were analyzed with other settings"


def duplicates(corpus: Corpus) -> Iterator[str]:
    """A line a group: `same` or `near`, and the positions."""
    found = corpus.duplicates()
    for kind, groups in (("same", found.exact), ("near", found.near)):
        for group in groups:
            yield f"{kind}\t{' '.join(map(str, group))}"


def show(result: Analysis | Failure) -> None:
    """Print an article's page, or why it has none."""
    console = Pipe(highlight=False)
    if isinstance(result, Failure):
        console.print(printable(f"{result.code}: {result.message}"), markup=False, soft_wrap=True)
    else:
        summary.show([result], console)


def _portions(positions: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (positions[start : start + size] for start in range(0, len(positions), size))


def _cell(value: str | None) -> str:
    return " ".join(printable(value or "").split())
