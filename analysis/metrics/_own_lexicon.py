"""The metric that a user's own lexicon brings: its terms in a thousand words of each voice."""

from __future__ import annotations

from analysis.lexicon import Lexicon
from analysis.metric import Metric
from analysis.metrics._rate import rate


def of(lexicon: Lexicon) -> Metric:
    """The declaration, drawn from the lexicon's own words."""
    return rate(
        lexicon.kind,
        label=lexicon.label,
        family="Your own lexicons",
        definition=f"Terms of the lexicon “{lexicon.label}”, per 1,000 words of the voice. {lexicon.definition}",
        reading="Higher: more of the voice's words are terms of this lexicon.",
        source=lexicon.source,
        caveats=lexicon.notes or "How often a hit is right was never measured: unchecked. Read the hits in their places.",
    )
