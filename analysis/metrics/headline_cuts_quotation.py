"""Quotations of the headline that the body limits or has in other words."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._headline import headline_metric

METRIC = headline_metric(
    "cut_quotation",
    id="headline_cuts_quotation",
    label="Headline cuts a quotation",
    definition=(
        "Quotations of the headline whose words the body quotes with a negation, a condition or a view beside them in the same "
        "sentence that the headline leaves out, or quotes in other words."
    ),
    reading="Above 0: the quotation says less, or something else, where it stands whole. Read both.",
    caveats=(
        "Looks for limiting words of a list near the quoted ones, in the body's quotations only: it does not know what they "
        "limit. A quotation that the body does not have at all is not marked."
    ),
    claims=False,
    examples=(
        Example(
            "“The bridge is safe if the wall holds,” Ada Quill said on Monday. The council will meet in the town hall in June.",
            "headline", 1.0, title="Quill calls bridge “safe”",
        ),
        Example(
            "“The bridge is safe,” Ada Quill said on Monday. The council will meet again in the town hall in June.",
            "headline", 0.0, title="Quill calls bridge “safe”",
        ),
    ),
)  # fmt: skip
