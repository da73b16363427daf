"""What `evenhand revise` prints: marks gone and new, words by voice, and figures moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from analysis import engine, readers, right_rates
from analysis.annotation import Annotation, MetricValue
from analysis.article import Article, Failure
from analysis.metric import metrics
from analysis.progress import Pipe, counted, printable
from analysis.result import Analysis
from analysis.revision import Revision, RevisionError, revise
from analysis.vocabulary import VOICES, kinds

_CONTEXT = 36


def run(before: str, after: str) -> None:
    """Analyze two files that hold an article each, the second a revision of the first, and print what became of it.

    Raises:
        RevisionError: an input cannot be read, holds no article or several, or cannot be analyzed.
    """
    first, second = (_analyzed(name) for name in (before, after))
    console = Pipe(highlight=False)
    with console.capture() as captured:
        console.print(page(revise(first, second)))
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def _analyzed(name: str) -> Analysis:
    found = []
    for item in readers.read([name]):
        found.append(item)
        if isinstance(item, Failure):
            raise RevisionError(item.message)
        if len(found) > 1:
            raise RevisionError(f"{name}: more than one article. Give two files that hold one article each.")
    if not found:
        raise RevisionError(f"{name}: no article. Give two files that hold one article each.")
    assert isinstance(found[0], Article)
    result = engine.analyze(found[0])
    if isinstance(result, Failure):
        raise RevisionError(result.message)
    return result


def page(found: Revision) -> RenderableType:
    """All of one revision."""
    told = (
        f"{counted(len(found.gone), 'mark')} gone, {len(found.new):,} new, {len(found.kept):,} kept; "
        f"{counted(found.words_gone, 'word')} cut, {found.words_new:,} put in."
    )
    voices = ", ".join(f"{VOICES[voice].label} {a:,} → {b:,}" for voice, (a, b) in found.voices.items())
    parts: list[RenderableType] = [Text(told, style="bold"), Text(f"Words by voice: {voices}.")]
    revoiced = [mark.after for mark in found.revoiced]
    lists = (
        ("Gone", found.before, found.gone),
        ("New", found.after, found.new),
        ("Kept, in another voice", found.after, revoiced),
    )
    for heading, result, marks in lists:
        if marks or heading != "Kept, in another voice":
            parts += [Text(f"\n{heading}", style="bold"), *(list(_marks(result, marks)) or [Text("None.", style="dim")])]
    parts += [Text("\nFigures that moved", style="bold"), _figures(found) if found.moved else Text("None.", style="dim")]
    note = (
        "Ranges are 95 % intervals, for sampling alone; that of a change is made as for two texts written independently, and so "
        "wider than needed. Counts are certain, as far as the rules are right. A dash is no value: too few to say."
    )
    return Group(*parts, Text(f"\n{note}", style="dim"))


def _marks(result: Analysis, marks: Sequence[Annotation]) -> Iterator[Text]:
    labels = {name: term.label for name, term in kinds().items()}
    for mark in marks:
        text = result.article.text if mark.field == "text" else result.article.title or ""
        words = Text.assemble(
            (_line(text[max(0, mark.start - _CONTEXT) : mark.start]), "dim"),
            (f"[{_line(text[mark.start : mark.end])}]", "bold"),
            (_line(text[mark.end : mark.end + _CONTEXT]), "dim"),
        )
        yield Text.assemble(f"{labels[mark.kind]}, {VOICES[mark.voice].label}: ", words)
    for rule in dict.fromkeys(mark.rule for mark in marks):
        yield Text(f"{rule}: {right_rates.told(rule)}.", style="dim")


def _line(text: str) -> str:
    return printable(text.replace("\n", " ").replace("\t", " "))


def _figures(found: Revision) -> Table:
    decimals = {metric.id: metric.decimals for metric in metrics()}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Figure")
    for heading in ("Before", "After", "Change"):
        table.add_column(heading, justify="right", no_wrap=True)
    for move in found.moved:
        places = decimals[move.metric]
        voice = "" if move.voice == "all" else f", {VOICES[move.voice].label}"
        change = Text("–")
        if move.change is not None:
            change = Text(f"{move.change:+,.{places}f}")
            if move.low is not None and move.high is not None:
                change.append(f"\n{move.low:+,.{places}f} to {move.high:+,.{places}f}", style="dim")
        cells = (_value(move.before, places), _value(move.after, places), change)
        table.add_row(Text.assemble(f"{move.label}{voice}", (f"\n{move.unit}", "dim")), *cells)
    return table


def _value(value: MetricValue, places: int) -> Text:
    if value.value is None:
        return Text("–", style="dim")
    cell = Text(f"{value.value:,.{places}f}")
    if value.low is not None and value.high is not None:
        cell.append(f"\n{value.low:,.{places}f} to {value.high:,.{places}f}", style="dim")
    return cell
