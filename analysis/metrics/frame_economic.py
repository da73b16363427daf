"""How likely coders are to find the economic frame in the article."""

from __future__ import annotations

from analysis.metrics._frame import frame

METRIC = frame(
    "economic",
    label="Economic frame",
    indicators="it is put as money: gains, losses, costs, or what a course of action would cost",
    rank=6,
)
