"""Labelled texts as the joint training reads them: tokens with the labels of sentences, tokens, spans and articles.

Every set is cut into `FOLDS` parts by group, so that nothing of a group (an article, an event, a link) is both learned and
measured. Sets and their terms: the cards of the heads.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from analysis import encoder, language
from analysis.document import Parsed
from analysis.heads.spans.reader import CLASSES
from analysis.windows import BUDGET, cut

FOLDS = 5
#: Codings made for the project, for training only; see docs/coding-rules.md.
CODINGS = Path(__file__).parents[3] / "tests" / "gold" / "training"
#: Word pieces of a window that articles are cut into, one drawn for each article and epoch.
BUDGETS = (160, 200, BUDGET, BUDGET)
#: Share of single sentences that are read alone; the others are read with strangers around them, as in an article.
ALONE = 0.35

Row = dict[str, Any]
#: Identity of a label: the set, the row, and what in it.
Key = tuple[str, int, int]


@dataclass
class Labelled:
    """A text, or a window of one, with its labels; places are token ranges.

    Attributes:
        pieces: word pieces of each token.
        sentences: (first, last, value of each task, key).
        tokens: for each task a value a token; NaN where the set does not tell.
        spans: (task, first, last, number of the class, key).
        frames: five values of the article, or None.
        own: first token that is this window's to judge.
    """

    pieces: list[list[int]]
    sentences: list[tuple[int, int, dict[str, float], Key]] = field(default_factory=list)
    tokens: dict[str, np.ndarray] = field(default_factory=dict)
    spans: list[tuple[str, int, int, int, Key]] = field(default_factory=list)
    frames: np.ndarray | None = None
    own: int = 0


@dataclass
class Text:
    """A labelled text with its parse, the set that it is from and the fold that it is in."""

    whole: Labelled
    parsed: Parsed
    set: str
    number: int
    fold: int


FRAMES = ("RE", "HI", "CO", "MO", "EC")
TECHNIQUES = {
    "Loaded_Language": "loaded_language",
    "Name_Calling-Labeling": "name_calling",
    "Name_Calling,Labeling": "name_calling",
}
_OPINIONS = {"Entirely factual": (0.0, 0.0), "Somewhat factual but also opinionated": (1.0, 0.0)}
_TONES = {2: 0, 4: 1, 6: 2}
#: Characters of an article that are read before and behind a fragment or a reporting word.
_BEFORE, _BEHIND = 240, 140


def _babe(row: Row, parsed: Parsed, key: tuple[str, int]) -> Labelled:
    somewhat, wholly = _OPINIONS.get(row["opinion"], (1.0, 1.0))
    values = {"loaded": float(row["biased"])}
    if row["opinion"] != "No agreement":
        values |= {"somewhat_opinion": somewhat, "wholly_opinion": wholly}
    text = row["text"].lower()
    marked = []
    for word in filter(None, (w.lower() for w in row["biased_words"])):
        at = text.find(word)
        while at >= 0:
            marked.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    pieces = encoder.pieces(parsed)
    return Labelled(pieces, [(0, len(pieces), values, (*key, 0))], {"marked": _mask(parsed, marked)})


def _checkthat(row: Row, parsed: Parsed, key: tuple[str, int]) -> Labelled:
    pieces = encoder.pieces(parsed)
    return Labelled(pieces, [(0, len(pieces), {"opinion": float(row["subjective"])}, (*key, 0))])


def _basil(row: Row, parsed: Parsed, key: tuple[str, int]) -> Labelled:
    lexical = [(s["start"], s["end"]) for s in row["spans"] if s["bias"] == "lex" and s["field"] == "text"]
    out = Labelled(encoder.pieces(parsed), tokens={"biased_span": _mask(parsed, lexical)})
    for number, (start, end) in enumerate(row["sentences"]):
        first, last = _tokens(parsed, start, end)
        if first < last:
            biased = any(a < end and b > start for a, b in lexical)
            out.sentences.append((first, last, {"lexical_bias": float(biased)}, (*key, number)))
    return out


def _ptc(row: Row, parsed: Parsed, key: tuple[str, int]) -> Labelled:
    masks = {
        kind: _mask(parsed, [(s["start"], s["end"]) for s in row["spans"] if TECHNIQUES.get(s["technique"]) == kind])
        for kind in ("loaded_language", "name_calling")
    }
    return Labelled(encoder.pieces(parsed), tokens=masks)


def _newsmtsc(row: Row, parsed: Parsed, key: tuple[str, int]) -> Labelled:
    out = Labelled(encoder.pieces(parsed))
    for number, target in enumerate(row["targets"]):
        first, last = _tokens(parsed, target["start"], target["end"])
        if first < last:
            out.spans.append(("portrayal", first, last, _TONES[int(target["polarity"])], (*key, number)))
    return out


def _frames(row: Row, parsed: Parsed, key: tuple[str, int]) -> Labelled:
    return Labelled(encoder.pieces(parsed), frames=np.array([row["frames"][f] for f in FRAMES], dtype=np.float32))


def _coded(task: str) -> Callable[[Row, Parsed, tuple[str, int]], Labelled]:
    def label(row: Row, parsed: Parsed, key: tuple[str, int]) -> Labelled:
        first, last = _tokens(parsed, row["start"], row["end"])
        out = Labelled(encoder.pieces(parsed))
        if first < last:
            out.spans.append((task, first, last, CLASSES[task].index(row["code"]), (*key, 0)))
        return out

    return label


@dataclass(frozen=True)
class Set:
    """How a set is read: what groups it, whether its texts are short, and how often a window of it comes in an epoch.

    `often` holds for windows with a marked token, and `rest` for all others; the set's own coding is read from the project's
    tests where `coding` names its file.
    """

    group: Callable[[Row], str]
    label: Callable[[Row, Parsed, tuple[str, int]], Labelled]
    short: bool
    often: float
    rest: float
    coding: str | None = None


SETS = {
    "babe": Set(lambda r: r["link"], _babe, True, 1.5, 1.5),
    "checkthat": Set(lambda r: r["id"], _checkthat, True, 1.5, 1.5),
    "basil": Set(lambda r: r["event"], _basil, False, 1.5, 0.4),
    "ptc": Set(lambda r: r["id"], _ptc, False, 0.6, 0.1),
    "newsmtsc": Set(lambda r: r["text"], _newsmtsc, True, 0.3, 0.3),
    "frames": Set(lambda r: r["id"], _frames, False, 0.15, 0.15),
    "fragments": Set(lambda r: r["load"], _coded("fragment"), True, 0.5, 0.5, "quoted_fragments"),
    "reporting": Set(lambda r: r["load"], _coded("reporting"), True, 0.5, 0.5, "stance"),
}


def load(folder: Path, work: Path, group: str = "link", sets: Sequence[str] = tuple(SETS)) -> list[Text]:
    """The texts of the sets; parses are kept in the work folder, by the data's and the parser's version.

    Args:
        folder: holds `NAME-train.jsonl.gz` of every set.
        group: what groups BABE: link, outlet or topic.
    """
    out = []
    for name, kind in ((n, SETS[n]) for n in sets):
        content, labelled = _read(folder, name)
        parses = _parses(content, labelled, work)
        for number, (row, parsed, fold) in enumerate(zip(labelled, parses, _folds_of(name, labelled, group), strict=True)):
            if parsed.tokens:
                out.append(Text(kind.label(row, parsed, (name, number)), parsed, name, number, fold))
    return out


def rows(folder: Path, name: str) -> list[Row]:
    """The rows of a set, as they stand in its file."""
    return _read(folder, name)[1]


def _folds_of(name: str, rows: Sequence[Row], group: str = "link") -> list[int]:
    return folds([row[group] if name == "babe" else SETS[name].group(row) for row in rows])


def folds(groups: Sequence[str]) -> list[int]:
    """For each row a fold: whole groups, the largest first, each into the smallest fold so far."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        members[str(group)].append(number)
    size, out = [0] * FOLDS, [0] * len(groups)
    for group in sorted(members, key=lambda g: (-len(members[g]), hashlib.sha256(g.encode()).hexdigest())):
        fold = size.index(min(size))
        size[fold] += len(members[group])
        for number in members[group]:
            out[number] = fold
    return out


