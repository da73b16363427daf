"""Colours with one meaning everywhere: Okabe–Ito for voices and kinds, cividis for ranks; none says good or bad."""

from __future__ import annotations

#: Okabe & Ito (2008), told apart with every common kind of colour vision.
ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, VERMILLION, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#767676"

#: For lines, underlines, bars and ticks: the same hues, darker or lighter so that they stand 3:1 against the page.
VOICE_LIGHT = {
    "writer": "#6B7280",
    "direct": BLUE,
    "indirect": "#00805D",
    "headline": "#A4527E",
    "excluded": "#8B919B",
    "all": "#374151",
}
VOICE_DARK = {
    "writer": "#9CA3AF",
    "direct": SKY,
    "indirect": "#2CC49A",
    "headline": "#E3A1C4",
    "excluded": "#78808C",
    "all": "#D1D5DB",
}

#: How each voice's underline is drawn, so that colour is never alone (CSS `text-decoration-style`).
VOICE_LINE = {"writer": "none", "direct": "solid", "indirect": "dashed", "headline": "double", "excluded": "dotted"}

#: For ticks and bars by kind; for tints behind text, lay these at about 30 % over the page.
KIND_LIGHT = {
    "loaded_language": "#C65200",
    "hedge": "#2A86BD",
    "booster": "#A87400",
    "factive": "#5B7F00",
    "euphemism": "#8A6D3B",
    "partisan_label": "#B0355F",
    "stigmatising_label": "#5D6B8A",
    "scare_quote": "#7A5CC2",
    "anonymous_source": "#A4527E",
    "rebuttal": "#7C5A00",
    "agentless_passive": "#52707A",
    "one_sided": "#00805D",
    "accusation": "#9A3B26",
    "no_reply": "#4F6D7A",
    "agentless_nominalisation": "#3F7A6B",
    "dropped_attribution": "#B0355F",
    "cut_quotation": "#6B5BB5",
    "no_counterpart": "#7A6A1F",
}
KIND_DARK = {
    "loaded_language": "#F28B4B",
    "hedge": SKY,
    "booster": ORANGE,
    "factive": "#A8CC4C",
    "euphemism": "#D0B072",
    "partisan_label": "#F08CAE",
    "stigmatising_label": "#A9B8DA",
    "scare_quote": "#B9A3F0",
    "anonymous_source": "#E3A1C4",
    "rebuttal": "#D9B44A",
    "agentless_passive": "#9CBCC7",
    "one_sided": "#2CC49A",
    "accusation": "#F0A08C",
    "no_reply": "#A3C4D4",
    "agentless_nominalisation": "#86C7B5",
    "dropped_attribution": "#F08CAE",
    "cut_quotation": "#B9AEF2",
    "no_counterpart": "#CDBB63",
}

#: A letter beside each kind's tint, so that colour is never alone.
LETTERS = {
    "loaded_language": "L", "hedge": "H", "booster": "B", "factive": "F", "euphemism": "E", "partisan_label": "P",
    "stigmatising_label": "S", "scare_quote": "Q", "anonymous_source": "A", "rebuttal": "R", "one_sided": "1",
    "accusation": "C", "no_reply": "N", "agentless_passive": "D",
    "agentless_nominalisation": "K", "dropped_attribution": "U", "cut_quotation": "X", "no_counterpart": "O",
}  # fmt: skip

#: For articles that are compared, in their order; each colour stands beside its article's letter.
ARTICLES_LIGHT = ("#0072B2", "#B45309", "#00805D", "#A4527E", "#5D6B8A", "#7A5C00")
ARTICLES_DARK = (SKY, ORANGE, "#2CC49A", "#E3A1C4", "#A9B8DA", YELLOW)

#: For kinds that have no colour of their own.
OTHER_LIGHT, OTHER_DARK = "#6B7280", "#9CA3AF"

#: The colour scheme of ranks in charts (Nuñez, Anderton & Renslow 2018), by its name in Vega.
SEQUENTIAL = "cividis"


def voices(dark: bool) -> dict[str, str]:
    """Voice -> colour in the theme."""
    return VOICE_DARK if dark else VOICE_LIGHT


def paper(dark: bool) -> str:
    """The page's background in the theme, as `.streamlit/config.toml` sets it."""
    return "#14171B" if dark else "#FDFCFA"


def articles(dark: bool) -> tuple[str, ...]:
    """Colours of compared articles in the theme."""
    return ARTICLES_DARK if dark else ARTICLES_LIGHT


def kinds(dark: bool) -> dict[str, str]:
    """Kind of mark -> colour in the theme."""
    return KIND_DARK if dark else KIND_LIGHT


def kind(name: str, dark: bool) -> str:
    """The colour of a kind, also of one that a user's own lexicon brings."""
    return kinds(dark).get(name, OTHER_DARK if dark else OTHER_LIGHT)


def ink(dark: bool) -> str:
    """The colour of words in charts."""
    return "#E8E5DF" if dark else "#1E2329"
