"""How many sources speak."""

from __future__ import annotations

from analysis.metric import Example, Material, Metric, Tally


def _count(material: Material, voice: str) -> Tally:
    ids = tuple(s.id for s in material.sources if s.words)
    return Tally(len(ids), 1.0, ids)


METRIC = Metric(
    id="source_count",
    label="Sources",
    family="Attribution",
    definition=("Sources that are given at least one word in the text."),
    unit="sources",
    bounds=(0.0, None),
    reading=("Higher: more voices are heard, however little each says; see effective sources."),
    source=("Evenhand."),
    caveats=(
        "Two namings of one source that the rules do not join count twice. A count of one article has no sampling interval."
    ),
    needs=("sources",),
    by_voice=("all",),
    interval="none",
    examples=(
        Example("“We will close the ferry line,” said Mayor Ada Quill. The council met on Monday.", "all", 1.0),
        Example(
            "The council met on Monday in the old town hall. It closed the ferry line in March, and it set aside "
            "money for a bus. The bus will run every hour until the summer ends.",
            "all",
            0.0,
        ),
    ),
    compute=_count,
    decimals=0,
)
