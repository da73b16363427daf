"""Measures that the cost of a word does not grow with the text: one line of 200,000 words against one of 10,000.

python -m benchmarks.long_line [--words N]
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time

from analysis import Analysis, Article, analyze

SENTENCES = (
    "The harbour council met on Monday and agreed that the night ferry would stop in May. ",
    "“We were never asked,” said Marla Stead, who runs the bait shop, “and nobody will answer.” ",
    "Critics called the plan a disgrace; the mayor, a so-called “reformer”, denied that it was. ",
    "She told reporters that the town had no money left. ",
)


def line(words: int) -> Article:
    """A line of about so many words."""
    text = "".join(SENTENCES)
    return Article(text * round(words / len(text.split())))


def cost(article: Article) -> float:
    """The processor's milliseconds a word: a busy machine does not move them. Said when they are known, for it takes long."""
    start = time.process_time()
    result = analyze(article)
    assert isinstance(result, Analysis)
    spent = time.process_time() - start
    print(f"{result.words:,} words: {spent:.0f} s of the processor", file=sys.stderr, flush=True)
    return spent / result.words * 1000


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=200_000)
    given = parser.parse_args()
    analyze(line(100))
    short, long = cost(line(10_000)), cost(line(given.words))
    figures = {
        "words": given.words,
        "milliseconds_a_word": round(long, 2),
        "against_a_line_of_10000_words": round(long / short, 2),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
