"""Whether a learned head is switched on, by an environment variable, and whether its files are there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from analysis import encoder
from analysis.setup_error import SetupError


class HeadMissing(SetupError):
    """A head's file is missing, or its switch has a value that it does not know."""


def switched_on(head: str, switch: str, files: Sequence[Path], without: str = "off") -> bool:
    """Whether a head reads: unless its switch is set to `without`.

    Args:
        head: what messages call it.
        switch: the environment variable.
        files: what it needs beside the encoder's own files.

    Raises:
        HeadMissing: one of the files is missing, or the switch is set to anything else.
    """
    asked = os.environ.get(switch, "")
    if asked not in ("", "on", without):
        raise HeadMissing(f"{switch} is set to “{asked}”: set it to {without} to switch the {head} off, or to nothing.")
    if asked == without:
        return False
    missing = encoder.missing(files)
    if missing:
        raise HeadMissing(f"The {head} lacks {', '.join(missing)}: install Evenhand again, or set {switch}={without}.")
    return True
