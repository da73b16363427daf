"""How likely coders are to find the responsibility frame in the article."""

from __future__ import annotations

from analysis.metrics._frame import frame

METRIC = frame(
    "responsibility",
    label="Responsibility frame",
    indicators="somebody, often a government, is held responsible for a problem or for putting it right",
    rank=6,
)
