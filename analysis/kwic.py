"""Key words in context: what a lexicon of one's own would mark in articles, line by line, before it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis import language, readers
from analysis.annotators import lexicon_finder
from analysis.article import Failure
from analysis.lexicon import Lexicon, lexicons, overlaps, usable

#: Characters shown on each side of a hit.
AROUND = 44


def report(folder: Path, inputs: Sequence[str]) -> Iterator[str]:
    """Lines that say what a lexicon holds, which terms other lexicons have too, and where its terms stand in articles.

    Raises:
        LexiconError: the lexicon cannot be used.
    """
    lexicon = usable(folder)
    terms = f"{len(lexicon.terms):,} terms, marks of the kind {lexicon.kind}"
    yield f"{lexicon.label} ({lexicon.name}, version {lexicon.version}): {terms}."
    for found in overlaps(lexicon, lexicons().values()):
        yield (
            f"Warning: line {found.term.line}: “{found.term.term}” is in the lexicon {found.other.name} too (its line "
            f"{found.theirs.line}): the words get both marks."
        )
    hits: Counter[str] = Counter()
    for name in inputs:
        for article in readers.read([name]):
            if isinstance(article, Failure):
                yield f"Error: {article.message}"
                continue
            label = article.origin or article.id or article.title or "article"
            for line in _lines(lexicon, article.text, hits):
                yield f"{label}:{line}"
    if inputs:
        unused = len(lexicon.terms) - len(hits)
        yield f"{sum(hits.values()):,} hits of {len(hits):,} terms; {unused:,} terms found nothing."


def _lines(lexicon: Lexicon, text: str, hits: Counter[str]) -> Iterator[str]:
    shown = text.encode("utf-8", "replace").decode("utf-8")  # half surrogates cannot be printed; offsets stay
    for hit in lexicon_finder.find(language.parse(text), lexicon):
        hits[hit.term.term] += 1
        before = " ".join(shown[max(0, hit.start - AROUND) : hit.start].split())
        behind = " ".join(shown[hit.end : hit.end + AROUND].split())
        yield f"{hit.start}: {before[-AROUND:]:>{AROUND}} [{shown[hit.start : hit.end]}] {behind}"
