"""What of an article is most worth a look: at most three sentences, each with its figure and a way to its words."""

from __future__ import annotations

import streamlit as st

from dashboard import data, state, word_spans
from dashboard.item import Item
from dashboard.plain_text import plain

HELP = (
    "At most three sentences, chosen by fixed rules in a fixed order; the first rule that finds something comes first. A hint "
    "where to look, no verdict and no score: the words may be right and called for. Right-rates say how often the finders "
    "behind a sentence were right on labelled articles; unchecked: never measured."
)


def show(item: Item) -> None:
    """The findings side by side, or that nothing stands out."""
    st.header("Worth a look", anchor=False, help=HELP)
    found = data.worth_a_look(item)
    if not found:
        st.markdown(data.NOTHING_STANDS_OUT)
        return
    columns = st.columns(max(2, len(found)), gap="small")
    for n, (column, finding) in enumerate(zip(columns, found, strict=False)):
        with column.container(border=True, height="stretch", gap="xsmall", key=f"worth_{n}"):
            st.markdown(f"**{plain(finding.says)}**")
            st.markdown(plain(finding.figure[:1].upper() + finding.figure[1:] + "."))
            st.caption(plain(f"Right-rates: {'; '.join(finding.rates)}."))
            st.button(
                "Show the words", key=f"worth_{item.key}_{finding.rule}", type="tertiary",
                icon=":material/format_ink_highlighter:", on_click=_open, args=(item, finding),
            )  # fmt: skip


def _open(item: Item, finding: data.Finding) -> None:
    """Mark the exact words: by their figure, where it counts just these, else by their places."""
    text, _ = finding.spans(item.analysis)
    if finding.is_figure or not text:
        state.set_parameters(metric=finding.value.id, of=finding.value.voice, mark=None)
    else:
        state.set_parameters(mark=word_spans.name(text), metric=None, of=None)
