"""How many parties are talked about and never speak."""

from __future__ import annotations

from analysis.metric import Example, Material, Metric, Tally


def _count(material: Material, voice: str) -> Tally:
    ids = tuple(p.id for p in material.parties if p.silent)
    return Tally(len(ids), 1.0, ids)


METRIC = Metric(
    id="silent_parties",
    label="Silent parties",
    family="One-sidedness",
    definition="Parties that are named in two places of the text or more and are given no words, quoted or reported.",
    unit="parties",
    bounds=(0.0, None),
    reading="Higher: more of those whom the article is about are talked about only. Whether they were asked, it does not say.",
    source="Evenhand.",
    caveats=(
        "On articles that nothing was tuned on it falls short (docs/benchmarks.md, “Parties”): read it as a hint, and look at "
        "the parties that it counts. An official act gives no words. A party whose words attribution misses counts as silent, "
        "and two namings that the rules do not join count twice. A count of one article has no sampling interval."
    ),
    needs=("parties", "sources", "mentions"),
    by_voice=("all",),
    interval="none",
    examples=(
        Example("“We will close the line,” said Ada Quill. Tom Marsh led the strike. On Monday Marsh walked out.", "all", 1.0),
        Example("“We will close the line,” said Ada Quill. Quill left on Monday.", "all", 0.0),
    ),
    compute=_count,
    decimals=0,
)
