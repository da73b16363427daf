"""Fits the heads of wording and spans once more, on the encoder as it is exported, whose states they will read.

    python -m analysis.heads.encoder.refit GOLD_FOLDER --work FOLDER

The heads go on from `WORK/weights.pt`. Their encoder was averaged after they were trained and rounded to 8 bits in the export, so
they are fitted to it, which takes minutes; they learn from all folds. Writes `wording.npz` and `spans.npz`. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from analysis import encoder
from analysis.heads.attribution.train import rate
from analysis.heads.encoder import gold
from analysis.heads.encoder.export import write_spans, write_wording
from analysis.heads.encoder.gold import Text
from analysis.heads.encoder.train import CLASSES, WEIGHT, labels_in
from analysis.heads.spans.network import SpanHead
from analysis.heads.wording import network

SEED, EPOCHS, BATCH, RATE, AVERAGE = 13, 3, 24, 5e-4, 0.995
SETS = ("babe", "checkthat", "basil", "fragments", "reporting")


class Heads(nn.Module):
    """The heads that are fitted."""

    def __init__(self) -> None:
        super().__init__()
        self.wording = network.Wording()
        self.spans = nn.ModuleDict({task: SpanHead(n) for task, n in CLASSES.items()})


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


def loss(heads: Heads, batch: Sequence[Read], per_batch: Mapping[str, float]) -> Tensor:
    """Each task's summed loss by its usual number of labels in a batch."""
    total = torch.zeros(())
    for item in batch:
        states, whole = item.states.float(), item.text.whole
        attention, values, tokens = heads.wording(states)
        for first, last, labels, _ in whole.sentences:
            logits = network.pooled(attention[first:last], values[first:last])
            for task, value in labels.items():
                entropy = _entropy(logits[network.SENTENCE.index(task)], torch.tensor(value))
                total = total + WEIGHT[task] / per_batch[task] * entropy
        for task, marks in whole.tokens.items():
            entropy = _entropy(tokens[:, network.TOKEN.index(task)], torch.from_numpy(marks))
            total = total + WEIGHT[task] / per_batch[task] * entropy
        for task, first, last, klass, _ in whole.spans:
            logits = heads.spans[task](states, [(first, last)])
            total = total + WEIGHT[task] / per_batch[task] * nn.functional.cross_entropy(logits, torch.tensor([klass]))
    return total


def _entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    return nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="sum")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    items = read(gold.load(given.gold, given.work, sets=SETS))
    heads = Heads()
    weights = torch.load(given.work / "weights.pt", weights_only=True)
    heads.load_state_dict({n: v for n, v in weights.items() if n.startswith(("wording.", "spans."))})
    average = {n: p.detach().clone() for n, p in heads.named_parameters()}
    optimizer = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(items) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: rate(s, steps))
    per_batch = {task: n * BATCH / len(items) for task, n in labels_in([i.text.whole for i in items]).items()}
    step = 0
    for epoch in range(EPOCHS):
        chance.shuffle(items)
        seen = 0.0
        for at in range(0, len(items) - BATCH + 1, BATCH):
            now = loss(heads, items[at : at + BATCH], per_batch)
            optimizer.zero_grad()
            now.backward()
            optimizer.step()
            schedule.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                for n, p in heads.named_parameters():
                    average[n].lerp_(p, 1 - keep)
            seen += float(now.detach())
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {seen / (len(items) // BATCH):.4f}", flush=True)
    heads.load_state_dict(average)
    heads.eval()
    write_wording(heads.wording)
    write_spans(heads.spans)


if __name__ == "__main__":
    main()
