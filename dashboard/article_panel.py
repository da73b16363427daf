"""The panels beside the text: what is chosen, with its reason and its words, and the source cards."""

from __future__ import annotations

import streamlit as st

from analysis import right_rates, set_aside
from analysis.annotation import Annotation, Attribution, Sentence, Source, Span
from dashboard import article_aside, article_data, data, figures, state, word_spans
from dashboard.article_state import Chosen
from dashboard.item import Item
from dashboard.plain_text import plain
from dashboard.reader import segments

#: Words in context listed behind a figure at once.
MOST_LISTED = 30


def selection(item: Item, picked: Chosen, *, figures: bool = True) -> None:
    """What is chosen, or how to choose.

    Args:
        figures: whether the page has figures to choose, and marks that can be set aside: it shows an article that is kept.
    """
    if picked.figure is None and picked.mark is None:
        with st.container(border=True, key="hint"):
            value = ", or **a value** below to see the words behind it" if figures else ""
            st.markdown(f"**Click a mark** in the text to see why it is there{value}.")
        return
    with st.container(border=True, key="selection", gap="xsmall"):
        if picked.figure is not None:
            _figure(item, *picked.figure)
        elif picked.mark is not None:
            _mark(item, picked.mark, kept=figures)
        st.button("Clear", key="clear_selection", icon=":material/close:", type="tertiary", on_click=_clear)


def _clear() -> None:
    state.set_parameters(mark=None, metric=None, of=None)


def _figure(item: Item, metric_id: str, voice: str) -> None:
    metric, value = data.metric(metric_id), data.value(item, metric_id, voice)
    if metric is None or value is None:
        return
    unit = plain(figures.unit(metric)) if value.value is not None else plain(figures.why_missing(value))
    st.markdown(f"**{plain(metric.label)}**, {plain(data.voice_labels[voice])}: **{plain(figures.shown(metric, value))}** {unit}")
    span, counts = figures.interval(metric, value), figures.counts(metric, value)
    rests = "; ".join(part for part in (f"95 % interval {span}" if span else "", f"counted: {counts}" if counts else "") if part)
    st.caption(plain(f"{metric.definition} {rests[:1].upper()}{rests[1:]}{'.' if rests else ''}"))
    without = set_aside.changed(item.analysis).get((metric_id, voice))
    if without is not None:
        st.markdown(plain(f"Without the marks set aside: {figures.in_brackets(metric, without)}."))
    text, title = segments.evidence_spans(item.analysis, value.annotations)
    if not text and not title:
        st.markdown("It counts no words of this article.")
        return
    st.markdown(f"**The words behind it ({len(text) + len(title):,})**")
    for source, spans in ((item.analysis.article.title or "", title), (item.analysis.article.text, text)):
        for start, end in sorted(set(spans))[:MOST_LISTED]:
            _quote(*article_data.context(source, start, end))
    if len(text) > MOST_LISTED:
        st.caption(f"And {len(text) - MOST_LISTED:,} more, marked in the text.")


def _quote(before: str, inside: str, behind: str) -> None:
    inside = inside if len(inside) <= 240 else f"{inside[:230]}…"
    # A blank at an edge is kept outside the bold words, where Markdown needs it.
    left = " " if before.endswith(" ") or inside.startswith(" ") else ""
    right = " " if behind.startswith(" ") or inside.endswith(" ") else ""
    st.markdown(f"{plain(before)}{left}**{plain(inside)}**{right}{plain(behind)}")


def _mark(item: Item, mark: str, *, kept: bool) -> None:
    found = article_data.by_id(item.analysis).get(mark)
    if isinstance(found, Annotation):
        _annotation(item, found)
        if kept:
            article_aside.ask(item, found)
    elif isinstance(found, Attribution):
        _attribution(item, found)
    elif isinstance(found, Source):
        _source(found)
    else:
        _words(item, word_spans.read(mark, len(item.analysis.article.text)) or [])
        sentence = next((s for s in item.analysis.sentences if f"t{s.index}" == mark), None)
        if sentence is not None:
            st.markdown(f"**Sentence {sentence.index + 1}**")
            shares = ", ".join(f"{data.voice_labels[v]} {share:.0%}" for v, share in sentence.voice.items() if share)
            st.markdown(plain(f"Voices: {shares or 'none, it is boilerplate'}."))
            _sentence(item, sentence)


