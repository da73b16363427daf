"""The wording network in PyTorch, for training only: what the words of a sentence make it, and which words they are."""

from __future__ import annotations

import torch
from torch import Tensor, nn

STATES = 3 * 384
WIDTH = 192

#: What is said of a sentence. `loaded`: biased by word choice (BABE); `opinion`: subjective (CheckThat); `lexical_bias`: holds
#: a span of lexical bias (BASIL); the last two are BABE's steps of opinion, for training alone.
SENTENCE = ("loaded", "opinion", "lexical_bias", "somewhat_opinion", "wholly_opinion")
#: What is said of a token. Two techniques of PTC; the words that BABE's coders marked, and BASIL's spans, for training alone.
TOKEN = ("loaded_language", "name_calling", "marked", "biased_span")


class Wording(nn.Module):
    """Each output of a sentence is a mean of its tokens' values, weighed by attention: so each token's share in it is known."""

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(STATES, WIDTH)
        self.attend = nn.Linear(WIDTH, len(SENTENCE))
        self.value = nn.Linear(WIDTH, len(SENTENCE))
        self.token = nn.Linear(WIDTH, len(TOKEN))
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States (…, tokens, 1152) to attention and values (…, tokens, 5) and to token logits (…, tokens, 4)."""
        h = self.dropout(nn.functional.gelu(self.project(self.dropout(states))))
        return self.attend(h), self.value(h), self.token(h)


def pooled(attention: Tensor, values: Tensor) -> Tensor:
    """Logits (5,) of one sentence from the attention and the values of its tokens."""
    return (torch.softmax(attention, dim=0) * values).sum(dim=0)
