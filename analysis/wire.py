"""An analysis as JSON, after the wire schema: the public contract of saved results and of `evenhand analyze --format json`.

With `text=False` no words of the article leave: `title`, the `name`, `aliases`, `role` and `speaks_for` of sources and parties,
the `text` of annotations and every `why` are null, and a warning that quotes is replaced by a note. `title_sha256` and
`name_sha256` are given in either case.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from analysis import set_aside
from analysis.annotation import (
    Annotation,
    Attribution,
    Excluded,
    Mention,
    MetricValue,
    Party,
    Sentence,
    Source,
    Span,
    VoiceSpan,
)
from analysis.article import Article, Failure
from analysis.decisions import SetAside
from analysis.redaction import redact_failure, redact_reason, redact_warning, text_sha256
from analysis.result import Analysis, Version

SCHEMA = "evenhand/1"

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_wire(result: Analysis, *, text: bool = True) -> dict[str, Any]:
    """The wire object of an analysis: plain JSON values, keys in the schema's order.

    Args:
        text: False leaves out all words of the article.
    """
    return {
        "schema": SCHEMA,
        "version": {
            "package": result.version.package,
            "settings": result.version.settings,
            "models": dict(sorted(result.version.models.items())),
            "lexicons": dict(sorted(result.version.lexicons.items())),
        },
        "article": _article(result, text),
        "voices": [[v.start, v.end, v.voice, v.source_id] for v in result.voices],
        "title_voices": [[v.start, v.end, v.voice, v.source_id] for v in result.title_voices],
        "excluded": [[e.start, e.end, e.reason] for e in result.excluded],
        "sentences": [_sentence(s) for s in result.sentences],
        "attributions": [_attribution(a, text) for a in result.attributions],
        "sources": [_source(s, text) for s in result.sources],
        "parties": [_party(p, text) for p in result.parties],
        "annotations": [_annotation(a, text) for a in result.annotations],
        **({"frames": {f.name: f.probability for f in result.frames}} if result.frames else {}),
        "mentions": [_mention(m) for m in result.mentions],
        "metrics": [_metric(m) for m in result.metrics],
        **({"set_aside": _set_aside(result, text)} if result.decisions.set_aside else {}),
    }


def failure_to_wire(failure: Failure, *, text: bool = True) -> dict[str, Any]:
    """The wire object that takes a failed input's place.

    Args:
        text: False replaces a message that quotes the input by a note.
    """
    error: dict[str, Any] = {"id": failure.id, "line": failure.line, "code": failure.code}
    error["message"] = failure.message if text else redact_failure(failure)
    if failure.origin is not None:
        error["origin"] = failure.origin
    return {"schema": SCHEMA, "error": error}


def dump(value: object, indent: int | None = None) -> str:
    """One line of JSON without its line end, or indented lines where `indent` says so.

    Letters of any script stand as they are; lone surrogates, which UTF-8 cannot hold, are escaped. A number that JSON cannot
    write (a caller's id may be one) becomes null.
    """
    try:
        line = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    except ValueError:
        line = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _finite(value: object) -> object:
    """The value with null for every number that is not finite."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _article(result: Analysis, text: bool) -> dict[str, Any]:
    article = result.article
    return {
        "id": article.id,
        "title": article.title if text else None,
        "title_sha256": text_sha256(article.title),
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        "topic": article.topic,
        "origin": article.origin,
        "sha256": article.sha256,
        "words": result.words,
        "title_words": dict(sorted(result.title_words.items())),
        "characters": len(article.text),
        "language": result.language,
        "warnings": [w if text else redact_warning(w, article) for w in result.warnings],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "index": sentence.index,
        "start": sentence.start,
        "end": sentence.end,
        "voice": sentence.voice,
        "words": sentence.words,
        "subjectivity": sentence.subjectivity,
        "polarity": sentence.polarity,
        **({} if sentence.loaded is None else _judged(sentence)),
    }


def _judged(sentence: Sentence) -> dict[str, Any]:
    """What the wording head says of a sentence."""
    return {
        "loaded": sentence.loaded,
        "opinion": sentence.opinion,
        "lexical_bias": sentence.lexical_bias,
        "loaded_words": _spans(sentence.loaded_words),
        "loaded_without": sentence.loaded_without,
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _attribution(attribution: Attribution, text: bool) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "field": attribution.field,
        "form": attribution.form,
        "parent": attribution.parent,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "source_id": attribution.source_id,
        "stance": attribution.stance,
        "verb": attribution.verb,
        "rule": attribution.rule,
        "score": attribution.score,
        "why": attribution.why if text else None,
    }


def _naming(card: Source | Party, text: bool) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name if text else None,
        "name_sha256": text_sha256(card.name),
        "aliases": list(card.aliases) if text else None,
    }


