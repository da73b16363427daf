"""Setting a mark aside on the article page: the form beside a chosen mark, and the list of all that were set aside."""

from __future__ import annotations

import streamlit as st

from analysis import set_aside
from analysis.annotation import Annotation
from analysis.decisions import LONGEST_NAME, LONGEST_REASON, REASONS, Mark, SetAside
from dashboard import data, state
from dashboard.corpus import counted
from dashboard.item import Item
from dashboard.plain_text import plain

OTHER = "another reason"

#: Where it waits for the rerun that shows it what was wrong with a decision.
_PROBLEM = "aside_problem"
#: Keys of the fields.
_WHY, _WORDS, _WHO = "aside_why", "aside_words", "aside_who"


def ask(item: Item, mark: Annotation) -> None:
    """Beside a chosen mark: set it aside with a reason, or take that back."""
    known = set_aside.held(item.analysis).get(mark.id)
    if known is not None:
        st.markdown(f"**Set aside**: {_told(known)}")
        _take_back(item, known, f"back_{mark.id}")
        problem()
        return
    with st.popover("Set this mark aside", icon=":material/visibility_off:", key="aside_form"):
        where = f"in the corpus {state.corpus()}" if state.corpus() else "in this server's memory, until it stops"
        st.markdown(
            "For a mark that you judge wrong. The figures stay as they were measured; beside those that count the mark stand the "
            f"figures without it. Your reason is kept {plain(where)}, and leaves with the tables."
        )
        st.radio("Reason", [*REASONS, OTHER], key=_WHY, format_func=lambda reason: reason.capitalize())
        st.text_input("In your words", key=_WORDS, max_chars=LONGEST_REASON, placeholder="Needed for another reason")
        st.text_input("Your name or initials (may be left out)", key=_WHO, max_chars=LONGEST_NAME, persist_state="session")
        st.button("Set aside", key="aside_put", type="primary", on_click=_put, args=(item, mark))
        problem()


def problem() -> None:
    """What was wrong with the last decision, said once."""
    if told := st.session_state.pop(_PROBLEM, None):
        st.error(plain(told), icon=":material/error:")


def listed(item: Item) -> None:
    """Every mark that was set aside, those included that the present analysis no longer makes."""
    problem()
    held, lost = set_aside.held(item.analysis), set_aside.lost(item.analysis)
    if not held and not lost:
        return
    with st.expander(f"Marks set aside ({len(held) + len(lost):,})", icon=":material/visibility_off:"):
        for name, one in held.items():
            _row(item, one, f"held_{name}", name)
        if lost:
            st.markdown(
                f"**No longer marked** ({counted(len(lost), 'decision')}): this analysis was made with other settings, which "
                "do not make these marks."
            )
            for number, one in enumerate(lost):
                _row(item, one, f"lost_{number}")


def _row(item: Item, one: SetAside, key: str, mark: str | None = None) -> None:
    label = data.kind_labels().get(one.mark.kind, one.mark.kind)
    words = one.mark.words if len(one.mark.words) < 80 else f"{one.mark.words[:75]} …"
    st.markdown(f"{plain(label)}, “{plain(words)}”: {_told(one)}")
    with st.container(horizontal=True, gap="small"):
        if mark is not None:
            st.button("Show", key=f"show_{key}", on_click=_show, args=(mark,), help="Show the mark in the text.")
        _take_back(item, one, f"back_{key}")


def _take_back(item: Item, one: SetAside, key: str) -> None:
    st.button("Take back", key=key, icon=":material/undo:", on_click=_back, args=(item, one.mark))


def _told(one: SetAside) -> str:
    by = f"{one.who}, " if one.who else ""
    return plain(f"{one.reason} ({by}{one.when[:10]})")


def _show(mark: str) -> None:
    state.set_parameters(mark=mark, metric=None, of=None)


def _put(item: Item, mark: Annotation) -> None:
    chosen, words = st.session_state[_WHY], st.session_state[_WORDS].strip()
    reason = words if chosen == OTHER else f"{chosen}: {words}" if words else chosen
    try:
        data.set_aside(item, mark, reason, st.session_state[_WHO])
        st.session_state[_PROBLEM] = None
    except (data.DecisionError, data.CorpusError) as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_WORDS] = ""


def _back(item: Item, mark: Mark) -> None:
    try:
        data.take_back(item, mark)
    except data.CorpusError as error:
        st.session_state[_PROBLEM] = str(error)
