"""Article: the text with its marks, and beside it every figure with the words behind it."""

from __future__ import annotations

import streamlit as st

from dashboard import article_data, article_figures, article_panel, corpus, data, reader, state
from dashboard.article_state import Chosen, chosen
from dashboard.charts import palette
from dashboard.charts.barcode import SELECTION, barcode
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
    about = [corpus.byline(item), item.topic or "", f"{item.words:,} words"]
    st.markdown(plain(" · ".join(part for part in about if part)))
    for warning in item.analysis.warnings:
        st.caption(plain(f"Note: {warning}"))
    _barcode(item)
    picked = chosen(item.analysis)
    text, side = st.columns([11, 9], gap="large")
    with text:
        _reader(item, picked)
    with side:
        article_panel.selection(item, picked)
        st.header("Whose words these are", anchor=False, help="Words of the text by who they belong to, boilerplate left out.")
        frame = article_data.share_frame(item.analysis, {v: t.capitalize() for v, t in data.voice_labels.items()})
        st.altair_chart(share_of_voice(frame, dark=state.dark()), width="stretch", key="share_of_voice")
        article_panel.cards(item)
        st.header("Figures by voice", anchor=False, help="Click a value: the words that it counts are marked in the text.")
        key = f"figures_{item.key}"
        reader.mount(
            "figures",
            key,
            article_figures.payload(item, picked.figure, state.dark()),
            on_figure_change=lambda: _choose_figure(key),
        )


def _neighbours(items: list[Item], item: Item) -> None:
    at = next((n for n, other in enumerate(items) if other.key == item.key), 0)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="neighbours"):
        st.page_link(state.OVERVIEW, label="Overview", icon=":material/grid_on:", width="content")
        for step, label, icon in ((-1, "Previous", "arrow_back"), (1, "Next", "arrow_forward")):
            there = 0 <= at + step < len(items)
            st.button(
                label, key=f"turn_{label}", type="tertiary", icon=f":material/{icon}:", disabled=not there,
                on_click=state.turn_to, args=(items[at + step].key,) if there else (),
                help=plain(items[at + step].title) if there else None,
            )  # fmt: skip
        st.caption(f"{at + 1:,} of {len(items):,} articles", width="content")


def _barcode(item: Item) -> None:
    labels = data.kind_labels()
    frame = article_data.barcode_frame(item.analysis, {v: t.capitalize() for v, t in data.voice_labels.items()}, labels)
    if frame.empty:
        return
    st.header(
        "Along the article", anchor=False,
        help="Each column is a sentence, from the first to the last; each row a voice or a kind of mark. The paler a tick, the "
        "smaller its share of the sentence. Click one to see the sentence.",
    )  # fmt: skip
    dark = state.dark()
    colours = {data.voice_labels[v].capitalize(): c for v, c in palette.voices(dark).items()}
    colours |= {label: palette.kind(kind, dark) for kind, label in labels.items()}
    event = st.altair_chart(
        barcode(frame, colours, len(item.analysis.sentences)),
        width="stretch",
        key=f"barcode_{item.key}",
        on_select="rerun",
        selection_mode=SELECTION,
        alt="Strip along the article: which sentences hold quoted and reported words and each kind of mark.",
    )
    picked = event.selection.get(SELECTION) or []
    sentence = str(int(picked[0]["sentence"])) if picked and "sentence" in picked[0] else None
    before = st.session_state.get("barcode_last")
    st.session_state["barcode_last"] = item.key, sentence
    if sentence is not None and before != (item.key, sentence):
        state.set_parameters(mark=f"t{sentence}", metric=None, of=None)


def _reader(item: Item, picked: Chosen) -> None:
    result = item.analysis
    pieces = segments.parts(result.article.text)
    number = 0
    if len(pieces) > 1:
        st.info(f"This text is long and is shown in {len(pieces)} parts.")
        number = int(st.number_input("Part", 1, len(pieces), 1)) - 1
    lit = segments.evidence_spans(result, picked.evidence)
    labels = data.kind_labels()
    key = f"reader_{item.key}"
    shown = segments.article(result, pieces[number], lit, labels)
    reader.mount(
        "reader",
        key,
        {
            **shown,
            "legend": _legend(item),
            "letters": {k: palette.LETTERS.get(k, "+") for k in labels},
            "colours": {k: palette.kind(k, state.dark()) for k in labels},
            "voices": palette.voices(state.dark()),
            "hidden": (st.query_params.get("hide") or "").split(","),
            "chosen": picked.mark,
            "faded": bool(lit[0] or lit[1]),
            "focus": f"{item.key}:{picked.mark}:{picked.figure}",
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
    ]


def _trigger(key: str, name: str) -> str | None:
    value = (st.session_state.get(key) or {}).get(name)
    return value if isinstance(value, str) else None


def _choose_mark(key: str) -> None:
    if (value := _trigger(key, "pick")) is not None:
        state.set_parameters(mark=value, metric=None, of=None)


def _hide(key: str) -> None:
    if (value := _trigger(key, "hide")) is not None:
        state.set_parameters(hide=value.strip(",") or None)


def _choose_figure(key: str) -> None:
    if (value := _trigger(key, "figure")) is not None:
        metric, _, voice = value.partition(":")
        state.set_parameters(metric=metric or None, of=voice or None, mark=None)


main()
