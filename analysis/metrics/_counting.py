"""What several metrics count in the same way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analysis.annotation import Sentence, Source
from analysis.metric import Floats, Material, Tally

#: Voices of the text in the order shown; a headline stands beside them.
TEXT_VOICES = ("writer", "direct", "indirect", "all")
ALL_VOICES = ("writer", "direct", "indirect", "headline", "all")


def marks_per_words(kind: str) -> Callable[[Material, str], Tally]:
    """Counts a kind's marks in a voice over the words of that voice."""

    def compute(material: Material, voice: str) -> Tally:
        field = "title" if voice == "headline" else "text"
        ids = tuple(
            a.id
            for a in material.annotations
            if a.kind == kind and a.field == field and a.voice != "excluded" and voice in ("all", a.voice)
        )
        words = material.words[voice]
        return Tally(len(ids), words, ids, missing=None if words else f"no words in the voice “{voice}”")

    return compute


def sentences_in(material: Material, voice: str) -> list[int]:
    """Positions of the sentences most of whose words are in a voice; all that have words, for `all`."""
    return [
        n
        for n, s in enumerate(material.sentences)
        if (total := material.words_of(s, "all")) and 2 * material.words_of(s, voice) > total
    ]


def marks_per_sentences(kind: str) -> Callable[[Material, str], Tally]:
    """Counts a kind's marks in the sentences mostly in a voice, over the number of those sentences."""

    def compute(material: Material, voice: str) -> Tally:
        chosen = set(sentences_in(material, voice))
        ids = tuple(
            a.id for a in material.annotations if a.kind == kind and a.field == "text" and material.sentence_at(a.start) in chosen
        )
        return Tally(len(ids), len(chosen), ids, missing=None if chosen else f"no sentence is mostly in the voice “{voice}”")

    return compute


def sentence_id(sentence: Sentence) -> str:
    """How evidence names a sentence."""
    return f"t{sentence.index}"


def mean_over_sentences(value: Callable[[Sentence], float | None]) -> Callable[[Material, str], Tally]:
    """Sums a figure over a voice's sentences, over their number."""

    def compute(material: Material, voice: str) -> Tally:
        chosen = [material.sentences[n] for n in sentences_in(material, voice)]
        pairs = [(s, v) for s in chosen if (v := value(s)) is not None]
        parts = np.array([[v, 1.0] for _, v in pairs]).reshape(-1, 2)
        missing = None if pairs else f"no sentence is mostly in the voice “{voice}”"
        return Tally(float(parts[:, 0].sum()), len(pairs), tuple(sentence_id(s) for s, _ in pairs), parts, missing)

    return compute


def share_of_words(voices: tuple[str, ...], forms: tuple[str, ...]) -> Callable[[Material, str], Tally]:
    """Words in some voices over all words of the text; evidence is the attributions of some forms."""

    def compute(material: Material, voice: str) -> Tally:
        parts = np.array(
            [[sum(s.words[v] for v in voices), sum(s.words.values())] for s in material.sentences], dtype=np.float64
        ).reshape(-1, 2)
        ids = tuple(a.id for a in material.attributions if a.field == "text" and a.form in forms)
        words = material.words["all"]
        return Tally(float(parts[:, 0].sum()), words, ids, parts, None if words else "the text has no words")

    return compute


def words_by_source(material: Material, chosen: Callable[[Source], bool] | None = None) -> tuple[Floats, list[str]]:
    """Attributed words of each sentence by source, shape (sentences, sources), and the sources' ids in the columns' order."""
    ids = [s.id for s in material.sources if s.words and (chosen is None or chosen(s))]
    column = {source_id: n for n, source_id in enumerate(ids)}
    parts = np.zeros((len(material.sentences), len(ids)))
    for row, counts in enumerate(material.source_words):
        for source_id, words in counts.items():
            if source_id in column:
                parts[row, column[source_id]] += words
    return parts, ids


def share_of_source_words(chosen: Callable[[Source], bool]) -> Callable[[Material, str], Tally]:
    """Words given to some sources over the words given to any source."""

    def compute(material: Material, voice: str) -> Tally:
        parts, _ = words_by_source(material)
        some, ids = words_by_source(material, chosen)
        pair = np.stack([some.sum(axis=1), parts.sum(axis=1)], axis=1)
        total = float(pair[:, 1].sum())
        return Tally(float(pair[:, 0].sum()), total, tuple(ids), pair, None if total else "no source is given any words")

    return compute


def share_of_stance(stances: tuple[str, ...]) -> Callable[[Material, str], Tally]:
    """Attributions whose reporting words take some stances, over all that have reporting words."""

    def compute(material: Material, voice: str) -> Tally:
        told = [a for a in material.attributions if a.field == "text" and a.stance is not None and a.parent is None]
        ids = tuple(a.id for a in told if a.stance in stances)
        return Tally(len(ids), len(told), ids, missing=None if told else "nothing is attributed by reporting words")

    return compute


def share_judged(probability: Callable[[Sentence], float | None], yes: float) -> Callable[[Material, str], Tally]:
    """A voice's sentences that a learned head calls something, over those that it judged."""

    def compute(material: Material, voice: str) -> Tally:
        chosen = [material.sentences[n] for n in sentences_in(material, voice)]
        judged = [(s, p) for s in chosen if (p := probability(s)) is not None]
        called = tuple(sentence_id(s) for s, p in judged if p >= yes)
        missing = None
        if not judged:
            missing = "the wording head is switched off" if chosen else f"no sentence is mostly in the voice “{voice}”"
        return Tally(len(called), len(judged), called, missing=missing)

    return compute
