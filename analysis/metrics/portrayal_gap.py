"""How much more kindly the writer's sentences speak of one main party than of the other."""

from __future__ import annotations

import numpy as np

from analysis.metric import Example, Floats, Material, Metric, Tally
from analysis.metrics._counting import sentence_id

#: Fewest namings of each party in the writer's voice; with fewer, sentences may be too few for an interval that covers as it
#: should (`python -m benchmarks.portrayal_gap`).
LEAST = 5


def gap(sums: Floats) -> Floats:
    """Difference of both parties' mean tones from sums of tones and namings of each, shape (…, 4); NaN where one has none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        both = (sums[..., 1] > 0) & (sums[..., 3] > 0)
        return np.where(both, sums[..., 0] / sums[..., 1] - sums[..., 2] / sums[..., 3], np.nan)


def _count(material: Material, voice: str) -> Tally:
    if not any(m.portrayal is not None for m in material.mentions):
        why = "the portrayal head is switched off" if material.mentions else "the article names no party"
        return Tally(None, None, missing=why)
    main = sorted(material.parties, key=lambda p: -p.mentions)[:2]
    if len(main) < 2:
        return Tally(None, None, missing="the article names one party only")
    parts = np.zeros((len(material.sentences), 4))
    for m in material.mentions:
        row = material.sentence_at(m.start)
        if m.portrayal is None or m.voice != "writer" or row is None:
            continue
        for column, party in enumerate(main):
            if m.party_id == party.id:
                parts[row, 2 * column : 2 * column + 2] += m.portrayal, 1
    fewest = int(parts[:, [1, 3]].sum(axis=0).min())
    if fewest < LEAST:
        why = f"too few to say: the writer names one of the two main parties {fewest} times where at least {LEAST} are needed"
        return Tally(None, None, missing=why)
    ids = tuple(sentence_id(s) for s, row in zip(material.sentences, parts, strict=True) if row.any())
    return Tally(float(gap(parts.sum(axis=0))), 1.0, ids, parts)


METRIC = Metric(
    id="portrayal_gap",
    label="Portrayal gap",
    family="One-sidedness",
    definition=(
        "Mean tone of the writer's sentences toward the party that the text names the most often, less that toward the party "
        "named second most often; each naming counts once, in the writer's voice alone."
    ),
    unit="difference of tone",
    bounds=(-2.0, 2.0),
    reading=(
        "Above 0: the writer's sentences speak more kindly of the party named most; below 0: of the second. It does not say "
        "whether the parties earned it."
    ),
    source="Tone toward a target: Hamborg & Donnay (2021), NewsMTSC; the difference is Evenhand's. See the head's card.",
    caveats=(
        "A learned judgement of each naming by its sentence, right three times in four. Bad news reads as a bad tone toward "
        "those whom it befell, and where one sentence praises one and blames another both may be given one tone. Namings by "
        "pronoun are left out. The interval does not cover the head's errors."
    ),
    needs=("mentions", "parties"),
    by_voice=("writer",),
    interval="bootstrap",
    examples=(
        Example("Mayor Ada Quill met the council. Ada Quill praised Tom Marsh, and Tom Marsh rowed home.", "writer", None),
    ),
    compute=_count,
    statistic=gap,
    rank=6,
)
