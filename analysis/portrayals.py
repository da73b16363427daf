"""The tone toward each party, summed up over its namings in one voice: so the writer's tone and the sources' stand apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.annotation import Mention


@dataclass(frozen=True)
class Portrayal:
    """Mean tone toward a party, -1 to 1, over `mentions` namings that were judged; None where there are none."""

    tone: float | None
    mentions: int


def portrayal(mentions: Iterable[Mention], party_id: str, voice: str) -> Portrayal:
    """How a voice portrays a party; `all` sums up the voices of the text."""
    tones = [m.portrayal for m in mentions if m.party_id == party_id and voice in ("all", m.voice) and m.portrayal is not None]
    return Portrayal(sum(tones) / len(tones) if tones else None, len(tones))
