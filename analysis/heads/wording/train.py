"""Trains the wording head on the encoder as it is exported, whose states it will read.

    python -m analysis.heads.wording.train GOLD_FOLDER --start WEIGHTS --work FOLDER

WEIGHTS is what `heads/encoder/train.py` leaves: the head goes on from there. Its encoder was blended after that training and
rounded to 8 bits in the export, so the head is fitted once more, which takes minutes. Learns from all folds but the one that is
kept aside, prints what the head says of that one, and writes `wording.npz`; `calibrate.py` completes it. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from analysis import encoder
from analysis.heads.attribution.train import rate
from analysis.heads.encoder import gold
from analysis.heads.encoder.export import write_wording
from analysis.heads.encoder.gold import Text
from analysis.heads.encoder.train import WEIGHT, labels_in
from analysis.heads.wording import network

SEED, EPOCHS, BATCH, RATE = 13, 6, 24, 1e-3
SETS = ("babe", "checkthat", "basil", "ptc")


@dataclass
class Read:
    """A labelled text with its states, (tokens, 1152)."""

    text: Text
    states: Tensor


def read(texts: Sequence[Text]) -> list[Read]:
    """The texts as the exported encoder reads them."""
    out = []
    for text in texts:
        states = np.zeros((len(text.parsed.tokens), network.STATES), dtype=np.float16)
        for window, rows in encoder.windows(text.parsed):
            states[window.own : window.last] = rows[window.own - window.first :]
        out.append(Read(text, torch.from_numpy(states)))
    return out


def loss(head: network.Wording, batch: Sequence[Read], per_batch: dict[str, float]) -> Tensor:
    """Each task's summed loss by its usual number of labels in a batch."""
    total = torch.zeros(())
    for item in batch:
        attention, values, tokens = head(item.states.float())
        for first, last, labels, _ in item.text.whole.sentences:
            logits = network.pooled(attention[first:last], values[first:last])
            for task, value in labels.items():
                entropy = nn.functional.binary_cross_entropy_with_logits(
                    logits[network.SENTENCE.index(task)], torch.tensor(value), reduction="sum"
                )
                total = total + WEIGHT[task] / per_batch[task] * entropy
        for task, marks in item.text.whole.tokens.items():
            entropy = nn.functional.binary_cross_entropy_with_logits(
                tokens[:, network.TOKEN.index(task)], torch.from_numpy(marks), reduction="sum"
            )
            total = total + WEIGHT[task] / per_batch[task] * entropy
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    texts = [t for t in gold.load(given.gold, given.work, sets=SETS) if t.fold != gold.HELD_OUT]
    items = read(texts)
    head = network.Wording()
    weights = torch.load(given.start, weights_only=True)
    head.load_state_dict({n.removeprefix("wording."): v for n, v in weights.items() if n.startswith("wording.")})
    average = {n: p.detach().clone() for n, p in head.named_parameters()}
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(items) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: rate(s, steps))
    per_batch = {task: n * BATCH / len(items) for task, n in labels_in([i.text.whole for i in items]).items()}
    step = 0
    for epoch in range(EPOCHS):
        chance.shuffle(items)
        seen = 0.0
        for at in range(0, len(items) - BATCH + 1, BATCH):
            now = loss(head, items[at : at + BATCH], per_batch)
            optimizer.zero_grad()
            now.backward()
            optimizer.step()
            schedule.step()
            step += 1
            keep = min(0.995, (1 + step) / (10 + step))
            with torch.no_grad():
                for n, p in head.named_parameters():
                    average[n].lerp_(p, 1 - keep)
            seen += float(now.detach())
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {seen / (len(items) // BATCH):.4f}", flush=True)
    head.load_state_dict(average)
    write_wording(head.eval())


if __name__ == "__main__":
    main()
