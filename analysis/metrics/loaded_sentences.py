"""How many of a voice's sentences hold a loaded word."""

from __future__ import annotations

from analysis.metric import Example, Material, Metric, Tally
from analysis.metrics._counting import TEXT_VOICES, sentence_id, sentences_in


def _count(material: Material, voice: str) -> Tally:
    places = {
        n
        for a in material.annotations
        if a.kind == "loaded_language"
        and a.field == "text"
        and voice in ("all", a.voice)
        and (n := material.sentence_at(a.start)) is not None
    }
    chosen = sentences_in(material, voice)
    loaded = [material.sentences[n] for n in chosen if n in places]
    return Tally(
        len(loaded),
        len(chosen),
        tuple(sentence_id(s) for s in loaded),
        missing=None if chosen else f"no sentence is mostly in the voice “{voice}”",
    )


METRIC = Metric(
    id="loaded_sentences",
    label="Sentences with loaded words",
    family="Loaded language",
    definition=(
        "Sentences mostly in the voice that hold at least one loaded word of that voice, over all sentences mostly in the voice."
    ),
    unit="share of sentences",
    bounds=(0.0, 1.0),
    reading=("Higher: loaded wording runs through more of the voice, rather than standing in one spot."),
    source=("Evenhand; after sentence-level coding in Spinde et al. (2021), BABE."),
    caveats=(
        "Counts what a learned head marks in context, and words of a list, checked for part of speech and neighbours; "
        "neither knows irony or what the story needs. Their right-rates stand in the codebook."
    ),
    needs=("loaded_language", "sentences"),
    by_voice=TEXT_VOICES,
    interval="wilson",
    examples=(
        Example("The council met. It was a shameful move. The bus runs. The line ends. The town sleeps.", "writer", 1 / 5),
    ),
    compute=_count,
    floor=3,
    rank=1,
)
