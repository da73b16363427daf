"""One-sided statements: the writer judges a party, lays it to nobody, and nobody answers nearby.

Whether a sentence does is weighed by a small head (`heads/one_sided/`) over evidence that is there already: how loaded and
opinionated the sentence and the writer's part of it read, the marks in it, who is named, and what stands around it. Where the
heads that give the evidence are switched off, a plain rule stands in: all in the writer's voice, with a loaded word, names a
party, and no source has a word within two sentences.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from analysis.annotation import Annotation, Mention, Party, Sentence
from analysis.annotators.voices import Voices
from analysis.document import Parsed
from analysis.heads.one_sided import reader
from analysis.heads.reading import Reading
from analysis.heads.wording import reader as wording

RULE = "one_sided/weighed@1"
#: The rule that stands in for the head.
PLAIN_RULE = "one_sided/loaded_party@1"

#: How many sentences on either side count as nearby for the plain rule.
NEARBY = 2

#: Kinds of annotation that carry a judgement.
JUDGING = frozenset({"loaded_language", "name_calling", "rebuttal"})

#: Kinds of annotation that are evidence.
_COUNTED = ("loaded_language", "name_calling", "booster", "factive", "hedge", "scare_quote", "partisan_label", "rebuttal")
_ACTORS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_OTHERS = frozenset("he she they his her their him them you your".split())
_OWN = frozenset("i we our us my".split())
_DEMANDS = frozenset("must should ought".split())
#: Most words that a reason names.
MOST_WORDS = 3
#: Least words and share of a sentence's characters that must be the writer's for a judgement of the writer's.
LEAST_WORDS, LEAST_SHARE = 4, 0.2


def find(
    parsed: Parsed,
    sentences: Sequence[Sentence],
    said: Reading,
    voices: Voices,
    annotations: Sequence[Annotation],
    parties: Sequence[Party],
    mentions: Sequence[Mention],
) -> list[Annotation]:
    """One annotation a sentence that judges; ids are given by the engine."""
    marks = sorted((a for a in annotations if a.field == "text" and a.voice == "writer"), key=lambda a: a.start)
    if said.wording is None or said.techniques is None:
        return _by_rule(parsed.text, sentences, marks, parties, mentions)
    names = {p.id: p.name for p in parties}
    out = []
    for number, found in evidence(parsed, sentences, said, voices, marks, mentions):
        likely = reader.probability(found)
        if likely < reader.least():
            continue
        sentence = sentences[number]
        inside = [a for a in marks if sentence.start <= a.start < sentence.end]
        words = _judging_words(parsed, sentence, said, voices, inside)
        named = next((m.party_id for m in mentions if sentence.start <= m.start < sentence.end and m.party_id), None)
        about = f" about {names[named]}" if named in names else ""
        out.append(
            Annotation(
                id="", kind="one_sided", field="text", start=sentence.start, end=sentence.end,
                text=parsed.text[sentence.start : sentence.end], voice="writer", source_id=None, party_id=named, rule=RULE,
                score=round(likely, 2),
                why=f"The writer judges{about} with {words}, and lays it to nobody: likely in {likely:.0%} of such sentences.",
            )
        )  # fmt: skip
    return out


def evidence(
    parsed: Parsed,
    sentences: Sequence[Sentence],
    said: Reading,
    voices: Voices,
    marks: Sequence[Annotation],
    mentions: Sequence[Mention],
) -> Iterator[tuple[int, dict[str, float]]]:
    """For each sentence of which enough is the writer's its number and what speaks for a judgement.

    `marks`: the writer's, in order of their places.
    """
    judged, logits = said.wording, said.techniques
    if judged is None or logits is None:
        return
    own = [s for s in sentences if s.voice and s.voice["writer"] >= LEAST_SHARE and s.loaded is not None]
    tone = [(_logit(s.opinion), _logit(s.loaded), _logit(s.lexical_bias)) for s in own]
    sums = [sum(column) for column in zip(*tone, strict=True)] or [0.0, 0.0, 0.0]
    starts = [a.start for a in marks]
    named_at = [m.start for m in mentions]
    for s, of_it in zip(own, tone, strict=True):
        first, last = parsed.sentences[s.index]
        words = [i for i in range(first, last) if voices.at(parsed.tokens[i].start).voice == "writer"]
        if s.words["writer"] < LEAST_WORDS or not words:
            continue
        tokens = [parsed.tokens[i] for i in words]
        lower = {t.text.lower() for t in tokens}
        inside = [a.kind for a in marks[bisect_left(starts, s.start) : bisect_left(starts, s.end)]]
        near = [sentences[n] for n in (s.index - 1, s.index + 1) if 0 <= n < len(sentences)]
        found = {f"writer_{task}": wording.logit(judged, words, n) for n, task in enumerate(wording.TASKS)}
        found |= dict(zip(("opinion", "loaded", "lexical_bias"), of_it, strict=True))
        found |= {f"marks_{kind}": float(min(2, inside.count(kind))) for kind in _COUNTED}
        # What the writer's other sentences read like: a column judges more often than a report.
        others = max(1, len(own) - 1)
        whole = zip(("opinion", "loaded", "lexical_bias"), sums, of_it, strict=True)
        found |= {f"article_{task}": (total - mine) / others for task, total, mine in whole}
        found |= {
            "head_loaded": float(logits[words, 0].max()),
            "head_name": float(logits[words, 1].max()),
            "party": float(bisect_left(named_at, s.start) < bisect_left(named_at, s.end)),
            "actor": float(any(t.entity in _ACTORS for t in tokens)),
            "pronoun": float(not lower.isdisjoint(_OTHERS)),
            "own_voice": float(not lower.isdisjoint(_OWN)),
            "demand": float(not lower.isdisjoint(_DEMANDS)),
            "question": float("?" in parsed.text[s.start : s.end]),
            "number": float(any(parsed.tokens[i].pos == "NUM" for i in range(first, last))),
            "writer_share": s.voice["writer"],
            "length": math.log(max(3, last - first)),
            "near_sources": float(sum(n.words["direct"] + n.words["indirect"] > 3 for n in near)),
            "near_opinion": _mean([_logit(n.opinion) for n in near]),
            "near_loaded": _mean([_logit(n.loaded) for n in near]),
        }
        yield s.index, found


def _judging_words(parsed: Parsed, sentence: Sentence, said: Reading, voices: Voices, inside: Sequence[Annotation]) -> str:
    """The words that carry the judgement, quoted: marks that judge, else what makes the sentence loaded, else its likeliest word."""
    words = [" ".join(a.text.split()) for a in inside if a.kind in JUDGING]
    if not words:
        words = [parsed.text[a:b] for a, b in sentence.loaded_words if voices.at(a).voice == "writer"]
    if not words and said.techniques is not None:
        first, last = parsed.sentences[sentence.index]
        own = [i for i in range(first, last) if parsed.tokens[i].is_word and voices.at(parsed.tokens[i].start).voice == "writer"]
        words = [parsed.tokens[max(own, key=lambda i: float(said.techniques[i].max()))].text] if own else []  # type: ignore[index]
    return ", ".join(f"“{w}”" for w in words[:MOST_WORDS]) or "its wording"


def _logit(p: float | None) -> float:
    """Log odds, held within what three decimals tell; even odds where nothing is known."""
    p = min(max(0.5 if p is None else p, 0.002), 0.998)
    return math.log(p / (1 - p))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _by_rule(
    text: str,
    sentences: Sequence[Sentence],
    marks: Sequence[Annotation],
    parties: Sequence[Party],
    mentions: Sequence[Mention],
) -> list[Annotation]:
    starts = [s.start for s in sentences]
    loaded: dict[int, Annotation] = {}
    for a in marks:
        if a.kind in JUDGING:
            loaded.setdefault(bisect_right(starts, a.start) - 1, a)
    named: dict[int, Mention] = {}
    for m in mentions:
        if m.voice == "writer" and m.party_id:
            named.setdefault(bisect_right(starts, m.start) - 1, m)
    names = {p.id: p.name for p in parties}
    out = []
    for number, sentence in enumerate(sentences):
        if number not in loaded or number not in named:
            continue
        nearby = sentences[max(0, number - NEARBY) : number + NEARBY + 1]
        if any(s.words["direct"] + s.words["indirect"] for s in nearby):
            continue
        word, party = loaded[number].text, named[number].party_id
        out.append(
            Annotation(
                id="", kind="one_sided", field="text", start=sentence.start, end=sentence.end,
                text=text[sentence.start : sentence.end], voice="writer", source_id=None, party_id=party, rule=PLAIN_RULE, score=None,
                why=f"The writer uses “{word}” in a sentence about {names[party]}, lays it to nobody, "
                f"and no source has a word within {NEARBY} sentences.",
            )
        )  # fmt: skip
    return out
