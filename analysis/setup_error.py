"""What is wrong with the installation rather than with an input."""

from __future__ import annotations


class SetupError(RuntimeError):
    """Evenhand is not set up rightly; the message says what to do. It ends a run, since every article would meet it."""
