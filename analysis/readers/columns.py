"""Which column of a table, or key of a JSON object, holds which field of an article.

Names are compared without regard to case, blanks, hyphens and underscores. Where a table has several names for one field, the
first of the list below wins; a caller's mapping goes before all of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

#: Field -> the column names that are understood, the field's own name first.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "full text", "story text", "article text", "body text", "article body", "article content",
        "main text", "news text", "story", "article", "document",
    ),
    "id": ("id", "article id", "doc id", "document id", "stories id", "story id", "uid", "uuid", "guid"),
    "title": ("title", "headline", "heading", "head", "header", "article title"),
    "outlet": (
        "outlet", "source", "publication", "newspaper", "publisher", "news outlet", "news source", "source name", "site name",
        "site", "media name", "publication name", "media", "medium",
    ),
    "published": (
        "published", "date", "publish date", "published at", "publication date", "published date", "date published", "pub date",
        "datetime", "timestamp", "time",
    ),
    "url": ("url", "link", "article url", "web url", "permalink", "uri", "address"),
    "topic": ("topic", "section", "category", "subject", "desk", "rubric", "section name"),
    "author": ("author", "authors", "byline", "writer", "reporter", "by"),
}  # fmt: skip

FIELDS = tuple(SYNONYMS)


def plain(name: str) -> str:
    """A column's name as it is compared; a name without letters and digits stays as it is."""
    return re.sub(r"[\W_]+", "", name).casefold() or name


_FIELD_OF = {plain(name): (field, rank) for field, names in SYNONYMS.items() for rank, name in enumerate(names)}


def parse(pairs: Sequence[str]) -> dict[str, str]:
    """A mapping from `FIELD=COLUMN` words, as `--map` takes them. Raises ValueError as `checked` does."""
    mapping: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise ValueError(f"“{pair}” does not map a column: write FIELD=COLUMN, such as text=body.")
        if field.strip().casefold() in mapping:
            raise ValueError(f"The field “{field.strip()}” is mapped twice: name one column for it.")
        mapping[field.strip().casefold()] = column.strip()
    return checked(mapping)


def checked(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """A mapping with its fields in lower case.

    Raises:
        ValueError: an unknown field, a field named twice, a column used twice, or an empty column name.
    """
    out: dict[str, str] = {}
    for field, column in (mapping or {}).items():
        name = str(field).strip().casefold()
        if name not in SYNONYMS:
            near = difflib.get_close_matches(name, FIELDS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise ValueError(f"“{field}” is not a field of an article.{hint} The fields are: {', '.join(FIELDS)}.")
        if name in out:
            raise ValueError(f"The field “{name}” is mapped twice: name one column for it.")
        if not str(column).strip():
            raise ValueError(f"The field “{name}” is mapped to nothing: name its column.")
        out[name] = str(column)
    twice = [column for column in out.values() if sum(plain(column) == plain(other) for other in out.values()) > 1]
    if twice:
        raise ValueError(f"The column “{twice[0]}” is mapped to two fields: map it to one.")
    return out


def choose(found: Sequence[str], mapping: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field -> the found column that holds it, for the fields that have one."""
    return dict(_choose(tuple(found), tuple((mapping or {}).items())))


@lru_cache(maxsize=256)
def _choose(found: tuple[str, ...], mapping: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    chosen: dict[str, str] = {}
    asked = dict(mapping)
    for field, wanted in mapping:
        same = [name for name in found if name == wanted] or [name for name in found if plain(name) == plain(wanted)]
        if same:
            chosen[field] = same[0]
    ranked: dict[str, tuple[int, str]] = {}
    for name in found:
        field, rank = _FIELD_OF.get(plain(name), ("", 0))
        free = field and field not in asked and name not in chosen.values()
        if free and (field not in ranked or rank < ranked[field][0]):
            ranked[field] = (rank, name)
    chosen.update({field: name for field, (_, name) in ranked.items()})
    return tuple(chosen.items())
