"""Article: the text with its marks, and beside it every figure with the words behind it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import (
    article_aside,
    article_data,
    article_figures,
    article_panel,
    article_parties,
    article_sides,
    article_worth,
    blocks,
    chart_files,
    corpus,
    data,
    files,
    marked_text,
    reader,
    state,
)
from dashboard.article_state import Chosen, chosen
from dashboard.charts import palette
from dashboard.charts.barcode import SELECTION, barcode
from dashboard.charts.share_of_voice import SELECTION as WHO
from dashboard.charts.share_of_voice import share_of_voice
from dashboard.item import Item
from dashboard.plain_text import plain
from dashboard.reader import segments


def main() -> None:
    items = data.items()
    item = data.get(state.chosen_article() or "")
    if item is None:
        st.title("Article", anchor=False)
        if state.chosen_article():
            st.warning(
                "This link names an article that is not loaded here. Articles that were added to the samples are kept until the "
                "server stops; those of a stored corpus stay in it."
            )
        st.write("Choose an article:" if items else "No article is loaded.")
        for other in items[:200]:
            st.button(
                plain(other.title), key=f"open_{other.key}", type="tertiary", icon=":material/article:",
                on_click=state.turn_to, args=(other.key,),
            )  # fmt: skip
        return
    _neighbours(items, item)
    st.title(plain(item.title), anchor=False)
    st.markdown(plain(_about(item)))
    for warning in item.analysis.warnings:
        st.caption(plain(f"Note: {warning}"))
    article_worth.show(item)
    picked = chosen(item.analysis)
    _barcode(item, picked)
    text, side = st.columns([11, 9], gap="large")
    with text:
        marked_text.show(item, picked, turns=True)
    with side:
        article_panel.selection(item, picked)
        article_aside.listed(item)
        st.header(
            "Whose words these are", anchor=False,
            help="Words of the text by who they belong to, boilerplate left out. Click a bar to see the words. The bar of a "
            "chosen mark's source has an edge.",
        )  # fmt: skip
        frame = article_data.share_frame(item.analysis, {v: t.capitalize() for v, t in data.voice_labels.items()})
        event = st.altair_chart(
            share_of_voice(frame, article_data.source_of(item.analysis, picked.mark), dark=state.dark()),
            width="stretch",
            key=f"share_of_voice_{item.key}",
            on_select="rerun",
            selection_mode=WHO,
        )
        bar = next((row.get("key") for row in event.selection.get(WHO) or []), None)
        _choose_new("share_last", item, article_data.words_of(item.analysis, bar))
        chart_files.offer(
            partial(share_of_voice, frame, None, dark=False), "whose-words", title=f"Whose words these are: {item.title}",
            note=f"Words of the text by who they belong to, boilerplate left out. {_about(item)}",
        )  # fmt: skip
        article_panel.cards(item)
        _parties(item)
        st.header("Figures by voice", anchor=False, help="Click a value: the words that it counts are marked in the text.")
        key = f"figures_{item.key}"
        reader.mount(
            "figures",
            key,
            article_figures.payload(item, picked, state.dark()),
            on_figure_change=lambda: _choose_figure(key),
        )


def _about(item: Item) -> str:
    about = [corpus.byline(item), item.topic or "", f"{item.words:,} words"]
    return " · ".join(part for part in about if part)


def _report(item: Item) -> None:
    st.download_button(
        "Report to print", data=partial(data.article_report, state.corpus(), item.key), mime="text/html",
        file_name=f"{files.slug(item.title)}.html", key=f"report_{item.key}", on_click="ignore", icon=":material/print:",
        type="tertiary",
        help="One HTML file that stands alone: all of this page, with every mark, figure and right-rate, laid out for paper.",
    )  # fmt: skip


def _parties(item: Item) -> None:
    st.header(
        "Talked about and speaking", anchor=False,
        help="Parties: the actors that the article names twice or more, gives words to or accuses. Pronouns are no namings. A "
        "silent party is named and given no words. Click a number to see the words.",
    )  # fmt: skip
    if not item.analysis.parties:
        st.markdown("No party was found.")
        return
    st.markdown(f"**{plain(article_parties.told(item))}**")
    blocks.show(f"parties_{item.key}", [article_parties.table(item)], article_parties.COLUMNS)
    st.caption("Found by rules that often miss or mistake a party: look at the words behind a number.")
    article_sides.show(item)


def _neighbours(items: list[Item], item: Item) -> None:
    at = next((n for n, other in enumerate(items) if other.key == item.key), 0)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="neighbours"):
        st.page_link(state.OVERVIEW, label="Overview", icon=":material/grid_on:", width="content")
        for step, label, icon, key in ((-1, "Previous", "arrow_back", "K"), (1, "Next", "arrow_forward", "J")):
            there = 0 <= at + step < len(items)
            st.button(
                label, key=f"turn_{label}", type="tertiary", icon=f":material/{icon}:", disabled=not there,
                on_click=state.turn_to, args=(items[at + step].key,) if there else (), shortcut=key,
                help=plain(items[at + step].title) if there else None,
            )  # fmt: skip
        st.caption(f"{at + 1:,} of {len(items):,} articles", width="content")
        _report(item)


def _barcode(item: Item, picked: Chosen) -> None:
    labels = data.kind_labels()
    ids = picked.evidence or ((picked.mark,) if picked.mark else ())
    lit, _ = segments.evidence_spans(item.analysis, ids)
    voices = {v: t.capitalize() for v, t in data.voice_labels.items()}
    frame = article_data.barcode_frame(item.analysis, voices, labels, lit)
    if frame.empty:
        return
    st.header(
        "Along the article", anchor=False,
        help="Each column is a sentence, from the first to the last; each row a voice or a kind of mark. The paler a tick, the "
        "smaller its share of the sentence. Click one to see the sentence. Sentences of chosen words have an edge.",
    )  # fmt: skip
    dark = state.dark()
    colours = {data.voice_labels[v].capitalize(): c for v, c in palette.voices(dark).items()}
    colours |= {label: palette.kind(kind, dark) for kind, label in labels.items()}
    event = st.altair_chart(
        barcode(frame, colours, len(item.analysis.sentences), dark=dark),
        width="stretch",
        key=f"barcode_{item.key}",
        on_select="rerun",
        selection_mode=SELECTION,
        alt="Strip along the article: which sentences hold quoted and reported words and each kind of mark.",
    )
    light = {data.voice_labels[v].capitalize(): c for v, c in palette.voices(False).items()}
    light |= {label: palette.kind(kind, False) for kind, label in labels.items()}
    chart_files.offer(
        partial(barcode, frame, light, len(item.analysis.sentences)), "along-the-article",
        title=f"Along the article: {item.title}",
        note="Each column is a sentence, each row a voice or a kind of mark; the paler a tick, the smaller its share of the "
        f"sentence. {len(item.analysis.sentences):,} sentences. {_about(item)}",
    )  # fmt: skip
    picked = event.selection.get(SELECTION) or []
    sentence = str(int(picked[0]["sentence"])) if picked and "sentence" in picked[0] else None
    _choose_new("barcode_last", item, f"t{sentence}" if sentence is not None else None)


def _choose_new(kept: str, item: Item, mark: str | None) -> None:
    """Choose what was clicked in a chart, once: the chart tells of it again at each run."""
    before = st.session_state.get(kept)
    st.session_state[kept] = item.key, mark
    if mark is not None and before != (item.key, mark):
        state.set_parameters(mark=mark, metric=None, of=None)
        st.rerun()  # what stands above the chart was drawn with the choice of before


def _choose_figure(key: str) -> None:
    if (value := marked_text.triggered(key, "figure")) is not None:
        metric, _, voice = value.partition(":")
        state.set_parameters(metric=metric or None, of=voice or None, mark=None)


main()
