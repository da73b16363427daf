"""In how many news articles each word stands: what a word tells where two articles share it."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

#: Words and shares of articles, from 2,000 articles of many outlets (`benchmarks/common_words.py`); the words alone, no text.
FILE = Path(__file__).parent / "word_shares.csv"

#: The least share listed. A word that is not listed counts as half as common.
LEAST = 0.01

#: Articles that the list counts for, beside those at hand: enough that three articles of one event keep their own words, few
#: enough that many articles of one field are told apart by more than the field's words.
PRIOR = 50

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def terms(text: str) -> list[str]:
    """The words of a text without case and possessive endings, in order."""
    return [word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]


@cache
def shares() -> dict[str, float]:
    """Share of news articles that have each listed word."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["word"]: float(row["share"]) for row in csv.DictReader(file)}


def rarity(articles: Iterable[Iterable[str]]) -> dict[str, float]:
    """How much each word of some articles tells: the negative log of the share of articles that have it.

    The share mixes these articles with `PRIOR` articles of news at large, so that it can be told for two articles as for
    thousands: inverse document frequency, Spärck Jones (1972), Journal of Documentation 28:11.
    """
    counts: Counter[str] = Counter()
    total = 0
    for words in articles:
        counts.update(set(words))
        total += 1
    known = shares()
    return {word: -math.log((count + PRIOR * known.get(word, LEAST / 2)) / (total + PRIOR + 1)) for word, count in counts.items()}
