"""Names stretches of an article's text in links: `w120-180.200-210` are characters 120 to 180 and 200 to 210, ends exclusive."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.annotation import Span

#: Stretches named at most, so that no address grows too long.
MOST = 40

_ID = re.compile(r"w\d{1,9}-\d{1,9}(?:\.\d{1,9}-\d{1,9})*")


def name(spans: Iterable[Span]) -> str:
    """The id of one stretch or more; offsets only, so that no word of the article stands in an address."""
    return "w" + ".".join(f"{start}-{end}" for start, end in sorted(set(spans))[:MOST])


def read(id: str | None, length: int) -> list[Span] | None:
    """The stretches of an id; None where it is none, or where it leaves a text of this many characters."""
    if not id or not _ID.fullmatch(id):
        return None
    spans = [(int(start), int(end)) for start, _, end in (part.partition("-") for part in id[1:].split("."))]
    return spans if all(start < end <= length for start, end in spans) else None
