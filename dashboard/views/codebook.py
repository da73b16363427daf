"""Codebook: every figure with its definition, formula, interval, source, limits and an example; then tables, voices and marks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import data, figures, state
from dashboard.plain_text import plain


def main() -> None:
    st.title("Codebook", anchor=False)
    st.markdown("What every figure, table and coded value means, how it is counted, and what it cannot tell.")
    search = st.text_input(
        "Search", key=state.FIND, bind="query-params", type="search", placeholder="such as: loaded, Wilson, unnamed",
        label_visibility="collapsed",
    )  # fmt: skip
    words = (search or "").casefold().split()
    found = [metric for metric in data.metrics() if _fits(words, _told(metric))]
    lines = _lines(words)
    if not found and lines.empty:
        st.info("Nothing in the codebook holds all these words. Try fewer, or another word.", icon=":material/search_off:")
        return
    _metrics(found, opened=len(found) <= 2)
    _rest(lines)


def _told(metric: data.Metric) -> str:
    parts = (metric.id, metric.label, metric.family, metric.definition, metric.unit, metric.reading, metric.source)
    return " ".join((*parts, metric.caveats, data.interval_text(metric), *metric.needs))


def _fits(words: Sequence[str], told: str) -> bool:
    told = told.casefold()
    return all(word in told for word in words)


def _metrics(found: Sequence[data.Metric], *, opened: bool) -> None:
    for family in dict.fromkeys(metric.family for metric in found):
        st.header(family, anchor=False)
        for metric in (m for m in found if m.family == family):
            name, told = st.columns([1, 3], gap="medium")
            name.markdown(_heading(metric.label, metric.unit))
            told.markdown(plain(metric.definition))
            with told.expander("Formula, interval, source, limits, example", expanded=opened):
                _metric(metric)


def _metric(metric: data.Metric) -> None:
    facts = {
        "Reading": metric.reading,
        "Formula": figures.formula(metric),
        "Range": figures.range_text(metric),
        "Given for": ", ".join(data.voice_labels[voice] for voice in metric.by_voice),
        "Interval": data.interval_text(metric) or "None.",
        "Right-rate": data.right_rate(metric) or "Unchecked: how often its finder is right has not been measured.",
        "Source": metric.source,
        "Limits": metric.caveats,
        "Name in tables": metric.id,
    }
    st.markdown("\n".join(f"- **{name}**: {plain(told)}" for name, told in facts.items()))
    if metric.examples:
        _example(metric)


def _example(metric: data.Metric) -> None:
    example = next((e for e in metric.examples if e.value), metric.examples[0])
    st.markdown("**Example**")
    with st.container(border=True):
        if example.title:
            st.text(example.title)
        st.text(example.text)
        value = "no value" if example.value is None else f"{figures.number(metric, example.value)} {figures.unit(metric)}"
        st.caption(f"{plain(metric.label)}, {plain(data.voice_labels[example.voice])}: {plain(value)}")


def _lines(words: Sequence[str]) -> pd.DataFrame:
    """The codebook's other lines: columns, coded values, lexicons. Columns of figures repeat the figures above."""
    frame = data.codebook_frame()
    names = {f"{metric.id}__{voice}" for metric in data.metrics() for voice in metric.by_voice}
    frame = frame[~frame["variable"].isin(names)]
    told = frame[["table", "variable", "label", "definition", "source", "caveats"]].agg(" ".join, axis=1)
    return frame[[_fits(words, line) for line in told]]


def _rest(lines: pd.DataFrame) -> None:
    groups = {
        "voices.voice": "Voices",
        "annotations.kind": "Kinds of marks",
        "lexicons": "Word lists",
    }
    for table, heading in groups.items():
        _terms(heading, lines[lines["table"] == table])
    columns = lines[~lines["table"].isin(groups)]
    if columns.empty:
        return
    st.header("Tables and their columns", anchor=False)
    for table in columns["table"].unique():
        part = columns[columns["table"] == table]
        with st.expander(f"**{plain(table)}** · {len(part)} columns"):
            shown = part[["variable", "type", "definition", "unit", "range", "source", "caveats"]]
            st.dataframe(shown, hide_index=True, row_height=56, key=f"columns_{table}")


def _terms(heading: str, terms: pd.DataFrame) -> None:
    if terms.empty:
        return
    st.header(heading, anchor=False)
    for term in terms.itertuples():
        name, told = st.columns([1, 3], gap="medium")
        name.markdown(_heading(_capital(term.label), term.variable))
        told.markdown(plain(_capital(term.definition)))
        notes = [f"Source: {term.source}" if term.source not in ("", "Evenhand") else "", term.caveats]
        if any(notes):
            told.caption(plain(" ".join(note for note in notes if note)))


def _heading(label: str, below: str) -> str:
    return f"**{plain(label)}**  \n:small[:gray[{plain(below)}]]"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


main()
