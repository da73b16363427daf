"""One pass of the encoder over a text, for all learned heads that are switched on."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from analysis import encoder
from analysis.document import Parsed
from analysis.heads.attribution import reader as attribution
from analysis.heads.spans import reader as spans
from analysis.heads.techniques import reader as techniques
from analysis.heads.wording import reader as wording


@dataclass(frozen=True)
class Reading:
    """What the heads say of a text; None, or nothing of spans, from a head that is switched off or where there are no tokens.

    Attributes:
        techniques: logits of each token, (tokens, 2); see `techniques/reader.py`.
    """

    attribution: attribution.Judged | None = None
    wording: wording.Judged | None = None
    techniques: np.ndarray | None = None
    spans: spans.Said = field(default_factory=dict)


def read(parsed: Parsed, asked: spans.Asked | None = None) -> Reading:
    """Each window goes to every head and is forgotten, so that long texts cost no memory for their states."""
    heads = (attribution, wording, techniques, spans)
    who, how, which, what = (head.switched_on() for head in heads)
    if not parsed.tokens or not (who or how or which or what):
        return Reading()
    speech, style, marks, places = (
        attribution.Judge(parsed),
        wording.Judge(parsed),
        techniques.Judge(parsed),
        spans.Judge(asked or {}),
    )
    judges = [judge for judge, on in ((speech, who), (style, how), (marks, which), (places, what)) if on]
    for window, states in encoder.windows(parsed):
        for judge in judges:
            judge.take(window, states)
    return Reading(speech.judged() if who else None, style.judged if how else None, marks.logits if which else None, places.said)
