"""Overview: what is loaded, narrowed down by filters: article by article, and one figure's spread, by outlet and over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import altair as alt
import streamlit as st

from dashboard import chart_files, corpus, data, figure_parts, filter_bar, row_order, state, table
from dashboard.charts.heat_map import SELECTION, heat_map
from dashboard.charts.voice_bar import voice_bar
from dashboard.item import Item
from dashboard.plain_text import plain
from dashboard.ranks import Figure, cells, headline

#: Rows of the heat map at most: more would be too many marks to draw and too many to read.
MOST_ROWS = 40
#: Rows of the table at most: a page that holds tens of thousands is slow to come and to scroll.
MOST_LISTED = 2_000
#: Below this number of loaded articles a rank says little.
FEW = 20
#: The parts of the page, of which one is shown and computed at a time.
SIDE_BY_SIDE, SPREAD, OUTLETS, TIME, FAR = "Side by side", "Spread", "Outlets", "Over time", "Worth reading"
_VOICES = ("writer", "direct", "indirect", "headline", "all")


def main() -> None:
    st.title("Overview", anchor=False)
    items = data.items()
    if not items:
        st.write("No article is loaded. Paste a text or upload files to begin.")
        st.page_link(state.ADD, label="Add articles", icon=":material/add_circle:")
    else:
        _loaded(items)
    _failures()


def _loaded(items: Sequence[Item]) -> None:
    st.markdown(plain(corpus.in_words(items)))
    kept = filter_bar.ask(items)
    if not kept:
        st.info("No article fits. Take a filter away, or show all.", icon=":material/filter_alt_off:")
        return
    _voices(kept)
    st.header("Figures", anchor=False)
    part = st.segmented_control(
        "Part", (SIDE_BY_SIDE, SPREAD, OUTLETS, TIME, FAR), default=SIDE_BY_SIDE, key=state.PART, bind="query-params",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    voice = st.segmented_control(
        "Whose words", _VOICES, default="writer", key=state.VOICE, bind="query-params", required=True,
        format_func=lambda name: data.voice_labels[name].capitalize(),
        help="Figures that are given voice by voice are shown for this one. The others are given for the whole text, the "
        "writer or the headline only, and stay as they are.",
    )  # fmt: skip
    columns = data.figures_for(voice or "writer")
    if part == SPREAD:
        figure_parts.spread(kept, columns)
    elif part == OUTLETS:
        figure_parts.outlets(kept, columns)
    elif part == TIME:
        figure_parts.over_time(kept, columns)
    elif part == FAR:
        figure_parts.worth_reading(kept, columns)
    else:
        _map(kept, columns, len(items))
        _meanings(columns)
        _table(kept, columns)


def _voices(kept: Sequence[Item]) -> None:
    words = data.opened().words_by_voice(kept)
    if not sum(words.values()):
        return
    st.header(
        "Whose words these are",
        anchor=False,
        help="Words of the texts by voice, headlines and boilerplate left out. "
        + " ".join(f"{data.voice_labels[v].capitalize()}: {data.voice_meanings[v]}" for v in words),
    )
    labels = {v: f"{data.voice_labels[v].capitalize()}, {n:,} words" for v, n in words.items()}
    st.altair_chart(
        voice_bar(corpus.voice_frame(words, labels), dark=state.dark()),
        width="stretch",
        key="voice_bar",
        alt="; ".join(labels.values()),
    )
    chart_files.offer(
        partial(voice_bar, corpus.voice_frame(words, labels), dark=False), "voices", title="Whose words these are",
        note=f"Words of the texts by voice, headlines and boilerplate left out. {corpus.in_words(kept)}",
    )  # fmt: skip


def _map(kept: Sequence[Item], columns: Sequence[Figure], loaded: int) -> None:
    order, every = st.columns([3, 2], gap="medium", vertical_alignment="bottom")
    names = row_order.NAMES | {figure.id: f"{figure.metric.label}, highest first" for figure in columns}
    chosen = order.selectbox(
        "Order of the rows", list(names), key=state.ORDER, bind="query-params", format_func=names.__getitem__,
        help="Alike: articles whose figures have near percentiles stand next to each other (average linkage). It says nothing "
        "of why.",
    )  # fmt: skip
    wide = every.toggle(
        f"All {len(columns)} figures", key=state.EVERY, bind="query-params",
        help="Switched off, the map shows the headline figures of each family. The table below holds all.",
    )  # fmt: skip
    figures = list(columns) if wide else headline(columns)
    if loaded < FEW:
        st.caption(
            f"Colour is the percentile within a column, among {loaded} loaded articles. With so few it says little: read the "
            "numbers, and point at a cell for its interval. A cell without colour has no percentile: no value, or all are alike. "
            "Click a cell to open its article."
        )
    else:
        st.caption("Point at a cell for its value, interval and meaning. Click it to open the article.")
    shown = _ordered(kept, columns, figures, chosen or row_order.ALIKE)
    with st.container(key="heat_map"), st.container(key="heat_map_wide" if wide else "heat_map_narrow"):
        draw = _heat_map(shown, figures, loaded)
    chart_files.offer(
        draw, "articles-side-by-side", title="Articles side by side", width=max(900, 230 + 90 * len(figures)),
        note=f"Each cell is a figure of an article; its colour is the percentile within the column, among {loaded:,} loaded "
        f"articles. {len(shown):,} articles shown.",
    )  # fmt: skip
    if len(kept) > MOST_ROWS:
        st.caption(f"The map shows the first {MOST_ROWS} of {len(kept):,} articles; the table below shows more.")


def _ordered(kept: Sequence[Item], columns: Sequence[Figure], figures: Sequence[Figure], order: str) -> list[Item]:
    """The articles of the rows, at most `MOST_ROWS`; those of the highest values where they are ordered by a figure."""
    if order in {figure.id for figure in columns}:
        return _by_figure(kept, columns, order)[:MOST_ROWS]
    first = list(kept[:MOST_ROWS])
    if order == row_order.LOADED:
        return first
    by_key = {item.key: item for item in first}
    ranked = data.ranked(figures).percentiles.loc[list(by_key)]
    return [by_key[key] for key in row_order.alike(ranked)]


def _by_figure(kept: Sequence[Item], columns: Sequence[Figure], order: str) -> list[Item]:
    """The articles by a figure, highest first."""
    by_key = {item.key: item for item in kept}
    return [by_key[key] for key in row_order.by_value(data.values(columns)[order].loc[list(by_key)])]


def _heat_map(shown: Sequence[Item], columns: Sequence[Figure], loaded: int) -> Callable[[], alt.LayerChart]:
    """Show the map; returns what draws it in the light theme's colours."""
    data.opened().unpack(shown)
    frame = cells(shown, data.ranked(columns), columns, data.voice_labels)
    rows = {item.key: (item.title, corpus.byline(item)) for item in shown}
    labels = {figure.id: (figure.metric.family, figure.metric.label) for figure in columns}
    event = st.altair_chart(
        heat_map(frame, rows, labels, ranked_among=loaded, dark=state.dark()),
        width="stretch",
        key="heat_map_chart",
        on_select="rerun",
        selection_mode=SELECTION,
        alt=f"Heat map of {len(shown)} articles by {len(columns)} figures; the table below holds the same numbers.",
    )
    picked = event.selection.get(SELECTION) or []
    if picked and picked[0].get("key"):
        state.open_article(picked[0]["key"])
    return partial(heat_map, frame, rows, labels, ranked_among=loaded, dark=False)


