"""Trains the judge of places (`places.py`) on the labelled links of the training articles.

    python -m analysis.heads.attribution.train_places GOLD.jsonl.gz --work FOLDER

Takes the parses that `train.py` keeps in FOLDER. Writes `places.npz`. A minute on one core; seeds are fixed. Needs PyTorch.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn

from analysis.heads.attribution import places
from analysis.heads.attribution.held_out import is_held_out
from analysis.heads.attribution.train import Example, load
from analysis.windows import cut, paragraphs

SEED, EPOCHS, BATCH, RATE = 1, 8, 128, 5e-3
HIDDEN = 32
#: Cues of a window that a content chooses from at the most; windows with more are left out.
MOST = 40


def links(example: Example) -> Iterator[tuple[np.ndarray, int]]:
    """Features of each labelled content with the cues of its window, and which of them is its own."""
    layout = places.Layout(example.parsed, [a for a, _ in paragraphs(example.parsed)])
    spans = sorted(enumerate(example.spans), key=lambda item: item[1][1:])
    for window in cut(example.parsed, [len(p) for p in example.pieces]):
        near = [(n, s) for n, s in spans if window.first <= s[1] < window.last]
        cues = [(n, s[1:]) for n, s in near if s[0] == "cue"]
        contents = [s[1:] for _, s in near if s[0] == "content"]
        place = {n: k for k, (n, _) in enumerate(cues)}
        for n, (role, a, b) in near:
            own = place.get(example.cue_of.get(n, -1))
            if role == "content" and a >= window.own and own is not None and 1 < len(cues) <= MOST:
                yield places.of(layout, (a, b), [s for _, s in cues], contents), own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    examples = [e for n, e in enumerate(load(given.gold, given.work)) if not is_held_out(n)]
    cases = [case for e in examples for case in links(e)]
    features = torch.zeros(len(cases), MOST, len(places.FEATURES))
    shut = torch.full((len(cases), MOST), -1e4)
    for n, (rows, _) in enumerate(cases):
        features[n, : len(rows)] = torch.from_numpy(rows)
        shut[n, : len(rows)] = 0
    own = torch.tensor([k for _, k in cases])
    judge = nn.Sequential(nn.Linear(len(places.FEATURES), HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1, bias=False))
    optimizer = torch.optim.AdamW(judge.parameters(), lr=RATE, weight_decay=1e-3)
    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS) + 1e-4
        total = 0.0
        for batch in torch.randperm(len(cases)).split(BATCH):
            loss = nn.functional.cross_entropy(judge(features[batch]).squeeze(-1) + shut[batch], own[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss.detach()) * len(batch)
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(cases):.4f} over {len(cases)} links", flush=True)
    hidden, out = judge[0], judge[2]
    np.savez_compressed(
        Path(__file__).parent / "places.npz",
        hidden_weight=hidden.weight.detach().numpy(), hidden_bias=hidden.bias.detach().numpy(),
        out=out.weight.detach().numpy()[0],
    )  # fmt: skip


if __name__ == "__main__":
    main()
