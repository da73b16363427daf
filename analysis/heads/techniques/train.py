"""Trains the techniques head on PTC, on the states of an encoder that stays as it is.

    python -m analysis.heads.techniques.train GOLD_FOLDER --work FOLDER [--fold N] [--threads N]

With `--fold N`, on the encoder of that fold (`WORK/link-N/weights.pt`) and without its articles; what it says of them, and of
BASIL's of the fold, goes to `WORK/link-N/techniques.pkl`. Without, on the exported encoder and all articles: writes
`techniques.npz`, which `calibrate.py` completes. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from analysis import encoder
from analysis.heads.attribution import train as attribution
from analysis.heads.averaged import Averaged
from analysis.heads.encoder import gold
from analysis.heads.encoder.train import Joint
from analysis.heads.techniques import network, reader

SEED, EPOCHS, BATCH, RATE, DECAY = 3, 9, 16, 1.5e-3, 0.02
AVERAGE = 0.995
#: Windows that are read at once by a fold's encoder.
READ_AT_ONCE = 8


@dataclass
class Window:
    """Tokens of a text with their states, (tokens, 1152), and labels, (tokens, 2); those from `own` on are to be judged."""

    text: gold.Text
    own: int
    states: np.ndarray
    labels: np.ndarray


def by_fold(texts: Sequence[gold.Text], weights: Path) -> list[Window]:
    """The texts as a fold's encoder reads them."""
    model = Joint(attribution.Model(attribution.start()))
    model.load_state_dict(torch.load(weights, weights_only=True), strict=False)
    model.eval()
    cut = [(text, w) for text in texts for w in gold.windows(text)]
    states: dict[int, np.ndarray] = {}
    order = sorted(range(len(cut)), key=lambda n: gold.size(cut[n][1]))
    with torch.no_grad():
        for at in range(0, len(order), READ_AT_ONCE):
            some = order[at : at + READ_AT_ONCE]
            read = model.states([cut[n][1] for n in some])
            for row, n in zip(read, some, strict=True):
                states[n] = row[: len(cut[n][1].pieces)].half().numpy()
    return [Window(text, w.own, states[n], _labels(w.tokens, len(w.pieces))) for n, (text, w) in enumerate(cut)]


def as_exported(texts: Sequence[gold.Text]) -> list[Window]:
    """The texts as the encoder in use reads them."""
    out = []
    for text in texts:
        labels = _labels(text.whole.tokens, len(text.parsed.tokens))
        for w, states in encoder.windows(text.parsed):
            out.append(Window(text, w.own - w.first, states.astype(np.float16), labels[w.first : w.last]))
    return out


def _labels(tokens: dict[str, np.ndarray], n: int) -> np.ndarray:
    nothing = np.zeros(n, dtype=np.float32)
    return np.stack([tokens.get(kind, nothing) for kind in reader.KINDS], axis=1)


def fitted(windows: list[Window]) -> network.Techniques:
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    head = network.Techniques()
    steps = EPOCHS * (len(windows) // BATCH)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: attribution.rate(s, steps))
    average = Averaged(head, AVERAGE)
    for epoch in range(EPOCHS):
        windows = sorted(windows, key=lambda w: (len(w.states) // 16, chance.random()))
        batches = [windows[at : at + BATCH] for at in range(0, len(windows) - BATCH + 1, BATCH)]
        chance.shuffle(batches)
        seen = 0.0
        for batch in batches:
            states, labels, known = _padded(batch)
            now = network.loss(head(states), labels, known)
            optimizer.zero_grad()
            now.backward()
            optimizer.step()
            schedule.step()
            average.step()
            seen += float(now.detach())
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {seen / len(batches):.4f}", flush=True)
    average.put()
    head.eval()
    return head


def _padded(batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    n, m = len(batch), max(len(w.states) for w in batch)
    states, labels, known = torch.zeros(n, m, network.STATES), torch.zeros(n, m, network.KINDS), torch.zeros(n, m)
    for k, w in enumerate(batch):
        size = len(w.states)
        states[k, :size] = torch.from_numpy(w.states.astype(np.float32))
        labels[k, :size] = torch.from_numpy(w.labels)
        known[k, w.own : size] = 1
    return states, labels, known


@torch.no_grad()
def said(head: network.Techniques, windows: Sequence[Window]) -> dict[tuple[str, int], np.ndarray]:
    """Logits of each text's tokens, by set and row."""
    out: dict[tuple[str, int], list[np.ndarray]] = {}
    for w in windows:
        logits = head(torch.from_numpy(w.states.astype(np.float32))[None])[0].numpy()
        out.setdefault((w.text.set, w.text.number), []).append(logits[w.own :])
    return {key: np.concatenate(rows) for key, rows in out.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--fold", type=int, choices=range(gold.FOLDS))
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    texts = gold.load(given.gold, given.work, sets=("ptc",))
    if given.fold is None:
        head = fitted(as_exported(texts))
        weights = {name.replace(".", "_"): value.numpy() for name, value in head.state_dict().items()}
        np.savez_compressed(reader.FILE, **weights)
        return
    own = given.work / f"link-{given.fold}"
    windows = by_fold(texts, own / "weights.pt")
    head = fitted([w for w in windows if w.text.fold != given.fold])
    others = [t for t in gold.load(given.gold, given.work, sets=("basil",)) if t.fold == given.fold]
    held = [w for w in windows if w.text.fold == given.fold]
    (own / "techniques.pkl").write_bytes(pickle.dumps(said(head, [*held, *by_fold(others, own / "weights.pt")])))


if __name__ == "__main__":
    main()
