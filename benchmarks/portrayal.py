"""Measures the tone toward named targets on NewsMTSC sentences, and beside BASIL's polarity; TextBlob beside both.

    python -m benchmarks.portrayal [--write]

NewsMTSC: the fold that neither the encoder in use nor the head that was measured has seen; what that head says of it is kept in
benchmarks/portrayal.npz. The likeliest class decides, and calibration leaves it as it is. BASIL: its whole articles; the head has
learned nothing from it. Needs the labelled sets beside the project.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import numpy as np
from textblob import TextBlob

from analysis import encoder, language
from analysis.annotation import NEUTRAL, Span
from analysis.annotators import entities, portrayed_spans
from analysis.heads.encoder import gold
from analysis.heads.portrayal import reader
from analysis.heads.portrayal.calibration import slope
from analysis.right_rates import Share
from benchmarks.page import GOLD, ROOT, put, put_rate
from benchmarks.shares import share

KEPT = ROOT / "benchmarks" / "portrayal.npz"
DATA = "1,750 targets in sentences of news (NewsMTSC) that head and encoder had not seen, negative and positive together"
DRAWS, SEED = 1_000, 5
POLARITY = {"neg": -1, "pos": 1}
#: Sentences on which the share of targets found is measured: every so many of the set.
EVERY = 10


def classes(tones: np.ndarray) -> np.ndarray:
    """0 negative, 1 neutral, 2 positive, with a third on either side of 0 as neutral."""
    return np.where(tones <= -NEUTRAL, 0, np.where(tones >= NEUTRAL, 2, 1))


def macro_f1(labels: np.ndarray, said: np.ndarray) -> float:
    each = [2 * ((labels == c) & (said == c)).sum() / max(1, (labels == c).sum() + (said == c).sum()) for c in range(3)]
    return float(np.mean(each))


def interval(labels: np.ndarray, said: np.ndarray, groups: np.ndarray) -> str:
    """Macro-F1 with its 95 % percentile bootstrap over sentences."""
    chance = np.random.default_rng(SEED)
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    draws = []
    for _ in range(DRAWS):
        rows = np.concatenate([members[i] for i in chance.integers(len(members), size=len(members))])
        draws.append(macro_f1(labels[rows], said[rows]))
    low, high = np.percentile(draws, (2.5, 97.5))
    return f"{macro_f1(labels, said):.3f} ({low:.3f}–{high:.3f})"


def unseen_fold() -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Labels, classes said and the sentence of each target in the fold that head and encoder have not seen."""
    with np.load(KEPT) as archive:
        cases, logits = archive["in_use_cases"].astype(int), archive["in_use_logits"].astype(float)
    rows = gold.rows(GOLD, "newsmtsc")
    labels = np.array([(int(rows[r]["targets"][n]["polarity"]) - 2) // 2 for r, n in cases])
    said = classes(reader.tones(reader.probabilities(logits, slope(logits, labels))))
    return labels, said, [rows[r]["text"] for r, _ in cases]


def rates() -> tuple[Share, Share]:
    """Precision and recall of tones that are not neutral."""
    labels, said, texts = unseen_fold()
    groups = np.unique(texts, return_inverse=True)[1]
    hit = (labels == said) & (labels != 1)
    counts = [np.bincount(groups, weights=x).astype(int).tolist() for x in (hit, said != 1, labels != 1)]
    precision, recall = (share(list(zip(counts[0], of, strict=True))) for of in counts[1:])
    return precision, recall


def of_newsmtsc() -> Iterator[str]:
    labels, said, texts = unseen_fold()
    groups = np.unique(texts, return_inverse=True)[1]
    blob = np.array([TextBlob(text).sentiment.polarity for text in texts])
    ours, theirs = (interval(labels, v, groups) for v in (said, classes(blob)))
    yield f"| NewsMTSC, macro-F1 of negative, neutral and positive | {len(labels)} | {ours} | {theirs} |"


def of_targets() -> str:
    """The share of NewsMTSC's targets that a mention meets by half or more of both together."""
    parts = []
    for row in gold.rows(GOLD, "newsmtsc")[::EVERY]:
        parsed = language.parse(row["text"])
        asked = portrayed_spans.of(parsed, entities.find((parsed,)))
        parts.append((sum(_likest(asked, t["start"], t["end"]) >= 0.5 for t in row["targets"]), len(row["targets"])))
    found = share(parts)
    return f"| NewsMTSC, targets found | {found.cases} | {found.value:.3f} ({found.low:.3f}–{found.high:.3f}) |  |"


def _likest(spans: Sequence[tuple[int, int]] | dict[tuple[int, int], object], start: int, end: int) -> float:
    return max(((min(b, end) - max(a, start)) / (max(b, end) - min(a, start)) for a, b in spans), default=0.0)


def of_basil() -> Iterator[str]:
    """Whether the tone toward a span's target, and TextBlob's of the same sentence, has the sign that coders gave the span."""
    ours: list[tuple[int, int]] = []
    theirs: list[tuple[int, int]] = []
    both: list[tuple[int, int]] = []
    spans = 0
    for row in gold.rows(GOLD, "basil"):
        named = list(_named(row["text"]))
        marked = [s for s in row["spans"] if s["field"] == "text" and POLARITY.get(str(s["polarity"])[:3].lower())]
        spans += len(marked)
        right = [0, 0, 0]
        for span in marked:
            start, end = next((a, b) for a, b in row["sentences"] if b > span["start"])
            last = _last_word(str(span["target"]))
            tones = [tone for (a, b), names, tone in named if last and last in names and start <= a and b <= end]
            if not tones:
                continue
            wanted = POLARITY[str(span["polarity"])[:3].lower()]
            right[0] += wanted * float(np.mean(tones)) > 0
            right[1] += wanted * TextBlob(row["text"][start:end]).sentiment.polarity > 0
            right[2] += 1
        ours.append((right[0], right[2]))
        theirs.append((right[1], right[2]))
        both.append((right[0] - right[1], right[2]))
    a, b, more = share(ours), share(theirs), share(both)
    yield (
        f"| BASIL, sign of the span's polarity, where the sentence names its target | {a.cases} of {spans} "
        f"| {a.value:.3f} ({a.low:.3f}–{a.high:.3f}) | {b.value:.3f} ({b.low:.3f}–{b.high:.3f}); "
        f"difference {more.value:.3f} ({more.low:.3f}–{more.high:.3f}) |"
    )


def _named(text: str) -> Iterator[tuple[Span, set[str], float]]:
    """Spans of a text with a tone, by offsets, and the last words of the names that they go by."""
    parsed = language.parse(text)
    actors = entities.find((parsed,))
    asked = portrayed_spans.of(parsed, actors)
    judge = reader.Judge(parsed, list(asked.values()))
    for window, states in encoder.windows(parsed):
        judge.take(window, states)
    names = {end: actor.name for actor in actors.all for _, _, end in actor.mentions}
    for place, tone in portrayed_spans.tones(asked, judge.said).items():
        yield place, {_last_word(text[slice(*place)]), _last_word(names.get(place[1], ""))}, tone


def _last_word(name: str) -> str:
    return (name.lower().replace("_", " ").replace("’s", "").split() or [""])[-1]


def main() -> int:
    """Print the table; with --write, put it into docs/benchmarks.md."""
    if not (GOLD / "newsmtsc-train.jsonl.gz").is_file():
        raise SystemExit(f"{GOLD} is missing: the labelled sets stand beside the project and are not part of it.")
    head = ["| figure | cases | Evenhand | TextBlob |", "|---|---|---|---|"]
    text = "\n".join([*head, *of_newsmtsc(), of_targets(), *of_basil()])
    print(text)
    if "--write" in sys.argv[1:]:
        put("portrayal", text)
        put_rate("portrayal/head@1", "mentions", *rates(), data=DATA, command="python -m benchmarks.portrayal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
