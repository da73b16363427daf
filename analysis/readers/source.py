"""One input that a reader reads: its bytes, what to call it, and what is known of it beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from analysis.article import Failure


@dataclass(frozen=True)
class Source:
    """An opened input.

    Attributes:
        origin: the input's name as it was given, for messages.
        id: the article's id where the input holds no other: the path relative to the given folder, or the file name.
        stream: the bytes, at their beginning; can be sought.
        mapping: the caller's own column names, field -> column.
        known: fields that a manifest gives for this file, field -> value; they go before what the file itself says.
    """

    origin: str
    id: str
    stream: BinaryIO
    mapping: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def failure(self, code: str, message: str, *, line: int | None = None, row: int | None = None) -> Failure:
        """A failure of this input, or of one of its rows; `message` begins after the input's name."""
        where = self.origin if row is None else f"{self.origin}:{row}"
        return Failure(code=code, message=f"{where} {message}", id=self.row_id(row), line=line, origin=where)

    def row_id(self, row: int | None) -> str:
        """The id of a row that has none of its own."""
        return self.id if row is None else f"{self.id}:{row}"


class Unreadable(Exception):
    """An input, or the rest of it, cannot be read; readers turn it into a `Failure`.

    Attributes:
        code: the failure's code; the exception's text is its message after the input's name.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
