"""How many of the writer's passives leave out who acts, in a hundred of the writer's sentences."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import marks_per_sentences

METRIC = Metric(
    id="agentless_passive_rate",
    label="Agentless passives",
    family="Framing",
    definition=(
        "Passive verbs with an auxiliary (“was killed”) that no by-phrase gives an actor, in the writer's voice, per 100 "
        "sentences mostly in the writer's voice; only passives in such sentences count."
    ),
    unit="per 100 sentences",
    bounds=(0.0, None),
    reading="Higher: the writer more often leaves out who did what is told. Who did it may be plain, unknown or of no interest.",
    source=(
        "The deleted agent: Trew (1979), in Fowler et al., Language and Control; Henley, Miller and Beazley (1995), Journal of "
        "Language and Social Psychology 14."
    ),
    caveats=(
        "Syntax only: it does not know whether the actor is named nearby, nor whether anybody hides. Participles without an "
        "auxiliary (“the man arrested on Monday”) are not counted, and nouns (“the killing”) elsewhere. The interval takes "
        "marks as independent; it does not cover the parser's errors. Its right-rate is not measured: unchecked."
    ),
    needs=("agentless_passive", "sentences"),
    by_voice=("writer",),
    interval="garwood",
    examples=(
        Example("Two men were killed on Monday. The police shot them. The bus runs. The line ends.", "writer", 25.0),
        Example("The men were shot by the police. The bus runs. The line ends. The town sleeps.", "writer", 0.0),
    ),
    compute=marks_per_sentences("agentless_passive"),
    scale=100.0,
    floor=3,
    decimals=1,
)
