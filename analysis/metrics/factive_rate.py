"""How many factives stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "factive",
    label="Factives",
    family="One-sidedness",
    definition="Words that take the claim behind them for true, per 1,000 words of the voice.",
    reading=(
        "Higher in the writer's voice: the writer vouches more often for what is told, by “knew that” or "
        "“revealed why” where “believed” or “said” would leave it open."
    ),
    source="Kiparsky and Kiparsky (1970); Karttunen (1971); Hooper (1975); word list compiled for Evenhand.",
    caveats=(
        "Counted only with a conjunction behind (“knew that”). What is taken for true may well be true: the list cannot "
        "tell. How often a hit is right was never measured: unchecked."
    ),
    examples=(
        PLAIN,
        Example(
            "The council met on Monday in the old town hall. It knew that the line would close. The bus will run every hour "
            "until the summer ends, and there is money for it until March. The ferry lies in the harbour, and its crew work on "
            "the roof of the hall, which opens again in May.",
            "writer",
            1000 / 51,
        ),
    ),
)
