"""The overview's parts on figures across articles: spread, outlets, time, and articles worth reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis import article_means, outliers
from dashboard import across, chart_files, corpus, data, figures, state
from dashboard.across import outlets as by_outlet
from dashboard.across import periods, trend
from dashboard.across import spread as spreading
from dashboard.charts import histogram, outlet_strips, palette
from dashboard.charts import over_time as timed
from dashboard.corpus import counted
from dashboard.item import Item
from dashboard.plain_text import plain
from dashboard.ranks import Figure, headline

_FIRST = "loaded_rate"
_AUTOMATIC = "Automatic"
_EVERY = {"day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"}
_OPENED = "means_opened"
_MEANS = (
    "Means are over articles, each counted once however long it is, with Student's t interval. It covers the sampling of "
    "articles, taken as independent of each other; articles on one event or from one wire report are less than that. It does "
    "not cover the finder's errors."
)


def spread(kept: Sequence[Item], columns: Sequence[Figure]) -> None:
    """The means of the headline figures, and how one of them spreads over the articles."""
    shown = headline(columns)
    table = data.across_kept(spreading.means, kept, tuple(shown))
    st.subheader(f"Means over {counted(len(kept), 'article')}", anchor=False, help=_MEANS)
    if table["n"].max() < article_means.FLOOR:
        st.caption(f"Too few to say: a mean needs {article_means.FLOOR} articles with a value.")
    else:
        _means(table, shown)
    figure = _figure(columns)
    st.subheader(plain(figure.label(data.voice_labels)), anchor=False, help=_meaning(figure))
    found = data.across_kept(spreading.spread, kept, figure)
    if found is None:
        _no_value(kept, figure)
        return
    mean, written = found.mean, across.of_mean(figure)
    told = [f"Median {found.marks['shown'].iloc[1]}, half of the articles between {_between(found.marks)}"]
    if mean.value is not None:
        interval = across.ends(written, mean.low, mean.high)
        told.append(f"mean {across.shown(written, mean.value)} ({f'95 % interval {interval}' if interval else mean.missing})")
    else:
        told.append(f"mean {mean.missing}")
    st.markdown(plain("; ".join(told) + f"; n {mean.n:,}."))
    event = st.altair_chart(
        histogram.histogram(
            found.columns, found.articles, found.marks,
            None if mean.low is None else (mean.low, mean.value, mean.high), ends=found.ends, **_look(figure),
        ),
        width="stretch", key=f"spread_{figure.id}", on_select="rerun", selection_mode=histogram.SELECTION,
        alt=f"Articles by {figure.metric.label}",
    )  # fmt: skip
    ticks = "Below: a tick for each article; click it to open the article. " if len(found.articles) else ""
    sure = "The diamond and its line are the mean and its 95 % interval. " if mean.low is not None else ""
    zeros = f"{counted(found.zeros, 'article')} at 0. " if found.zeros else ""
    st.caption(plain(f"Lines: median, and dashed the quartiles. {ticks}{sure}{zeros}{found.beyond}{_missing(found.missing)}"))
    chart_files.offer(
        partial(
            histogram.histogram, found.columns, found.articles, found.marks,
            None if mean.low is None else (mean.low, mean.value, mean.high), ends=found.ends, **_look(figure, dark=False),
        ),
        "spread", title=f"{figure.label(data.voice_labels)}: its spread",
        note=f"Articles by value, n {mean.n:,}. Lines: median, and dashed the quartiles. {sure}{zeros}{found.beyond}",
    )  # fmt: skip
    _open(event, histogram.SELECTION)


def outlets(kept: Sequence[Item], columns: Sequence[Figure]) -> None:
    """One figure by outlet, and which outlets can be told apart."""
    left, right = st.columns([3, 2], gap="medium", vertical_alignment="bottom")
    figure = _figure(columns, left)
    order = right.segmented_control(
        "Order", by_outlet.ORDERS, default=by_outlet.BY_NAME, key=state.OUTLETS, bind="query-params", required=True,
        help="Never by the figure: a ranking would order outlets whose intervals overlap.",
    )  # fmt: skip
    found = data.across_kept(by_outlet.outlets, kept, figure, order or by_outlet.BY_NAME)
    if found is None:
        if all(not item.outlet for item in kept):
            st.info("None of these articles names its outlet.", icon=":material/info:")
        else:
            _no_value(kept, figure)
        return
    st.markdown(
        f"**{plain(by_outlet.verdict(found))}**",
        help="Two outlets are told apart only where the interval of the difference of their means leaves 0 out: Welch's "
        "interval, at the level that Holm's correction for the number of pairs asks for, so that all pairs together are wrong "
        "in about 5 of 100 samples (6 to 8, simulated, where outlets have few articles and marks are rare). " + _MEANS,
    )  # fmt: skip
    key = f"outlets_{figure.id}_{len(kept)}"
    event = st.altair_chart(
        outlet_strips.outlet_strips(found.rows, found.points, found.counts, ends=found.ends, **_look(figure)),
        width="stretch", key=key, on_select=lambda: _to_outlet(key), selection_mode=_modes(found.points, "outlets"),
        alt=f"{figure.metric.label} by outlet: {'; '.join(found.rows['told'])}",
    )  # fmt: skip
    marks = "each dot is an article, click it to open it" if found.points is not None else (
        "the darker, the more articles; click an outlet to see its articles alone"
    )  # fmt: skip
    st.caption(plain(
        f"Diamond and line: the mean over articles with its 95 % interval; {marks}. {found.beyond}"
        + (f"Shown are the {by_outlet.MOST} outlets with the most articles, of {found.all:,}: choose others in the filter. "
           if found.all > by_outlet.MOST else "")
        + (f"{counted(found.unnamed, 'article')} without an outlet left out. " if found.unnamed else "")
        + _missing(found.missing)
    ))  # fmt: skip
    chart_files.offer(
        partial(
            outlet_strips.outlet_strips, found.rows, found.points, found.counts, ends=found.ends, **_look(figure, dark=False)
        ),
        "outlets", title=f"{figure.label(data.voice_labels)}, by outlet",
        note=f"Diamond and line: the mean over articles with its 95 % interval. {'; '.join(found.rows['told'])}. {found.beyond}",
    )  # fmt: skip
    pairs = by_outlet.differing(found.pairs, figure)
    if len(pairs):
        st.subheader("Pairs that differ", anchor=False)
        st.dataframe(
            pairs, hide_index=True, key="outlet_pairs", width="stretch", height=min(35 * (len(pairs) + 1) + 3, 400),
            alt="Pairs of outlets whose means differ",
            column_config={
                "higher": "Higher", "lower": "Lower", "by": "Mean higher by", "interval": "Interval of the difference",
                "level": st.column_config.TextColumn("Level", help="The level that Holm's correction asks for of this pair."),
            },
        )  # fmt: skip
    _open(event, outlet_strips.ARTICLE)


def over_time(kept: Sequence[Item], columns: Sequence[Figure]) -> None:
    """One figure's mean in each period."""
    left, right = st.columns([3, 2], gap="medium", vertical_alignment="bottom")
    figure = _figure(columns, left)
    asked = right.selectbox(
        "By", [_AUTOMATIC, *periods.UNITS], key=state.PERIOD, bind="query-params",
        format_func=lambda unit: _EVERY.get(unit, unit),
        help=f"Automatic: the shortest period of which there are at most {periods.FEW}.",
    )  # fmt: skip
    unit = asked if asked in periods.UNITS else None
    found = data.across_kept(trend.trend, kept, figure, unit)
    if found is None:
        if all(item.day is None for item in kept):
            st.info("None of these articles has a date that can be told.", icon=":material/info:")
        else:
            _no_value(kept, figure)
        return
    known = int(found.rows["mean"].notna().sum())
    if known == 0:
        st.markdown(
            f"**Too few to say: no {found.unit} has {article_means.FLOOR} articles with a value.**", help=_MEANS
        )  # fmt: skip
    else:
        few = len(found.rows) - known
        less = f"; {few:,} more have fewer than {article_means.FLOOR} articles: too few to say" if few else ""
        st.markdown(f"**Mean of {counted(known, found.unit)}**, each with its 95 % interval{less}.", help=_MEANS)
    key = f"over_time_{figure.id}_{found.unit}_{len(kept)}"
    with st.container(key="over_time"):
        event = st.altair_chart(
            timed.over_time(
                found.rows, found.points, ticks=found.ticks, ends=found.ends, every=found.unit, **_look(figure)
            ),
            width="stretch", key=key, on_select=lambda: _to_period(key),
            selection_mode=_modes(found.points, "periods"),
            alt=f"{figure.metric.label} by {found.unit}: {found.rows['name'].iloc[0]} to {found.rows['name'].iloc[-1]}",
        )  # fmt: skip
    longer = f"There would be more than {trend.MOST} of them by {unit}. " if unit and unit != found.unit else ""
    dots = "Dots are articles: click one to open it. " if found.points is not None else ""
    st.caption(plain(
        f"Above each {found.unit}: its mean and number of articles. Bars are means, upright lines their intervals. {dots}Click a "
        f"{found.unit} to see its articles alone. {longer}{found.beyond}"
        + (f"{counted(found.undated, 'article')} without a date left out. " if found.undated else "")
        + _missing(found.missing)
    ))  # fmt: skip
    chart_files.offer(
        partial(
            timed.over_time, found.rows, found.points, ticks=found.ticks, ends=found.ends, every=found.unit,
            **_look(figure, dark=False),
        ),
        "over-time", title=f"{figure.label(data.voice_labels)}, by {found.unit}",
        note=f"Above each {found.unit}: its mean and number of articles. Bars are means, upright lines their 95 % intervals. "
        f"{counted(len(kept), 'article')}. {found.beyond}",
    )  # fmt: skip
    _open(event, timed.ARTICLE)


