"""Weights averaged over the steps of a training; for training only."""

from __future__ import annotations

import torch
from torch import nn


class Averaged:
    """The running average of a network's weights. Early steps, which are far from where it ends, weigh little in the end."""

    def __init__(self, network: nn.Module, most: float) -> None:
        """Begin with the weights as they are.

        Args:
            most: how much of the average each step keeps, once there were many.
        """
        self._network, self._most, self._steps = network, most, 0
        self._weights = [p.detach().clone() for p in network.parameters()]

    @torch.no_grad()
    def step(self) -> None:
        """Take in the weights after a step."""
        self._steps += 1
        keep = min(self._most, (1 + self._steps) / (10 + self._steps))
        for a, p in zip(self._weights, self._network.parameters(), strict=True):
            a.lerp_(p, 1 - keep)

    @torch.no_grad()
    def put(self) -> None:
        """Give the network the average."""
        for a, p in zip(self._weights, self._network.parameters(), strict=True):
            p.copy_(a)
