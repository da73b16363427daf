"""What a column and a table declare, and what every row of them can see."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from analysis import set_aside
from analysis.annotation import MetricValue
from analysis.article import Failure
from analysis.decisions import SetAside
from analysis.result import Analysis

Kind = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True)
class Case:
    """One input's result with what every row of it needs.

    Attributes:
        position: position of the input, counted from 1; failed inputs are counted too.
        text: whether words of the article may be given.
    """

    position: int
    result: Analysis
    text: bool = True

    @cached_property
    def held(self) -> dict[str, SetAside]:
        """Id of each annotation that a reader set aside, and the decision."""
        return set_aside.held(self.result)

    @cached_property
    def recounted(self) -> dict[tuple[str, str], MetricValue]:
        """Metric and voice -> value without the marks set aside, where they change it."""
        return set_aside.changed(self.result)

    @cached_property
    def starts(self) -> list[int]:
        """Where the sentences start."""
        return [sentence.start for sentence in self.result.sentences]

    def field(self, name: str) -> str:
        """The text or the title."""
        return self.result.article.text if name == "text" else self.result.article.title or ""

    def sentence_of(self, start: int) -> int | None:
        """Index of the sentence that a text offset lies in, or None."""
        at = bisect_right(self.starts, start) - 1
        if at < 0 or start >= self.result.sentences[at].end:
            return None
        return self.result.sentences[at].index


@dataclass(frozen=True)
class FailedCase:
    """A failed input and its position among the inputs, counted from 1."""

    position: int
    result: Failure
    text: bool = True


@dataclass(frozen=True)
class Column:
    """A column's declaration.

    Attributes:
        optional: whether it may be empty.
        text: whether it holds words of the article, and so is empty with `--no-text`.
        get: the cell, from a case and the row's item.
    """

    name: str
    kind: Kind
    label: str
    definition: str
    get: Callable[[Any, Any], object]
    unit: str = ""
    range: str = ""
    source: str = "Evenhand"
    caveats: str = ""
    optional: bool = False
    text: bool = False


@dataclass(frozen=True)
class Table:
    """A table's declaration: what a row is, which items of a case make rows, and the columns in their order."""

    name: str
    row: str
    items: Callable[[Any], Iterable[object]]
    columns: tuple[Column, ...]


def id_text(value: str | float | bool | None) -> str | None:
    """The caller's identifier as text: numbers, true and false as JSON writes them."""
    return value if value is None or isinstance(value, str) else json.dumps(value)


VOICE_RANGE = "writer, direct, indirect, headline, excluded"
OFFSETS = "Code points of the text (of the title where `field` says so), counted from 0; ends are exclusive."
START = "Where it starts: code points of the text (of the title where `field` says so), counted from 0."
END = "Where it ends, counted likewise: the code point after its last."

KEY = (
    Column("article", "integer", "Article", "Position of the input, counted from 1 and counting failed inputs. Joins the tables.",
           lambda c, i: c.position, range="1 or more"),
    Column("article_id", "string", "Caller's id", "The identifier that the input gave, or that its reader made from the file's "
           "name. Need not be unique.", lambda c, i: id_text(c.result.article.id), optional=True),
)  # fmt: skip
SOURCE_ID = Column("source_id", "string", "Source", "Id of the source within the article (table sources); empty where there is "
                   "none.", lambda c, i: i.source_id, optional=True)  # fmt: skip