def worth_reading(kept: Sequence[Item], columns: Sequence[Figure]) -> None:
    """Articles far from the others, each with why."""
    if len(kept) < outliers.FLOOR:
        st.info(
            f"Too few to say what is usual: {counted(len(kept), 'article')}, {outliers.FLOOR} are needed.", icon=":material/info:"
        )
        return
    found = data.far_out(kept, headline(columns))
    st.markdown(
        "Articles that lie far from the others in a headline figure, so that reading them may tell why. Far is not wrong.",
        help="An article is listed only where its figure lies beyond the whiskers of a box plot (one and a half times the middle "
        "half, beyond it), no more than one article in twenty lies as far out, and its own 95 % interval leaves the middle "
        "half of the articles out: a short article with one mark is not. At most five articles, two for one figure.",
    )
    if not found:
        st.info("No article stands out for sure.", icon=":material/info:")
    for far in found:
        item = data.get(far.key)
        if item is None:
            continue
        with st.container(border=True, gap="xsmall"):
            st.page_link(
                state.ARTICLE, label=plain(item.title), icon=":material/article:", query_params=state.article_query(far.key)
            )
            byline = corpus.byline(item)
            if byline:
                st.caption(plain(byline))
            st.markdown(f"**{plain(far.figure.label(data.voice_labels))}**: {plain(far.why)}")


