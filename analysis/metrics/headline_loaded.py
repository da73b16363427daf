"""Whether the headline itself is loaded."""

from __future__ import annotations

from analysis.metric import Example, Material, Metric, Tally


def _count(material: Material, voice: str) -> Tally:
    words = material.words["headline"]
    ids = tuple(
        a.id for a in material.annotations if a.kind == "loaded_language" and a.field == "title" and a.voice == "headline"
    )
    return Tally(len(ids), 1.0 if words else 0.0, ids, missing=None if words else "there is no headline, or all of it is quoted")


METRIC = Metric(
    id="headline_loaded",
    label="Loaded words in the headline",
    family="Framing",
    definition=("Loaded words in the headline, quoted words left out."),
    unit="words",
    bounds=(0.0, None),
    reading=("Above 0: the headline itself passes a judgement."),
    source=("Evenhand."),
    caveats=(
        "Counts words of a list, checked for part of speech and neighbours but not for irony or for what the "
        "story needs. Words that the list lacks are missed. A count of one headline has no sampling interval."
    ),
    needs=("loaded_language",),
    by_voice=("headline",),
    interval="none",
    examples=(
        Example("The council met on Monday.", "headline", 1.0, title="A shameful vote"),
        Example("The council met on Monday.", "headline", None),
    ),
    compute=_count,
    decimals=0,
)
