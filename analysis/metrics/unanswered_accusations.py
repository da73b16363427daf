"""How many accusations go without any answer of the accused."""

from __future__ import annotations

from analysis.metric import Example, Material, Metric, Tally


def _count(material: Material, voice: str) -> Tally:
    made = [a for a in material.annotations if a.kind == "accusation" and a.field == "text" and a.voice != "excluded"]
    alone = tuple(a.id for a in made if a.reply == "not heard")
    return Tally(len(alone), len(made), alone, missing=None if made else "nobody is accused")


METRIC = Metric(
    id="unanswered_accusations",
    label="Unanswered accusations",
    family="One-sidedness",
    definition=(
        "Accusations whose accused is not heard on the matter anywhere in the text, neither in its own words nor through one who "
        "speaks for it, and is not said to have declined or not responded, over all accusations of the text."
    ),
    unit="share of accusations",
    bounds=(0.0, 1.0),
    reading=("Higher: more of those accused get no answer in the article, nor a word that they were asked."),
    source=("Evenhand; the rules are in docs/coding-rules.md. The right of reply is a rule of most press codes."),
    caveats=(
        "Weak: in articles that nothing was tuned on, replies were told no better than by saying “not heard” of each, and "
        "answers were missed, so that the share is too high. Read each accusation. An answer is found by verbs of denial or "
        "admission, by words that dispute, and by words of the accusation taken up again; one in other words is missed, and then "
        "the accusation counts as unanswered. Some accusations, such as a court's verdict, need no answer. Below three "
        "accusations the answer is “too few to say”."
    ),
    needs=("reply", "accusation", "no_reply", "parties", "attributions"),
    by_voice=("all",),
    interval="wilson",
    examples=(
        Example("Mayor Ada Quill met the council on Monday. The bus runs every hour.", "all", None),
        Example(
            "Mayor Ada Quill lied to the council. The Ferry Board violated the law. Quill is corrupt, Sam Rusk said. "
            "The Ferry Board declined to comment.",
            "all",
            2 / 3,
        ),
    ),
    compute=_count,
    floor=3,
    rank=3,
)
