"""Whether the headline states what the body only lays to a source."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._headline import headline_metric

METRIC = headline_metric(
    "dropped_attribution",
    id="headline_drops_attribution",
    label="Headline drops attribution",
    definition=(
        "1 where the headline states, without a source, reporting word, quotation marks or question mark, what the body lays "
        "to a source and no statement of the writer's says; else 0."
    ),
    reading="1: a reader of the headline alone takes for a fact what the article only reports. Look at the words of the body.",
    caveats=(
        "Found by the likeness of the headline to what sources and the writer say in the body: wording that is far away is "
        "missed, and the writer may say the same in other words. What the headline's own actor says of itself is left out."
    ),
    claims=True,
    examples=(
        Example(
            "The council met on Monday. The dockers' union said that the ferry line to Orrin will close in June.",
            "headline", 1.0, title="The ferry line to Orrin will close in June",
        ),
        Example("The council met on Monday in the town hall. It set aside money for a bus.", "headline", None),
    ),
)  # fmt: skip
