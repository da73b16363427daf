"""How many stigmatising labels stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "stigmatising_label",
    label="Stigmatising labels",
    family="Loaded language",
    definition="Names that reduce people to an illness, a disability, an offence or a need, per 1,000 words of the voice.",
    reading=(
        "Higher: more people are named by what they have, did or lack. Each mark gives the wording that those "
        "concerned prefer, and whose guidance that is."
    ),
    source="After the guidance of those concerned (named at each term); word list compiled for Evenhand.",
    caveats=(
        "Guidance of about 2015 to 2024; some people choose such a word for themselves. How often a hit is right was "
        "never measured: unchecked."
    ),
    examples=(
        PLAIN,
        Example(
            "The council met on Monday in the old town hall. It met the drug addict by the ferry line in March, "
            "and it set aside money for a bus that will run every hour until the summer ends.",
            "writer",
            1000 / 38,
        ),
    ),
)
