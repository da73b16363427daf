"""How often claims are introduced with doubt."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import share_of_stance

METRIC = Metric(
    id="doubting_verbs",
    label="Doubting reporting words",
    family="Attribution",
    definition=(
        "Attributions introduced by words that cast doubt on the claim or its speaker (claimed, alleged, "
        "ranted), over all that have reporting words."
    ),
    unit="share of attributions",
    bounds=(0.0, 1.0),
    reading=("Higher: the writer keeps more distance from what sources say."),
    source=("Stance of reporting verbs after Thompson & Ye (1991), Applied Linguistics 12(4); groups in docs/lexicons.md."),
    caveats=(
        "A verb's stance depends on context; the list gives its usual one. Below five attributions the answer "
        "is “too few to say”."
    ),
    needs=("attributions",),
    by_voice=("all",),
    interval="wilson",
    examples=(Example("“We will close the ferry line,” said Mayor Ada Quill. The council met on Monday.", "all", None),),
    compute=share_of_stance(("doubting", "hostile")),
    floor=5,
)
