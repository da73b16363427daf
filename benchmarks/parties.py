"""Measures parties against thirty load articles coded by hand: which are found, with how many words, and which are silent.

    python -m benchmarks.parties [--unseen] [--write]

The rules are docs/coding-rules.md ("Parties"); `tests/gold/parties.json` holds the settled coding as offsets (the articles
themselves are not part of the project). The whole analysis runs from the bare text. Two parties are the same if at least half
of both sides' namings together match, and two namings match if they share half of their joint characters or more, a leading
article aside: so the two coders' agreement is measured too. `--unseen` measures the thirteen articles that nothing was tuned on.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from analysis import Analysis, Article, analyze, language
from analysis.annotation import Mention, Party, Span
from analysis.document import Parsed
from benchmarks.page import GOLD, ROOT, put

CODED = ROOT / "tests" / "gold" / "parties.json"
DRAWS, SEED = 2_000, 5
#: Two parties are the same if at least this share of their namings, both sides' together, match.
SAME_PARTY = 0.5
#: Words off by which a party's count still reads as right.
NEAR = 0.1

_LEAD = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class CodedParty:
    """A party of the settled coding: its type, its namings, and the spans of words given to it."""

    type: str
    namings: tuple[Span, ...]
    words: tuple[Span, ...]

    @property
    def silent(self) -> bool:
        return not self.words and len(self.namings) > 1


@dataclass(frozen=True)
class Coded:
    """One coded article, by the id of its load article."""

    id: str
    text: str
    title: str | None
    parties: tuple[CodedParty, ...]
    unseen: bool


@dataclass
class Counts:
    """Sums over the parties of one article or more; figures come from adding articles up.

    Attributes:
        coded, found, same: parties of the coding, of the finder, and those that are the same.
        namings_coded, namings_found, namings: namings of all parties, and those of same parties that match.
        typed: same parties of the right type.
        words: words coded to all parties; off: words too many or too few, summed over coded parties, one not found having
            none; speaking: coded parties with words; near: of these, those with as many words, give or take `NEAR`.
        silent_coded, silent_found, silent: silent parties on either side, and those silent on both.
    """

    coded: int = 0
    found: int = 0
    same: int = 0
    namings_coded: int = 0
    namings_found: int = 0
    namings: int = 0
    typed: int = 0
    words: int = 0
    off: int = 0
    same_words: int = 0
    same_off: int = 0
    speaking: int = 0
    near: int = 0
    silent_coded: int = 0
    silent_found: int = 0
    silent: int = 0

    def figures(self) -> dict[str, float]:
        return {
            "parties found, F1": f1(self.same, self.coded, self.found),
            "parties found, precision": self.same / max(1, self.found),
            "parties found, recall": self.same / max(1, self.coded),
            "namings of the same parties, F1": f1(self.namings, self.namings_coded, self.namings_found),
            "type right": self.typed / max(1, self.same),
            "words off, of the words given to parties": self.off / max(1, self.words),
            "the same, of parties found": self.same_off / max(1, self.same_words),
            "speaking parties with words within 10 %": self.near / max(1, self.speaking),
            "silent parties, F1": f1(self.silent, self.silent_coded, self.silent_found),
        }


def f1(matched: float, one: float, other: float) -> float:
    """1 where neither side has anything."""
    return 2 * matched / (one + other) if one + other else 1.0


def coded(path: Path = CODED, load: Path = GOLD / "load.jsonl.gz") -> Iterator[Coded]:
    """The coded articles; none where the labelled sets do not stand beside the project."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    wanted = {r["load"] for r in rows}
    texts = {}
    if load.exists():
        for line in gzip.decompress(load.read_bytes()).decode("utf-8").split("\n"):
            if line and (article := json.loads(line))["id"] in wanted:
                texts[article["id"]] = article
    for row in rows:
        if row["load"] in texts:
            article = texts[row["load"]]
            parties = tuple(CodedParty(p["type"], _spans(p["namings"]), _spans(p["words"])) for p in row["parties"])
            yield Coded(row["load"], article["text"], article["title"], parties, row.get("unseen", False))


