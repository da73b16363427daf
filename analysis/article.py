"""What goes in: an article, or the reason why an input gave none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Article:
    """One news article as a reader or a caller handed it over.

    Every offset in an analysis counts Unicode code points into exactly this `text` (or `title`). Nothing changes the text
    after this point: cleaning belongs to the readers.

    Attributes:
        text: the body; may be empty, which the engine answers with a `Failure`.
        id: the caller's own identifier, echoed as it came (any JSON scalar); need not be unique.
        title: the headline, or None where there is none.
        published: the date as the input gave it, ISO 8601 where a reader could tell.
        origin: the file (and row) it was read from, for messages and the manifest; None for a direct call.
        line: the line of the input, counted from 1, where inputs come by line.
        warnings: what a reader had to guess or leave out, one plain sentence each.
    """

    text: str
    id: str | int | float | bool | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    topic: str | None = None
    author: str | None = None
    origin: str | None = None
    line: int | None = None
    warnings: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of the text's UTF-8 bytes, in hex. Lone surrogates, which UTF-8 cannot hold, are hashed as they are."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Failure:
    """An input that could not be analyzed; it takes its article's place in the output.

    Attributes:
        code: a stable word for scripts, such as `empty`, `binary`, `not_json`, `no_text`, `not_english`.
        message: one plain sentence that names the input and says what to do.
        id: the caller's identifier where the input had one.
        line: the line of the input, counted from 1, where inputs come by line.
        origin: the file (and row) it came from.
    """

    code: str
    message: str
    id: str | int | float | bool | None = None
    line: int | None = None
    origin: str | None = None
