"""How many of the writer's nouns of acts leave out who acts, in a hundred of the writer's sentences."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import marks_per_sentences

METRIC = Metric(
    id="agentless_nominalisation_rate",
    label="Agentless nominalisations",
    family="Framing",
    definition=(
        "Nouns of acts with whom or what it was done to (“the killing of ten villagers”) and no actor in their sentence, in the "
        "writer's voice, per 100 sentences mostly in the writer's voice; only nouns in such sentences count."
    ),
    unit="per 100 sentences",
    bounds=(0.0, None),
    reading="Higher: the writer more often tells an act without who did it. Who did it may be plain, unknown or of no interest.",
    source=(
        "The deleted agent in nominalisations: Fowler, Hodge, Kress and Trew (1979), Language and Control; Billig (2008), "
        "Discourse & Society 19."
    ),
    caveats=(
        "Nouns of a list, most of them for harm, force, removal and decisions. Read from the syntax of one sentence: the actor "
        "may stand in the next, and nobody need hide. The interval takes marks as independent; it does not cover the "
        "finder's errors. Its right-rate rests on too few cases: unchecked."
    ),
    needs=("agentless_nominalisation", "sentences"),
    by_voice=("writer",),
    interval="garwood",
    examples=(
        Example("The killing of ten villagers shook the valley. The bus runs. The line ends. The town sleeps.", "writer", 25.0),
        Example("The killing of ten villagers by soldiers shook the valley. The bus runs. The line ends.", "writer", 0.0),
    ),
    compute=marks_per_sentences("agentless_nominalisation"),
    scale=100.0,
    floor=3,
    decimals=1,
)
