"""How many factives stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import ALL_VOICES, marks_per_words

METRIC = Metric(
    id="factive_rate",
    label="Factives",
    family="One-sidedness",
    definition="Words that take the claim behind them for true, per 1,000 words of the voice.",
    unit="per 1,000 words",
    bounds=(0.0, None),
    reading=(
        "Higher in the writer's voice: the writer vouches more often for what is told, by “knew that” or "
        "“revealed why” where “believed” or “said” would leave it open."
    ),
    source="Kiparsky and Kiparsky (1970); Karttunen (1971); Hooper (1975); word list compiled for Evenhand.",
    caveats=(
        "Counted only with a conjunction behind (“knew that”). What is taken for true may well be true: the list cannot "
        "tell. How often a hit is right was never measured: unchecked."
    ),
    needs=("factive",),
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
            "The council met on Monday in the old town hall. It knew that the line would close. The bus will run every hour "
            "until the summer ends, and there is money for it until March. The ferry lies in the harbour, and its crew work on "
            "the roof of the hall, which opens again in May.",
            "writer",
            1000 / 51,
        ),
    ),
    compute=marks_per_words("factive"),
    scale=1000.0,
    floor=30,
    decimals=1,
)
