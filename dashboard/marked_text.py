"""A text with its marks, its legend and its keys, as the pages show it; what is clicked goes into the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import set_aside
from analysis.annotation import Annotation
from dashboard import data, reader, state
from dashboard.article_state import Chosen
from dashboard.charts import palette
from dashboard.item import Item
from dashboard.reader import segments

#: What the legend calls marks that a reader set aside; no kind has this name.
ASIDE = "set-aside"
ASIDE_HELP = "Marks that a reader set aside, with a dashed edge. The keys n and p reach them while they are shown."


def show(item: Item, picked: Chosen, banded: Sequence[Annotation] = (), *, turns: bool = False) -> None:
    """Show the text.

    Args:
        picked: what is chosen; a figure's words are lit up and the rest fades.
        banded: marks that stand in a band, the rest as it is, while no figure is chosen.
        turns: whether keys of the page turn to other articles.
    """
    result = item.analysis
    pieces = segments.parts(result.article.text)
    number = 0
    if len(pieces) > 1:
        st.info(f"This text is long and is shown in {len(pieces)} parts.")
        number = int(st.number_input("Part", 1, len(pieces), 1)) - 1
    lit = segments.evidence_spans(result, picked.evidence)
    faded = bool(lit[0] or lit[1])
    if not faded:
        lit = segments.evidence_spans(result, [a.id for a in banded])
    labels = data.kind_labels()
    key = f"reader_{item.key}"
    reader.mount(
        "reader",
        key,
        {
            **segments.article(result, pieces[number], lit, labels),
            "legend": _legend(item),
            "letters": {k: palette.LETTERS.get(k, "+") for k in labels},
            "colours": {k: palette.kind(k, state.dark()) for k in labels},
            "voices": palette.voices(state.dark()),
            "hidden": (st.query_params.get("hide") or "").split(","),
            "chosen": picked.mark,
            "faded": faded,
            "turns": turns,
            "focus": f"{item.key}:{picked.mark}:{picked.figure}" if picked != Chosen() else "",
        },
        on_pick_change=lambda: _choose_mark(key),
        on_hide_change=lambda: _hide(key),
    )


def _legend(item: Item) -> list[dict[str, object]]:
    meanings = data.kind_meanings()
    kinds = {a.kind for a in item.analysis.annotations}
    voices = [v for v in ("direct", "indirect", "excluded") if any(s.voice == v for s in item.analysis.voices)]
    return [
        *({"id": v, "label": data.voice_labels[v].capitalize(), "voice": True, "help": data.voice_meanings[v]} for v in voices),
        *(
            {"id": k, "label": label, "letter": palette.LETTERS.get(k, "+"), "help": meanings[k]}
            for k, label in data.kind_labels().items()
            if k in kinds
        ),
        *([{"id": ASIDE, "label": "Set aside", "help": ASIDE_HELP, "aside": True}] if set_aside.held(item.analysis) else []),
    ]


def triggered(key: str, name: str) -> str | None:
    """What a component told last under a name, while its callback runs."""
    value = (st.session_state.get(key) or {}).get(name)
    return value if isinstance(value, str) else None


def _choose_mark(key: str) -> None:
    if (value := triggered(key, "pick")) is not None:
        state.set_parameters(mark=value, metric=None, of=None)


def _hide(key: str) -> None:
    if (value := triggered(key, "hide")) is not None:
        state.set_parameters(hide=value.strip(",") or None)
