"""One pass of the encoder over a text, for all learned heads that are switched on."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import encoder
from analysis.document import Parsed
from analysis.heads.attribution import reader as attribution
from analysis.heads.wording import reader as wording


@dataclass(frozen=True)
class Reading:
    """What the heads say of a text; None from a head that is switched off or where there are no tokens."""

    attribution: attribution.Judged | None = None
    wording: wording.Judged | None = None


def read(parsed: Parsed) -> Reading:
    """Each window goes to every head and is forgotten, so that long texts cost no memory for their states."""
    who, how = attribution.switched_on(), wording.switched_on()
    if not parsed.tokens or not (who or how):
        return Reading()
    speech, style = attribution.Judge(parsed), wording.Judge(parsed)
    for window, states in encoder.windows(parsed):
        if who:
            speech.take(window, states)
        if how:
            style.take(window, states)
    return Reading(speech.judged() if who else None, style.judged if how else None)
