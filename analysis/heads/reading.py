"""One pass of the encoder over a text, for all learned heads that are switched on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis import encoder
from analysis.annotation import Span
from analysis.document import Parsed
from analysis.heads.attribution import reader as attribution
from analysis.heads.frames import reader as frames
from analysis.heads.portrayal import reader as portrayal
from analysis.heads.spans import reader as spans
from analysis.heads.techniques import reader as techniques
from analysis.heads.wording import reader as wording


@dataclass(frozen=True)
class Reading:
    """What the heads say of a text; None, or nothing of spans, from a head that is switched off or where there are no tokens.

    Attributes:
        techniques: logits of each token, (tokens, 2); see `techniques/reader.py`.
        states: the encoder's states of the tokens that were to be kept, in order, (tokens, layers × 384); None where no head
            is switched on, so that the encoder does not read.
    """

    attribution: attribution.Judged | None = None
    wording: wording.Judged | None = None
    techniques: np.ndarray | None = None
    spans: spans.Said = field(default_factory=dict)
    portrayal: portrayal.Said = field(default_factory=dict)
    frames: frames.Judged | None = None
    states: np.ndarray | None = None


def read(parsed: Parsed, asked: spans.Asked | None = None, named: Sequence[Span] = (), kept: Sequence[int] = ()) -> Reading:
    """Each window goes to every head and is forgotten, so that long texts cost no memory for their states.

    Args:
        asked: token ranges for the head of spans.
        named: token ranges whose tone is asked for. Frames are the text's alone: a headline is no article.
        kept: indices of tokens whose states are kept, in order.
    """
    heads = (attribution, wording, techniques, spans, portrayal, frames)
    who, how, which, what, tone, story = (head.switched_on() for head in heads)
    story = story and parsed.field == "text"
    if not parsed.tokens or not (who or how or which or what or tone or story):
        return Reading()
    speech, style, marks, places, tones, themes = (
        attribution.Judge(parsed),
        wording.Judge(parsed),
        techniques.Judge(parsed),
        spans.Judge(asked or {}),
        portrayal.Judge(parsed, named),
        frames.Judge(parsed),
    )
    pairs = ((speech, who), (style, how), (marks, which), (places, what), (tones, tone), (themes, story))
    judges = [judge for judge, on in pairs if on]
    asked_for = np.asarray(kept, dtype=np.int64)
    shown = []
    for window, states in encoder.windows(parsed):
        for judge in judges:
            judge.take(window, states)
        first, last = np.searchsorted(asked_for, (window.own, window.last))
        shown.append(states[asked_for[first:last] - window.first])
    return Reading(
        speech.judged() if who else None,
        style.judged if how else None,
        marks.logits if which else None,
        places.said,
        tones.said,
        themes.judged() if story else None,
        np.concatenate(shown),
    )
