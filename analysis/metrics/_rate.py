"""What metrics that count one kind of mark have in common: marks of the kind in a thousand words of each voice."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import ALL_VOICES, marks_per_words

#: Plain news in the writer's voice, in which no kind of mark stands.
PLAIN = Example(
    "The council met on Monday in the old town hall. It closed the ferry line in March, and it set aside "
    "money for a bus. The bus will run every hour until the summer ends.",
    "writer",
    0.0,
)


def rate(
    kind: str,
    *,
    id: str | None = None,
    label: str,
    family: str,
    definition: str,
    reading: str,
    source: str,
    caveats: str,
    examples: tuple[Example, ...] = (),
    by_voice: tuple[str, ...] = ALL_VOICES,
    rank: int = 5,
) -> Metric:
    """The declaration of `KIND_rate`, where no other id is given; below thirty words of a voice there are too few to say."""
    return Metric(
        id=id or f"{kind}_rate",
        label=label,
        family=family,
        definition=definition,
        unit="per 1,000 words",
        bounds=(0.0, None),
        reading=reading,
        source=source,
        caveats=caveats,
        needs=(kind,),
        by_voice=by_voice,
        interval="garwood",
        examples=examples,
        compute=marks_per_words(kind),
        scale=1000.0,
        floor=30,
        decimals=1,
        rank=rank,
    )
