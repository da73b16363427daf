"""The codebook: what every column of every table, every coded value and every lexicon means, drawn from their declarations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields

import pandas as pd

from analysis.columns import Column, Table, declared, wide_name
from analysis.lexicon import lexicons
from analysis.metric import Metric, metrics
from analysis.right_rates import right_rates, told
from analysis.vocabulary import VOICES, kinds

INTERVALS = {
    "wilson": "95 %, Wilson's score interval (Wilson 1927), which takes the units counted as independent",
    "garwood": "95 %, Garwood's exact Poisson interval (Garwood 1936), which takes marks as falling independently",
    "bootstrap": "95 %, bootstrap over sentences (expanded percentile interval, Hesterberg 2015), so that words of one sentence "
    "need not be independent",
    "newcombe": "95 %, Newcombe's hybrid score interval of a difference of two shares (Newcombe 1998, method 10), which takes "
    "the units counted as independent",
    "none": "",
}

INTRODUCTION = """\
# Codebook

Every figure is given for each voice, with the counts behind it, a 95 % interval and the ids of its evidence. An interval covers
sampling: how far the figure would move if the same writing went on for other sentences. It does not cover the finder's own
errors. An undefined value is empty, never 0; the column `missing` of the table `metrics` says why.

Offsets count Unicode code points into exactly the text whose SHA-256 the table `articles` gives; ends are exclusive.

In CSV and Excel files a text cell that begins with `=`, `+`, `-`, `@`, a tab, a line break or the wide form of one of these signs
has an apostrophe before it, so that no spreadsheet takes it for a formula; so has a cell that begins with apostrophes and then
such a sign. Take that one apostrophe away to have the original. Numbers are never touched, nor are JSON and Parquet files.
Half surrogates, which files of tables cannot hold, stand as U+FFFD.

With `--no-text` the columns marked "words of the article" are empty. Offsets, hashes and figures stay.
"""


@dataclass(frozen=True)
class Entry:
    """A line of the codebook.

    Attributes:
        table: the table; `annotations.kind` and `voices.voice` list the values of that column, `lexicons` the word lists.
        voices: the voices that a metric is given for, parted by blanks.
        interval: how the 95 % interval is made; empty where there is none.
        reading: how a high or a low value reads.
    """

    table: str
    variable: str
    type: str
    label: str
    definition: str
    unit: str = ""
    range: str = ""
    voices: str = ""
    interval: str = ""
    reading: str = ""
    source: str = ""
    caveats: str = ""


def entries() -> tuple[Entry, ...]:
    """Every line of the codebook, in the order of the tables and their columns, then coded values and lexicons."""
    of_column = {wide_name(metric.id, voice): metric for metric in metrics() for voice in metric.by_voice}
    lines = [_entry(table, column, of_column.get(column.name)) for table in declared() for column in table.columns]
    lines += [Entry("voices.voice", v.name, "value", v.label, v.definition, source=v.source) for v in VOICES.values()]
    lines += [Entry("annotations.kind", k.name, "value", k.label, k.definition, source=k.source) for k in kinds().values()]
    lines += [
        Entry("annotations.rule", r.rule, "value", r.rule, f"{told(r.rule)}.", source=r.data) for r in right_rates().values()
    ]
    return (*lines, *_lexicon_entries())


def codebook_frame() -> pd.DataFrame:
    """The codebook as a frame, one line an entry."""
    return _frame(entries())


def tables_frame(tables: Sequence[Table]) -> pd.DataFrame:
    """The columns of some tables alone, as a frame."""
    return _frame([_entry(table, column, None) for table in tables for column in table.columns])


def tables_markdown(tables: Sequence[Table], introduction: str) -> str:
    """The columns of some tables alone, as a document."""
    return "\n".join([introduction, *(_table_section(table) for table in tables)])


def _frame(lines: Sequence[Entry]) -> pd.DataFrame:
    return pd.DataFrame([asdict(line) for line in lines], columns=[f.name for f in fields(Entry)])


def codebook_markdown() -> str:
    """The codebook as a document: the metrics first, then tables, coded values and lexicons."""
    parts = [INTRODUCTION, "## Metrics\n"]
    for family in dict.fromkeys(metric.family for metric in metrics()):
        parts.append(f"### {family}\n")
        parts += [_metric_section(metric) for metric in metrics() if metric.family == family]
    parts.append("## Tables\n")
    parts += [_table_section(table) for table in declared()]
    parts.append(
        "## Voices\n\n" + _grid(("voice", "label", "meaning"), [(v.name, v.label, v.definition) for v in VOICES.values()])
    )
    listed = [(k.name, k.label, k.definition, k.source) for k in kinds().values()]
    parts.append("## Kinds of annotation\n\n" + _grid(("kind", "label", "meaning", "source"), listed))
    parts.append(_right_rates_section())
    words = [(e.variable, e.label, e.definition, e.source, e.caveats) for e in _lexicon_entries()]
    parts.append("## Lexicons\n\n" + _grid(("lexicon", "label", "meaning", "source", "caveats"), words))
    return "\n".join(parts)


def _entry(table: Table, column: Column, metric: Metric | None) -> Entry:
    caveats = f"{column.caveats} Words of the article: empty with --no-text.".strip() if column.text else column.caveats
    return Entry(
        table=table.name,
        variable=column.name,
        type=column.kind,
        label=column.label,
        definition=column.definition,
        unit=column.unit,
        range=column.range,
        voices=" ".join(metric.by_voice) if metric else "",
        interval=interval_text(metric) if metric else "",
        reading=metric.reading if metric else "",
        source=column.source,
        caveats=caveats,
    )


def interval_text(metric: Metric) -> str:
    """How a metric's interval is made and when there is none; empty where there never is one."""
    method = INTERVALS[metric.interval]
    return f"{method}; none below a denominator of {metric.floor}." if method and metric.floor > 1 else method and f"{method}."


