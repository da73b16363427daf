"""The sentences of a text with their voices, words and TextBlob's two figures."""

from __future__ import annotations

from typing import cast

from textblob import TextBlob

from analysis.annotation import Sentence
from analysis.annotators.voices import Voices, count_words
from analysis.document import Parsed


def find(parsed: Parsed, voices: Voices) -> tuple[tuple[Sentence, ...], tuple[dict[str, int], ...]]:
    """Sentences in order, and for each its attributed words by source id ("" where the source is not known).

    A sentence that is all boilerplate has an empty `voice` and no words.
    """
    out = []
    by_source = []
    for number, (first, last) in enumerate(parsed.sentences):
        start, end = parsed.sentence_span(number)
        words: dict[str, int] = {}
        told: dict[str, int] = {}
        for (voice, source_id), n in count_words(parsed, voices, first, last).items():
            words[voice] = words.get(voice, 0) + n
            if voice in ("direct", "indirect"):
                told[source_id or ""] = told.get(source_id or "", 0) + n
        words.pop("excluded", None)
        characters: dict[str, int] = {}
        for span in voices.over(start, end):
            characters[span.voice] = characters.get(span.voice, 0) + span.end - span.start
        characters.pop("excluded", None)
        total = sum(characters.values())
        counted = sum(words.values()) > 0
        polarity, subjectivity = _textblob(parsed.text[start:end]) if counted else (None, None)
        out.append(
            Sentence(
                index=number,
                start=start,
                end=end,
                voice={v: characters.get(v, 0) / total for v in ("writer", "direct", "indirect")} if total else {},
                words={v: words.get(v, 0) for v in ("writer", "direct", "indirect")},
                subjectivity=subjectivity,
                polarity=polarity,
            )
        )
        by_source.append(told)
    return tuple(out), tuple(by_source)


def _textblob(text: str) -> tuple[float, float]:
    """Polarity (-1 to 1) and subjectivity (0 to 1) of TextBlob's pattern lexicon."""
    found = TextBlob(text).sentiment
    return cast(float, found.polarity), cast(float, found.subjectivity)
