"""A revision as blocks and frames: marks gone and new in their words, figures moved, words by voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import Analysis, right_rates
from analysis.annotation import Annotation
from analysis.revision import KeptMark, Move, Revision
from dashboard import article_data, blocks, data, figures, ranks
from dashboard.blocks import Block
from dashboard.compared.figures import signed
from dashboard.corpus import counted

#: What the columns of `moves` are, as `blocks.show` takes them.
COLUMNS = ({"letter": "1", "name": "First version"}, {"letter": "2", "name": "This revision"}, {"letter": "±", "name": "Change"})

#: Marks of one kind and rule listed at once.
MOST = 40


def marks(result: Analysis, found: Sequence[Annotation]) -> list[Block]:
    """A card for each kind and rule: each mark's words in context, who says them, and how often the rule is right."""
    labels = data.kind_labels()
    groups: dict[tuple[str, str], list[Annotation]] = {}
    for mark in found:
        groups.setdefault((mark.kind, mark.rule), []).append(mark)
    order = list(labels)
    out = []
    for (kind, rule), own in sorted(groups.items(), key=lambda group: (order.index(group[0][0]), group[0][1])):
        notes = [blocks.note([(f"Rule {rule}: {right_rates.told(rule)}.", "")])]
        if len(own) > MOST:
            notes.insert(0, blocks.note([(f"And {len(own) - MOST:,} more.", "")]))
        lines = [_line(result, mark, _voice(result, mark)) for mark in own[:MOST]]
        out.append(blocks.card(lines, title=f"{labels[kind]} ({len(own):,})", notes=notes))
    return out


def _voice(result: Analysis, mark: Annotation) -> str:
    names = {source.id: source.name for source in result.sources}
    told = data.voice_labels[mark.voice].capitalize()
    return f"{told}, {names[mark.source_id]}" if mark.source_id in names else told


def _line(result: Analysis, mark: Annotation, where: str) -> Block:
    text = result.article.text if mark.field == "text" else result.article.title or ""
    before, inside, behind = article_data.context(text, mark.start, mark.end, room=36)
    parts = [(before, ""), (blocks.shortened(inside), "only"), (behind, "")]
    return blocks.line([part for part in parts if part[0]], where=where)


def revoiced(result: Analysis, found: Sequence[KeptMark]) -> list[Block]:
    """A card of marks that are kept and now stand in another voice."""
    labels, voices = data.kind_labels(), data.voice_labels
    lines = [
        _line(result, k.after, f"{labels[k.after.kind]}: {voices[k.before.voice]} before, {voices[k.after.voice]} now")
        for k in found[:MOST]
    ]
    return [blocks.card(lines, title=f"Kept, in another voice ({len(found):,})")] if lines else []


def by_kind(found: Sequence[KeptMark]) -> str:
    """“Loaded language 4, Hedge 2”."""
    labels = data.kind_labels()
    counts = Counter(k.after.kind for k in found)
    return ", ".join(f"{label} {counts[kind]:,}" for kind, label in labels.items() if counts[kind])


def summary(found: Revision) -> str:
    """What became of the marks and the words, in a line."""
    return (
        f"{counted(len(found.gone), 'mark')} gone, {len(found.new):,} new, {len(found.kept):,} kept. "
        f"{counted(found.words_gone, 'word')} cut, {found.words_new:,} put in."
    )


def moves(found: Sequence[Move]) -> list[Block]:
    """A row a figure: each version's value, interval and counts, and the change with its interval."""
    known = {metric.id: metric for metric in data.metrics()}
    rows = []
    for move in found:
        metric = known[move.metric]
        cells = []
        for value in (move.before, move.after):
            if value.value is None:
                cells.append(blocks.cell("–", "lacks", note=figures.why_missing(value)))
                continue
            notes = (figures.interval(metric, value), figures.counts(metric, value))
            cells.append(blocks.cell(figures.shown(metric, value), note="; ".join(part for part in notes if part)))
        cells.append(_change(move, metric))
        label = ranks.Figure(metric, move.voice).label(data.voice_labels)
        rows.append(blocks.row(label, cells, note=figures.unit(metric)))
    return [blocks.matrix("Figures that moved", "Figure", rows)]


def _change(move: Move, metric: data.Metric) -> Block:
    if move.change is None:
        return blocks.cell("–", "lacks", note="no value in one of the versions")
    points = " points" if figures.is_share(metric) else ""
    if move.low is None or move.high is None:
        return blocks.cell(signed(metric, move.change) + points, note=move.missing or "")
    return blocks.cell(signed(metric, move.change) + points, note=f"{signed(metric, move.low)} to {signed(metric, move.high)}")


def voice_frame(found: Revision, labels: Mapping[str, str]) -> pd.DataFrame:
    """One row a version and voice with its words and where its part of the version's bar begins and ends."""
    rows = []
    for n, version in enumerate(("First version", "This revision")):
        start = 0
        total = sum(pair[n] for pair in found.voices.values())
        for voice, pair in found.voices.items():
            rows.append((version, voice, labels[voice], pair[n], start, start + pair[n], pair[n] / total if total else 0.0))
            start += pair[n]
    return pd.DataFrame(rows, columns=["version", "voice", "label", "words", "start", "end", "share"])


def voices_in_words(found: Revision, labels: Mapping[str, str]) -> str:
    """“the writer 180 → 172 words; quoted 90 → 90 words”."""
    return "; ".join(f"{labels[voice]} {before:,} → {after:,}" for voice, (before, after) in found.voices.items()) + " words."
