"""Marks where words are laid to a source that is not named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.annotation import Annotation, Attribution, Field, Source
from analysis.annotators.voices import Voices


def find(
    attributions: Sequence[Attribution], sources: Mapping[str, Source], voices: Mapping[Field, Voices], texts: Mapping[Field, str]
) -> list[Annotation]:
    """One annotation for each attribution whose source's card is anonymous; ids are given by the engine."""
    out = []
    for a in attributions:
        card = sources.get(a.source_id or "")
        if card is None or card.type != "anonymous" or not a.source:
            continue
        start, end = a.source[0]
        text = texts[a.field][start:end]
        span = voices[a.field].at(start)
        out.append(
            Annotation(
                id="",
                kind="anonymous_source",
                field=a.field,
                start=start,
                end=end,
                text=text,
                voice=span.voice,
                source_id=card.id,
                party_id=None,
                rule="anonymous_source/card@1",
                score=None,
                why=f"“{text}” is given words here, and the article does not name who that is.",
            )
        )
    return out
