"""Whether the body has a sentence that tells what the headline tells."""

from __future__ import annotations

from analysis.metric import Example
from analysis.metrics._headline import headline_metric

METRIC = headline_metric(
    "no_counterpart",
    id="headline_without_counterpart",
    label="Headline without a close counterpart",
    definition=(
        "1 where no sentence of the body is much like the headline, as the encoder reads them, and no more than a third of the "
        "headline's carrying words stand anywhere in the body; else 0."
    ),
    reading=(
        "1: no close counterpart was found. The text may be cut or another's, the headline may sum up or play with words, or it "
        "may say what the body does not."
    ),
    caveats=(
        "It says what was looked for and not found, not that the body lacks it: a headline that sums up many sentences, or "
        "says it in other words, has none either. The first nine thousand words or so of a text are looked through."
    ),
    claims=True,
    examples=(
        Example(
            "The council voted on Monday to close the ferry line to Orrin. The last boat leaves in June.",
            "headline", 0.0, title="Council votes to close ferry line to Orrin",
        ),
        Example(
            "The council met on Monday in the town hall. It set aside money for a bus.",
            "headline", 1.0, title="Storm sinks three trawlers off northern islands",
        ),
        Example("The council met on Monday in the town hall. It set aside money for a bus.", "headline", None),
    ),
)  # fmt: skip
