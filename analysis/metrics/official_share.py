"""How much of the attributed text comes from officials."""

from __future__ import annotations

import re

from analysis.annotation import Source
from analysis.metric import Example, Metric
from analysis.metrics._counting import share_of_source_words

_OFFICE = re.compile(
    r"\b(presidents?|ministers?|premiers?|chancellors?|senators?|sens?\.|rep\.|reps\.|representatives?|governors?|govs?\.|gen\.|mayors?|secretar(?:y|ies)|officials?|"
    r"ambassadors?|generals?|admirals?|colonels?|sheriffs?|police|prosecutors?|attorney general|commissioners?|councillors?|"
    r"council(?:man|woman|members?)|lawmakers?|congress(?:man|woman|men)|judges?|justices?|diplomats?|deputy|chief of staff|"
    r"spokes\w+ for the (?:ministry|department|government|police|state|army|military|white house))\b",
    re.IGNORECASE,
)


def _official(source: Source) -> bool:
    if source.type == "government":
        return True
    told = [source.role or "", *source.aliases] if source.type in ("person", "anonymous") else []
    return any(_OFFICE.search(text) for text in told)


METRIC = Metric(
    id="official_share",
    label="Words of officials",
    family="Attribution",
    definition=(
        "Words given to governments, authorities and people who are introduced by a public office, over the "
        "words given to any source."
    ),
    unit="share of attributed words",
    bounds=(0.0, 1.0),
    reading=("Higher: the story leans more on official voices."),
    source=("Indexing of official sources after Bennett (1990), Journal of Communication 40(2)."),
    caveats=("Office is told from titles and words in the article; an official introduced by name alone is missed."),
    needs=("sources", "attributions"),
    by_voice=("all",),
    interval="bootstrap",
    examples=(Example("“We will close the line,” the ministry said. “No,” said Ada Quill.", "all", 5 / 6),),
    compute=share_of_source_words(_official),
)
