"""What `engine.analyze` returns: one article's analysis, frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotation import (
    Annotation,
    Attribution,
    Excluded,
    Frame,
    Mention,
    MetricValue,
    Party,
    Sentence,
    Source,
    VoiceSpan,
)
from analysis.article import Article
from analysis.decisions import NONE, Decisions


@dataclass(frozen=True)
class Version:
    """What made an analysis: equal versions and equal texts give equal analyses.

    Attributes:
        package: version of Evenhand.
        settings: SHA-256 over everything that can change a result (package, models, lexicons, settings).
        models: name -> version and hash of each model.
        lexicons: name -> version and hash of each lexicon.
    """

    package: str
    settings: str
    models: dict[str, str]
    lexicons: dict[str, str]


@dataclass(frozen=True)
class Analysis:
    """Everything found in one article. `wire.to_wire` writes it as the JSON of the wire schema.

    Attributes:
        words: words of the text that are not excluded.
        warnings: the reader's and the engine's, one plain sentence each.
        voices: cover every character of the text once, in order.
        title_voices: the same for the title: `headline`, or `direct` where it quotes; empty without a title.
        title_words: words of the title by voice (headline, direct).
        frames: the five generic frames; empty where the head is switched off.
        decisions: what readers decided about it, where it comes from a corpus; nothing above depends on them.
    """

    article: Article
    version: Version
    language: str
    words: int
    title_words: dict[str, int]
    warnings: tuple[str, ...]
    voices: tuple[VoiceSpan, ...]
    title_voices: tuple[VoiceSpan, ...]
    excluded: tuple[Excluded, ...]
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    parties: tuple[Party, ...]
    mentions: tuple[Mention, ...]
    annotations: tuple[Annotation, ...]
    metrics: tuple[MetricValue, ...]
    frames: tuple[Frame, ...] = ()
    decisions: Decisions = NONE
