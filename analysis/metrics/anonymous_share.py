"""How much of the attributed text comes from sources that are not named."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import share_of_source_words

METRIC = Metric(
    id="anonymous_share",
    label="Words of unnamed sources",
    family="Attribution",
    definition=(
        "Words given to sources whom the article does not name (officials, critics, a person familiar with "
        "…), over the words given to any source."
    ),
    unit="share of attributed words",
    bounds=(0.0, 1.0),
    reading=("Higher: readers can check fewer of the voices that they hear."),
    source=("Evenhand; the notion follows common newsroom rules on anonymous sources."),
    caveats=("Types of sources are told by rules. Pronouns that were resolved wrongly move words between sources."),
    needs=("sources", "attributions"),
    by_voice=("all",),
    interval="bootstrap",
    examples=(Example("“We will close the line,” one official said. “No,” said Ada Quill.", "all", 5 / 6),),
    compute=share_of_source_words(lambda source: source.type == "anonymous"),
)
