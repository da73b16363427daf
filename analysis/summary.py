"""What `evenhand analyze ARTICLE` prints: a page on one article, or a line each on several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from analysis.annotation import Annotation, MetricValue
from analysis.article import Failure
from analysis.metric import Metric, metrics
from analysis.progress import counted, printable
from analysis.result import Analysis
from analysis.vocabulary import VOICES
from analysis.worth_a_look import NOTE, NOTHING, look

#: Colours stand beside the voice's name, never alone.
STYLES = {"writer": "cyan", "direct": "yellow", "indirect": "magenta", "headline": "green"}

_BAR, _CONTEXT, _SHOWN = 30, 28, 15


def show(results: Iterable[Analysis | Failure], console: Console) -> None:
    """Print the results: a page for one article, a table for several. Failed inputs are passed over."""
    found = (result for result in results if not isinstance(result, Failure))
    first = next(found, None)
    if first is None:
        return
    second = next(found, None)
    if second is None:
        console.print(page(first))
        return
    console.print(overview(chain((first, second), found)))


def overview(results: Iterable[Analysis]) -> RenderableType:
    """A line an article: length, voices, sources and loaded words. Only the lines are kept, not the analyses."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Article", overflow="ellipsis", no_wrap=True, ratio=1)
    for heading in ("Words", "Writer", "Quoted", "Reported", "Sources", "Loaded"):
        table.add_column(heading, justify="right", no_wrap=True)
    warned = 0
    for result in results:
        by_voice = _words_by_voice(result)
        loaded = next((m for m in result.metrics if (m.id, m.voice) == ("loaded_rate", "writer")), None)
        shares = (_percent(by_voice[voice], result.words) for voice in ("writer", "direct", "indirect"))
        name = f"{_name(result)} *" if result.warnings else _name(result)
        rate = _number(loaded.value if loaded else None, 1)
        table.add_row(Text(name), f"{result.words:,}", *shares, f"{len(result.sources):,}", rate)
        warned += bool(result.warnings)
    table.expand = True
    notes = "Writer, quoted, reported: share of words. Loaded: the writer's loaded words per 1,000 of the writer's words."
    return Group(table, Text(""), Text(notes + (f" * {warned} with warnings." if warned else ""), style="dim"))


def page(result: Analysis) -> RenderableType:
    """All of one article: head, warnings, what is worth a look, share of voice, metrics by voice, loaded words in context."""
    article = result.article
    facts = [article.outlet, article.published, counted(result.words, "word"), counted(len(result.sentences), "sentence")]
    parts: list[RenderableType] = [
        Text(_name(result), style="bold"),
        Text(" · ".join(printable(fact) for fact in facts if fact), style="dim"),
        *(Text(f"Warning: {printable(warning)}", style="yellow") for warning in result.warnings),
        _heading("Worth a look"),
        *_worth_a_look(result),
        _heading("Share of voice"),
        _share_of_voice(result),
    ]
    values = {(value.id, value.voice): value for value in result.metrics}
    if values:
        parts += [_heading("Metrics by voice"), _voice_table(values), _heading("Metrics of the article"), _single_table(values)]
        parts += [Text("Ranges are 95 % intervals, for sampling alone. A dash is no value; the exports say why.", style="dim")]
    loaded = [a for a in result.annotations if a.kind == "loaded_language" and a.voice != "excluded"]
    if loaded:
        parts += [_heading("Loaded words in context"), _in_context(result, loaded)]
    return Group(*parts)


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _worth_a_look(result: Analysis) -> Iterator[Text]:
    found = look(result)
    for n, finding in enumerate(found, start=1):
        yield Text(f"{n}. {printable(finding.sentence)}")
        yield Text(f"   How often right: {'; '.join(finding.rates)}", style="dim")
    yield Text(NOTE if found else NOTHING, style="dim")


