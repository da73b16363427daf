"""The attribution network in PyTorch, for training only: encoder, token tags with a CRF, and links between spans."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from analysis.heads.attribution import features, tags
from analysis.heads.attribution.distance import DISTANCES

#: Layers of the encoder whose states the head reads.
LAYERS = (2, 4, 6)
STATE = 384
WIDTH = 192  # after projection, before the LSTM
HIDDEN = 128  # the LSTM's width in each direction
LINK = 64


class Head(nn.Module):
    """States of the encoder's layers to token vectors and tag scores."""

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(len(LAYERS) * STATE, WIDTH)
        self.embed = nn.ModuleList(nn.Embedding(size, dim) for size, dim in zip(features.SIZES, (12, 16, 8, 4), strict=True))
        self.lstm = nn.LSTM(WIDTH + 40, HIDDEN, batch_first=True, bidirectional=True)
        self.score = nn.Linear(2 * HIDDEN, len(tags.TAGS))
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor, given: Tensor) -> tuple[Tensor, Tensor]:
        """States (batch, tokens, 3 × 384) and features (batch, tokens, 4) to vectors (…, 256) and tag scores (…, 13)."""
        x = torch.nn.functional.gelu(self.project(self.dropout(states)))
        x = torch.cat([x, *(table(given[..., n]) for n, table in enumerate(self.embed))], dim=-1)
        vectors, _ = self.lstm(self.dropout(x))
        return vectors, self.score(self.dropout(vectors))


class Crf(nn.Module):
    """A linear-chain CRF over the tags; what BIOES forbids is forbidden."""

    def __init__(self) -> None:
        super().__init__()
        n = len(tags.TAGS)
        self.follow = nn.Parameter(torch.zeros(n, n))
        follow, begin, end = (torch.from_numpy(m) for m in tags.allowed())
        self.register_buffer("mask", follow)
        self.register_buffer("begin", begin)
        self.register_buffer("end", end)

    def loss(self, scores: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
        """Negative log-likelihood of the gold tags, summed over tokens, per token."""
        follow = self.follow + self.mask
        longest = scores.shape[1]
        where = torch.arange(longest)[None] < lengths[:, None]
        path = scores.gather(2, gold[..., None]).squeeze(-1) * where
        steps = follow[gold[:, :-1], gold[:, 1:]] * where[:, 1:]
        total = path.sum() + steps.sum()
        alpha = scores[:, 0] + self.begin
        last = alpha
        for i in range(1, longest):
            alpha = torch.logsumexp(alpha[:, :, None] + follow[None], dim=1) + scores[:, i]
            last = torch.where((lengths - 1 == i)[:, None], alpha, last)
        partition = torch.logsumexp(last + self.end, dim=1).sum()
        return (partition - total) / lengths.sum()


class Links(nn.Module):
    """Which cue a content hangs on, and which source a cue has: scores of candidates and of none."""

    def __init__(self) -> None:
        super().__init__()
        self.asks = nn.ModuleDict({k: nn.Linear(4 * HIDDEN, LINK) for k in ("content", "cue")})
        self.answers = nn.ModuleDict({k: nn.Linear(4 * HIDDEN, LINK) for k in ("content", "cue")})
        self.far = nn.ModuleDict({k: nn.Embedding(2 * DISTANCES, 1) for k in ("content", "cue")})
        self.none = nn.ParameterDict({k: nn.Parameter(torch.zeros(LINK)) for k in ("content", "cue")})

    def forward(self, kind: str, asking: Tensor, answering: Tensor, far: Tensor) -> Tensor:
        """Span vectors (a, 512) and (b, 512) with distance buckets (a, b) to scores (a, b + 1); the last column is none."""
        q = self.asks[kind](asking)
        k = torch.cat([self.answers[kind](answering), self.none[kind][None]])
        scores = q @ k.T / LINK**0.5
        bias = self.far[kind](far).squeeze(-1)
        return scores + torch.cat([bias, torch.zeros(len(asking), 1)], dim=1)


def span_vectors(vectors: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    """First and last token's vector of each span: (n, 512)."""
    first = torch.tensor([a for a, _ in spans], dtype=torch.long)
    last = torch.tensor([b - 1 for _, b in spans], dtype=torch.long)
    return torch.cat([vectors[first], vectors[last]], dim=-1)
