"""What is chosen on the article page, read from the address: a mark, a sentence, or a figure with its voice."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis import Analysis


@dataclass(frozen=True)
class Chosen:
    """At most one thing is chosen.

    Attributes:
        mark: id of an annotation, an attribution, a source (`s1`) or a sentence (`t0`).
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
        return Chosen(mark=mark)
    if mark in {s.id for s in result.sources} | {f"t{s.index}" for s in result.sentences}:
        return Chosen(mark=mark, evidence=(mark,))
    return Chosen()
