"""Which loaded articles seem to tell one event, and why: the proposal that the Compare page starts from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.comparison.grouping import Group, Link
from dashboard.item import Item

#: Articles that groups are proposed among at once: every pair of them is held together.
MOST_GROUPED = 1000


@dataclass(frozen=True)
class Proposed:
    """Articles that seem to tell one event.

    Attributes:
        items: in the order loaded.
        links: why each pair is linked; positions count in `items`. A pair may stand in one group without a link of its own.
    """

    items: tuple[Item, ...]
    links: tuple[Link, ...]

    @property
    def shared(self) -> tuple[str, ...]:
        """Words that most of the links share, those of most links first."""
        counts = Counter(word for link in self.links for word in link.shared)
        return tuple(word for word, _ in counts.most_common(6))

    def link(self, one: str, other: str) -> Link | None:
        """Why two articles, by their keys, are linked."""
        keys = [item.key for item in self.items]
        return next((x for x in self.links if {keys[x.first], keys[x.second]} == {one, other}), None)


def of(items: Sequence[Item], groups: Sequence[Group]) -> list[Proposed]:
    """Groups of two articles or more as the dashboard handles them."""
    out = []
    for group in groups:
        place = {n: at for at, n in enumerate(group.articles)}
        if len(place) > 1:
            links = (
                Link(place[x.first], place[x.second], x.likeness, x.days, x.shared, x.given) for x in group.links
            )  # fmt: skip
            out.append(Proposed(tuple(items[n] for n in group.articles), tuple(links)))
    return out
