"""Colours with one meaning everywhere: Okabe–Ito for voices and kinds, cividis for ranks; none says good or bad."""

from __future__ import annotations

from analysis.mark_look import BLUE, KIND_LIGHT, LETTERS, OTHER_LIGHT, VOICE_LIGHT, VOICE_LINE

__all__ = ["BLUE", "KIND_LIGHT", "LETTERS", "OTHER_LIGHT", "VOICE_LIGHT", "VOICE_LINE"]

#: Okabe & Ito (2008), told apart with every common kind of colour vision.
ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
VERMILLION, PURPLE, GREY = "#D55E00", "#CC79A7", "#767676"

#: For lines, underlines, bars and ticks: the same hues, darker or lighter so that they stand 3:1 against the page.
VOICE_DARK = {
    "writer": "#9CA3AF",
    "direct": SKY,
    "indirect": "#2CC49A",
    "headline": "#E3A1C4",
    "excluded": "#78808C",
    "all": "#D1D5DB",
}

#: For ticks and bars by kind; for tints behind text, lay these at about 30 % over the page.
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

#: For articles that are compared, in their order; each colour stands beside its article's letter.
ARTICLES_LIGHT = ("#0072B2", "#B45309", "#00805D", "#A4527E", "#5D6B8A", "#7A5C00")
ARTICLES_DARK = (SKY, ORANGE, "#2CC49A", "#E3A1C4", "#A9B8DA", YELLOW)

#: For kinds that have no colour of their own.
OTHER_DARK = "#9CA3AF"

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
