"""Names and media types of the files that leave the dashboard."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable

#: Format -> what people call it, the ending of a table's file, and its media type.
FORMATS = {
    "csv": ("CSV", "csv", "text/csv"),
    "parquet": ("Parquet", "parquet", "application/vnd.apache.parquet"),
    "xlsx": ("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON lines", "jsonl", "application/jsonl"),
}


def label(form: str) -> str:
    """What people call a format."""
    return FORMATS[form][0] if form in FORMATS else form


def table_file(table: str, form: str) -> tuple[str, str]:
    """Name and media type of a table's file."""
    _, ending, media = FORMATS.get(form, (form, form, "application/octet-stream"))
    return f"{table}.{ending}", media


def slug(title: str, longest: int = 40) -> str:
    """A title as the name of a file: Latin letters, digits and hyphens only, so that no title can lead out of a folder."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-") or "article"


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Named contents as the bytes of a zip file; the same contents give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # dated 1980
    return packed.getvalue()
