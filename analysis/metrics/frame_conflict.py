"""How likely coders are to find the conflict frame in the article."""

from __future__ import annotations

from analysis.metrics._frame import frame

METRIC = frame(
    "conflict",
    label="Conflict frame",
    indicators="persons, groups or countries disagree, reproach one another, win or lose",
    rank=6,
)
