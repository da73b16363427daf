"""How much of the text reports claims in the writer's wording."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import share_of_words

METRIC = Metric(
    id="indirect_share",
    label="Reported words",
    family="Attribution",
    definition=("Words that report a source's claim in the writer's wording, over all words of the text."),
    unit="share of words",
    bounds=(0.0, 1.0),
    reading=("Higher: more claims reach readers in the writer's wording."),
    source=("Newell et al. (2018), PolNeAR."),
    caveats=("Reported speech is the hardest to find: about seven in ten of its attributions are found (docs/benchmarks.md)."),
    needs=("attributions",),
    by_voice=("all",),
    interval="bootstrap",
    examples=(Example("Mayor Ada Quill said the ferry line will close in March. The council met on Monday.", "all", 7 / 16),),
    compute=share_of_words(("indirect",), ("indirect", "mixed")),
)
