"""Joins lines that were broken at a fixed width, as in e-mails and old wire copy, into the paragraphs they came from."""

from __future__ import annotations

import itertools
import math
import re

_WIDEST = 120
_NARROWEST = 40
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_STARTS_ITEM = re.compile(r"[-*•·–—+]\s|\(?\d{1,3}[.)]\s|[#>|]")


def unwrap(text: str) -> str:
    """The text with its hard-wrapped lines joined; a text that is not hard-wrapped comes back as it is.

    Lines are taken for hard-wrapped when hardly any of them had room for the first word of the next line, and most end
    inside a sentence. A paragraph ends at a blank line, before an indented line or a list item, after a line with room to
    spare that ends a sentence, and after a line that fills less than three quarters.
    """
    blocks = [[line.expandtabs() for line in block] for block in _blocks(text)]
    width = _width([block for block in blocks if len(block) > 1])
    if width is None:
        return text
    return "\n\n".join("\n".join(_join(block, width)) for block in blocks)


def _blocks(text: str) -> list[list[str]]:
    """Runs of lines between blank lines."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _room(line: str, after: str, width: int) -> int:
    """Columns left over had the next line's first word come on this line; negative where it would not have fitted."""
    return width - len(line) - 1 - len(after.split(None, 1)[0])


def _width(blocks: list[list[str]]) -> int | None:
    """The width that lines were broken at, or None where they were not."""
    lengths = sorted(len(line) for block in blocks for line in block)
    if not lengths:
        return None
    width = lengths[math.ceil((len(lengths) - 1) * 0.95)]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = [(line, after) for block in blocks for line, after in itertools.pairwise(block)]
    full = sum(_room(line, after, width) < 0 for line, after in pairs)
    inside = sum(not _ENDS_SENTENCE.search(line) for line, _ in pairs)
    return width if full >= 0.7 * len(pairs) and inside > 0.5 * len(pairs) else None


def _join(block: list[str], width: int) -> list[str]:
    out = [block[0].strip()]
    for line, after in itertools.pairwise(block):
        indented = len(after) - len(after.lstrip()) > len(line) - len(line.lstrip())
        room = _room(line, after, width)
        ended = room >= 0 and _ENDS_SENTENCE.search(line) is not None
        # A dash or a number in running text may begin a line too: an item follows an ended line or another item.
        opened = _ENDS_SENTENCE.search(line) is not None or _STARTS_ITEM.match(line.lstrip()) is not None
        item = opened and _STARTS_ITEM.match(after.lstrip()) is not None
        if indented or ended or item or room > width / 4:
            out.append(after.strip())
        else:
            # A line that breaks at a hyphen inside a word ("one-" / "sided") goes on without a space.
            glue = "" if re.search(r"[^\W\d_]-$", line) else " "
            out[-1] += glue + after.strip()
    return out
