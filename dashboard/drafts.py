"""A draft and its first version, held in the session of one browser tab; text goes nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.revision import Revision, revise
from dashboard import data
from dashboard.item import Item

#: Characters that the desk takes: about 33,000 words, more than any news article.
LONGEST = 200_000


@dataclass(frozen=True)
class Version:
    """One state of a draft: what was typed, and its analysis."""

    text: str
    title: str
    item: Item


@dataclass(frozen=True)
class Draft:
    """A draft under revision.

    Attributes:
        first: the version that revisions are held against.
        now: the version analyzed last; the first one itself before any revision.
        revision: what became of the first version; None before any revision.
    """

    first: Version
    now: Version
    revision: Revision | None = None

    def rebased(self) -> Draft:
        """With the version analyzed last as the one that later ones are held against."""
        return Draft(self.now, self.now)


def analyze(text: str, title: str) -> Version | str:
    """A version of a draft; or why it cannot be analyzed, in plain words."""
    if not text.strip():
        return "There is no text yet. Write or paste the draft, then analyze it."
    if len(text) > LONGEST:
        return (
            f"This text has {len(text):,} characters; the draft desk takes up to {LONGEST:,}. Check that it is one article, "
            "or use the Add page, which takes longer texts."
        )
    found = data.analyze_apart(data.read_pasted(text, title)[0])
    return Version(text, title, found) if isinstance(found, Item) else found.message.replace("“pasted text”", "The draft", 1)


def revised(draft: Draft | None, now: Version) -> Draft:
    """The draft with a new version. The first version is analyzed again where the settings have changed since."""
    if draft is None:
        return Draft(now, now)
    first = draft.first
    if first.item.analysis.version.settings != now.item.analysis.version.settings:
        again = analyze(first.text, first.title)
        if isinstance(again, str):
            return Draft(now, now)
        first = again
    return replace(draft, first=first, now=now, revision=revise(first.item.analysis, now.item.analysis))
