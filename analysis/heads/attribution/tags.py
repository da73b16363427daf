"""The labels of the attribution head: a role and a place inside its span (begin, inside, end, single) for each token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")

#: "O", then B, I, E, S for each role.
TAGS: tuple[str, ...] = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))

#: Stands for "not allowed" among scores.
NEVER = -1e4


def encode(spans: Sequence[tuple[Role, int, int]], length: int) -> list[int]:
    """Tags of a sequence from (role, first, last + 1) spans; a span that meets an earlier one is left out."""
    out = [0] * length
    for role, first, last in spans:
        if first >= last or any(out[first:last]):
            continue
        base = 1 + 4 * ROLES.index(role)
        if last - first == 1:
            out[first] = base + 3
            continue
        out[first], out[last - 1] = base, base + 2
        for i in range(first + 1, last - 1):
            out[i] = base + 1
    return out


def decode(tags: Sequence[int]) -> Iterator[tuple[Role, int, int]]:
    """Spans (role, first, last + 1) of a valid sequence of tags."""
    first = 0
    for i, tag in enumerate(tags):
        if tag == 0:
            continue
        place = (tag - 1) % 4
        if place in (0, 3):
            first = i
        if place in (2, 3):
            yield ROLES[(tag - 1) // 4], first, i + 1


def allowed() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Masks of what may follow what (from, to), what may begin and what may end a sequence; 0 or `NEVER`."""
    n = len(TAGS)
    follow = np.full((n, n), NEVER, dtype=np.float32)
    begin = np.full(n, NEVER, dtype=np.float32)
    end = np.full(n, NEVER, dtype=np.float32)
    opens = [i for i in range(n) if i == 0 or (i - 1) % 4 in (0, 3)]
    closes = [i for i in range(n) if i == 0 or (i - 1) % 4 in (2, 3)]
    begin[opens] = 0
    end[closes] = 0
    for a in closes:
        follow[a, opens] = 0
    for role in range(len(ROLES)):
        base = 1 + 4 * role
        for a in (base, base + 1):  # begun or inside: goes on or ends
            follow[a, [base + 1, base + 2]] = 0
    return follow, begin, end
