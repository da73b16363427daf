"""The bytes of an input that is read as a whole."""

from __future__ import annotations

from analysis.readers import limits
from analysis.readers.source import Source, Unreadable


def whole_bytes(source: Source) -> bytes:
    """All bytes of the input, within the limit of a file. Raises `Unreadable` (`empty`, `too_large`)."""
    source.stream.seek(0)
    data = source.stream.read(limits.FILE.value + 1)
    if len(data) > limits.FILE.value:
        raise limits.FILE.refusal("is larger than", advice="split it")
    if not data.strip(b" \t\r\n\v\f\x00\xef\xbb\xbf"):
        raise Unreadable("empty", "is empty: give a file with the article's text.")
    return data