def _words(item: Item, spans: list[Span]) -> None:
    """Words that a link of another page names, in context."""
    if spans:
        st.markdown("**The words of the link**" if len(spans) == 1 else f"**The words of the link, in {len(spans)} places**")
    for start, end in spans[:MOST_LISTED]:
        _quote(*article_data.context(item.analysis.article.text, start, end))


def _sentence(item: Item, sentence: Sentence) -> None:
    """What the wording head says of a sentence, and the words that make it loaded."""
    if sentence.loaded is None or sentence.opinion is None or sentence.lexical_bias is None:
        return
    text = item.analysis.article.text
    words = ", ".join(f"“{text[a:b]}”" for a, b in sentence.loaded_words)
    made = f"{words} make it so; without them it would be {sentence.loaded_without:.0%}." if words else ""
    _rows(
        {
            "Reads as loaded": f"{sentence.loaded:.0%}, for coders who see it alone. {made}",
            "States opinion": f"{sentence.opinion:.0%}",
            "Holds a phrase that slants the article": f"{sentence.lexical_bias:.0%}, for coders who read the whole article",
        }
    )


def _annotation(item: Item, a: Annotation) -> None:
    st.markdown(f"**{plain(data.kind_labels()[a.kind])}**: {plain(a.text if len(a.text) < 200 else a.text[:190] + '…')}")
    st.markdown(plain(a.why))
    if a.body_place is not None:
        st.markdown("**In the body**")
        _quote(*article_data.context(item.analysis.article.text, *a.body_place))
    names = {s.id: s.name for s in item.analysis.sources}
    told = f"{data.voice_labels[a.voice]}{', ' + names[a.source_id] if a.source_id in names else ''}"
    rows = {
        "Voice": told,
        "Plainer wording": a.neutral or "",
        "Rule": a.rule,
        "How often the rule is right": right_rates.told(a.rule),
    }
    _rows(rows)


def _attribution(item: Item, a: Attribution) -> None:
    text = item.analysis.article.text if a.field == "text" else item.analysis.article.title or ""
    names = {s.id: s.name for s in item.analysis.sources}
    st.markdown("**Attribution**")
    st.markdown(plain(a.why))
    _rows(
        {
            "Source": names.get(a.source_id or "", "not told"),
            "Reporting words": " … ".join(text[s:e] for s, e in a.cue),
            "Form": {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}[a.form],
            "Stance of the reporting words": a.stance or "",
            "Certainty": f"{a.score:.0%}" + (" of such cases were right on labelled articles" if a.verb else ""),
            "Rule": a.rule,
            "How often the rule is right": right_rates.told(a.rule),
        }
    )


def _rows(rows: dict[str, str]) -> None:
    st.markdown("\n".join(f"- {plain(name)}: {plain(value)}" for name, value in rows.items() if value))


def _source(s: Source, verbs: str = "") -> None:
    st.markdown(f"**{plain(s.name)}**")
    kind = f"{s.type}, {'named' if s.named else 'not named'}"
    called = ", ".join(name for name in s.aliases[:8] if name != s.name)
    _rows(
        {
            "Kind": kind,
            "Introduced as": s.role or "",
            "Speaks for": s.speaks_for or "",
            "Also called": called,
            "Words given": f"{s.words:,}",
            "Reporting words": verbs,
        }
    )


def _show(source: str) -> None:
    state.set_parameters(mark=source, metric=None, of=None)


def cards(item: Item) -> None:
    """A card for each source, to open its words in the text."""
    sources = item.analysis.sources
    if not sources:
        st.markdown("No source is given any words.")
        return
    with st.expander(f"Source cards ({len(sources)})", icon=":material/groups:"):
        verbs = {a.id: a.verb for a in item.analysis.attributions}
        for s in sources:
            _source(s, ", ".join(dict.fromkeys(v for i in s.attributions if (v := verbs[i]))))
            st.button("Show its words", key=f"source_{item.key}_{s.id}", on_click=_show, args=(s.id,))
