"""One loaded article as the dashboard handles it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from analysis.annotation import MetricValue
from analysis.article import Article
from analysis.result import Analysis


def key_of(article: Article) -> str:
    """The article's name in links: 12 hex digits that depend on its text, title and outlet only."""
    told = json.dumps([article.text, article.title, article.outlet])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def day_of(published: str | None) -> date | None:
    """A date as a date; None where there is none or it cannot be told."""
    try:
        return date.fromisoformat((published or "").strip()[:10])
    except ValueError:
        return None


@dataclass(frozen=True)
class Item:
    """An analyzed article.

    Attributes:
        key: names the article in links, `/article?id=KEY`.
    """

    key: str
    analysis: Analysis

    @property
    def title(self) -> str:
        """The headline; without one, the first words of the text in brackets."""
        article = self.analysis.article
        if article.title and article.title.strip():
            return article.title
        words = article.text.split()
        return f"[{' '.join(words[:9])[:80]}{' …' if len(words) > 9 else ''}]"

    def holds(self, words: Iterable[str]) -> bool:
        """Whether all of some words, in lower case, stand in title or text."""
        told = f"{self.analysis.article.title or ''}\n{self.analysis.article.text}".casefold()
        return all(word in told for word in words)

    @property
    def outlet(self) -> str | None:
        return self.analysis.article.outlet

    @property
    def published(self) -> str | None:
        """The date as the input gave it."""
        return self.analysis.article.published

    @property
    def topic(self) -> str | None:
        return self.analysis.article.topic

    @property
    def settings(self) -> str:
        """Fingerprint of the settings that made the analysis."""
        return self.analysis.version.settings

    @property
    def words(self) -> int:
        return self.analysis.words

    @cached_property
    def day(self) -> date | None:
        """The date as a date; None where there is none or it cannot be told."""
        return day_of(self.published)

    @cached_property
    def values(self) -> dict[tuple[str, str], MetricValue]:
        """The figures by metric and voice."""
        return {(value.id, value.voice): value for value in self.analysis.metrics}
