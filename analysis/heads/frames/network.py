"""The frames network in PyTorch, for training only: five generic frames of an article, read window by window."""

from __future__ import annotations

import torch
from torch import Tensor, nn

STATES = 3 * 384
WIDTH = 192
FRAMES = ("responsibility", "human_interest", "conflict", "morality", "economic")


class Frames(nn.Module):
    """For each frame a mean of the tokens' values, weighed by attention."""

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(STATES, WIDTH)
        self.attend = nn.Linear(WIDTH, len(FRAMES))
        self.value = nn.Linear(WIDTH, len(FRAMES))
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor) -> Tensor:
        """States (tokens, 1152) of one window to logits (5,)."""
        h = self.dropout(nn.functional.gelu(self.project(self.dropout(states))))
        return (torch.softmax(self.attend(h), dim=0) * self.value(h)).sum(dim=0)
