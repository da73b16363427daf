"""One-sided statements, first version: the writer judges a party, attributes it to nobody, and nobody answers nearby.

The rule: a sentence all in the writer's voice, with a loaded word of the writer's, that names a party; and no words of any
source in it or within two sentences of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from analysis.annotation import Annotation, Mention, Party, Sentence

RULE = "one_sided/loaded_party@1"

#: How many sentences on either side count as nearby.
NEARBY = 2

#: Kinds of annotation that carry a judgement.
JUDGING = frozenset({"loaded_language", "name_calling"})


def find(
    text: str,
    sentences: Sequence[Sentence],
    annotations: Sequence[Annotation],
    parties: Sequence[Party],
    mentions: Sequence[Mention],
) -> list[Annotation]:
    """One annotation a sentence that passes the rule; ids are given by the engine."""
    starts = [s.start for s in sentences]
    loaded: dict[int, Annotation] = {}
    for a in annotations:
        if a.kind in JUDGING and a.field == "text" and a.voice == "writer":
            loaded.setdefault(bisect_right(starts, a.start) - 1, a)
    named: dict[int, str] = {}
    for m in mentions:
        if m.voice == "writer" and m.party_id is not None:
            named.setdefault(bisect_right(starts, m.start) - 1, m.party_id)
    names = {p.id: p.name for p in parties}
    out = []
    for number, sentence in enumerate(sentences):
        if number not in loaded or number not in named:
            continue
        nearby = sentences[max(0, number - NEARBY) : number + NEARBY + 1]
        if any(s.words["direct"] + s.words["indirect"] for s in nearby):
            continue
        word, party = loaded[number].text, named[number]
        out.append(
            Annotation(
                id="",
                kind="one_sided",
                field="text",
                start=sentence.start,
                end=sentence.end,
                text=text[sentence.start : sentence.end],
                voice="writer",
                source_id=None,
                party_id=party,
                rule=RULE,
                score=None,
                why=f"The writer uses “{word}” in a sentence about {names[party]}, lays it to nobody, "
                f"and no source has a word within {NEARBY} sentences.",
            )
        )
    return out
