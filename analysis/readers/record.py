"""Builds an article from one record: a table's row or a JSON object."""

from __future__ import annotations

import math
from collections.abc import Mapping

from analysis.article import Article, Failure
from analysis.readers import dates

Scalar = str | int | float | bool | None
#: Fields other than the text and the id, which have rules of their own.
_STRINGS = ("title", "outlet", "published", "url", "topic", "author")


def build(
    record: Mapping[str, object],
    columns: Mapping[str, str],
    *,
    origin: str,
    number: int,
    default_id: str | None = None,
    line: int | None = None,
    exact: bool = False,
    warnings: tuple[str, ...] = (),
) -> Article | Failure:
    """An article, its text taken as it is; or a failure with code `no_text`, `text_not_string`, `empty` or `bad_id`.

    Args:
        columns: field -> the record's key for it.
        number: of the row or line, for messages.
        default_id: the id of a record without one; a record whose id is a list or an object then gets it too.
        exact: keep every string as it is, as the wire schema asks; else blanks around them go and dates become ISO 8601.
    """
    kind = "Line" if line is not None else "Row"
    name = f"{kind} {number:,} of {origin}"
    where = origin if exact else f"{origin}:{number}"
    raw_id = record.get(columns.get("id", "id"))
    identifier = scalar(raw_id)
    if identifier is None or (identifier == "" and not exact):
        identifier = default_id

    def fail(code: str, message: str) -> Failure:
        return Failure(code=code, message=f"{name} {message}", id=identifier, line=line, origin=where)

    if raw_id is not None and scalar(raw_id) is None and default_id is None:
        return fail("bad_id", "has an id that is neither text nor a number: give it such an id or none.")
    key = columns.get("text", "text")
    text = record.get(key)
    if text is None:
        return fail("no_text", f"has no “{key}”: put the article's text there.")
    if not isinstance(text, str):
        return fail("text_not_string", f"has a “{key}” that is not text: put the article's text there as one string.")
    if not text.strip():
        return fail("empty", f"has an empty “{key}”: put the article's text there.")
    values: dict[str, str | None] = {}
    for field in _STRINGS:
        value, warning = _string(record.get(columns.get(field, field)), field, exact)
        values[field] = value
        warnings += () if warning is None else (warning,)
    if values["published"] is not None and not exact:
        values["published"] = dates.iso(values["published"])
    return Article(text=text, id=identifier, origin=where, line=line, warnings=warnings, **values)


def scalar(value: object) -> Scalar:
    """A value that JSON can echo as an id, or None."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, (str, int, float, bool)) else None


def _string(value: object, field: str, exact: bool) -> tuple[str | None, str | None]:
    """A field's value as a string, None where blank, and a warning where it had to be changed."""
    if value is None or isinstance(value, str):
        kept = value if value is None or exact else value.strip()
        return (kept if kept is not None and kept.strip() else None), None
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "; ".join(value), f"The {field} is a list; its items were joined."
    if scalar(value) is not None:
        return str(value), f"The {field} is not text; it was taken as “{str(value)[:50]}”."
    return None, f"The {field} is not text and was left out."
