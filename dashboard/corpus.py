"""What is loaded, in words and counts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.filters import day_in_words
from dashboard.item import Item

#: The voices of a text in the order shown.
TEXT_VOICES = ("writer", "direct", "indirect")


def in_words(items: Sequence[Item]) -> str:
    """A sentence such as “12 articles from 3 outlets, 25 March 2024 to 20 June 2025, 6,330 words.”"""
    parts = [counted(len(items), "article")]
    outlets = {item.outlet for item in items if item.outlet}
    if outlets:
        parts[0] += f" from {counted(len(outlets), 'outlet')}"
    days = sorted(item.day for item in items if item.day)
    if days:
        parts.append(day_in_words(days[0]) if days[0] == days[-1] else f"{day_in_words(days[0])} to {day_in_words(days[-1])}")
    parts.append(counted(sum(item.words for item in items), "word"))
    return ", ".join(parts) + "."


def byline(item: Item) -> str:
    """Outlet and date in one line; what is not given is left out. A date that cannot be told stands as the input gave it."""
    return ", ".join(part for part in (item.outlet, item.day.isoformat() if item.day else item.published) if part)


def words_by_voice(items: Sequence[Item]) -> dict[str, int]:
    """Words of the texts by voice."""
    return {
        voice: sum(sentence.words.get(voice, 0) for item in items for sentence in item.analysis.sentences)
        for voice in TEXT_VOICES
    }


def voice_frame(words: dict[str, int], labels: dict[str, str]) -> pd.DataFrame:
    """One row a voice with its words, their share, and where its part of a bar begins and ends, for `voice_bar`."""
    total = sum(words.values())
    rows, start = [], 0.0
    for order, (voice, count) in enumerate(words.items()):
        share = count / total
        rows.append({"voice": voice, "label": labels[voice], "words": count, "share": share, "start": start, "order": order})
        start += share
    return pd.DataFrame(rows).assign(end=lambda frame: frame["start"] + frame["share"])


def counted(number: int, noun: str) -> str:
    """“1 article”, “2,000 articles”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
