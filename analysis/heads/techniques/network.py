"""The techniques network in PyTorch, for training only: which tokens stand in loaded language, and which in name calling."""

from __future__ import annotations

import torch
from torch import Tensor, nn

STATES = 3 * 384
WIDTH = 96
KINDS = 2
#: Tokens that a convolution sees, and the steps between them, by layer.
REACH, STEPS = 5, (1, 2)


class Techniques(nn.Module):
    """Two convolutions, each added to what goes in, so that a token is judged with its neighbours."""

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(STATES, WIDTH)
        self.near, self.far = (nn.Conv1d(WIDTH, WIDTH, REACH, padding=2 * step, dilation=step) for step in STEPS)
        self.out = nn.Linear(WIDTH, KINDS)
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor) -> Tensor:
        """States (windows, tokens, 1152) to logits (windows, tokens, 2)."""
        h = self.dropout(nn.functional.gelu(self.project(self.dropout(states)))).transpose(1, 2)
        for layer in (self.near, self.far):
            h = h + self.dropout(nn.functional.gelu(layer(h)))
        out: Tensor = self.out(h.transpose(1, 2))
        return out


def loss(logits: Tensor, wanted: Tensor, known: Tensor) -> Tensor:
    """Mean cross entropy over the tokens that are known, (windows, tokens), summed over the kinds."""
    each = nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none").sum(-1)
    return torch.sum(each * known) / known.sum()
