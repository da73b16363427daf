"""How much of the text is laid to sources."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import share_of_words

METRIC = Metric(
    id="attributed_share",
    label="Attributed words",
    family="Attribution",
    definition=("Words inside attributed content, quoted or reported, over all words of the text."),
    unit="share of words",
    bounds=(0.0, 1.0),
    reading=("Near 1: the article mostly passes on what others say. Near 0: it mostly speaks for itself."),
    source=("Attribution after Newell et al. (2018), PolNeAR, section 3."),
    caveats=("Attributions that are missed count as the writer's words; see the right-rates in docs/benchmarks.md."),
    needs=("attributions",),
    by_voice=("all",),
    interval="bootstrap",
    examples=(
        Example("“We will close the ferry line,” said Mayor Ada Quill. The council met on Monday.", "all", 6 / 15),
        Example(
            "The council met on Monday in the old town hall. It closed the ferry line in March, and it set aside "
            "money for a bus. The bus will run every hour until the summer ends.",
            "all",
            0.0,
        ),
    ),
    compute=share_of_words(("direct", "indirect"), ("direct", "indirect", "mixed")),
)
