"""How much of the text is quoted from sources."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import share_of_words

METRIC = Metric(
    id="direct_share",
    label="Quoted words",
    family="Attribution",
    definition=("Words inside quotation marks that are laid to a source, over all words of the text."),
    unit="share of words",
    bounds=(0.0, 1.0),
    reading=("Higher: readers hear more of the sources' own wording."),
    source=("Newell et al. (2018), PolNeAR."),
    caveats=("A quotation without any sign of a speaker stays the writer's."),
    needs=("attributions",),
    by_voice=("all",),
    interval="bootstrap",
    examples=(Example("“We will close the ferry line,” said Mayor Ada Quill. The council met on Monday.", "all", 6 / 15),),
    compute=share_of_words(("direct",), ("direct", "mixed")),
)
