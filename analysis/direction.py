"""Marks that turn the direction of writing: what stands after one is shown in another order than it is read and counted in.

Readers of files take them out (`readers/clean.py`). Where a text is taken as it is given, they stay in it, and whatever shows the
text shows a sign in their place (Boucher & Anderson 2021, “Trojan Source”).
"""

from __future__ import annotations

import re

#: Embeddings, overrides and isolates, and what ends them. Marks without width (LRM, RLM) turn no letter around and stay.
TURNING = "\u202a-\u202e\u2066-\u2069"
_TURNING = re.compile(f"[{TURNING}]")


def in_reading_order(text: str) -> str:
    """The text, as long as before, with a replacement character for each mark that would turn what follows."""
    return _TURNING.sub("\ufffd", text)
