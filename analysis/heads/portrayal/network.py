"""The portrayal network in PyTorch, for training only: the tone of a sentence toward a span in it."""

from __future__ import annotations

import torch
from torch import Tensor, nn

STATES = 3 * 384
WIDTH = 192
#: Questions that a span asks of the words of its sentence.
ASKS = 4
CLASSES = ("negative", "neutral", "positive")


class Portrayal(nn.Module):
    """The span on the mean, the tokens beside it, its sentence on the mean, and its sentence weighed by attention.

    Attention asks for the span, and falls with the number of tokens that lie between.
    """

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(STATES, WIDTH)
        self.ask = nn.Linear(WIDTH, ASKS * WIDTH)
        self.near = nn.Parameter(torch.zeros(ASKS))
        self.mix = nn.Linear((4 + ASKS) * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(CLASSES))
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor, known: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Logits (spans, 3).

        Args:
            states: of each span's sentence, padded, (spans, tokens, 1152).
            known: 1 where a token is the sentence's and 0 behind its end, (spans, tokens).
            first, last: the span's place in its sentence, (spans,), end-exclusive.
        """
        h = self.dropout(nn.functional.gelu(self.project(self.dropout(states)))) * known[..., None]
        place = torch.arange(h.shape[1])[None]
        inside = ((place >= first[:, None]) & (place < last[:, None])).float()
        whole = (inside[..., None] * h).sum(1) / inside.sum(1, keepdim=True)
        mean = h.sum(1) / known.sum(1, keepdim=True)
        between = torch.maximum(first[:, None] - place, place - last[:, None] + 1).clamp(min=0).float()
        asks = self.ask(whole).view(len(h), ASKS, WIDTH)
        scores = torch.einsum("naw,ntw->nat", asks, h) / WIDTH**0.5
        scores = scores - (nn.functional.softplus(self.near)[None, :, None] * torch.log1p(between)[:, None])
        attention = torch.softmax(scores.masked_fill(known[:, None] == 0, -torch.inf), dim=-1)
        around = torch.einsum("nat,ntw->naw", attention, h).flatten(1)
        padded = nn.functional.pad(h, (0, 0, 1, 1))
        row = torch.arange(len(h))
        parts = torch.cat([whole, padded[row, first], padded[row, last + 1], mean, around], dim=1)
        out: Tensor = self.out(self.dropout(nn.functional.gelu(self.mix(parts))))
        return out
