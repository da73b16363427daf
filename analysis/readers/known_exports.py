"""Tables of services that scholars export from, told by their columns.

Sources: for Media Cloud from 2023 on, the fields of its provider library (mc-providers 3.1.3, `_FIELDS`), whose names its web
search writes in the first row of a download; for Media Cloud to 2023, the story fields of its API 2 as users write them to CSV;
for LexisNexisTools, the data frames `meta` and `articles` that its README shows. LexisNexis documents no columns for result
lists: the last entry is an assumption, and its name says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.readers.columns import plain


@dataclass(frozen=True)
class Export:
    """One service's table.

    Attributes:
        name: with the versions that write it so.
        marks: columns that all must be there to tell it.
        columns: field -> its column; one that the table lacks is left out.
        lacks: what to do where it holds no texts, after “has no text column”.
    """

    name: str
    marks: tuple[str, ...]
    columns: Mapping[str, str]
    lacks: str


_LISTS_ADDRESSES = "it lists addresses, not texts. Add a column “text” with each article's text"
EXPORTS = (
    Export(
        "Media Cloud, 2023 on",
        ("id", "indexed_date", "media_name", "media_url", "publish_date", "url"),
        {"id": "id", "title": "title", "outlet": "media_name", "published": "publish_date", "url": "url", "text": "text"},
        _LISTS_ADDRESSES,
    ),
    Export(
        "Media Cloud API 2, to 2023",
        ("stories_id", "publish_date", "media_name"),
        {
            "id": "stories_id",
            "title": "title",
            "outlet": "media_name",
            "published": "publish_date",
            "url": "url",
            "topic": "themes",
            "text": "story_text",
        },
        _LISTS_ADDRESSES,
    ),
    Export(
        "LexisNexisTools",
        ("newspaper", "headline", "source_file", "length"),
        {
            "id": "id",
            "title": "headline",
            "outlet": "newspaper",
            "published": "date",
            "topic": "section",
            "author": "author",
            "text": "article",
        },
        "it is the table of metadata alone. Join it with the table of articles by ID",
    ),
    Export(
        "Nexis-style result list",
        ("headline", "publication", "publication type"),
        {
            "title": "headline",
            "outlet": "publication",
            "published": "date",
            "topic": "section",
            "author": "byline",
            "text": "full text",
        },
        "it lists results, not texts. Download the full documents as DOCX or PDF, one a file",
    ),
)  # fmt: skip


def recognised(header: Sequence[str]) -> Export | None:
    """The service that wrote a table with these columns, or None."""
    names = {plain(name) for name in header}
    return next((export for export in EXPORTS if all(plain(mark) in names for mark in export.marks)), None)


def with_known(export: Export | None, header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The caller's mapping, and the service's where the caller names neither the field nor the column."""
    if export is None:
        return dict(mapping)
    names = {plain(name) for name in header}
    taken = {plain(column) for column in mapping.values()}
    known = {
        field: column
        for field, column in export.columns.items()
        if field not in mapping and plain(column) in names and plain(column) not in taken
    }
    return {**known, **mapping}