def windows(text: Text, budget: int = BUDGET) -> Iterator[Labelled]:
    """A text's windows; each label goes with the window that owns it whole."""
    sizes = [len(p) for p in text.whole.pieces]
    whole = text.whole
    for w in cut(text.parsed, sizes, budget):
        yield Labelled(
            whole.pieces[w.first : w.last],
            [(a - w.first, b - w.first, v, k) for a, b, v, k in whole.sentences if a >= w.own and b <= w.last],
            {task: values[w.first : w.last] for task, values in whole.tokens.items()},
            [(t, a - w.first, b - w.first, c, k) for t, a, b, c, k in whole.spans if a >= w.own and b <= w.last],
            whole.frames,
            w.own - w.first,
        )


def epoch(texts: Sequence[Text], chance: random.Random) -> list[Labelled]:
    """The windows of an epoch: articles cut, most short texts packed with others."""
    out: list[Labelled] = []
    single: list[Labelled] = []
    for text in texts:
        kind = SETS[text.set]
        for w in windows(text, BUDGET if kind.short else chance.choice(BUDGETS)):
            times = kind.often if any(np.nansum(v) > 0 for v in w.tokens.values()) else kind.rest
            copies = int(times) + (chance.random() < times % 1)
            (single if kind.short else out).extend([w] * copies)
    chance.shuffle(single)
    gathered: list[Labelled] = []
    for w in single:
        if chance.random() < ALONE:
            out.append(w)
            continue
        if gathered and size(w) + sum(map(size, gathered)) > BUDGET:
            out.append(_packed(gathered))
            gathered = []
        gathered.append(w)
    return [*out, _packed(gathered)] if gathered else out