def _name(result: Analysis) -> str:
    known = (result.article.title, result.article.origin, result.article.id)
    name = next((str(name) for name in known if name not in (None, "")), "Untitled")
    return printable(" ".join(name.split()))


def _words_by_voice(result: Analysis) -> Counter[str]:
    words: Counter[str] = Counter()
    for sentence in result.sentences:
        words.update(sentence.words)
    return words


def _percent(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def _number(value: float | None, decimals: int) -> str:
    return "–" if value is None else f"{value:,.{decimals}f}"


def _share_of_voice(result: Analysis) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    by_voice = _words_by_voice(result)
    rows = [("The writer", by_voice["writer"])]
    rows += [(_source_name(s.name, s.named), s.words) for s in sorted(result.sources, key=lambda s: -s.words) if s.words]
    nobody = by_voice["direct"] + by_voice["indirect"] - sum(words for _, words in rows[1:])
    if nobody > 0:
        rows.append(("Source not told", nobody))
    for name, words in rows:
        share = words / result.words if result.words else 0.0
        bar = Text("█" * round(share * _BAR), style=STYLES["writer"] if name == "The writer" else STYLES["direct"])
        table.add_row(Text(name), bar, _percent(words, result.words), Text(counted(words, "word"), style="dim"))
    return table


def _source_name(name: str, named: bool) -> str:
    clean = printable(" ".join(name.split()))[:40]
    return clean if named else f"{clean} (not named)"


def _voice_table(values: Mapping[tuple[str, str], MetricValue]) -> Table:
    """Metrics that are given for several voices, a column each, intervals below."""
    shown = [metric for metric in metrics() if len(metric.by_voice) > 1]
    voices = [voice for voice in VOICES if any(voice in metric.by_voice for metric in shown)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Metric")
    for voice in voices:
        table.add_column(VOICES[voice].label.removeprefix("the ").capitalize(), justify="right", no_wrap=True)
    for metric in shown:
        cells = [_value(metric, values.get((metric.id, voice)), "\n") for voice in voices]
        table.add_row(Text.assemble(metric.label, (f"\n{metric.unit}", "dim")), *cells)
    return table


def _single_table(values: Mapping[tuple[str, str], MetricValue]) -> Table:
    """Metrics that are given once, a line each."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for metric in metrics():
        if len(metric.by_voice) == 1:
            value = values.get((metric.id, metric.by_voice[0]))
            table.add_row(Text(metric.label), _value(metric, value, " "), Text(metric.unit, style="dim"))
    return table


def _value(metric: Metric, value: MetricValue | None, between: str) -> Text:
    if value is None:
        return Text("")
    if value.value is None:
        return Text("–", style="dim")
    cell = Text(_number(value.value, metric.decimals))
    if value.low is not None and value.high is not None:
        low, high = (_number(end, metric.decimals) for end in (value.low, value.high))
        cell.append(f"{between}{low}–{high}", style="dim")
    return cell


def _in_context(result: Analysis, marks: list[Annotation]) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for mark in marks[:_SHOWN]:
        text = result.article.text if mark.field == "text" else result.article.title or ""
        before = text[max(0, mark.start - _CONTEXT) : mark.start]
        after = text[mark.end : mark.end + _CONTEXT]
        style = STYLES.get(mark.voice, "")
        words = Text.assemble(
            (_one_line("…" * (mark.start > _CONTEXT) + before), "dim"),
            (f"[{_one_line(text[mark.start : mark.end])}]", f"bold {style}"),
            (_one_line(after + "…" * (mark.end + _CONTEXT < len(text))), "dim"),
        )
        table.add_row(Text(VOICES[mark.voice].label, style=style), words)
    if len(marks) <= _SHOWN:
        return table
    return Group(table, Text(f"and {len(marks) - _SHOWN} more; --format json or --out lists them all.", style="dim"))


def _one_line(text: str) -> str:
    return printable(text.replace("\n", " ").replace("\t", " "))