def _lexicon_entries() -> Iterator[Entry]:
    for lexicon in lexicons().values():
        yield Entry(
            table="lexicons",
            variable=lexicon.name,
            type="lexicon",
            label=lexicon.label,
            definition=f"{lexicon.definition} Version {lexicon.version}, {len(lexicon.terms):,} terms, kind {lexicon.kind}.",
            unit=lexicon.unit,
            source=f"{lexicon.source} Licence: {lexicon.licence}.",
            caveats=lexicon.notes,
        )


def _metric_section(metric: Metric) -> str:
    low, high = metric.bounds
    bounds = " to ".join("no bound" if bound is None else f"{bound:g}" for bound in (low, high))
    lines = [
        f"#### {metric.label} (`{metric.id}`)\n",
        f"{metric.definition}\n",
        f"- Unit: {metric.unit}",
        f"- Range: {bounds}",
        f"- Voices: {', '.join(metric.by_voice)}",
        f"- Reading: {metric.reading}",
        f"- Interval: {interval_text(metric) or 'none'}",
        f"- Source: {metric.source}",
        f"- Caveats: {metric.caveats}",
    ]
    return "\n".join(lines) + "\n"


def _table_section(table: Table) -> str:
    wide = {wide_name(metric.id, voice) for metric in metrics() for voice in metric.by_voice}
    listed = [_entry(table, column, None) for column in table.columns if column.name not in wide]
    head = ("variable", "type", "definition", "unit", "range", "source", "caveats")
    section = f"### `{table.name}`\n\nA row: {table.row}.\n\n"
    section += _grid(head, [(e.variable, e.type, e.definition, e.unit, e.range, e.source, e.caveats) for e in listed])
    if any(column.name in wide for column in table.columns):
        section += "\nThen `METRIC__VOICE`, the value of each metric above for each of its voices, such as "
        section += f"`{next(c.name for c in table.columns if c.name in wide)}`.\n"
    return section


def _right_rates_section() -> str:
    """What was measured of the rules; the others are unchecked."""
    head = ("rule", "its marks that are right", "of what there is, it finds", "measured on", "measure again with")
    rows = []
    for rate in right_rates().values():
        shares = (f"{s.value:.2f} ({s.low:.2f}–{s.high:.2f}, of {s.cases:,})" for s in (rate.precision, rate.recall))
        rows.append((f"`{rate.rule}`", *shares, rate.data, f"`{rate.command}`"))
    said = (
        "## How often a rule is right\n\nShares with 95 % intervals (bootstrap over articles; Wilson for accusations and "
        "replies) and the number of cases. A rule that is not listed, or whose version differs, is unchecked: nobody measured "
        "it.\n\n"
    )
    return said + _grid(head, rows)


def _grid(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
