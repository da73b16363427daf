"""Writes the dates of files as ISO 8601 where they can be read in one way only."""

from __future__ import annotations

import re
from datetime import datetime

_NUMBERS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")
_WORDS = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%A %B %d %Y", "%A %d %B %Y", "%B %d %Y %A")
_MAY_HOLD_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:?\d{2}.*")


def iso(value: str) -> str:
    """A date as ISO 8601, or the value as it came where its order of day and month could be either (03/04/2021)."""
    text = " ".join(value.split())
    if _MAY_HOLD_TIME.fullmatch(text):
        try:
            return datetime.fromisoformat(text).isoformat()
        except ValueError:
            return text
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.replace(",", " "))
    plain = re.sub(r"(?<=[a-z])\.(?= )", "", " ".join(plain.split()))
    plain = re.sub(r"\bSept\b", "Sep", plain)
    for form in _NUMBERS + _WORDS:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return text