def size(w: Labelled) -> int:
    """Word pieces of a window."""
    return sum(map(len, w.pieces))


def _packed(parts: Sequence[Labelled]) -> Labelled:
    """Several single sentences as one window."""
    out = Labelled([])
    tasks = {task for w in parts for task in w.tokens}
    for w in parts:
        n = len(out.pieces)
        out.pieces += w.pieces
        out.sentences += [(a + n, b + n, v, k) for a, b, v, k in w.sentences]
        out.spans += [(t, a + n, b + n, c, k) for t, a, b, c, k in w.spans]
    for task in tasks:
        out.tokens[task] = np.concatenate([w.tokens.get(task, np.full(len(w.pieces), np.nan, np.float32)) for w in parts])
    return out


def _read(folder: Path, name: str) -> tuple[bytes, list[Row]]:
    """What tells the version of a set, and its rows."""
    coding = SETS[name].coding
    if coding is None:
        content = (folder / f"{name}-train.jsonl.gz").read_bytes()
        return content, _rows(content)
    cases = (CODINGS / f"{coding}.json").read_bytes()
    articles = {row["id"]: row["text"] for row in load_articles(folder)}
    return cases, [_passage(articles[load], load, start, end, code) for load, start, end, code in json.loads(cases)]


def load_articles(folder: Path) -> list[Row]:
    """The articles without labels."""
    return _rows((folder / "load.jsonl.gz").read_bytes())


def _passage(text: str, load: str, start: int, end: int, code: str) -> Row:
    """A coded span with what stands around it, cut between words."""
    first = max(0, start - _BEFORE)
    last = min(len(text), end + _BEHIND)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return {"load": load, "text": text[first:last], "start": start - first, "end": end - first, "code": code}


def _rows(content: bytes) -> list[Row]:
    return [json.loads(line) for line in gzip.decompress(content).decode("utf-8").split("\n") if line]


def _parses(content: bytes, rows: Sequence[Row], work: Path) -> list[Parsed]:
    kept = work / f"{hashlib.sha256(content + language.model_version().encode()).hexdigest()[:16]}.parsed"
    if not kept.exists():
        kept.write_bytes(pickle.dumps([language.parse(row["text"]) for row in rows]))
    parses: list[Parsed] = pickle.loads(kept.read_bytes())
    return parses


def _tokens(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """The tokens that a span meets."""
    return bisect_right([t.end for t in parsed.tokens], start), bisect_left(parsed.starts, end)


def _mask(parsed: Parsed, spans: Sequence[tuple[int, int]]) -> np.ndarray:
    out = np.zeros(len(parsed.tokens), dtype=np.float32)
    for start, end in spans:
        first, last = _tokens(parsed, start, end)
        out[first:last] = 1
    return out