def _figure(columns: Sequence[Figure], place: Any = st) -> Figure:
    """The figure that the address names, chosen from a list; the headline figures stand first."""
    first = headline(columns)
    by_id = {figure.metric.id: figure for figure in [*first, *columns]}
    ids = list(by_id)
    chosen = place.selectbox(
        "Figure", ids, index=ids.index(_FIRST) if _FIRST in by_id else 0, key=state.FIGURE, bind="query-params",
        persist_state="session",  # so that the parts without it do not forget it
        format_func=lambda id: by_id[id].metric.label if id in by_id else id,
    )  # fmt: skip
    return by_id[chosen if chosen in by_id else ids[0]]


def _means(table: pd.DataFrame, shown: Sequence[Figure]) -> None:
    labels = {figure.metric.id: figure.label(data.voice_labels) for figure in shown}
    ids = list(table["id"])

    def choose() -> None:
        clicked = st.session_state.get(_OPENED)
        if clicked is not None and clicked.row < len(ids):
            st.session_state[state.FIGURE] = ids[clicked.row]

    st.dataframe(
        table.assign(id=table["id"].map(labels)),
        hide_index=True, key="means", width="stretch", placeholder="–", height=35 * (len(table) + 1) + 3,
        alt="Means of the headline figures",
        column_config={
            "id": st.column_config.ButtonColumn(
                "Figure", key=_OPENED, type="tertiary", alignment="left", pinned=True, width=210, on_click=choose,
                help="Click to see how it spreads over the articles.",
            ),
            "mean": "Mean", "interval": "95 % interval", "median": "Median", "unit": "Unit",
            "n": st.column_config.NumberColumn("n", help="Articles with a value, which alone count.", format="localized"),
            "missing": st.column_config.NumberColumn("Without a value", format="localized"),
        },
    )  # fmt: skip


def _look(figure: Figure, *, dark: bool | None = None) -> dict[str, Any]:
    """How a chart of a figure looks, in the page's theme or in one that is asked for."""
    dark = state.dark() if dark is None else dark
    return {
        "unit": f"{figure.metric.label}, {figure.metric.unit}", "share": figures.is_share(figure.metric),
        "colour": palette.voices(dark)[figure.voice], "dark": dark,
    }  # fmt: skip


def _modes(points: pd.DataFrame | None, rows: str) -> list[str]:
    """The selections that a chart has."""
    if rows == "outlets":
        return [outlet_strips.ARTICLE if points is not None else outlet_strips.OUTLET]
    return [timed.PERIOD] if points is None else [timed.PERIOD, timed.ARTICLE]


def _between(marks: pd.DataFrame) -> str:
    return f"{marks['shown'].iloc[0].removesuffix(' %')} and {marks['shown'].iloc[2]}"


def _meaning(figure: Figure) -> str:
    return plain(f"{figure.metric.definition} Unit: {figure.metric.unit}. {figure.metric.reading}")


def _missing(number: int) -> str:
    return f"{counted(number, 'article')} without a value left out. " if number else ""


def _no_value(kept: Sequence[Item], figure: Figure) -> None:
    st.info(
        plain(f"None of these {counted(len(kept), 'article')} has a value for “{figure.label(data.voice_labels)}”."),
        icon=":material/info:",
    )


def _to_outlet(key: str) -> None:
    picked = st.session_state[key].selection.get(outlet_strips.OUTLET) or []
    if picked and picked[0].get("outlet"):
        st.session_state[state.OUTLET] = [picked[0]["outlet"]]


def _to_period(key: str) -> None:
    picked = st.session_state[key].selection.get(timed.PERIOD) or []
    if picked and picked[0].get("start"):
        for field, end in ((state.FROM, "start"), (state.TO, "end")):
            st.session_state[field] = date.fromisoformat(picked[0][end])


def _open(event: Any, selection: str) -> None:
    picked = event.selection.get(selection) or []
    if picked and picked[0].get("key"):
        state.open_article(picked[0]["key"])
