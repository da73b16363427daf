"""How likely coders are to find the human interest frame in the article."""

from __future__ import annotations

from analysis.metrics._frame import frame

METRIC = frame(
    "human_interest",
    label="Human interest frame",
    indicators="the story is told by a person's fate or feelings, or by how it touches people's lives",
    rank=6,
)
