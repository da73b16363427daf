"""How many names that judge stand in a thousand words of each voice."""

from __future__ import annotations

from analysis.metrics._rate import PLAIN, rate

METRIC = rate(
    "name_calling",
    label="Name calling",
    family="Loaded language",
    definition="Names for somebody or something that judge instead of naming, per 1,000 words of the voice.",
    reading="Higher: the voice labels those it speaks of. A label inside a quotation is the speaker's, never the writer's.",
    source="Kind after name calling or labeling in Da San Martino et al. (2019), section 2.",
    caveats=(
        "Found by a learned head that reads words in their context; its right-rate stands in the codebook. The interval takes "
        "marks as independent; it does not cover the head's errors."
    ),
    examples=(PLAIN,),
    rank=2,
)
