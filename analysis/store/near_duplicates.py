"""Finds texts that are nearly the same, such as copies of one agency report with another first paragraph.

MinHash over runs of five words (Broder 1997, "On the resemblance and containment of documents"): for each of 128 hash functions a
text keeps the least hash of its runs. The share of functions on which two texts agree estimates the Jaccard index of their runs;
its standard error at .8 is .035. Texts that agree in all of four functions in a band become candidates (locality-sensitive
hashing, Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RUN = 5
FUNCTIONS, BAND = 128, 4

#: Two texts are near duplicates from this estimated Jaccard index on.
ALIKE = 0.7

_WORD = re.compile(r"\w+")
_DRAWS = np.random.default_rng(1997).integers(1, 2**63, size=(2, FUNCTIONS), dtype=np.uint64)
_FACTORS, _OFFSETS = _DRAWS[0] | np.uint64(1), _DRAWS[1]
_POWERS = np.array([pow(6_364_136_223_846_793_005, n, 2**64) for n in range(RUN)], dtype=np.uint64)

#: Runs hashed at once, so that a long text needs no more memory.
_AT_ONCE = 4_096


def sketch(text: str) -> bytes:
    """The text's MinHash: 128 numbers of 16 bits. Letter case and what stands between words do not matter."""
    words = np.array([zlib.crc32(w.casefold().encode("utf-8", "replace")) for w in _WORD.findall(text)], dtype=np.uint64)
    if len(words) < RUN:  # too short for a run: as a whole
        words = np.pad(words, (0, RUN - len(words)))
    runs = (np.lib.stride_tricks.sliding_window_view(words, RUN) * _POWERS).sum(axis=1, dtype=np.uint64)
    least = np.full(FUNCTIONS, 2**64 - 1, dtype=np.uint64)
    for at in range(0, len(runs), _AT_ONCE):
        least = np.minimum(least, (runs[at : at + _AT_ONCE, None] * _FACTORS + _OFFSETS).min(axis=0))
    return _short(least)


def _short(least: NDArray[np.uint64]) -> bytes:
    """16 bits of each number. Its high bits are near 0 in every text, being the least of many: the bits are mixed first."""
    mixed = (least ^ (least >> np.uint64(32))) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(48)).astype("<u2").tobytes()


def groups(sketches: Sequence[bytes]) -> list[tuple[int, ...]]:
    """Groups of positions whose texts are near duplicates, through others of the group if not directly; each sorted."""
    if not sketches:
        return []
    all_ = np.frombuffer(b"".join(sketches), dtype="<u2").reshape(len(sketches), FUNCTIONS)
    parent = np.arange(len(sketches))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = int(parent[one])
        return one

    for band in range(0, FUNCTIONS, BAND):
        mark = np.ascontiguousarray(all_[:, band : band + BAND]).view("<u8").ravel()
        order = np.argsort(mark, kind="stable")
        same = np.flatnonzero(mark[order][1:] == mark[order][:-1])
        # Neighbours in a band's order stand for all its pairs: texts alike meet in many bands, beside different neighbours.
        for left, right in zip(order[same], order[same + 1], strict=True):
            a, b = root(int(left)), root(int(right))
            if a != b and (all_[left] == all_[right]).mean() >= ALIKE:
                parent[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = {}
    for one in range(len(sketches)):
        found.setdefault(root(one), []).append(one)
    return [tuple(group) for group in found.values() if len(group) > 1]
