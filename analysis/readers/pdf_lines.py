"""The lines of a PDF's page, each with its place and size."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject

from analysis.readers import clean, limits

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
#: Marks of a hyphen that only breaks a word at the line's end.
SOFT_HYPHEN = "\xad"


@dataclass
class Line:
    """One line.

    Attributes:
        x, y: where it begins, in points from the lower left corner.
        size: of its type, in points.
    """

    text: str
    x: float
    y: float
    size: float
    page: int = 0


def of_page(page: PageObject, ends: float) -> list[Line]:
    """The lines in the order of the file, which is that of reading for nearly all programs; turned text is left out.

    Args:
        ends: `time.monotonic()` after which the file is refused.

    Raises:
        Unreadable: `too_large`, once the time is up; pypdf's own exceptions pass.
    """
    lines: list[Line] = []
    open_line = False

    def take(text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        nonlocal open_line
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(float(size or 0) * (tm[3] or tm[1]) * (cm[3] or cm[1])) or 1.0
        for place, piece in enumerate(text.split("\n")):
            if place:
                open_line = False
            if not piece.strip():
                if open_line and piece:
                    lines[-1].text += " "
                continue
            if lines and (open_line or abs(lines[-1].y - y) < 0.3 * height) and abs(lines[-1].y - y) < 0.6 * height:
                lines[-1].text += ("" if open_line else " ") + piece
                lines[-1].size = max(lines[-1].size, height) if len(lines[-1].text) < 3 else lines[-1].size
            else:
                lines.append(Line(piece, x, y, height))
            open_line = True

    def hurry(*_: object) -> None:
        if time.monotonic() > ends:
            raise limits.SECONDS.refusal("takes longer than")

    page.extract_text(orientations=(0,), visitor_text=take, visitor_operand_before=hurry)
    hurry()
    tidied = []
    for line in lines:
        soft = line.text.rstrip().endswith(SOFT_HYPHEN)
        line.text = clean.clean(line.text.translate(_LIGATURES)).strip() + (SOFT_HYPHEN if soft else "")
        if line.text:
            tidied.append(line)
    return tidied


def unreadable_share(text: str) -> float:
    """Share of characters that stand for no known letter: private use, or the replacement character."""
    lost = sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text)
    return lost / max(1, len(text))
