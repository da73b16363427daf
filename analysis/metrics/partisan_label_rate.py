"""How many partisan labels stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "partisan_label",
    label="Partisan labels",
    family="Loaded language",
    definition="Names that one camp uses and the other disputes, per 1,000 words of the voice.",
    reading=(
        "Higher in the writer's voice: the writer takes over more names from a camp. Which camp each is from, and "
        "a name that both accept, stands at the mark; the figure adds up all camps and says nothing of a lean."
    ),
    source="After stylebooks of news and Gentzkow and Shapiro (2010); word list compiled for Evenhand.",
    caveats=(
        "American, British and Middle Eastern politics of about 2010 to 2024; other quarrels are missed. How often a "
        "hit is right was never measured: unchecked."
    ),
    examples=(
        PLAIN,
        Example(
            "The council met on Monday in the old town hall. It raised the death tax and closed the ferry line in March, and "
            "it set aside money for a bus that will run every hour until the summer ends.",
            "writer",
            1000 / 39,
        ),
    ),
)
