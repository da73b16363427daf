"""About: what Evenhand can and cannot tell, how often it is right, where data are kept, versions, and how to cite it."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import chart_files, data, filter_bar, state
from dashboard.charts.right_rates import right_rates
from dashboard.plain_text import plain

_CAN = (
    "Whose words an article is using: the writer's own, words quoted from a source, or a source's words in the writer's wording.",
    "Who is given words, how many, and with which reporting verbs.",
    "Loaded words, name calling, hedges, unnamed sources and other marks of wording, for each voice, each opening to its words.",
    "How far such figures would move by chance, as 95 % intervals.",
)
_CANNOT = (
    "Whether an article is true, fair or biased. There is no single score and no left or right verdict: an even report on a "
    "one-sided event is not even in numbers.",
    "Why something is not there. What was not found may have been missed, or not be known when the article was written.",
    "Irony, pictures, what is said between the lines, and any language but English.",
    "Who two sources of one name are. People and bodies are told apart by their names alone.",
    "Its own errors in the single case. Intervals leave them out; the shares below tell how frequent they are.",
)


def main() -> None:
    st.title("About", anchor=False)
    st.markdown("**Evenhand shows whose words an article is using.** It measures wording and leaves the judgement to you.")
    can, cannot = st.columns(2, gap="large")
    for column, heading, told in ((can, "What it can tell", _CAN), (cannot, "What it cannot tell", _CANNOT)):
        with column:
            st.header(heading, anchor=False)
            st.markdown("\n".join(f"- {plain(line)}" for line in told))
    _rates()
    st.header("Where your data are kept", anchor=False)
    st.markdown(
        "On this machine alone. Articles are analyzed by the server that shows this page, which answers to this machine only; "
        "nothing is sent anywhere, no usage is tracked, and no model or word list is fetched while it runs. What you add is "
        "kept in the server's memory until it stops. Addresses of pages hold ids, filters and offsets, never an article's text."
    )
    _methods()
    _versions()
    st.header("Licence", anchor=False)
    st.markdown(
        "The code is under the MIT licence. Learned weights carry the terms of their cards in `analysis/heads/`, word lists "
        "those that the codebook names. Articles stay their authors'."
    )
    st.page_link(state.CODEBOOK, label="What every figure means, in the codebook", icon=":material/menu_book:")


def _rates() -> None:
    st.header("How often it is right", anchor=False)
    frame = data.rates_frame()
    if frame.empty:
        st.markdown("No rule has been measured.")
    else:
        st.markdown(
            "**Filled**: of the marks that a rule makes, the share that coders' marks meet (precision). **Hollow**: of the "
            "coders' marks, the share that the rule finds (recall). Each with its 95 % interval, as the benchmarks measured it."
        )
        with st.container(key="right_rates"):
            st.altair_chart(
                right_rates(frame, dark=state.dark()), width="stretch", key="right_rates_chart",
                alt="; ".join(f"{r.rule}, {r.what}: {r.shown}, {r.low:.0%} to {r.high:.0%}" for r in frame.itertuples()),
            )  # fmt: skip
        chart_files.offer(
            partial(right_rates, frame, dark=False), "right-rates", title="How often each rule is right",
            note="Filled: of the marks that a rule makes, the share that coders' marks meet (precision). Hollow: of the coders' "
            "marks, the share that the rule finds (recall). Lines: 95 % intervals. Cases: "
            + ", ".join(f"{r.rule} {r.cases:,}" for r in frame.drop_duplicates("rule").itertuples()) + ".",
        )  # fmt: skip
        with st.expander("On what each was measured, and how to measure it again", icon=":material/science:"):
            for rule, part in frame.groupby("rule", sort=False):
                first = part.iloc[0]
                shares = ", ".join(f"{r.what} {r.shown} ({r.low:.0%} to {r.high:.0%}, of {r.cases:,})" for r in part.itertuples())
                st.markdown(f"**{plain(str(rule))}**: {plain(shares)}. {plain(_sentence(first['data']))} `{first['command']}`")
    unchecked = data.unchecked_rules()
    if unchecked:
        st.markdown(
            f"**Unchecked**: {plain(', '.join(unchecked))}. These rules found something in the loaded articles, and how often "
            "they are right was never measured."
        )


def _methods() -> None:
    st.header("How to cite, and a methods paragraph", anchor=False)
    items = data.items()
    kept = filter_bar.ask(items) if items else []
    text, bibtex = data.citations(kept)
    st.markdown("To cite Evenhand:")
    st.code(text, language=None, wrap_lines=True)
    with st.expander("As BibTeX", icon=":material/format_quote:"):
        st.code(bibtex, language=None, wrap_lines=True)
    if not kept:
        st.info(
            "No article is loaded, so there is nothing to describe yet." if not items else "No article fits the filter.",
            icon=":material/info:",
        )
        return
    st.markdown("To describe the articles that the filter keeps, with the versions and settings that made their figures:")
    paragraph = data.methods_paragraph(kept)
    if paragraph:
        st.code(paragraph, language=None, wrap_lines=True)
    else:
        told = f"These are {len(kept):,} articles, too many to read at once here: narrow them down above."
        st.info(told, icon=":material/info:")


def _versions() -> None:
    st.header("Versions", anchor=False)
    rows = [(what, name, version) for what, found in data.versions().items() for name, version in found.items()]
    with st.expander("Package, models, word lists and libraries", icon=":material/inventory_2:"):
        frame = pd.DataFrame(rows, columns=["What", "Name", "Version"])
        st.dataframe(frame, hide_index=True, key="versions", alt="Table of versions")


def _sentence(text: str) -> str:
    return f"On {text}."


main()