def _source(source: Source, text: bool) -> dict[str, Any]:
    return {
        **_naming(source, text),
        "named": source.named,
        "type": source.type,
        "role": source.role if text else None,
        "speaks_for": source.speaks_for if text else None,
        "words": source.words,
        "attributions": list(source.attributions),
        "first": source.first,
    }


def _party(party: Party, text: bool) -> dict[str, Any]:
    return {
        **_naming(party, text),
        "type": party.type,
        "source_id": party.source_id,
        "mentions": party.mentions,
        "words": party.words,
        "reply": party.reply,
        "sources": list(party.sources),
        "in_title": party.in_title,
    }


def _annotation(annotation: Annotation, text: bool) -> dict[str, Any]:
    return {
        "id": annotation.id,
        "kind": annotation.kind,
        "field": annotation.field,
        "start": annotation.start,
        "end": annotation.end,
        "text": annotation.text if text else None,
        "voice": annotation.voice,
        "source_id": annotation.source_id,
        "party_id": annotation.party_id,
        "rule": annotation.rule,
        "score": annotation.score,
        "neutral": annotation.neutral,
        **({} if annotation.reply is None else _reply(annotation)),
        **({} if annotation.body_place is None else {"body_place": list(annotation.body_place)}),
        "why": annotation.why if text else None,
    }


def _reply(annotation: Annotation) -> dict[str, Any]:
    """What the accused answers, and where."""
    place = annotation.reply_place
    return {"reply": annotation.reply, "reply_place": None if place is None else list(place)}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "party_id": mention.party_id,
        "voice": mention.voice,
        "portrayal": mention.portrayal,
    }


def _metric(metric: MetricValue) -> dict[str, Any]:
    return {
        "id": metric.id,
        "voice": metric.voice,
        "value": metric.value,
        "unit": metric.unit,
        "numerator": metric.numerator,
        "denominator": metric.denominator,
        "low": metric.low,
        "high": metric.high,
        "annotations": list(metric.annotations),
        "missing": metric.missing,
    }


def _set_aside(result: Analysis, text: bool) -> dict[str, Any]:
    """The marks that readers set aside, and the metrics that are others without them."""
    found: list[tuple[str | None, SetAside]] = [*set_aside.held(result).items()]
    found += [(None, one) for one in set_aside.lost(result)]
    marks = [
        {
            "annotation": name,
            **asdict(one.mark),
            "words": one.mark.words if text else None,
            "reason": one.reason if text else redact_reason(one.reason),
            "who": one.who,
            "when": one.when,
        }
        for name, one in found
    ]
    return {"marks": marks, "metrics": [_metric(m) for m in set_aside.changed(result).values()]}


def from_wire(wire: Mapping[str, Any], article: Article) -> Analysis:
    """The analysis that `to_wire` wrote with its words: `from_wire(to_wire(a), a.article) == a`.

    Readers' decisions and frames are left out: the schema holds a frame's probability alone; the figures of frames keep the rest.

    Args:
        article: whose analysis it is; the wire object does not hold its text.

    Raises:
        ValueError: of another schema, without words of the article, or of another text.
    """
    told = wire["article"] if wire.get("schema") == SCHEMA and "article" in wire else None
    if told is None:
        raise ValueError(f"This is no analysis of the schema {SCHEMA}.")
    if told["sha256"] != article.sha256 or any(a["text"] is None for a in wire["annotations"]):
        raise ValueError("The saved analysis is of another text, or was saved without its words.")
    return Analysis(
        article=article,
        version=Version(**wire["version"]),
        language=told["language"],
        words=told["words"],
        title_words=told["title_words"],
        warnings=tuple(told["warnings"]),
        voices=tuple(VoiceSpan(*v) for v in wire["voices"]),
        title_voices=tuple(VoiceSpan(*v) for v in wire["title_voices"]),
        excluded=tuple(Excluded(*e) for e in wire["excluded"]),
        sentences=tuple(Sentence(**_frozen(s)) for s in wire["sentences"]),
        attributions=tuple(Attribution(**_frozen(a)) for a in wire["attributions"]),
        sources=tuple(Source(**_frozen(s)) for s in wire["sources"]),
        parties=tuple(Party(**_frozen(p)) for p in wire["parties"]),
        mentions=tuple(Mention(**m) for m in wire["mentions"]),
        annotations=tuple(Annotation(**_frozen(a)) for a in wire["annotations"]),
        metrics=metrics_from_wire(wire),
    )


def metrics_from_wire(wire: Mapping[str, Any]) -> tuple[MetricValue, ...]:
    """The figures alone of what `to_wire` wrote."""
    return tuple(MetricValue(**_frozen(m)) for m in wire["metrics"])


def _frozen(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a wire object as a dataclass holds them: tuples for lists, and no hash that its name gives anew."""
    return {key: _tuple(value) for key, value in fields.items() if key != "name_sha256"}


def _tuple(value: object) -> object:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
