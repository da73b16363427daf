"""Draft desk: a draft with its marks beside the field it is written in; analyzed again, it tells what the changes did."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.annotation import Annotation
from analysis.revision import Revision
from dashboard import article_panel, article_worth, blocks, chart_files, data, drafts, marked_text, revised, state
from dashboard.article_state import chosen
from dashboard.charts import palette
from dashboard.charts.voice_change import voice_change
from dashboard.corpus import counted
from dashboard.drafts import Draft
from dashboard.plain_text import plain

#: Where the draft, what is typed, and what was wrong with it stand in the session.
_DRAFT, _TEXT, _TITLE, _PROBLEM, _SHOWN = "desk_draft", "desk_text", "desk_title", "desk_problem", "desk_shown"
NOW, FIRST = "This revision", "First version"


def main() -> None:
    st.title("Draft desk", anchor=False)
    draft: Draft | None = st.session_state.get(_DRAFT)
    if draft is None:
        st.markdown(
            "Paste a draft, see its marks, revise it here and see what your changes did: marks gone, marks new, figures moved."
        )
        st.caption(
            "The draft is held for this browser tab alone, in the memory of this server. It goes to no disk and into no "
            "address, and nobody else sees it until you add it to the articles. Reloading the "
            "page or closing the tab loses it. English news only."
        )
        _write(None)
        return
    _told(draft)
    first = draft.revision is not None and st.session_state.get(_SHOWN) == FIRST
    article_worth.show((draft.first if first else draft.now).item)
    left, right = st.columns([9, 11], gap="large")
    with right:
        shown, banded = _choose_version(draft)
        picked = chosen(shown.item.analysis)
        marked_text.show(shown.item, picked, banded)
    with left:
        with st.container():  # of its own, so that it stays above the field and never covers it
            article_panel.selection(shown.item, picked, figures=False)
        _write(draft)
        _steps(draft)
    if draft.revision is not None:
        _compared(draft.revision)


def _write(draft: Draft | None) -> None:
    st.text_input("Headline (may be left out)", key=_TITLE, persist_state="session")
    text = st.text_area(
        "Draft", height=420, key=_TEXT, persist_state="session",
        placeholder="The article's text, a blank line between paragraphs",
    )  # fmt: skip
    label = "Analyze" if draft is None else "Analyze again"
    if st.button(label, type="primary", icon=":material/play_arrow:", key="desk_analyze"):
        _analyze(draft)
    if problem := st.session_state.get(_PROBLEM):
        st.error(plain(problem), icon=":material/error:")
    elif draft is not None and (text or "", st.session_state[_TITLE] or "") != (draft.now.text, draft.now.title):
        st.caption("You have changed the draft since it was analyzed.")


def _analyze(draft: Draft | None) -> None:
    text, title = st.session_state[_TEXT] or "", st.session_state[_TITLE] or ""
    if draft is not None and (text, title) == (draft.now.text, draft.now.title):
        st.session_state[_PROBLEM] = None
        st.info("Nothing has changed since this was analyzed.", icon=":material/done_all:")
        return
    with st.spinner("Analyzing the draft …"):
        found = drafts.analyze(text, title)
    if isinstance(found, str):
        st.session_state[_PROBLEM] = found
        return
    st.session_state[_DRAFT] = drafts.revised(draft, found)
    _fresh()
    st.rerun()


def _fresh() -> None:
    """Nothing that an older version had is chosen any more."""
    st.session_state[_PROBLEM] = None
    st.session_state.pop(_SHOWN, None)
    state.set_parameters(mark=None, metric=None, of=None)


def _told(draft: Draft) -> None:
    item = draft.now.item
    with st.container(border=True, key="desk_told", gap="xsmall"):
        if draft.revision is None:
            marks = counted(len(item.analysis.annotations), "mark")
            st.markdown(f"**The first version has {counted(item.words, 'word')} and {marks}.**")
            st.markdown("Change the draft and analyze it again: every later version is held against this one.")
        else:
            st.markdown(f"**Since the first version: {revised.summary(draft.revision)}**")
            st.caption(f"{counted(item.words, 'word')} and {counted(len(item.analysis.annotations), 'mark')} now.")
        for warning in item.analysis.warnings:
            st.caption(plain(f"Note: {warning}"))


def _choose_version(draft: Draft) -> tuple[drafts.Version, tuple[Annotation, ...]]:
    """The version whose text is shown, and its marks that the other one lacks."""
    if draft.revision is None:
        return draft.now, ()
    asked = st.segmented_control(
        "Text shown", [NOW, FIRST], default=NOW, required=True, key=_SHOWN, on_change=_unpick, label_visibility="collapsed"
    )
    first = asked == FIRST
    banded = draft.revision.gone if first else draft.revision.new
    other = "gone from the revision" if first else "new since the first version"
    st.caption(f"In a band: the {counted(len(banded), 'mark')} {other}." if banded else f"No mark is {other}.")
    return (draft.first if first else draft.now), banded


def _unpick() -> None:
    state.set_parameters(mark=None, metric=None, of=None)


def _steps(draft: Draft) -> None:
    """What can be done with the version analyzed last."""
    item = draft.now.item
    with st.container(horizontal=True, gap="small"):
        if draft.revision is not None:
            st.button(
                "Make this the first version", key="desk_rebase", icon=":material/flag:", on_click=_rebase,
                help="Later versions are held against this one instead.",
            )  # fmt: skip
            st.button(
                "Back to the first version", key="desk_back", icon=":material/undo:", on_click=_back,
                help="Puts the first version's text into the field.",
            )  # fmt: skip
        there = data.kept(item)
        if there is None:
            st.button(
                "Add to the articles", key="desk_add", icon=":material/library_add:", on_click=_keep, args=(item,),
                help="Keeps the version analyzed last with the others, for everybody who opens this dashboard.",
            )  # fmt: skip
        with st.popover("Start over", icon=":material/delete:"):
            st.write("This forgets the draft and its first version.")
            st.button("Forget the draft", key="desk_forget", on_click=_forget)
    if there is not None:
        st.page_link(
            state.ARTICLE, label="This version stands with the articles", icon=":material/article:",
            query_params=state.article_query(there.key),
        )  # fmt: skip
    st.caption("Reloading the page or closing the tab loses the draft.")


def _keep(item: data.Item) -> None:
    try:
        data.keep(item)
    except data.CorpusError as problem:
        st.session_state[_PROBLEM] = str(problem)


def _rebase() -> None:
    st.session_state[_DRAFT] = st.session_state[_DRAFT].rebased()
    _fresh()


def _back() -> None:
    first = st.session_state[_DRAFT].first
    st.session_state[_TEXT], st.session_state[_TITLE] = first.text, first.title
    st.session_state[_PROBLEM] = None


def _forget() -> None:
    st.session_state[_DRAFT] = None
    st.session_state[_TEXT] = st.session_state[_TITLE] = ""
    _fresh()


def _compared(found: Revision) -> None:
    dark = state.dark()
    st.header("What the changes did", anchor=False)
    st.caption(
        "A mark is kept where this revision has one of its kind on the same words, wherever they stand now. How often each rule "
        "is right stands under its marks."
    )
    left, right = st.columns(2, gap="large")
    for place, name, result, marks in ((left, "Gone", found.before, found.gone), (right, "New", found.after, found.new)):
        with place:
            st.subheader(f"{name} ({len(marks):,})", anchor=False)
            if marks:
                blocks.show(f"desk_{name.lower()}", revised.marks(result, marks))
            else:
                st.markdown("No mark is gone." if name == "Gone" else "No mark is new.")
    st.subheader(f"Kept ({len(found.kept):,})", anchor=False)
    st.markdown(plain(revised.by_kind(found.kept)) or "No mark is kept.")
    if found.revoiced:
        blocks.show("desk_revoiced", revised.revoiced(found.after, found.revoiced))

    st.subheader("Words by voice", anchor=False)
    labels = {voice: label.capitalize() for voice, label in data.voice_labels.items()}
    frame = revised.voice_frame(found, labels)
    st.altair_chart(voice_change(frame, dark=dark), width="stretch", key="desk_voices")
    st.caption(plain(revised.voices_in_words(found, labels)))
    chart_files.offer(
        partial(voice_change, frame, dark=False), "words-by-voice", title="Words by voice in two versions",
        note=revised.voices_in_words(found, labels),
    )  # fmt: skip

    st.subheader(f"Figures that moved ({len(found.moved):,})", anchor=False)
    if not found.moved:
        st.markdown("No figure moved.")
        return
    st.caption(
        "Below each value: its 95 % interval, then what it counts. Counts are certain: the two texts differ as they say, as far "
        "as the rules are right. An interval says how far a figure could go with other sentences of such writing. That of the "
        "change is made as if the two versions were written independently; they share most sentences, so it is wider than needed."
    )
    colours = dict(zip((column["letter"] for column in revised.COLUMNS), palette.articles(dark), strict=False))
    blocks.show("desk_figures", revised.moves(found.moved), list(revised.COLUMNS), colours)


main()
