"""Word alignment of two quotations: the runs of words that both have, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from analysis.annotation import Span

#: Shorter runs of shared words inside a quotation are chance ("of the"), unless they stand beside a longer one.
LEAST_RUN = 3

#: Words running that make two quotations one, however little else they share.
SURE = 10

#: Words between a short run and a longer one beside which it is kept.
BESIDE = 2

#: Titles that one house style shortens and another does not.
_SHORT = {"sen": "senator", "rep": "representative", "gov": "governor", "dr": "doctor", "gen": "general", "lt": "lieutenant",
          "st": "saint", "percent": "per cent", "ok": "okay", "mr": "mister", "mrs": "missis"}  # fmt: skip

_WORD = re.compile(r"(?:\[[^\W_]{1,2}\])?[^\W_]+(?:['’][^\W_]+)*(?:\[[^\W_]{1,3}\])?")
_BRACKETS = re.compile(r"\[[^\]\n]{0,200}\]|\([^)\n]{0,200}\)")


@dataclass(frozen=True)
class Word:
    """A word of a text: its offsets, its letters without case, and whether it stands in brackets, as an editor's words do."""

    start: int
    end: int
    key: str
    editor: bool = False


@dataclass(frozen=True)
class Run:
    """Words shared by two quotations: `size` of them, from number `first` in one and from number `second` in the other."""

    first: int
    second: int
    size: int


def words(text: str, spans: Sequence[Span]) -> Iterator[Word]:
    """The words inside some spans of a text. Hyphens part words; apostrophes do not, nor brackets inside a word ("[W]e")."""
    for start, end in spans:
        brackets = [m.span() for m in _BRACKETS.finditer(text, start, end)]
        for m in _WORD.finditer(text, start, end):
            editor = any(a <= m.start() and m.end() <= b for a, b in brackets)
            key = m[0].casefold().replace("’", "'").replace("[", "").replace("]", "")
            yield Word(m.start(), m.end(), _SHORT.get(key, key), editor)


def align(a: Sequence[str], b: Sequence[str], least: int) -> list[Run]:
    """Runs of words that two quotations share, in order; none where they are not one quotation.

    They are one where a run is as long as `least`, and the shared runs are half of the shorter one or a run is as long as `SURE`.
    The longest run decides, then the longest on its two sides (Ratcliff and Obershelp's matching, as difflib has it). Runs
    shorter than `LEAST_RUN` stay only within `BESIDE` words of one that stays.
    """
    if not _may_share(a, b, least):
        return []
    found = [Run(*block) for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if block.size]
    if max(run.size for run in found) < least:
        return []
    kept = [run.size >= LEAST_RUN for run in found]
    for n in range(1, len(found)):
        kept[n] = kept[n] or (kept[n - 1] and _beside(found[n - 1], found[n]))
    for n in range(len(found) - 2, -1, -1):
        kept[n] = kept[n] or (kept[n + 1] and _beside(found[n], found[n + 1]))
    runs = [run for run, keep in zip(found, kept, strict=True) if keep]
    enough = 2 * sum(run.size for run in runs) >= min(len(a), len(b)) or max(run.size for run in runs) >= SURE
    return runs if enough else []


def _beside(low: Run, high: Run) -> bool:
    return max(high.first - low.first, high.second - low.second) - low.size <= BESIDE


def _may_share(a: Sequence[str], b: Sequence[str], size: int) -> bool:
    """Whether any run of `size` words stands in both: quick, so that most pairs need no alignment."""
    runs = ngrams(a, size)
    return bool(runs) and not runs.isdisjoint(ngrams(b, size))


def ngrams(keys: Sequence[str], size: int) -> set[tuple[str, ...]]:
    """Every run of `size` words."""
    return {tuple(keys[n : n + size]) for n in range(len(keys) - size + 1)}
