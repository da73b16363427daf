"""Counts in how many news articles each word stands, for the grouping of articles (`analysis/comparison/word_shares.py`).

    python -m benchmarks.common_words

Reads the load articles (Baly et al. 2020), which are no part of the project, and writes words and shares alone.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter

from analysis.comparison.word_shares import FILE, LEAST, terms
from benchmarks.page import GOLD


def main() -> None:
    """Writes the words that at least a hundredth of the articles have, the most common first."""
    counts: Counter[str] = Counter()
    articles = 0
    with gzip.open(GOLD / "load.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            counts.update(set(terms(json.loads(line)["text"])))
            articles += 1
    kept = sorted((-count, word) for word, count in counts.items() if count >= LEAST * articles)
    FILE.write_text("word,share\n" + "".join(f"{word},{-count / articles:.4f}\n" for count, word in kept), encoding="utf-8")
    print(f"{len(kept):,} words of {articles:,} articles")


if __name__ == "__main__":
    main()
