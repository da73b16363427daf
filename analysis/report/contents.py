"""What stands in a report on one article, as plain data for the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis import figure_words, methods, right_rates
from analysis.annotation import Annotation, MetricValue, Span
from analysis.mark_look import KIND_LIGHT, LETTERS, OTHER_LETTER, OTHER_LIGHT, VOICE_LIGHT, VOICE_LINE
from analysis.metric import Metric, metrics
from analysis.progress import counted
from analysis.report.pieces import Piece, cut, lines
from analysis.result import Analysis
from analysis.vocabulary import VOICES, Term, kinds
from analysis.worth_a_look import MOST, NOTE, NOTHING, Others, look

#: Characters of a mark's surroundings, of a mark's own words, and passages of a finding that are shown; the text holds all.
_ROOM, _LONGEST, _PASSAGES = 40, 160, 4


@dataclass(frozen=True)
class Passage:
    """Words in their surroundings, on one line."""

    before: str
    words: str
    behind: str


@dataclass(frozen=True)
class Mark:
    """A mark as the list shows it."""

    number: int
    passage: Passage
    voice: str
    source: str
    why: str
    neutral: str
    reply: str


def contents(result: Analysis, others: Others | None = None) -> dict[str, Any]:
    """Everything that the template shows. No value is markup: the template escapes all of it."""
    article = result.article
    ordered = sorted(result.annotations, key=lambda a: (a.field == "text", a.start, -a.end, a.id))
    numbered = list(enumerate(ordered, start=1))
    told = {term.name: term for term in kinds().values()}
    # Marks of a lexicon that is not at hand here have no more than their name.
    told |= {a.kind: Term(a.kind, a.kind, "", "") for a in ordered if a.kind not in told}
    used = [kind for kind in told if any(a.kind == kind for a in ordered)]
    sources = {s.id: n for n, s in enumerate(result.sources, start=1)}
    byline = [article.author, article.outlet, article.published, article.topic, counted(result.words, "word")]
    return {
        "title": article.title or _untitled(result),
        "byline": [part for part in byline if part],
        "url": article.url,
        "warnings": result.warnings,
        "findings": [(f, _passages(result, *f.spans(result))) for f in look(result, others)],
        "most": MOST,
        "note": NOTE,
        "nothing": NOTHING,
        "headline": _pieces(article.title, result, numbered, sources, "title") if article.title else [],
        "paragraphs": _pieces(article.text, result, numbered, sources, "text"),
        "voices": [(VOICES[v], VOICE_LIGHT[v], VOICE_LINE[v]) for v in _voices_shown(result)],
        "kinds": {
            k: {"term": told[k], "letter": LETTERS.get(k, OTHER_LETTER), "colour": KIND_LIGHT.get(k, OTHER_LIGHT)} for k in used
        },
        "letters": {n: LETTERS.get(a.kind, OTHER_LETTER) for n, a in numbered},
        "underlined": ("direct", "indirect"),
        "ledger": list(zip(_ledger(result), (VOICE_LIGHT[v] for v in ("writer", "direct", "indirect")), strict=True)),
        "sources": [(sources[s.id], s, _verbs(result, s.attributions)) for s in result.sources],
        "parties": sorted(result.parties, key=lambda p: (-p.mentions, -p.words)),
        "by_voice": _by_voice(result),
        "columns": [VOICES[v] for v in _columns()],
        "single": _single(result),
        "marks": [
            (told[kind], _rates(ordered, kind), [_mark(result, n, a) for n, a in numbered if a.kind == kind]) for kind in used
        ],
        "methods": methods.paragraph([result]),
        "citation": methods.citation(result.version.settings),
        "sha256": article.sha256,
    }


def _untitled(result: Analysis) -> str:
    words = result.article.text.split()
    return f"[{' '.join(words[:9])[:80]} …]"


def _pieces(
    text: str, result: Analysis, numbered: Sequence[tuple[int, Annotation]], sources: Mapping[str, int], field: str
) -> list[list[Piece]]:
    marks = [(n, a) for n, a in numbered if a.field == field]
    voices = result.voices if field == "text" else result.title_voices
    return [cut(text, line, voices, marks, sources) for line in lines(text)]


def _voices_shown(result: Analysis) -> list[str]:
    there = {v.voice for v in (*result.voices, *result.title_voices)}
    return [v for v in ("direct", "indirect", "excluded") if v in there]


def _passages(result: Analysis, text: Sequence[Span], title: Sequence[Span]) -> tuple[list[Passage], int]:
    """The first passages, and how many more there are."""
    headline = result.article.title or ""
    found = [(headline, s) for s in sorted(set(title))] + [(result.article.text, s) for s in sorted(set(text))]
    return [_passage(whole, *span) for whole, span in found[:_PASSAGES]], max(0, len(found) - _PASSAGES)


def _passage(text: str, start: int, end: int) -> Passage:
    before, words, behind = text[max(0, start - _ROOM) : start], text[start:end], text[end : end + _ROOM]
    if start > _ROOM:
        before = "… " + before.partition(" ")[2]
    if end + _ROOM < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
    return Passage(*(" ".join(part.split("\n")) for part in (before, words, behind)))


def _ledger(result: Analysis) -> list[tuple[str, str, int, float]]:
    """Voice, what it is, words, and share of the text's words; boilerplate has none."""
    words: Counter[str] = Counter()
    for sentence in result.sentences:
        words.update(sentence.words)
    whole = sum(words.values()) or 1
    return [
        (VOICES[v].label.capitalize(), VOICES[v].definition, words[v], words[v] / whole) for v in ("writer", "direct", "indirect")
    ]


