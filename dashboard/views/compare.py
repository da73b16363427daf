"""Compare: two to six articles of one event, chosen by hand or from proposed groups, and what each has and lacks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from analysis.comparison import grouping, letter
from dashboard import blocks, chart_files, corpus, data, event_groups, filter_bar, state
from dashboard.charts import palette
from dashboard.charts.differences import differences
from dashboard.compared import Compared, facts, figures, listed, parties, quotations, sources
from dashboard.corpus import counted
from dashboard.item import Item
from dashboard.plain_text import plain

FEWEST, MOST = 2, 6
#: Groups shown at once, and articles offered for choice by hand.
MOST_GROUPS, MOST_OFFERED = 30, 1000
PARTS = ("Sources", "Quotations", "Parties", "Facts", "Figures")
_PICK = "compare_pick"


def main() -> None:
    st.title("Compare", anchor=False)
    items = data.items()
    if len(items) < FEWEST:
        st.write("Two articles are needed to compare. Paste a text or upload files first.")
        st.page_link(state.ADD, label="Add articles", icon=":material/add_circle:")
        return
    asked = [key for key in (st.query_params.get(state.COMPARED) or "").split(",") if key]
    chosen = [item for key in dict.fromkeys(asked) if (item := data.get(key)) is not None][:MOST]
    if len(chosen) < len(set(asked)):
        st.warning(
            "This link names articles that are not loaded here, or more than six. Articles that were added to the samples are "
            "kept until the server stops; those of a stored corpus stay in it."
        )
    if len(chosen) < FEWEST:
        _choose(items, chosen)
    else:
        _compare(items, chosen)


def _choose(items: Sequence[Item], chosen: Sequence[Item]) -> None:
    st.markdown(
        "Two to six articles of one event, side by side: sources, quotations, parties and facts that one has and another "
        "lacks, and every figure with the interval of the difference."
    )
    kept = filter_bar.ask(items)
    st.header("Choose by hand", anchor=False)
    _pick(kept, chosen)
    if len(chosen) == 1:
        st.caption("One article is chosen. Choose another one to compare it with.")
    st.header(
        "Proposed groups", anchor=False,
        help=f"Articles that share their rarer words, nearly always names, and appeared within {grouping.DAYS} days. A proposal "
        "can be wrong: add or take away articles by hand afterwards.",
    )  # fmt: skip
    groups = data.proposed_groups([item.key for item in kept])
    if len(kept) > data.most_grouped():
        st.caption(f"Looked for among the first {data.most_grouped():,} of {len(kept):,} articles. Narrow them down above.")
    if not groups:
        st.info("No two of these articles seem to tell one event.", icon=":material/search_off:")
    for group in groups[:MOST_GROUPS]:
        _group(group)
    if len(groups) > MOST_GROUPS:
        st.caption(f"And {len(groups) - MOST_GROUPS:,} more groups. Narrow the articles down above to see them.")


def _group(group: event_groups.Proposed) -> None:
    with st.container(border=True, gap="xsmall"):
        lines = [f"- {plain(item.title)} :small[:gray[{plain(corpus.byline(item))}]]" for item in group.items[:12]]
        more = f"\n- and {len(group.items) - 12:,} more" if len(group.items) > 12 else ""
        st.markdown("\n".join(lines) + more)
        days = [link.days for link in group.links if link.days is not None]
        apart = f", at most {counted(max(days), 'day')} apart" if days else ""
        st.caption(plain(f"They share words such as {listed(group.shared)}{apart}."))
        keys = [item.key for item in group.items[:MOST]]
        label = f"Compare these {len(keys)}" if len(group.items) <= MOST else f"Compare the first {MOST} of {len(group.items)}"
        st.button(label, key=f"group_{keys[0]}", on_click=_set, args=(keys,), icon=":material/compare_arrows:")


def _set(keys: Sequence[str]) -> None:
    state.set_parameters(**{state.COMPARED: ",".join(keys) or None})


def _picked() -> None:
    _set(st.session_state[_PICK])


def _pick(offered: Sequence[Item], chosen: Sequence[Item]) -> None:
    """The choice by hand. The address is what counts: the field shows what it says."""
    known = {item.key: item for item in [*chosen, *offered[:MOST_OFFERED]]}
    st.session_state[_PICK] = [item.key for item in chosen]

    def label(key: str) -> str:
        item = known[key]
        return f"{item.title} · {corpus.byline(item)}" if corpus.byline(item) else item.title

    st.multiselect(
        "Articles, two to six", list(known), key=_PICK, format_func=label, max_selections=MOST, on_change=_picked,
        placeholder="Choose articles of one event",
    )  # fmt: skip
    if len(offered) > MOST_OFFERED:
        st.caption(
            f"The list holds the first {MOST_OFFERED:,} of {len(offered):,} articles. Narrow them down above for the others."
        )


def _compare(items: Sequence[Item], chosen: Sequence[Item]) -> None:
    st.button("Other articles", key="other_articles", icon=":material/arrow_back:", type="tertiary", on_click=_set, args=([],))
    groups = data.proposed_groups([item.key for item in items])
    with st.expander("Articles compared, and why they stand together", icon=":material/edit:"):
        _grouping(items, chosen, groups)
    try:
        compared = Compared(tuple(chosen), data.comparison([item.key for item in chosen]))
    except data.ComparisonError as problem:
        st.warning(plain(str(problem)), icon=":material/error:")
        return
    colours = dict(zip(compared.letters, palette.articles(state.dark()), strict=False))
    _articles(compared, colours)
    st.caption(
        "Everything here is what was found or not found. Why a thing is not there no comparison can tell: an article may have "
        "been written before it was known, be about something else, or tell it in words too far away."
    )
    part = st.segmented_control(
        "Part", PARTS, default=PARTS[0], key=state.SHOW, bind="query-params", required=True, label_visibility="collapsed"
    )
    if part == "Quotations":
        _quotations(compared, colours)
    elif part == "Parties":
        _parties(compared, colours)
    elif part == "Facts":
        _facts(compared, colours)
    elif part == "Figures":
        _figures(compared, colours)
    else:
        _sources(compared, colours)


def _grouping(items: Sequence[Item], chosen: Sequence[Item], groups: Sequence[event_groups.Proposed]) -> None:
    _pick(items, chosen)
    letters = {item.key: letter(n) for n, item in enumerate(chosen)}
    lines = []
    for one, other in itertools.combinations(chosen, 2):
        link = next((x for group in groups if (x := group.link(one.key, other.key)) is not None), None)
        name = f"**{letters[one.key]} and {letters[other.key]}**"
        if link is None:
            lines.append(f"- {name}: no link was proposed between them")
            continue
        apart = "a date is not known" if link.days is None else f"{counted(link.days, 'day')} apart"
        lines.append(f"- {name}: likeness {link.likeness:.2f}, {apart}, both have {plain(listed(link.shared))}")
    st.markdown("\n".join(lines))
    keys = set(letters)
    near = {i.key: i for g in groups if keys & {x.key for x in g.items} for i in g.items if i.key not in keys}
    if near and len(chosen) < MOST:
        st.markdown("These seem to tell the same event and are not compared:")
        for item in list(near.values())[:10]:
            added = [*(x.key for x in chosen), item.key]
            st.button(
                plain(f"Add {item.title} · {corpus.byline(item)}"), key=f"add_{item.key}", icon=":material/add:", type="tertiary",
                on_click=_set, args=(added,),
            )  # fmt: skip
    st.caption(
        f"Likeness is the cosine of two articles' words, weighed by rarity: from {grouping.DATED} on they are linked where both "
        f"dates are known and at most {grouping.DAYS} days apart, from {grouping.UNDATED} where one is not known."
    )


def _articles(compared: Compared, colours: dict[str, str]) -> None:
    lines = []
    for mark, item in zip(compared.letters, compared.items, strict=True):
        note = " · ".join(part for part in (corpus.byline(item), counted(item.words, "word")) if part)
        lines.append(blocks.line([(item.title, "")], letter=mark, link=blocks.query(item.key), note=note))
    blocks.show("compared_articles", [{"type": "card", "title": "", "lines": lines, "notes": []}], compared.columns, colours)


def _sources(compared: Compared, colours: dict[str, str]) -> None:
    found = compared.found.sources
    lacked = [s for s in found if sources.lacked(s)]
    have = "has" if len(lacked) == 1 else "have"
    _told(f"{counted(len(lacked), 'source')} of {len(found)} {have} words in one article and none that were found in another.")
    every = st.toggle("Show also the sources that none lacks", key="all", bind="query-params")
    wanted = found if every else lacked
    st.caption("Open a name to read its words. Click a number to see them in the article.")
    named = [s for s in wanted if s.named]
    unnamed = [s for s in wanted if not s.named]
    if named:
        rows = sources.rows(compared, named)
        _show("sources_named", [blocks.matrix("Named sources", "Named source", rows)], compared, colours)
    if unnamed:
        st.caption("Unnamed, by their description alone: others may have the same people under another one.")
        rows = sources.rows(compared, unnamed)
        _show("sources_unnamed", [blocks.matrix("Unnamed sources", "Unnamed source", rows)], compared, colours)
    _limits(
        "What attribution misses looks lacking here; the codebook says how often it is right. A source is whoever is given three "
        "words or more."
    )


def _quotations(compared: Compared, colours: dict[str, str]) -> None:
    found = compared.found.quotations
    cut = sum(bool(q.cuts) for q in found)
    if not found:
        _told("No two of these articles were found to share a quotation.")
        return
    _told(f"{counted(len(found), 'quotation')} shared; {cut or 'none'} of them {'is' if cut == 1 else 'are'} cut differently.")
    legend = blocks.key([("Marked words", quotations.ONLY), (" stand in no other article's version of the quotation.", "")])
    _show("quotations", [legend, *quotations.shown(compared, found)], compared, colours)
    _limits(
        "Quotations are one where they share four words running and their speaker, or six. A speaker who says nearly the same "
        "twice looks reworded; so does another translation."
    )


def _parties(compared: Compared, colours: dict[str, str]) -> None:
    found = compared.found.parties
    uneven = [p for p in found if parties.uneven(p)]
    these = f"{len(uneven) or 'none'} {'is' if len(uneven) < 2 else 'are'}"
    _told(f"Of {len(found)} parties, {these} silent in one article and heard in another.")
    every = st.toggle("Show all parties", key="all", bind="query-params")
    wanted = found if every else uneven
    if wanted:
        st.caption("Click a cell to see the words given to a party, or where it is named.")
        _show("parties", [blocks.matrix("Parties", "Party", parties.rows(compared, wanted))], compared, colours)
    _limits(
        "A party is an actor that an article names twice or more, or quotes. It is heard with five words or more of its own or "
        "of those who speak for it."
    )


def _facts(compared: Compared, colours: dict[str, str]) -> None:
    found = compared.found.facts
    if found.missing:
        st.info(plain(f"Facts were not looked for: {found.missing}."), icon=":material/info:")
        return
    _told(f"{counted(len(found.found), 'fact')} told by most of the articles, with no close counterpart found in another.")
    _show("facts", facts.shown(compared), compared, colours)
    _limits(
        "Facts told in other words are mostly missed, and a sentence that tells several things is held as one. That no "
        "counterpart was found says nothing of why."
    )


def _figures(compared: Compared, colours: dict[str, str]) -> None:
    voices = ("writer", "direct", "indirect", "headline", "all")
    left, right = st.columns([3, 2])
    voice = left.segmented_control(
        "Whose words", voices, default="writer", key=state.VOICE, bind="query-params", required=True,
        format_func=lambda name: data.voice_labels[name].capitalize(),
    )  # fmt: skip
    against = right.segmented_control(
        "Differences from", compared.letters, default=compared.letters[0], key=state.AGAINST, bind="query-params", required=True
    )
    reference = against if against in compared.letters else compared.letters[0]
    found = figures.told(compared, data.figures_for(voice or "writer"))
    frame = figures.differences(found, compared.letters.index(reference))
    if frame.empty:
        st.info("There are too few words of this voice to give any interval of a difference.", icon=":material/info:")
    else:
        apart = int(frame["apart"].sum())
        st.markdown(
            f"Each dot is an article's figure minus that of **{reference}**, the line its 95 % interval. Filled: it leaves 0 "
            f"out, in {apart} of {len(frame)}; about {round(len(frame) / 20)} would by chance alone."
        )
    with st.container(key="differences"):
        for number, (scale, part) in enumerate(frame.groupby("scale", sort=False)):
            st.altair_chart(
                differences(part, colours, against=reference, dark=state.dark()), width="stretch", key=f"differences_{number}",
                alt=f"Differences from {reference}, {scale}: {_in_words(part)}",
            )  # fmt: skip
            light = dict(zip(compared.letters, palette.articles(False), strict=False))
            chart_files.offer(
                partial(differences, part, light, against=reference, dark=False), f"differences-{number + 1}",
                title=f"Differences from {reference}, {scale}", note=_legend(compared, reference),
            )  # fmt: skip
    st.header("Values", anchor=False)
    st.caption(
        "Each value with its 95 % interval and what was counted. Click one to see its words. Rows of zeros and dashes are left "
        "out."
    )
    if found:
        _show("figure_values", [blocks.matrix("Values", "Figure", figures.rows(compared, found))], compared, colours)
    _limits("Intervals cover the sampling of articles written independently of each other, not the finder's errors.")
    st.page_link(state.CODEBOOK, label="What the figures mean, in the codebook", icon=":material/menu_book:")


def _legend(compared: Compared, reference: str) -> str:
    """What the chart shows, and whose letters are whose."""
    names = "; ".join(
        f"{c['letter']}: {c['name']}, {i.words:,} words" for c, i in zip(compared.columns, compared.items, strict=True)
    )
    return (
        f"Each dot is an article's figure minus that of {reference}, the line its 95 % interval; filled where it leaves 0 out. "
        f"From the top within a row: {', '.join(x for x in compared.letters if x != reference)}. {names}."
    )


def _in_words(frame: pd.DataFrame) -> str:
    return "; ".join(f"{r.figure} {r.shown} ({r.interval})" for r in frame.itertuples())


def _told(text: str) -> None:
    st.markdown(f"**{plain(text)}**")


def _limits(text: str) -> None:
    st.caption(plain(text))


def _show(name: str, found: Sequence[blocks.Block], compared: Compared, colours: dict[str, str]) -> None:
    blocks.show(f"compared_{name}", found, compared.columns, colours)


main()
