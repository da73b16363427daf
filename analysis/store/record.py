"""A row of a corpus: one input with its analysis, or with the reason why there is none, packed so that both come back exactly.

What lists, filters and exports read stands in columns of its own; the whole analysis with its text is packed beside them.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import zlib
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from analysis.annotation import MetricValue
from analysis.article import Article, Failure
from analysis.columns.declaration import id_text
from analysis.decisions import NONE
from analysis.origins import is_path
from analysis.result import Analysis
from analysis.store import near_duplicates
from analysis.store.texts import text_of
from analysis.wire import dump, from_wire, metrics_from_wire, to_wire

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Record:
    """One row.

    Attributes:
        key: tells inputs apart: the same text from the same place with the same metadata has the same key.
        place: tells where it came from, so that a mended input takes its error row's place; None where that is unknown.
        content: of the text and the title, which together with the settings make the analysis; None for what gave no article.
        settings: fingerprint of what made it; None for what gave no article.
        given: the article without its text, or the failure, as JSON.
        packed: text and analysis, compressed; None for a failure.
        metrics: id, voice and value of each metric.
        sketch: of the text, for near duplicates (`near_duplicates.sketch`).
        code, message: why there is no analysis.
    """

    key: str
    place: str | None
    content: str | None
    settings: str | None
    given: str
    sha256: str | None = None
    article_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    topic: str | None = None
    origin: str | None = None
    words: int | None = None
    characters: int | None = None
    packed: bytes | None = None
    metrics: tuple[dict[str, Any], ...] | None = None
    sketch: bytes | None = None
    code: str | None = None
    message: str | None = None


_KINDS = {"words": pa.int64(), "characters": pa.int64(), "packed": pa.binary(), "sketch": pa.binary()}
_METRIC = pa.struct({"id": pa.string(), "voice": pa.string(), "value": pa.float64()})

#: The columns of a corpus, in a database and in a Parquet file alike: position of the input first, then the record.
SCHEMA = pa.schema(
    [
        pa.field("position", pa.int64()),
        *(
            pa.field(f.name, pa.list_(_METRIC) if f.name == "metrics" else _KINDS.get(f.name, pa.string()))
            for f in dataclasses.fields(Record)
        ),
    ]
)


def key_of(given: Article | Failure) -> str:
    """What tells inputs apart. The origin counts as the whole path, so that a folder may be named in different ways."""
    if isinstance(given, Failure):
        return _digest("failure", given.code, given.message, given.id, given.line, _whole(given.origin))
    fields = (given.id, given.title, given.outlet, given.author, given.published, given.url, given.topic, given.line)
    return _digest("article", given.sha256, *fields, _whole(given.origin))


def place_of(given: Article | Failure) -> str | None:
    """What tells places apart; None where an input's place is unknown."""
    return _digest(_whole(given.origin), given.id, given.line) if is_path(given.origin) else None


def content_of(article: Article) -> str:
    """What is analyzed: the text and the title."""
    return _digest(article.sha256, article.title)


def record(given: Article | Failure, result: Analysis | Failure, settings: str | None) -> Record:
    """The row of an input.

    Args:
        given: what the reader gave; the result itself where that was a failure.
        settings: fingerprint of what made the result; None where the reader failed.
    """
    place = place_of(given)
    content = content_of(given) if isinstance(given, Article) else None
    if isinstance(result, Failure):
        told = dump(dataclasses.asdict(result))
        return Record(
            key_of(given), place, content, settings, told, article_id=_text(id_text(result.id)), origin=_text(result.origin),
            code=result.code, message=_text(result.message),
        )  # fmt: skip
    assert isinstance(given, Article)
    fields = {f.name: getattr(given, f.name) for f in dataclasses.fields(given) if f.name != "text"}
    # The reader's warnings belong to the input, the engine's to the text: another input of the same text may have other ones.
    own = dataclasses.replace(result, warnings=result.warnings[len(given.warnings) :], decisions=NONE)
    packed = dump({"text": given.text, "analysis": to_wire(own)})
    return Record(
        key=key_of(given),
        place=place,
        content=content,
        settings=settings,
        given=dump(fields),
        sha256=given.sha256,
        article_id=_text(id_text(given.id)),
        **{n: _text(fields[n]) for n in ("title", "outlet", "author", "published", "url", "topic", "origin")},
        words=result.words,
        characters=len(given.text),
        packed=zlib.compress(packed.encode(), 6),
        metrics=tuple({"id": m.id, "voice": m.voice, "value": m.value} for m in result.metrics),
        sketch=near_duplicates.sketch(given.text),
    )


def result_of(given: str, packed: bytes | None) -> Analysis | Failure:
    """The analysis or the failure that was packed."""
    fields = json.loads(given)
    if packed is None:
        return Failure(**fields)
    told = json.loads(zlib.decompress(packed))
    article = _article(fields, told["text"])
    found = from_wire(told["analysis"], article)
    return dataclasses.replace(found, warnings=(*article.warnings, *found.warnings))


def article_of(given: str, packed: bytes) -> Article:
    """The article that was packed with its analysis."""
    return _article(json.loads(given), text_of(packed))


def figures_of(packed: bytes) -> tuple[MetricValue, ...]:
    """The figures of a packed analysis; the rest of it is not made."""
    return metrics_from_wire(json.loads(zlib.decompress(packed))["analysis"])


def _article(fields: dict[str, Any], text: str) -> Article:
    return Article(text, **{**fields, "warnings": tuple(fields["warnings"])})


def moved(found: Analysis | Failure, article: Article) -> Analysis:
    """The analysis of the same text and title as that of another input."""
    assert isinstance(found, Analysis)
    return dataclasses.replace(
        found, article=article, warnings=(*article.warnings, *found.warnings[len(found.article.warnings) :])
    )


def table(records: list[Record], positions: list[int]) -> pa.Table:
    """The rows for Arrow."""
    columns = {f.name: [getattr(r, f.name) for r in records] for f in dataclasses.fields(Record)}
    return pa.table({"position": positions, **columns}, schema=SCHEMA)


def _digest(*parts: object) -> str:
    return hashlib.sha256(dump(parts).encode()).hexdigest()[:32]


def _whole(origin: str | None) -> str | None:
    return os.path.abspath(origin) if origin is not None and is_path(origin) else origin  # noqa: PTH100 -- a text with a row, not a file


def _text(value: str | None) -> str | None:
    """A string for a column; what UTF-8 cannot hold is exact in `given`."""
    return None if value is None else _SURROGATE.sub("\ufffd", value)