def _meanings(columns: Sequence[Figure]) -> None:
    with st.expander("What the figures mean", icon=":material/help:"):
        for figure in columns:
            metric = figure.metric
            name, told = st.columns([1, 3], gap="medium")
            name.markdown(f"**{plain(figure.label(data.voice_labels))}**")
            told.markdown(f"{plain(metric.definition)} Unit: {plain(metric.unit)}.")
        st.page_link(state.CODEBOOK, label="All about them in the codebook", icon=":material/menu_book:")


def _table(kept: Sequence[Item], columns: Sequence[Figure]) -> None:
    st.header("All figures", anchor=False)
    st.caption("Click a title to open the article, a column's name to sort. Point at a name for its meaning.")
    order = st.session_state.get(state.ORDER)
    listed = kept
    if len(kept) > MOST_LISTED:
        by_figure = order in {figure.id for figure in columns}
        listed = (_by_figure(kept, columns, order) if by_figure else kept)[:MOST_LISTED]
        which = "of the highest values, by the order chosen above" if by_figure else "as loaded"
        st.caption(
            f"The table holds {MOST_LISTED:,} of {len(kept):,} articles, the first {which}. Choose another order or narrow them "
            "down above; the table metrics_wide of the Export page holds all."
        )
    frame = table.frame(listed, data.values(columns), columns)
    st.dataframe(
        frame,
        column_config=table.column_config(columns, data.voice_labels),
        hide_index=True,
        key="articles_table",
        placeholder="–",
        alt="Table of the articles and their figures",
    )
    clicked = st.session_state.get(table.OPENED)
    if clicked is not None and clicked.row < len(listed):
        state.open_article(listed[clicked.row].key)


def _failures() -> None:
    failed = data.failures()
    if not failed:
        return
    many = "input" if len(failed) == 1 else "inputs"
    with st.expander(f"{len(failed):,} {many} could not be analyzed", icon=":material/error:"):
        for failure in failed[:200]:
            st.text(failure.message)
        if len(failed) > 200:
            st.caption(f"And {len(failed) - 200:,} more. The table of failures on the Export page holds all.")


main()
