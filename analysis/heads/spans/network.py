"""The network that classes a span in its passage, in PyTorch, for training only; one of it for each task."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

STATES = 3 * 384
WIDTH = 128


class SpanHead(nn.Module):
    """The span's tokens on the mean, its first, those beside it, and all around weighed by attention that asks for the span."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.project = nn.Linear(STATES, WIDTH)
        self.ask = nn.Linear(WIDTH, WIDTH)
        self.mix = nn.Linear(5 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, classes)
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
        """States (tokens, 1152) of one window and places in it to logits (spans, classes)."""
        h = self.dropout(nn.functional.gelu(self.project(self.dropout(states))))
        nothing = h.new_zeros(WIDTH)
        out = []
        for first, last in spans:
            whole = h[first:last].mean(0)
            attention = torch.softmax(h @ self.ask(whole) / WIDTH**0.5, dim=0)
            before = h[first - 1] if first else nothing
            behind = h[last] if last < len(h) else nothing
            parts = torch.cat([whole, h[first], before, behind, (attention[:, None] * h).sum(0)])
            out.append(self.out(self.dropout(nn.functional.gelu(self.mix(parts)))))
        return torch.stack(out)
