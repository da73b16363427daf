"""What is chosen on the article page, read from the address: a mark, a sentence, or a figure with its voice."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis import Analysis
from dashboard import word_spans


@dataclass(frozen=True)
class Chosen:
    """At most one thing is chosen.

    Attributes:
        mark: id of an annotation, an attribution, a source (`s1`), a sentence (`t0`) or any words (`word_spans`).
        figure: metric id and voice.
        evidence: ids whose spans are lit up.
    """

    mark: str | None = None
    figure: tuple[str, str] | None = None
    evidence: tuple[str, ...] = ()


def chosen(result: Analysis) -> Chosen:
    """The choice of the address; one that the article does not have counts as none."""
    metric, voice, mark = (st.query_params.get(name) for name in ("metric", "of", "mark"))
    value = next((v for v in result.metrics if (v.id, v.voice) == (metric, voice)), None)
    if value is not None:
        return Chosen(figure=(value.id, value.voice), evidence=value.annotations)
    known = {a.id for a in result.annotations} | {a.id for a in result.attributions}
    if mark in known:
        held = next((a.body_place for a in result.annotations if a.id == mark), None)
        return Chosen(mark=mark, evidence=(mark, word_spans.name([held])) if held is not None and mark is not None else ())
    sources_and_sentences = {s.id for s in result.sources} | {f"t{s.index}" for s in result.sentences}
    if mark in sources_and_sentences or word_spans.read(mark, len(result.article.text)):
        return Chosen(mark=mark, evidence=(mark,))
    return Chosen()
