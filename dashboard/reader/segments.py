"""Cuts an article at every span's edge, so that overlapping marks can be shown side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from analysis import Analysis, evidence, set_aside
from analysis.annotation import Annotation, Span, VoiceSpan
from dashboard import word_spans

#: Characters shown at once; a longer text is shown in parts, cut at paragraphs where it has any.
PART = 40_000


def parts(text: str) -> list[Span]:
    """Offsets of the parts that a text is shown in: one, unless it is very long."""
    out: list[Span] = []
    start = 0
    while len(text) - start > PART:
        cut = text.rfind("\n", start + PART // 2, start + PART)
        cut = text.rfind(" ", start + PART // 2, start + PART) if cut < 0 else cut
        cut = start + PART if cut < 0 else cut + 1
        out.append((start, cut))
        start = cut
    return [*out, (start, len(text))]


def evidence_spans(result: Analysis, ids: Iterable[str]) -> tuple[list[Span], list[Span]]:
    """Spans of the text and of the title behind evidence ids (`analysis.evidence`), or behind words that a link names."""
    asked = list(ids)
    text, title = evidence.spans(result, asked)
    for name in asked:
        text += word_spans.read(name, len(result.article.text)) or []
    return text, title


def cut(
    text: str,
    span: Span,
    voices: Sequence[VoiceSpan],
    annotations: Sequence[Annotation],
    contents: Sequence[tuple[int, int, str]],
    evidence: Sequence[Span],
    labels: dict[str, str],
    aside: Mapping[str, str],
) -> list[dict[str, Any]]:
    """A stretch of text as segments for the reader: text, voice, marks, innermost attribution, and whether it is evidence.

    Args:
        aside: id of each mark that is set aside, and the reason.
    """
    start, end = span
    near = [a for a in annotations if a.start < end and a.end > start]
    told = [c for c in contents if c[0] < end and c[1] > start]
    lit = [e for e in evidence if e[0] < end and e[1] > start]
    first = max(0, bisect_right([v.start for v in voices], start) - 1)
    spoken = []
    for v in voices[first:]:
        if v.start >= end:
            break
        spoken.append(v)
    edges = {start, end}
    for a, b in [*((x.start, x.end) for x in (*near, *spoken)), *((c[0], c[1]) for c in told), *lit]:
        edges.update(e for e in (a, b) if start < e < end)
    bounds = sorted(edges)
    out = []
    for a, b in pairwise(bounds):
        # Whole-sentence marks first, so that a word's own mark is the one that a click opens.
        marks = sorted((x for x in near if x.start <= a and b <= x.end), key=lambda x: x.start - x.end)
        inner = min((c for c in told if c[0] <= a and b <= c[1]), key=lambda c: c[1] - c[0], default=None)
        out.append(
            {
                "text": text[a:b],
                "voice": next((v.voice for v in spoken if v.start <= a < v.end), "writer"),
                "marks": [
                    {
                        "id": x.id,
                        "kind": x.kind,
                        "label": labels.get(x.kind, x.kind) + (f", set aside: {aside[x.id]}" if x.id in aside else ""),
                        "aside": x.id in aside,
                        "first": x.start == a,
                        "last": x.end == b,
                    }
                    for x in marks
                ],
                "attribution": inner[2] if inner else None,
                "evidence": any(s <= a and b <= e for s, e in lit),
            }
        )
    return out


def article(result: Analysis, part: Span, evidence: tuple[list[Span], list[Span]], labels: dict[str, str]) -> dict[str, Any]:
    """The title's segments and, for a part of the text, those of each paragraph."""
    body, title = result.article.text, result.article.title or ""
    aside = {name: one.reason for name, one in set_aside.held(result).items()}
    by_field: dict[str, list[Annotation]] = {"text": [], "title": []}
    for a in result.annotations:
        by_field[a.field].append(a)
    contents: dict[str, list[tuple[int, int, str]]] = {"text": [], "title": []}
    for told in result.attributions:
        contents[told.field].extend((s, e, told.id) for s, e in told.content)
    paragraphs = []
    at = part[0]
    for line in body[part[0] : part[1]].split("\n"):
        if line.strip():
            span = (at, at + len(line))
            paragraphs.append(cut(body, span, result.voices, by_field["text"], contents["text"], evidence[0], labels, aside))
        at += len(line) + 1
    heading = cut(title, (0, len(title)), result.title_voices, by_field["title"], contents["title"], evidence[1], labels, aside)
    return {"title": heading if title else [], "paragraphs": paragraphs}
