"""Which words of one version of a text are which words of the other, also where sentences or paragraphs changed places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Words that must stand together in both versions to count as moved; fewer are found anywhere by chance.
LEAST_MOVED = 4

#: How often what is left over is looked through for what changed places: each time finds what stands in one order.
_ROUNDS = 4

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Word:
    """A word, or a punctuation mark, of a text: its offsets, and its letters without case."""

    start: int
    end: int
    key: str

    @property
    def lettered(self) -> bool:
        """Whether it is a word and no punctuation mark."""
        return any(c.isalnum() for c in self.key)


def words(text: str) -> list[Word]:
    """The words and punctuation marks of a text, in order; curly and straight apostrophes are one."""
    return [Word(*m.span(), m[0].casefold().replace("’", "'")) for m in _WORD.finditer(text)]


def align(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Position in `after` of each word of `before` that is still there; no position is given twice.

    What stands in the same order is found first: the longest shared run, then the longest on its two sides (Ratcliff and
    Obershelp's matching, Python's `difflib`). Then, among what is left over, runs of `LEAST_MOVED` words or more that changed
    places. Words that fill a long text ("the", a comma) hold a place only beside others, as difflib has it.
    """
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    found = {n: n for n in range(head)}
    found |= {len(before) - n: len(after) - n for n in range(1, tail + 1)}
    first, second = list(range(head, len(before) - tail)), list(range(head, len(after) - tail))
    least = 1
    for _ in range(_ROUNDS):
        new = dict(_runs(before, after, first, second, least))
        found |= new
        taken = set(new.values())
        first, second = [n for n in first if n not in new], [n for n in second if n not in taken]
        if not first or not second or (not new and least > 1):
            break
        least = LEAST_MOVED
    return found


def _same(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words at the start are the same."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _runs(
    before: Sequence[str], after: Sequence[str], first: Sequence[int], second: Sequence[int], least: int
) -> Iterator[tuple[int, int]]:
    a, b = _gapped(before, first, "a"), _gapped(after, second, "b")
    for block in SequenceMatcher(None, [key for key, _ in a], [key for key, _ in b]).get_matching_blocks():
        if block.size >= least:
            yield from ((a[block.a + n][1], b[block.b + n][1]) for n in range(block.size))


def _gapped(keys: Sequence[str], positions: Sequence[int], side: str) -> list[tuple[str, int]]:
    """Words with their positions; where words between them are taken, a mark that matches nothing, so that no run leaps over."""
    out: list[tuple[str, int]] = []
    for n, at in enumerate(positions):
        if n and positions[n - 1] != at - 1:
            out.append((f" {side}{at}", -1))
        out.append((keys[at], at))
    return out
