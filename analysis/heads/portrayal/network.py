"""The portrayal network in PyTorch, for training only: the tone of a passage toward a target named in it (NewsMTSC)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

STATES = 3 * 384
WIDTH = 192


class Portrayal(nn.Module):
    """The target's own tokens, and the tokens around weighed by attention that asks for the target."""

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(STATES, WIDTH)
        self.ask = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(2 * WIDTH, 3)
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor, targets: Sequence[tuple[int, int]]) -> Tensor:
        """States (tokens, 1152) of one window and its targets' places to logits (targets, 3): negative, neutral, positive."""
        h = self.dropout(nn.functional.gelu(self.project(self.dropout(states))))
        out = []
        for first, last in targets:
            target = h[first:last].mean(0)
            attention = torch.softmax(h @ self.ask(target) / WIDTH**0.5, dim=0)
            out.append(self.out(torch.cat([target, (attention[:, None] * h).sum(0)])))
        return torch.stack(out)
