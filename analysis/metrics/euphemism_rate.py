"""How many euphemisms and dysphemisms stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "euphemism",
    label="Euphemisms and dysphemisms",
    family="Loaded language",
    definition="Wordings that make a thing sound milder or harsher than the plain word, per 1,000 words of the voice.",
    reading=(
        "Higher: more of the voice's wording smooths or roughens what it tells. Each mark says which, and gives a plainer word."
    ),
    source="After Allan and Burridge (2006) and Lutz (1989); word list compiled for Evenhand.",
    caveats=(
        "Some are terms of law or of a trade that have no plainer word there. How often a hit is right was never "
        "measured: unchecked."
    ),
    examples=(
        PLAIN,
        Example(
            "The army met the press on Monday in the old town hall. It left collateral damage near the ferry line in "
            "March, and it set aside money for a bus that will run every hour until the summer ends.",
            "writer",
            1000 / 39,
        ),
    ),
)
