"""How many euphemisms and dysphemisms stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import ALL_VOICES, marks_per_words

METRIC = Metric(
    id="euphemism_rate",
    label="Euphemisms and dysphemisms",
    family="Loaded language",
    definition="Wordings that make a thing sound milder or harsher than the plain word, per 1,000 words of the voice.",
    unit="per 1,000 words",
    bounds=(0.0, None),
    reading=(
        "Higher: more of the voice's wording smooths or roughens what it tells. Each mark says which, and gives a plainer word."
    ),
    source="After Allan and Burridge (2006) and Lutz (1989); word list compiled for Evenhand.",
    caveats=(
        "Some are terms of law or of a trade that have no plainer word there. How often a hit is right was never "
        "measured: unchecked."
    ),
    needs=("euphemism",),
    by_voice=ALL_VOICES,
    interval="garwood",
    examples=(
        Example(
            "The council met on Monday in the old town hall. It closed the ferry line in March, and it set aside "
            "money for a bus. The bus will run every hour until the summer ends.",
            "writer",
            0.0,
        ),
        Example(
            "The army met the press on Monday in the old town hall. It left collateral damage near the ferry line in "
            "March, and it set aside money for a bus that will run every hour until the summer ends.",
            "writer",
            1000 / 39,
        ),
    ),
    compute=marks_per_words("euphemism"),
    scale=1000.0,
    floor=30,
    decimals=1,
)
