"""Which labelled articles training does not see, so that thresholds and calibration can come from them."""

from __future__ import annotations

EVERY = 21


def is_held_out(number: int) -> bool:
    """Whether the article at a place of the training part, counted from 0, is held out."""
    return number % EVERY == 0
