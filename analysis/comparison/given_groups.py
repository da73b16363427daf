"""Reads which articles the caller puts in which group: a CSV file with a column of files and a column of groups."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from analysis.article import Article
from analysis.columns.declaration import id_text
from analysis.comparison.errors import ComparisonError

_FILES = ("file", "origin", "article_id", "id")
_GROUPS = ("group", "event")


def read(path: Path, articles: Sequence[Article]) -> dict[int, str]:
    """Position of each article that the file names -> its group. Rows without a group leave their article open.

    `groups.csv` as `evenhand compare --group` writes it can be read, and a folder's `manifest.csv` with a column `event`. A file
    is named as the input named it, or by the article's id.

    Raises:
        ComparisonError: the file cannot be read, has no such columns, names an article twice or one that is not among the inputs.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise ComparisonError(f"The groups in {path} cannot be read ({reason}): give a CSV file with --groups.") from error
    rows = csv.DictReader(text.splitlines())
    header = {name.strip().casefold(): name for name in rows.fieldnames or ()}
    file = next((header[name] for name in _FILES if name in header), None)
    group = next((header[name] for name in _GROUPS if name in header), None)
    if file is None or group is None:
        raise ComparisonError(f"{path} has no columns file and group: name the article in one and its group in the other.")
    known = _names(articles)
    out: dict[int, str] = {}
    for number, row in enumerate(rows, start=2):
        name, wanted = (row[file] or "").strip(), (row[group] or "").strip()
        if not name or not wanted:
            continue
        at = known.get(name)
        if at is None:
            why = "names more than one of the inputs" if name in known else "names none of the inputs"
            raise ComparisonError(f"Row {number} of {path}: “{name}” {why}; write the file as the input does.")
        if out.setdefault(at, wanted) != wanted:
            raise ComparisonError(f"Row {number} of {path}: “{name}” stands in two groups; leave it in one.")
    return out


def _names(articles: Sequence[Article]) -> dict[str, int | None]:
    """Each name by which an article can be called -> its position; None where several have it."""
    origins = {article.origin: n for n, article in enumerate(articles) if article.origin}
    ids = [id_text(article.id) for article in articles]
    counts = Counter(ids)
    by_id = {one: n if counts[one] == 1 else None for n, one in enumerate(ids) if one}
    return {**by_id, **origins}
