"""Corpora: the stored corpora, to open, make, rename and delete; the last one deleted can be brought back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import corpus_field, data, state
from dashboard.corpus import counted
from dashboard.plain_text import plain

#: Where what happened waits for the run that tells it: kind and words.
_TOLD = "corpora_told"


def main() -> None:
    st.title("Corpora", anchor=False)
    st.markdown(
        "A corpus keeps articles and their analyses in a file on this machine: what is added stays when the server stops. "
        "Opening one changes what all pages show, in this window only. The samples are open where none is."
    )
    _told()
    _undo()
    names = data.corpora()
    for name in names:
        _corpus(name)
    if not names:
        st.info("There is no stored corpus yet. Make one below, then add articles to it.", icon=":material/inventory_2:")
    _new()
    st.caption(
        "The command line works on the same corpora: `evenhand analyze FOLDER --corpus NAME` fills one with two workers or more, "
        "`evenhand corpus export NAME` takes all of it along."
    )
    st.caption(plain(f"They stand in {data.corpora_folder()}. Who can open this dashboard can open, change and delete them."))


def _corpus(name: str) -> None:
    opened, folder = state.corpus() == name, data.is_folder(name)
    with st.container(border=True, key=f"corpus_{_letters(name)}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(name)}**{' · open here' if opened else ''}", width="stretch")
            st.button(
                "Close" if opened else "Open", key=f"open_{name}", icon=f":material/{'close' if opened else 'folder_open'}:",
                on_click=corpus_field.choose, args=(None if opened else name,),
                help=f"{'Close' if opened else 'Open'} {name}",
            )  # fmt: skip
            if not folder:
                _more(name)
        try:
            found = data.census(name)
        except data.CorpusError as problem:
            st.warning(plain(str(problem)), icon=":material/error:")
            return
        parts = [counted(found.articles, "article"), counted(found.words, "word")]
        if found.outlets:
            parts.append(counted(found.outlets, "outlet"))
        if found.first and found.last:
            parts.append(f"{found.first} to {found.last}")
        if found.failed:
            parts.append(f"{counted(found.failed, 'input')} without an analysis")
        st.caption(plain(f"{', '.join(parts)}; {found.megabytes:,.1f} MB{' in a folder of Parquet files' if folder else ''}."))
        if found.settings > 1:
            st.caption("Some articles were analyzed by another version or with other lexicons: add them again to renew them.")
        if opened:
            st.page_link(state.OVERVIEW, label="To its overview", icon=":material/grid_on:")
            st.page_link(state.ADD, label="Add articles to it", icon=":material/add_circle:")


def _more(name: str) -> None:
    with st.popover("More", icon=":material/more_horiz:", help=f"Rename or delete {name}"):
        other = st.text_input("New name", key=f"field:{name}", max_chars=64)
        st.button("Rename", key=f"rename_{name}", on_click=_rename, args=(name,), disabled=not other.strip())
        st.button("Delete", key=f"delete_{name}", icon=":material/delete:", on_click=_delete, args=(name,))
        st.caption("What is deleted can be brought back until the next deletion, or until a server starts.")


def _new() -> None:
    st.header("New corpus", anchor=False)
    with st.form("new_corpus", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Name", key="new_name", max_chars=64, placeholder="such as: elections-2031", width=340)
        st.form_submit_button("Create and open", type="primary", icon=":material/add:", on_click=_create)
    st.caption("Letters (a–z), digits, “-”, “_” and single dots.")


def _undo() -> None:
    gone = data.deleted_corpus()
    if gone is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo_deletion"):
        st.markdown(f"The corpus **{plain(gone)}** was deleted.", width="content")
        st.button("Undo", key="undo", icon=":material/undo:", on_click=_bring_back, args=(gone,))


def _told() -> None:
    kind, words = st.session_state.pop(_TOLD, (None, ""))
    if kind == "done":
        st.success(plain(words), icon=":material/check:")
    elif kind == "failed":
        st.error(plain(words), icon=":material/error:")


def _try(work: Callable[[], None], done: str, opens: str | None = None, *, closes: str | None = None) -> None:
    """Do something to a corpus and note what became of it; then open one, or close one that is open."""
    try:
        work()
    except data.CorpusError as problem:
        st.session_state[_TOLD] = "failed", str(problem)
        return
    st.session_state[_TOLD] = "done", done
    if opens is not None:
        corpus_field.choose(opens)
    elif closes is not None and state.corpus() == closes:
        corpus_field.choose(None)


def _create() -> None:
    name = st.session_state["new_name"].strip()
    _try(lambda: data.create_corpus(name), f"{name} is made and open. It has no article yet: add some.", opens=name)


def _rename(name: str) -> None:
    other = st.session_state[f"field:{name}"].strip()
    here = state.corpus() == name
    _try(lambda: data.rename_corpus(name, other), f"{name} is now {other}.", opens=other if here else None)


def _delete(name: str) -> None:
    _try(lambda: data.delete_corpus(name), f"{name} is deleted.", closes=name)


def _bring_back(name: str) -> None:
    _try(lambda: data.bring_back_corpus(name), f"{name} is back.")


def _letters(name: str) -> str:
    """The name as part of a class, where a dot has a meaning; no two names give the same."""
    return name.replace("_", "__").replace(".", "_dot_")


main()
