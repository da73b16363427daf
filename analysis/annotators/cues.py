"""The reporting words of the lexicon: their stance, and how far to trust each in each construction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis.annotation import Stance
from analysis.lexicon import lexicons


@dataclass(frozen=True)
class Cue:
    """What the lexicon says of one reporting lemma."""

    stance: Stance
    frames: dict[str, float]


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """Reporting lemmas with their part of speech, from the lexicon."""
    out: dict[tuple[str, str], Cue] = {}
    for term in lexicons()["reporting_verbs"].terms:
        frames = {}
        for item in filter(None, term.extra["frames"].split("|")):
            name, _, weight = item.partition("=")
            frames[name] = float(weight)
        stance: Stance = term.extra["stance"]  # type: ignore[assignment]  # the lexicon's own check holds the four names
        for pos in term.pos:
            out[term.term, pos] = Cue(stance, frames)
    return out
