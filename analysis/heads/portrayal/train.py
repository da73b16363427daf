"""Trains the portrayal head on NewsMTSC, on the states of an encoder that stays as it is.

    python -m analysis.heads.portrayal.train GOLD_FOLDER --work FOLDER --out-of-fold FILE [--unseen WEIGHTS]

Fits the head on the exported encoder twice: without the fold that this encoder has not seen, to measure it on that fold, and on
all folds, to be used. Writes `portrayal.npz`, calibrated on the fold kept aside, and what was said of that fold into FILE
(`in_use`). With `--unseen`, weights of an encoder that has seen no label of NewsMTSC, it only fills FILE's `unseen`: each fold
by a head fitted without it. Each sentence is read alone and among strangers, as in an article, and a draw in each epoch says
how. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from analysis import encoder
from analysis.annotation import Span
from analysis.heads.attribution import train as attribution
from analysis.heads.averaged import Averaged
from analysis.heads.encoder import gold
from analysis.heads.portrayal import reader
from analysis.heads.portrayal.calibration import slope
from analysis.heads.portrayal.network import STATES, Portrayal
from analysis.windows import BUDGET

SEED, EPOCHS, BATCH, RATE, DECAY, AVERAGE, SMOOTHING = 4, 10, 48, 1e-3, 0.02, 0.995, 0.05
#: The fold that the exported encoder has not seen; see its card.
KEPT_ASIDE = 0

#: Reads windows, given as word pieces of their tokens: the states of each, (tokens, 1152).
Encode = Callable[[Sequence[list[list[int]]]], Iterator[np.ndarray]]


@dataclass(frozen=True)
class Case:
    """A labelled naming: its place in its sentence, the class, and the states of the sentence read in different ways."""

    key: tuple[int, int]
    fold: int
    place: Span
    label: int
    states: tuple[np.ndarray, ...]


def cases(texts: Sequence[gold.Text], encode: Encode) -> list[Case]:
    """The namings of texts, each read alone first and then among strangers of its fold."""
    cut = [(n, w) for n, text in enumerate(texts) for w in gold.windows(text)]
    parts: dict[int, list[np.ndarray]] = defaultdict(list)
    for (n, w), states in zip(cut, encode([w.pieces for _, w in cut]), strict=True):
        parts[n].append(states[w.own :])
    alone = {n: np.concatenate(rows) for n, rows in parts.items()}
    among = dict(alone)
    packs = list(_packs(texts))
    for pack, states in zip(packs, encode([[p for n in pack for p in texts[n].whole.pieces] for pack in packs]), strict=True):
        edges = np.cumsum([0, *(len(texts[n].whole.pieces) for n in pack)])
        among |= {n: states[a:b] for n, (a, b) in zip(pack, itertools.pairwise(edges), strict=True)}
    out = []
    for n, text in enumerate(texts):
        for _, first, last, label, (_, row, number) in text.whole.spans:
            a, b = next((a, b) for a, b in text.parsed.sentences if a <= first < b)
            b = max(b, last)  # where the parser ends a sentence inside a name
            reads = (alone[n][a:b], among[n][a:b])
            out.append(Case((row, number), text.fold, (first - a, last - a), label, reads))
    return out


def _packs(texts: Sequence[gold.Text]) -> Iterator[list[int]]:
    """Numbers of texts of one fold that fill a window together."""
    chance = random.Random(SEED)
    for fold in range(gold.FOLDS):
        order = [n for n, t in enumerate(texts) if t.fold == fold]
        chance.shuffle(order)
        pack: list[int] = []
        size = 0
        for n in order:
            pieces = sum(map(len, texts[n].whole.pieces))
            if pieces > BUDGET:
                continue  # it fills windows of its own
            if pack and size + pieces > BUDGET:
                yield pack
                pack, size = [], 0
            pack.append(n)
            size += pieces
        if pack:
            yield pack


def as_exported(windows: Sequence[list[list[int]]]) -> Iterator[np.ndarray]:
    """States by the encoder in use."""
    for pieces in windows:
        yield encoder.states(pieces).astype(np.float16)


def by_weights(file: Path) -> Encode:
    """States by the encoder of `heads/encoder/train.py` whose weights a file holds."""
    from analysis.heads.encoder.train import Joint

    model = Joint(attribution.Model(attribution.start()))
    model.load_state_dict(torch.load(file, weights_only=True), strict=False)
    model.eval()

    def encode(windows: Sequence[list[list[int]]]) -> Iterator[np.ndarray]:
        for pieces in windows:
            with torch.no_grad():
                yield model.states([gold.Labelled(pieces)])[0].half().numpy()

    return encode


def fitted(found: Sequence[Case]) -> Portrayal:
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    head = Portrayal()
    steps = EPOCHS * -(-len(found) // BATCH)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: attribution.rate(s, steps))
    average = Averaged(head, AVERAGE)
    for epoch in range(EPOCHS):
        order = sorted(found, key=lambda c: (len(c.states[0]) // 6, chance.random()))
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        seen = 0.0
        for batch in batches:
            drawn = [replace(c, states=(chance.choice(c.states),)) for c in batch]
            labels = torch.tensor([c.label for c in batch])
            now = nn.functional.cross_entropy(head(*_padded(drawn)), labels, label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            now.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.step()
            seen += float(now.detach())
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {seen / len(batches):.4f}", flush=True)
    average.put()
    head.eval()
    return head


@torch.no_grad()
def said(head: Portrayal, found: Sequence[Case]) -> np.ndarray:
    """Logits of each case, read alone, (cases, 3)."""
    parts = [head(*_padded(found[at : at + 64])).numpy() for at in range(0, len(found), 64)]
    return np.concatenate(parts)


def _padded(batch: Sequence[Case]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States read first, which tokens are known, and both ends of each naming."""
    longest = max(len(c.states[0]) for c in batch)
    states, known = torch.zeros(len(batch), longest, STATES), torch.zeros(len(batch), longest)
    for k, case in enumerate(batch):
        read = case.states[0]
        states[k, : len(read)] = torch.from_numpy(read.astype(np.float32))
        known[k, : len(read)] = 1
    return states, known, *(torch.tensor([c.place[n] for c in batch]) for n in (0, 1))


