"""Brings the text of a file into one plain shape: line ends, blanks, and characters that no reader sees.

Only readers of files clean, and only before an `Article` exists: every offset counts into the cleaned text.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
#: Soft hyphen, zero-width space, word joiner, byte order mark, marks of writing direction. Joiners stay: emoji need them.
_UNSEEN = "\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_INVISIBLE = re.compile(f"[{_UNSEEN}{_CONTROL}]")
_BLANKS = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_MANY_LINES = re.compile("\n{3,}")


def characters(text: str) -> str:
    r"""Every line end becomes `\n`, a paragraph separator a blank line; invisible and control characters go."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n"))


def layout(text: str) -> str:
    """Runs of blanks become one space, none at the ends of lines; never more than one blank line; none around the text."""
    lines = [_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n")]
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def clean(text: str) -> str:
    """Both of the above."""
    return layout(characters(text))
