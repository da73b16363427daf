"""Sides on the article page: the reader puts parties together by hand, and each side's figures stand beside the others'."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analysis import sides
from analysis.annotation import Span
from analysis.decisions import LONGEST_NAME, MOST_SIDES, Side
from analysis.sides import Figure, SideFigures
from dashboard import blocks, data
from dashboard.blocks import Block
from dashboard.corpus import counted
from dashboard.item import Item
from dashboard.plain_text import plain

#: Where it waits for the rerun that shows it what was wrong with the sides.
_PROBLEM = "sides_problem"


def show(item: Item) -> None:
    """The figures of the sides, where there are any, and the fields that make them."""
    found = sides.figures(item.analysis)
    if found:
        st.subheader(
            "By side", anchor=False,
            help="The parties that a reader put on each side, summed up. Shares are over all sides. Brackets hold 95 % "
            "intervals; marks set aside are left out. Click a number to see the words.",
        )  # fmt: skip
        blocks.show(f"sides_{item.key}", [table(item, found)], [{"letter": "", "name": one.side.name} for one in found])
        for one in found:
            if one.absent:
                st.caption(plain(f"{one.side.name}: this analysis has no party {', '.join(one.absent)}."))
    _ask(item)


def table(item: Item, found: tuple[SideFigures, ...]) -> Block:
    """A row a figure, a column a side."""
    rows = [
        ("Parties", "", _parties),
        ("Words given", "share of all sides' words", _words),
        ("Named", "share of all sides' namings", _named),
        ("Doubting verbs", "of those that report its words", _verbs),
        ("Accused", "and not heard on the matter", _accused),
        ("Accuses", "", _accuses),
        ("The writer's tone", "from −1 to 1", _tone),
    ]
    made = [blocks.row(name, [cell(item, one) for one in found], note=note) for name, note, cell in rows]
    return blocks.matrix("Sides", "Figure", made, even=True)


def _parties(item: Item, one: SideFigures) -> Block:
    return blocks.cell(", ".join(p.name for p in one.parties) or "none in this article", "near" if one.parties else "lacks")


def _words(item: Item, one: SideFigures) -> Block:
    said = [a for a in item.analysis.attributions if a.field == "text" and a.source_id in one.sources]
    spans = [span for a in said for span in a.content]
    return _cell(item, one, counted(one.words, "word") if one.words else "none", spans, _share(one.words_share), "words given")


def _named(item: Item, one: SideFigures) -> Block:
    spans = [(m.start, m.end) for m in one.mentions]
    return _cell(item, one, f"{len(one.mentions):,} ×", spans, _share(one.mentions_share), "named")


def _verbs(item: Item, one: SideFigures) -> Block:
    doubted = [a for a in one.attributions if a.stance in sides.DOUBT]
    spans = [span for a in doubted for span in a.cue]
    note = _share(one.doubting)
    if one.stances.get("endorsing"):
        note += f"; {one.stances['endorsing']:,} endorsing"
    return _cell(item, one, f"{len(doubted):,} of {len(one.attributions):,}", spans, note, "doubting verbs")


def _accused(item: Item, one: SideFigures) -> Block:
    spans = [(a.start, a.end) for a in one.accused]
    replies = "; ".join(f"{number:,} {reply}" for reply, number in sorted(one.replies.items()))
    note = f"{replies}. Not heard: {_share(one.unanswered)}" if one.accused else ""
    return _cell(item, one, f"{len(one.accused):,} ×", spans, note, "accused")


def _accuses(item: Item, one: SideFigures) -> Block:
    return _cell(item, one, f"{len(one.accuses):,} ×", [(a.start, a.end) for a in one.accuses], "", "accuses")


def _tone(item: Item, one: SideFigures) -> Block:
    tone = one.tone
    spans = [(m.start, m.end) for m in one.mentions if m.voice == "writer" and m.portrayal is not None]
    if tone.value is None:
        return _cell(item, one, "–", [], tone.missing or "", "tone")
    ends = "" if tone.low is None or tone.high is None else f"({_signed(tone.low)} to {_signed(tone.high)}), "
    return _cell(item, one, _signed(tone.value), spans, f"{ends}over {tone.denominator:,g} namings", "tone")


def _cell(item: Item, one: SideFigures, text: str, spans: Iterable[Span], note: str, what: str) -> Block:
    found = list(spans)
    link = blocks.words_query(item.key, found) if found else None
    return blocks.cell(text, "has" if found else "lacks", note=note, link=link, label=f"{one.side.name}, {what}: {text}")


def _share(figure: Figure) -> str:
    if figure.value is None:
        return figure.missing or ""
    ends = "" if figure.low is None or figure.high is None else f" ({100 * figure.low:.0f} to {100 * figure.high:.0f})"
    return f"{100 * figure.value:.0f} %{ends}"


def _signed(value: float) -> str:
    return f"{'−' if value < -0.005 else ''}{abs(value):.2f}"


def _ask(item: Item) -> None:
    kept = item.analysis.decisions.sides
    names = list(dict.fromkeys(p.name for p in sorted(item.analysis.parties, key=lambda p: (-p.words, -p.mentions))))
    if len(names) < 2 and not kept:
        return
    names += [name for side in kept for name in side.parties if name not in names]
    key = f"{item.key}_{abs(hash(kept))}"
    fields = min(MOST_SIDES, max(2, len(kept)) + st.session_state.get(f"sides_more_{key}", 0))
    with st.expander("Change the sides" if kept else "Put parties on sides", icon=":material/groups_2:", key=f"sides_ask_{key}"):
        st.markdown("Name two sides or more and choose the parties of each; a party stands on one side at most.")
        with st.form(f"sides_form_{key}", border=False):
            for n in range(fields):
                side = kept[n] if n < len(kept) else None
                left, right = st.columns([2, 3])
                left.text_input(
                    f"Side {n + 1}", side.name if side else "", key=f"side_name_{key}_{n}", max_chars=LONGEST_NAME,
                    placeholder="Its name",
                )  # fmt: skip
                right.multiselect(
                    f"Parties of side {n + 1}", names, list(side.parties) if side else [], key=f"side_parties_{key}_{n}",
                    format_func=plain, placeholder="Choose parties",
                )  # fmt: skip
            st.form_submit_button("Keep the sides", type="primary", on_click=_keep, args=(item, kept, key, fields))
        with st.container(horizontal=True, gap="small"):
            if fields < MOST_SIDES:
                st.button(
                    "One more side", key=f"sides_add_{key}", icon=":material/add:", type="tertiary", on_click=_more, args=(key,)
                )
            if kept:
                st.button(
                    "Take the sides away", key=f"sides_none_{key}", icon=":material/undo:", type="tertiary", on_click=_keep,
                    args=(item, kept, key, 0),
                )  # fmt: skip
        if told := st.session_state.pop(_PROBLEM, None):
            st.error(plain(told), icon=":material/error:")


def _more(key: str) -> None:
    st.session_state[f"sides_more_{key}"] = st.session_state.get(f"sides_more_{key}", 0) + 1


def _keep(item: Item, seen: tuple[Side, ...], key: str, fields: int) -> None:
    now = st.session_state
    try:
        data.keep_sides(item, seen, [(now[f"side_name_{key}_{n}"], now[f"side_parties_{key}_{n}"]) for n in range(fields)])
    except (data.DecisionError, data.CorpusError) as error:
        now[_PROBLEM] = str(error)
