"""Analyses to compare, put together from short texts whose quotation marks say who speaks."""

from __future__ import annotations

import itertools
import re
from typing import Any

from builders import analysis

from analysis.annotation import Attribution, Party, Sentence, Source, VoiceSpan
from analysis.article import Article
from analysis.result import Analysis


def quoting(text: str, **changes: Any) -> Analysis:
    """An article in which everything in curly marks is said by Ada Quill (`s1`), with “said” as the reporting word."""
    marks = [m.span() for m in re.finditer("“[^”]*”", text)]
    edges = sorted({0, len(text), *(edge for span in marks for edge in span)})
    voices = tuple(
        VoiceSpan(a, b, "direct" if (a, b) in marks else "writer", "s1" if (a, b) in marks else None)
        for a, b in itertools.pairwise(edges)
    )
    cues = tuple((m.span(),) for m in re.finditer("said", text))
    attributions = tuple(
        Attribution(f"a{n}", "text", "direct", None, (), cue, tuple(marks), "s1", "neutral", 1.0, "say", "test", "")
        for n, cue in enumerate(cues, start=1)
    )
    return bare(text, voices=voices, attributions=attributions, sources=(card("s1", "Ada Quill", words=9),), **changes)


def bare(text: str, **changes: Any) -> Analysis:
    """An article in the writer's voice, one sentence a line, with nothing found but what `changes` say."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    sentences = tuple(Sentence(n, a, b, {"writer": 1.0}, {"writer": 1}, None, None) for n, (a, b) in enumerate(lines))
    nothing = {
        "article": Article(text, id=text[:12]), "voices": (VoiceSpan(0, len(text), "writer"),), "title_voices": (),
        "excluded": (), "warnings": (), "attributions": (), "sources": (), "parties": (), "mentions": (), "annotations": (),
        "sentences": sentences,
    }  # fmt: skip
    return analysis(**{**nothing, **changes})


def card(name_id: str, name: str, **changes: Any) -> Source:
    """A source card: a person, named, with nine words."""
    known: dict[str, Any] = {"aliases": (name,), "named": True, "type": "person", "role": None, "words": 9, "attributions": ()}
    return Source(name_id, name, **{**known, "first": 0, **changes})


def speaking(*cards: Source, text: str = "The ferry sailed.", **changes: Any) -> Analysis:
    """An article with these source cards; each differs in its text, so that none is taken for another's copy."""
    return bare(text + " " + " ".join(c.name for c in cards), sources=cards, **changes)


def party(party_id: str, name: str, mentions: int, words: int, **changes: Any) -> Party:
    """A party of an article."""
    known: dict[str, Any] = {"aliases": (name,), "type": "person", "source_id": None}
    return Party(party_id, name, **{**known, "mentions": mentions, "words": words, **changes})