def _spans(given: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((a, b) for a, b in given)


def from_text(article: Coded) -> Counts:
    """The whole analysis against the coding."""
    result = analyze(Article(article.text, title=article.title))
    if not isinstance(result, Analysis):
        raise ValueError(result.message)
    return compare(article.parties, language.parse(article.text), result.parties, result.mentions)


def compare(want: Sequence[CodedParty], parsed: Parsed, found: Sequence[Party], mentions: Sequence[Mention]) -> Counts:
    """Coded parties against found ones of one article."""
    named = [[(m.start, m.end) for m in mentions if m.party_id == p.id] for p in found]
    pairs = same_parties(parsed.text, [p.namings for p in want], named)
    out = Counts(
        coded=len(want),
        found=len(found),
        same=len(pairs),
        namings_coded=sum(len(p.namings) for p in want),
        namings_found=sum(len(n) for n in named),
        silent_coded=sum(p.silent for p in want),
        silent_found=sum(p.silent for p in found),
    )
    for i, p in enumerate(want):
        words = len({k for start, end in p.words for k in parsed.tokens_in(start, end) if parsed.tokens[k].is_word})
        have = found[pairs[i]].words if i in pairs else 0
        out.words += words
        out.off += abs(words - have)
        out.speaking += words > 0
        out.near += words > 0 and abs(words - have) <= NEAR * words
        if i in pairs:
            q = found[pairs[i]]
            out.same_words += words
            out.same_off += abs(words - have)
            out.namings += matched_namings(parsed.text, p.namings, named[pairs[i]])
            out.typed += q.type == p.type
            out.silent += q.silent and p.silent
    return out


def same_parties(text: str, a: Sequence[Sequence[Span]], b: Sequence[Sequence[Span]]) -> dict[int, int]:
    """Parties of one side to those of the other, each given by its namings, best first, each used once."""
    scored = sorted(
        ((f1(matched_namings(text, p, q), len(p), len(q)), -i, -j) for i, p in enumerate(a) for j, q in enumerate(b)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for share, i, j in scored:
        if share >= SAME_PARTY and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def matched_namings(text: str, a: Sequence[Span], b: Sequence[Span]) -> int:
    """How many namings of one side have a match of their own on the other."""
    left, count = list(b), 0
    for span in a:
        hit = next((other for other in left if _same_naming(text, span, other)), None)
        if hit is not None:
            left.remove(hit)
            count += 1
    return count


def _same_naming(text: str, a: Span, b: Span) -> bool:
    (s, e), (t, f) = _bare(text, a), _bare(text, b)
    return 2 * max(0, min(e, f) - max(s, t)) >= max(e, f) - min(s, t)


def _bare(text: str, span: Span) -> Span:
    lead = _LEAD.match(text, *span)
    return (lead.end(), span[1]) if lead else span


def total(parts: Sequence[Counts]) -> Counts:
    """Counts of several articles together."""
    return Counts(**{f.name: sum(getattr(part, f.name) for part in parts) for f in fields(Counts)})


def interval(parts: Sequence[Counts], name: str) -> tuple[float, float]:
    """95 % interval by bootstrap over articles."""
    chance = np.random.default_rng(SEED)
    draws = [total([parts[i] for i in chance.integers(len(parts), size=len(parts))]).figures()[name] for _ in range(DRAWS)]
    low, high = np.percentile(draws, (2.5, 97.5))
    return float(low), float(high)


def table(parts: Sequence[Counts]) -> str:
    lines = ["| figure | whole analysis |", "|---|---|"]
    for name, value in total(parts).figures().items():
        low, high = interval(parts, name)
        lines.append(f"| {name} | {value:.3f} ({low:.3f}–{high:.3f}) |")
    return "\n".join(lines)


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    unseen = "--unseen" in sys.argv[1:]
    articles = [a for a in coded() if a.unseen == unseen]
    if not articles:
        raise SystemExit("The load articles are missing: they are part of the labelled sets, which stand beside the project.")
    parts = [from_text(a) for a in articles]
    text = table(parts)
    n = total(parts)
    print(f"{len(articles)} articles, {n.coded} parties, {n.silent_coded} of them silent\n{text}")
    if "--write" in sys.argv[1:]:
        put("parties unseen" if unseen else "parties", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
