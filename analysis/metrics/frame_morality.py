"""How likely coders are to find the morality frame in the article."""

from __future__ import annotations

from analysis.metrics._frame import frame

METRIC = frame(
    "morality",
    label="Morality frame",
    indicators="it is put as right or wrong, by faith, or by how one ought to behave",
    rank=6,
)
