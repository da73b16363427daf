"""What is wrong with a corpus; every message names it and says what to do."""

from __future__ import annotations


class CorpusError(RuntimeError):
    """A corpus cannot be found, made, read or written."""


class CorpusBusy(CorpusError):
    """Another process holds the corpus."""


class CorpusFull(CorpusError):
    """The corpus cannot be written any more, as when the disk is full; what was written before is whole."""