def _verbs(result: Analysis, ids: Sequence[str]) -> str:
    wanted = set(ids)
    verbs = Counter(a.verb for a in result.attributions if a.id in wanted and a.verb)
    return ", ".join(f"{verb} ({n} ×)" if n > 1 else str(verb) for verb, n in verbs.most_common(6))


def _columns() -> list[str]:
    shown = [m for m in metrics() if len(m.by_voice) > 1]
    return [v for v in VOICES if any(v in m.by_voice for m in shown)]


@dataclass(frozen=True)
class Row:
    """A metric with a cell for each column: value, interval, counts, and why there is no value."""

    metric: Metric
    rates: tuple[str, ...]
    cells: list[dict[str, str] | None]


def _row(result: Analysis, metric: Metric, voices: Sequence[str], values: Mapping[tuple[str, str], MetricValue]) -> Row:
    cells: list[dict[str, str] | None] = []
    for voice in voices:
        value = values.get((metric.id, voice))
        if voice not in metric.by_voice or value is None:
            cells.append(None)
            continue
        known = value.value is not None
        cells.append({
            "value": figure_words.shown(metric, value),
            "interval": figure_words.interval(metric, value),
            "counts": figure_words.counts(metric, value) if known else "",
            "missing": figure_words.why_missing(value),
        })  # fmt: skip
    return Row(metric, right_rates.of_kinds(result, metric.needs[:1]), cells)


def _families(rows: Iterator[Row]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = {}
    for row in rows:
        out.setdefault(row.metric.family, []).append(row)
    return out


def _by_voice(result: Analysis) -> dict[str, list[Row]]:
    values, columns = {(v.id, v.voice): v for v in result.metrics}, _columns()
    return _families(_row(result, m, columns, values) for m in metrics() if len(m.by_voice) > 1)


def _single(result: Analysis) -> dict[str, list[tuple[Row, str]]]:
    values = {(v.id, v.voice): v for v in result.metrics}
    rows = _families(_row(result, m, m.by_voice, values) for m in metrics() if len(m.by_voice) == 1)
    return {family: [(row, VOICES[row.metric.by_voice[0]].label) for row in found] for family, found in rows.items()}


def _rates(marks: Sequence[Annotation], kind: str) -> list[tuple[str, str]]:
    """The rules that made a kind's marks, each with its right-rate."""
    return [(rule, right_rates.told(rule)) for rule in sorted({a.rule for a in marks if a.kind == kind})]


def _mark(result: Analysis, number: int, a: Annotation) -> Mark:
    text = result.article.text if a.field == "text" else result.article.title or ""
    names = {s.id: s.name for s in result.sources}
    reply = {"speaks": "the accused is heard", "declined": "the accused declined", "no response": "no response, it says",
             "not heard": "no reply found"}.get(a.reply or "", "") if a.kind == "accusation" else ""  # fmt: skip
    source = names.get(a.source_id or "", "")
    neutral = a.neutral if a.neutral and a.neutral not in a.why else ""
    return Mark(number, _passage(text, a.start, a.end), VOICES[a.voice].label, source, a.why, neutral, reply)
