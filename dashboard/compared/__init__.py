"""A comparison as what the Compare page shows: one file a part, each giving blocks or a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.comparison import Comparison, letter
from dashboard.item import Item


@dataclass(frozen=True)
class Compared:
    """A comparison and the articles of the dashboard that it is about, in the same order."""

    items: tuple[Item, ...]
    found: Comparison

    def key(self, article: int) -> str:
        """What names an article in links."""
        return self.items[article].key

    @property
    def letters(self) -> list[str]:
        return [letter(n) for n in range(len(self.items))]

    @property
    def columns(self) -> list[dict[str, str]]:
        """Letter and short name of each article: its outlet where these differ, else its title."""
        outlets = [item.outlet for item in self.items]
        apart = all(outlets) and len(set(outlets)) == len(outlets)
        names = [item.outlet or "" for item in self.items] if apart else [_short(item.title) for item in self.items]
        return [{"letter": x, "name": name} for x, name in zip(self.letters, names, strict=True)]


def listed(names: Sequence[str], last: str = "and") -> str:
    """“A”, “A and B”, “A, B and C”."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def _short(title: str) -> str:
    return title if len(title) <= 44 else f"{title[:43].rstrip()}…"
