"""How many of the writer's sentences judge a party with nobody to answer."""

from __future__ import annotations

from analysis.metric import Example, Material, Metric, Tally
from analysis.metrics._counting import sentences_in


def _count(material: Material, voice: str) -> Tally:
    chosen = {material.sentences[n].index for n in sentences_in(material, "writer")}
    marks = [a for a in material.annotations if a.kind == "one_sided"]
    missing = None if chosen else "no sentence is mostly in the writer's voice"
    return Tally(len(marks), len(chosen), tuple(a.id for a in marks), missing=missing)


METRIC = Metric(
    id="one_sided_statements",
    label="One-sided statements",
    family="One-sidedness",
    definition=(
        "Sentences all in the writer's voice that use a loaded word, name a party, lay nothing to a source "
        "and have no source's words within two sentences, over the sentences mostly in the writer's voice."
    ),
    unit="share of sentences",
    bounds=(0.0, 1.0),
    reading=("Higher: more judgements on named parties stand alone, with nobody to answer for or against them."),
    source=("Evenhand, first version of the rule."),
    caveats=(
        "The rule finds hardly any: one in twenty of the sentences that coders call one-sided, and too few for a right-rate of "
        "its marks. A 0 says nothing. It does not know whom the loaded word is about when several parties are named."
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
