"""Measures how often quotations of different events pass for one: chance, for the minimum length of a shared quotation.

    python -m benchmarks.shared_quotations [--write]

BASIL has 52 events told by three outlets each. Two quotations of one event may be the same; two of different events never are
(a set phrase aside), so that every pair of these that is aligned is a false alarm. Speakers are held to be one by their surnames.
"""

from __future__ import annotations

import itertools
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

from analysis import Analysis, analyze_many
from analysis.comparison import quotations
from analysis.comparison.alignment import align, ngrams, words
from analysis.comparison.quotations import ANY_SPEAKER, SAME_SPEAKER
from benchmarks.grouping import read
from benchmarks.page import put


@dataclass(frozen=True)
class Quoted:
    """A quotation: its article, event, speaker's surname and words."""

    article: int
    event: str
    speaker: str | None
    keys: list[str]


def quoted() -> list[Quoted]:
    """All quotations of BASIL's articles."""
    articles, events = read()
    out = []
    for n, (result, event) in enumerate(zip(analyze_many(articles), events, strict=True)):
        if isinstance(result, Analysis):
            surnames = {s.id: s.name.split()[-1].casefold() for s in result.sources}
            for version in quotations.of(result, n):
                keys = [w.key for w in words(result.article.text, version.spans)]
                out.append(Quoted(n, event, surnames.get(version.source_id or ""), keys))
    return out


def main() -> None:
    """Prints the table, and puts it in the page with `--write`."""
    found = quoted()
    having: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for n, one in enumerate(found):
        for run in ngrams(one.keys, SAME_SPEAKER):
            having[run].add(n)
    pairs = {pair for numbers in having.values() for pair in itertools.combinations(sorted(numbers), 2)}
    counts: Counter[tuple[bool, bool, int]] = Counter()
    for a, b in ((found[i], found[j]) for i, j in pairs):
        runs = align(a.keys, b.keys, SAME_SPEAKER) if a.article != b.article else []
        if runs:
            one_speaker = a.speaker is not None and a.speaker == b.speaker
            counts[a.event == b.event, one_speaker, min(10, max(run.size for run in runs))] += 1
    head = ("words running", "one event, one speaker", "one event, others", "other events, one speaker", "other events, others")
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for size in range(SAME_SPEAKER, 11):
        cells = (counts[event, speaker, size] for event in (True, False) for speaker in (True, False))
        lines.append(f"| {size}{' or more' if size == 10 else ''} | {' | '.join(map(str, cells))} |")
    print("\n".join(lines))
    print(f"\n{len(found):,} quotations; asked for: {SAME_SPEAKER} of one speaker, {ANY_SPEAKER} of others.")
    if "--write" in sys.argv:
        put("shared quotations", "\n".join(lines))


if __name__ == "__main__":
    main()
