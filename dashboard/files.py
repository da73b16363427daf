"""Names and media types of the files that leave the dashboard."""

from __future__ import annotations

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
