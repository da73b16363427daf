"""The parties: actors that the article names more than once, or that speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.annotation import Mention, Party, Source
from analysis.annotators.entities import Actor
from analysis.annotators.voices import Voices

#: Namings in the text that make an actor a party even if it never speaks.
LEAST_MENTIONS = 2


def find(
    actors: Sequence[Actor], speakers: Mapping[str, Actor], sources: Sequence[Source], voices: Voices
) -> tuple[list[Party], list[Mention]]:
    """Parties in order of their first naming, and each naming in the text outside boilerplate.

    `speakers`: the actor behind each named source card's id.
    """
    card_of = {id(actor): source_id for source_id, actor in speakers.items()}
    words = {s.id: s.words for s in sources}
    parties: list[Party] = []
    mentions: list[Mention] = []
    for actor in actors:
        source_id = card_of.get(id(actor))
        placed = [(start, end) for name, start, end in actor.mentions if name == "text" and voices.at(start).voice != "excluded"]
        if not placed or (len(placed) < LEAST_MENTIONS and source_id is None):
            continue
        party_id = f"p{len(parties) + 1}"
        parties.append(
            Party(party_id, actor.name, tuple(actor.aliases), actor.type, source_id, len(placed), words.get(source_id or "", 0))
        )
        mentions.extend(Mention(start, end, party_id, voices.at(start).voice) for start, end in placed)
    mentions.sort(key=lambda m: (m.start, m.end))
    return parties, mentions
