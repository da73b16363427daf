"""Which articles are wanted: the filter, what it keeps, and how it reads in words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.item import Item

#: Stands for articles that were given no outlet or no topic.
NOT_GIVEN = "not given"


@dataclass(frozen=True)
class Filter:
    """What is asked for; an empty field asks nothing.

    Attributes:
        start, end: first and last day; an article without a date is then left out.
        search: words that must all stand in the title or the text, in any order, upper or lower case.
    """

    outlets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    search: str = ""

    @property
    def empty(self) -> bool:
        """Whether it keeps everything."""
        return not (self.outlets or self.topics or self.start or self.end or self.words)

    @property
    def words(self) -> tuple[str, ...]:
        """The words sought."""
        return tuple(self.search.split())

    def _keeps(self, item: Item) -> bool:
        if self.outlets and (item.outlet or NOT_GIVEN) not in self.outlets:
            return False
        if self.topics and (item.topic or NOT_GIVEN) not in self.topics:
            return False
        if (self.start or self.end) and item.day is None:
            return False
        if self.start and item.day and item.day < self.start:
            return False
        return not (self.end and item.day and item.day > self.end)

    def apply(self, items: Iterable[Item], found: Container[str] = ()) -> list[Item]:
        """The wanted articles, in their order.

        Args:
            found: keys of the articles that hold the words sought, where any are.
        """
        sought = bool(self.words)
        return [item for item in items if (not sought or item.key in found) and self._keeps(item)]

    def in_words(self) -> str:
        """The filter as a phrase, such as “outlet Meridian Wire; from 1 May 2025”; empty where it keeps everything."""
        parts = []
        if self.outlets:
            parts.append(f"outlet {_either(self.outlets)}")
        if self.topics:
            parts.append(f"topic {_either(self.topics)}")
        if self.start:
            parts.append(f"from {day_in_words(self.start)}")
        if self.end:
            parts.append(f"until {day_in_words(self.end)}")
        if self.words:
            parts.append("with " + " and ".join(f"“{word}”" for word in self.words))
        return "; ".join(parts)


def outlets_of(items: Iterable[Item]) -> list[str]:
    """The outlets to choose from, sorted, `NOT_GIVEN` last."""
    return _choices(item.outlet for item in items)


def topics_of(items: Iterable[Item]) -> list[str]:
    """The topics to choose from, likewise."""
    return _choices(item.topic for item in items)


def day_in_words(day: date) -> str:
    """A date as “1 May 2025”."""
    return f"{day.day} {day:%B} {day.year}"


def _choices(given: Iterable[str | None]) -> list[str]:
    return sorted({value or NOT_GIVEN for value in given}, key=lambda value: (value == NOT_GIVEN, value.casefold(), value))


def _either(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"
