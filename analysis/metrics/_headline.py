"""What metrics that hold the headline against the body have in common: marks of one kind in one headline."""

from __future__ import annotations

from collections.abc import Callable

from analysis.metric import NO_HEADLINE, Example, Material, Metric, Tally


def headline_metric(
    kind: str, *, id: str, label: str, definition: str, reading: str, caveats: str, claims: bool, examples: tuple[Example, ...]
) -> Metric:
    """The declaration; `claims` says whether the kind needs the headline's claim to be held against the body."""
    return Metric(
        id=id,
        label=label,
        family="Framing",
        definition=definition,
        unit="marks",
        bounds=(0.0, 1.0) if claims else (0.0, None),
        reading=reading,
        source="Evenhand.",
        caveats=f"{caveats} Right-rate: too few cases, unchecked. A count of one headline has no sampling interval.",
        needs=(kind,),
        by_voice=("headline",),
        interval="none",
        examples=examples,
        compute=_counted(kind, claims),
        decimals=0,
    )


def _counted(kind: str, claims: bool) -> Callable[[Material, str], Tally]:
    def compute(material: Material, voice: str) -> Tally:
        ids = tuple(a.id for a in material.annotations if a.kind == kind)
        missing = material.headline if claims or material.headline == NO_HEADLINE else None
        return Tally(len(ids), 1.0, ids, missing=missing)

    return compute
