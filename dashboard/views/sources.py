"""Sources: who is given words in the wanted articles, as a table, and a card for the source that the address names."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis import corpus_sources, intervals
from dashboard import blocks, data, filter_bar, source_card, source_table, state
from dashboard.charts import palette
from dashboard.corpus import counted
from dashboard.item import Item
from dashboard.plain_text import plain

#: Rows that the table holds at most: those with the most words.
MOST_ROWS = 5000
_NAMED = ("Named", "Unnamed", "All")


def main() -> None:
    st.title("Sources", anchor=False)
    items = data.items()
    if not items:
        st.write("No article is loaded. Paste a text or upload files to begin.")
        st.page_link(state.ADD, label="Add articles", icon=":material/add_circle:")
        return
    st.markdown("Who is given words where, by which outlets, and with which reporting words.")
    kept = filter_bar.ask(items)
    if not kept:
        st.info("No article fits. Take a filter away, or show all.", icon=":material/filter_alt_off:")
        return
    gathered, places = data.sources(kept)
    if len(places) < len(kept):
        st.info(
            f"Sources are read from the first {len(places):,} of these {len(kept):,} articles. Narrow them down for others. "
            f"The command `evenhand corpus export {plain(state.corpus() or '')} --out FOLDER` writes those of all.",
            icon=":material/info:",
        )
    found = corpus_sources.table(gathered, places)
    asked = st.query_params.get(state.SOURCE)
    if asked is not None:
        with st.container(border=True, key="source_card"):
            if asked in found.index:
                _card(gathered, asked, found.loc[asked], places)
            else:
                st.warning(
                    "The source that this link names is given no words in these articles. A filter may leave out where it "
                    "speaks; articles that were added to the samples are kept until the server stops."
                )
            st.button("Close the card", key="close_card", icon=":material/close:", type="tertiary", on_click=_close)
        # The table and its fields stay on the page: a field that goes takes its parameter out of the address.
        st.header("All sources", anchor=False)
    _all(found)


def _close() -> None:
    state.set_parameters(source=None)


def _open(ids: Sequence[str]) -> None:
    clicked = st.session_state.get(source_table.OPENED)
    if clicked is not None and clicked.row < len(ids):
        state.set_parameters(source=ids[clicked.row])


def _all(found: pd.DataFrame) -> None:
    if found.empty:
        st.info("In these articles nobody is given any words: no attribution was found.", icon=":material/voice_over_off:")
        return
    who, named, types = st.columns([3, 2, 3], gap="small")
    words = who.text_input("Words in the name", key=state.WHO, bind="query-params", type="search", placeholder="such as: council")
    sort = named.segmented_control(
        "With a name", _NAMED, default=_NAMED[0], key=state.NAMED, bind="query-params", required=True,
        help="Named: by a proper name, and joined across articles. Unnamed: by a description such as “a spokesman”, one row an "
        "article, for nothing tells whether two articles mean the same people.",
    )  # fmt: skip
    present = [label for name, label in source_table.TYPES.items() if name in set(found["type"])]
    chosen = types.multiselect("Type", present, key=state.TYPE, bind="query-params", placeholder="All types")
    kept = source_table.wanted(found, words or "", sort or _NAMED[0], chosen)
    if kept.empty:
        st.info("No source fits. Try fewer words, another type, or all sources.", icon=":material/search_off:")
        return
    several = int((kept["articles"] > 1).sum())
    spread = f"; {several:,} of them in several articles" if several else "; each of them in one article only"
    st.markdown(f"**{counted(len(kept), 'source')}**{spread}.")
    rows = kept.head(MOST_ROWS)
    ids = [str(id) for id in rows.index]
    st.dataframe(
        source_table.shown(rows),
        column_config=source_table.column_config(_open, ids),
        hide_index=True,
        key="sources_table",
        placeholder="–",
        height=min(35 * (len(rows) + 1) + 3, 620),
        alt="Table of the sources and their words",
    )
    if len(kept) > MOST_ROWS:
        st.caption(f"The table holds the {MOST_ROWS:,} with the most words of {len(kept):,}. Narrow them down above.")
    st.caption("Click a name to open its card, a column's name to sort. Point at a name for its meaning.")
    _limits()


def _limits() -> None:
    st.caption(
        "Articles' sources are one row where name and type are the same, titles and capitals aside. So two people of one name "
        "share a row, and one person under two names, or once by the surname alone, has two. "
        + plain(f"What attribution misses is not here: {data.attribution_rate()}.")
    )


def _card(gathered: corpus_sources.Gathered, source: str, row: pd.Series, places: dict[int, Item]) -> None:
    cards = gathered.cards[(gathered.cards["source"] == source) & gathered.cards["article"].isin(list(places))]
    st.header(plain(str(row["name"])), anchor=False)
    roles = source_card.roles(cards)
    about = [source_table.TYPES[row["type"]], f"introduced as {'; '.join(roles)}" if roles else ""]
    st.markdown(plain(" · ".join(part for part in about if part)))
    _facts(row, cards)
    labels = [data.voice_labels[v] for v in ("direct", "indirect")]
    colours = {v: palette.voices(state.dark())[v] for v in ("direct", "indirect")} | {
        "verb": palette.voices(state.dark())["writer"]
    }
    if cards["outlet"].nunique(dropna=False) > 1:
        st.subheader("Words by outlet", anchor=False)
        blocks.show(f"source_outlets_{source}", [source_card.legend(labels), source_card.by_outlet(cards)], colours=colours)
    st.subheader("Words by article", anchor=False)
    st.caption("Open a title to read the words. Click a passage or a number to see it in the article.")
    shown = [source_card.legend(labels), source_card.by_article(cards, places)]
    blocks.show(f"source_articles_{source}", shown, colours=colours)
    if len(cards) > source_card.MOST_ARTICLES:
        st.caption(f"Shown are the {source_card.MOST_ARTICLES} articles with the most of its words, of {len(cards):,}.")
    _verbs(gathered, source, row, cards, places, colours)
    if not row["named"]:
        st.caption("This source has no proper name, so it is kept apart from those that other articles describe alike.")


def _verbs(
    gathered: corpus_sources.Gathered,
    source: str,
    row: pd.Series,
    cards: pd.DataFrame,
    places: dict[int, Item],
    colours: dict[str, str],
) -> None:
    verbs = corpus_sources.verbs(gathered, source, places)
    st.subheader(
        "Reporting words", anchor=False,
        help="Verbs that lay words to the source, with what they tell of the claim: neutral, endorsing (takes it for true), "
        "doubting (holds it at a distance) or hostile (belittles the speaker or shows an outburst).",
    )  # fmt: skip
    if verbs.empty:
        st.markdown("No reporting verb: its words stand in quotation marks or after “according to” alone.")
        return
    told = []
    for stance in ("endorsing", "doubting", "hostile"):
        share = corpus_sources.stance_share(row, stance)
        if share.value is None:
            continue
        told.append(f"{stance} {share.value:.0%} ({share.numerator} of {share.denominator}, 95 % interval {_ends(share)})")
    few = f"Fewer than {corpus_sources.VERB_FLOOR} attributions with a verb: shares by stance are too few to say."
    st.markdown(plain(f"Of its attributions with a verb: {'; '.join(told)}." if told else few))
    blocks.show(f"source_verbs_{source}", [source_card.by_verb(verbs, cards, places)], colours=colours)


def _facts(row: pd.Series, cards: pd.DataFrame) -> None:
    share = corpus_sources.direct_share(cards)
    with st.container(horizontal=True, gap="medium", key="source_facts"):
        outlets = f"in {counted(int(row['outlets']), 'outlet')}" if row["outlets"] else "outlets not given"
        _fact("Articles", f"{row['articles']:,}", outlets)
        _fact("Words given", f"{row['words']:,}", f"in {counted(int(row['attributions']), 'attribution')}")
        if share.value is None:
            _fact("Quoted", "–", f"too few to say: {share.denominator} words, {corpus_sources.FLOOR} are needed", width=330)
        else:
            few = f"no interval: it needs {intervals.FLOOR} articles or more that differ"
            interval = few if share.low is None else f"95 % interval {_ends(share)}"
            _fact("Quoted", f"{share.value:.0%}", f"{share.numerator:,} of {share.denominator:,} words; {interval}", width=330)


def _fact(label: str, value: str, below: str, *, width: int = 150) -> None:
    with st.container(gap=None, width=width):
        st.metric(label, value)
        st.caption(plain(below))


def _ends(share: corpus_sources.Share) -> str:
    return f"{share.low:.0%} to {share.high:.0%}"


main()
