"""The sentences of a text with their voices, words, what the wording head says of them, and TextBlob's two figures."""

from __future__ import annotations

from typing import TypedDict, cast

from textblob import TextBlob

from analysis.annotation import YES, Sentence, Span
from analysis.annotators.voices import Voices, count_words
from analysis.document import Parsed
from analysis.heads.wording import reader as wording

#: Parts of speech of words that can make a sentence loaded.
_CONTENT = frozenset("ADJ ADV INTJ NOUN PROPN VERB".split())


def find(parsed: Parsed, voices: Voices, said: wording.Judged | None) -> tuple[tuple[Sentence, ...], tuple[dict[str, int], ...]]:
    """Sentences in order, and for each its attributed words by source id ("" where the source is not known).

    A sentence that is all boilerplate has an empty `voice` and no words. `said`: what the wording head says of the text; None
    where it is switched off.
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
                **(_judged(parsed, said, first, last) if counted and said is not None else {}),
            )
        )
        by_source.append(told)
    return tuple(out), tuple(by_source)


class _Judged(TypedDict, total=False):
    loaded: float
    opinion: float
    lexical_bias: float
    loaded_words: tuple[Span, ...]
    loaded_without: float


def _judged(parsed: Parsed, said: wording.Judged, first: int, last: int) -> _Judged:
    """The head's probabilities of a sentence; of a loaded one also the words that make it so."""
    p = wording.probabilities(said, first, last)
    out = _Judged(
        loaded=round(p["loaded"], 3), opinion=round(p["opinion"], 3), lexical_bias=round(p["lexical_bias"], 3), loaded_words=()
    )
    if out["loaded"] >= YES:
        words = [i for i in range(first, last) if parsed.tokens[i].pos in _CONTENT and parsed.tokens[i].is_word]
        found = wording.evidence(said, words, first, last)
        out["loaded_words"] = tuple((parsed.tokens[i].start, parsed.tokens[i].end) for i in found.tokens)
        if found.without is not None:
            out["loaded_without"] = round(found.without, 3)
    return out


def _textblob(text: str) -> tuple[float, float]:
    """Polarity (-1 to 1) and subjectivity (0 to 1) of TextBlob's pattern lexicon."""
    found = TextBlob(text).sentiment
    return cast(float, found.polarity), cast(float, found.subjectivity)
