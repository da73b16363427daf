"""Frames and small facts of one article for its page's charts and cards."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import Analysis, set_aside
from analysis.annotation import Annotation, Attribution, Source, Span
from dashboard import word_spans

#: Sources shown in the chart by name; the rest are put together.
MOST_SOURCES = 12


def share_frame(result: Analysis, labels: Mapping[str, str]) -> pd.DataFrame:
    """Words by source and voice, the writer first, then sources by their words; a row a source and voice."""
    counts: dict[tuple[str | None, str], int] = {}
    writer = 0
    names = {s.id: s.name for s in result.sources}
    ranked = sorted((s for s in result.sources if s.words), key=lambda s: (-s.words, s.first))
    shown = {s.id for s in ranked[:MOST_SOURCES]}
    words = _words_by_voice_span(result)
    for (voice, source_id), n in words.items():
        if voice == "writer":
            writer += n
        elif voice in ("direct", "indirect"):
            key = source_id if source_id in shown else ("other" if source_id else None)
            counts[key, voice] = counts.get((key, voice), 0) + n
    rows = [{"key": "writer", "source": "The writer", "voice": "writer", "words": writer}]
    order: list[str | None] = [s.id for s in ranked[:MOST_SOURCES]]
    taken: dict[str, int] = {}
    for key in [*order, "other", None]:
        name = names.get(key or "", "other sources" if key == "other" else "source not told")
        parts = [(v, counts[key, v]) for v in ("direct", "indirect") if (key, v) in counts]
        if parts:
            taken[name] = taken.get(name, 0) + 1
            unique = name if taken[name] == 1 else f"{name} ({taken[name]})"
            rows += [{"key": key, "source": unique, "voice": v, "words": n} for v, n in parts]
    frame = pd.DataFrame(rows)
    frame["label"] = frame["voice"].map(lambda v: labels[v])
    frame["total"] = frame.groupby("source")["words"].transform("sum")
    frame["order"] = frame["source"].map({name: n for n, name in enumerate(dict.fromkeys(frame["source"]))})
    return frame


def _words_by_voice_span(result: Analysis) -> dict[tuple[str, str | None], int]:
    """Words of the text by voice and source, from the cards and the sentences' counts."""
    out: dict[tuple[str, str | None], int] = {("writer", None): sum(s.words.get("writer", 0) for s in result.sentences)}
    for span in result.voices:
        if span.voice in ("direct", "indirect"):
            words = sum(any(c.isalnum() for c in word) for word in result.article.text[span.start : span.end].split())
            out[span.voice, span.source_id] = out.get((span.voice, span.source_id), 0) + words
    return out


def barcode_frame(
    result: Analysis, voice_labels: Mapping[str, str], kind_labels: Mapping[str, str], chosen: Sequence[Span] = ()
) -> pd.DataFrame:
    """One row a tick: voices by their share of each sentence, kinds where a sentence holds one that is not set aside.

    Args:
        chosen: words of the text that are chosen on the page.
    """
    rows = []
    gone = set_aside.held(result)
    marks = [a for a in result.annotations if a.id not in gone]
    sentences = result.sentences
    for voice in ("direct", "indirect"):
        for s in sentences:
            if (share := s.voice.get(voice, 0)) > 0:
                rows.append((voice_labels[voice], s.index, share))
    starts = [s.start for s in sentences]
    for kind in dict.fromkeys(a.kind for a in marks):
        held = {_at(starts, a.start) for a in marks if a.kind == kind and a.field == "text"}
        rows += [(kind_labels.get(kind, kind), n, 1.0) for n in sorted(held) if n >= 0]
    frame = pd.DataFrame(rows, columns=["row", "sentence", "share"])
    frame["end"] = frame["sentence"] + 1
    lit = {n for n, s in enumerate(sentences) if any(start < s.end and s.start < end for start, end in chosen)}
    frame["chosen"] = frame["sentence"].isin(lit)
    frame["text"] = [" ".join(result.article.text[sentences[n].start : sentences[n].end].split())[:90] for n in frame["sentence"]]
    return frame


def _at(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def context(text: str, start: int, end: int, room: int = 60) -> tuple[str, str, str]:
    """What stands before a span, the span, and what stands behind it, on one line each; cut at whole words."""
    before, inside, behind = text[max(0, start - room) : start], text[start:end], text[end : end + room]
    if start > room:
        before = "… " + before.partition(" ")[2]
    if end + room < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    return _one_line(before), _one_line(inside), _one_line(behind)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def source_of(result: Analysis, mark: str | None) -> str | None:
    """Id of the source of a chosen mark, of a chosen attribution, or of a chosen source itself; None where there is none."""
    found = by_id(result).get(mark or "")
    return found.id if isinstance(found, Source) else found.source_id if found is not None else None


def words_of(result: Analysis, key: str | None) -> str | None:
    """What a bar of the chart of words opens, as a link names it: a source, or the writer's words where a link holds them."""
    if key != "writer":
        return key if key in {s.id for s in result.sources} else None
    spans = [(v.start, v.end) for v in result.voices if v.voice == "writer"]
    return word_spans.name(spans) if 0 < len(spans) <= word_spans.MOST else None


def by_id(result: Analysis) -> dict[str, Annotation | Attribution | Source]:
    """Annotations, attributions and sources under their ids."""
    found: dict[str, Annotation | Attribution | Source] = {a.id: a for a in result.annotations}
    found.update({a.id: a for a in result.attributions})
    found.update({s.id: s for s in result.sources})
    return found
