"""How many of the writer's sentences judge a party with nobody to answer."""

from __future__ import annotations

from analysis.metric import Example, Material, Metric, Tally
from analysis.metrics._counting import sentences_in


def _count(material: Material, voice: str) -> Tally:
    chosen = [material.sentences[n] for n in sentences_in(material, "writer")]
    starts = {s.start for s in chosen}
    marks = [a for a in material.annotations if a.kind == "one_sided" and a.start in starts]
    missing = None if chosen else "no sentence is mostly in the writer's voice"
    return Tally(len(marks), len(chosen), tuple(a.id for a in marks), missing=missing)


METRIC = Metric(
    id="one_sided_statements",
    label="One-sided statements",
    family="One-sidedness",
    definition=(
        "Sentences mostly in the writer's voice that are likely to judge a party, good or bad, with nobody to answer beside them, "
        "over the sentences mostly in the writer's voice."
    ),
    unit="share of sentences",
    bounds=(0.0, 1.0),
    reading=("Higher: more judgements on named parties stand alone, with nobody to answer for or against them."),
    source=("Evenhand; the rules that coders followed are in docs/coding-rules.md."),
    caveats=(
        "A weak finder: a learned weighing of other marks and readings, learned from few sentences; see how often it is right, and "
        "read each mark. Irony is mostly missed. It does not know whom a judgement is about when several are named. The interval "
        "does not cover its errors."
    ),
    needs=("one_sided", "loaded_language", "parties", "sentences"),
    by_voice=("writer",),
    interval="wilson",
    examples=(
        Example(
            "Mayor Ada Quill met the council. Ada Quill made a shameful move. The bus runs. The line ends. The town sleeps.",
            "writer",
            1 / 5,
        ),
    ),
    compute=_count,
    floor=3,
)
