"""How voices and kinds of marks look on a light page: colours told apart with every common colour vision, lines, letters.

Colour is never alone, and none says good or bad. The dashboard and the report show the same ones.
"""

from __future__ import annotations

BLUE = "#0072B2"

#: For lines, underlines, bars and ticks: hues of Okabe & Ito (2008), darkened so that they stand 3:1 against a light page.
VOICE_LIGHT = {
    "writer": "#6B7280",
    "direct": BLUE,
    "indirect": "#00805D",
    "headline": "#A4527E",
    "excluded": "#8B919B",
    "all": "#374151",
}

#: How each voice's underline is drawn (CSS `text-decoration-style`).
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

#: For kinds that have no colour of their own.
OTHER_LIGHT = "#6B7280"

#: A letter beside each kind's tint.
LETTERS = {
    "loaded_language": "L", "hedge": "H", "booster": "B", "factive": "F", "euphemism": "E", "partisan_label": "P",
    "stigmatising_label": "S", "scare_quote": "Q", "anonymous_source": "A", "rebuttal": "R", "one_sided": "1",
    "accusation": "C", "no_reply": "N", "agentless_passive": "D",
    "agentless_nominalisation": "K", "dropped_attribution": "U", "cut_quotation": "X", "no_counterpart": "O",
}  # fmt: skip

#: The letter of kinds that have none of their own.
OTHER_LETTER = "+"
