"""Makes any text show as it was typed where Streamlit would read Markdown: in labels, captions, help texts, tab names."""

from __future__ import annotations

import re

from analysis.direction import in_reading_order

#: Every ASCII mark may stand after a backslash in Markdown; `:` and `$` cover Streamlit's icons, colours and formulas.
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_URL_START = re.compile(r"\b(https?|ftp|mailto|www)(?=\\[:.])", re.IGNORECASE)


def plain(text: str | None) -> str:
    r"""The text with every mark that Markdown could read made harmless, on one line.

    `:smile:`, `*x*`, `$a$`, `[x](y)`, `<b>`, `# x`, `1. x` and bare web addresses all show as typed; marks that would turn the
    line around show as signs.
    """
    line = in_reading_order(" ".join((text or "").split()))
    return _MARKS.sub(r"\\\1", line)