def keep(file: Path, name: str, found: Sequence[Case], logits: np.ndarray) -> None:
    """Put logits into a file of numbers, beside what else it holds: row and number of each naming, then its three logits."""
    kept = {}
    if file.exists():
        with np.load(file) as archive:
            kept = {key: archive[key] for key in archive.files}
    kept[f"{name}_cases"] = np.array([c.key for c in found], dtype=np.int16)
    kept[f"{name}_logits"] = logits.astype(np.float16)
    np.savez_compressed(file, **kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder with the parses")
    parser.add_argument("--out-of-fold", type=Path, required=True)
    parser.add_argument("--unseen", type=Path, help="weights of an encoder that has seen no label of NewsMTSC")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    texts = gold.load(given.gold, given.work, sets=("newsmtsc",))
    found = cases(texts, as_exported if given.unseen is None else by_weights(given.unseen))
    for fold in range(gold.FOLDS) if given.unseen else (KEPT_ASIDE,):
        held = [n for n, c in enumerate(found) if c.fold == fold]
        own = said(fitted([c for c in found if c.fold != fold]), [found[n] for n in held])
        if fold == 0:
            logits = np.full((len(found), own.shape[1]), np.nan)
        logits[held] = own
    known = np.flatnonzero(np.isfinite(logits[:, 0]))
    keep(given.out_of_fold, "unseen" if given.unseen else "in_use", [found[n] for n in known], logits[known])
    if given.unseen is None:
        labels = np.array([found[n].label for n in known])
        head = fitted(found)
        weights = {name.replace(".", "_"): value.numpy().astype(np.float16) for name, value in head.state_dict().items()}
        np.savez_compressed(reader.FILE, **weights, slope=np.float32(slope(logits[known], labels)))


if __name__ == "__main__":
    main()
