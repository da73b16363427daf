"""One article of a stored corpus as the dashboard handles it: what is told of it at hand, its analysis when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from analysis.annotation import MetricValue
from analysis.result import Analysis
from dashboard.unpacked import Unpacked

#: Digits of an input's key that name it in links.
DIGITS = 16


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An analyzed article with the attributes of an `Item`.

    Attributes:
        key: names the article in links: the beginning of `whole`, the input's key in the corpus.
        position: where it stands in the corpus.
        settings: fingerprint of the settings that made the analysis.
        title: the headline; without one, its id or the file it came from, in brackets.
    """

    key: str
    whole: str = field(repr=False)
    position: int
    title: str
    outlet: str | None
    published: str | None
    topic: str | None
    words: int
    settings: str
    day: date | None
    unpacked: Unpacked = field(repr=False, compare=False)

    @property
    def analysis(self) -> Analysis:
        """The whole analysis, unpacked now if it is not at hand."""
        return self.unpacked.get(self.position, self.whole)

    @property
    def values(self) -> dict[tuple[str, str], MetricValue]:
        """The figures by metric and voice, with intervals and counts."""
        [figures] = self.unpacked.figures([(self.position, self.whole)])
        return {(value.id, value.voice): value for value in figures}
