"""How much of an input is read: every limit of the readers, its safe default, and the variable that raises it.

A limit is read from the environment when it is asked for, so that a running server takes a new one with its next input. What is
no positive whole number there counts as not set.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from analysis.readers.source import Unreadable


@dataclass(frozen=True)
class Limit:
    """One limit.

    Attributes:
        variable: of the environment, that sets it.
        default: where the variable is not set, in `unit`.
        unit: what it counts, for messages.
        scale: how many bytes, characters, pages, … one unit is.
        about: what it bounds, for the documentation.
    """

    variable: str
    default: int
    unit: str
    about: str
    scale: int = 1

    @property
    def value(self) -> int:
        """The limit in force, in bytes, characters, pages, …"""
        return self._set() * self.scale

    def refusal(self, what: str, *, advice: str = "") -> Unreadable:
        """What to raise beyond it: `what` begins after the input's name ("is longer than"), `advice` goes before the variable."""
        return Unreadable("too_large", self.sentence(what, advice=advice))

    def sentence(self, what: str, *, advice: str = "") -> str:
        """The refusal's sentence after the input's name."""
        either = f"{advice}, or raise" if advice else "raise"
        return f"{what} {self._set():,} {self.unit}: {either} the limit {self.variable} if you trust it."

    def _set(self) -> int:
        told = os.environ.get(self.variable, "").strip()
        return int(told) if told.isascii() and told.isdecimal() and len(told) < 13 and int(told) else self.default


_MB = 1_000_000
FILE = Limit(
    "EVENHAND_MAX_FILE_MB", 64, "MB", "A file that is read as a whole: text, Markdown, web page, PDF, Word file, feed.", _MB
)
LINE = Limit("EVENHAND_MAX_LINE_MB", 64, "MB", "A line of JSON lines, a value of a JSON file, or a cell of a table.", _MB)
UNPACKED = Limit("EVENHAND_MAX_UNPACKED_MB", 128, "MB", "What a Word file's parts or a PDF's pages unpack to, together.", _MB)
FILES = Limit("EVENHAND_MAX_ARCHIVE_FILES", 5_000, "parts", "Parts of a Word file, which is a zip archive.")
DEPTH = Limit("EVENHAND_MAX_XML_DEPTH", 200, "levels", "XML elements within each other in a Word file or a feed.")
ELEMENTS = Limit("EVENHAND_MAX_XML_ELEMENTS", 1_000_000, "elements", "XML elements of a part of a Word file or of a feed.")
PAGES = Limit("EVENHAND_MAX_PAGES", 500, "pages", "Pages of a PDF.")
SECONDS = Limit("EVENHAND_MAX_PDF_SECONDS", 120, "seconds", "Reading of one PDF.")
ARTICLES = Limit("EVENHAND_MAX_ARTICLES", 1_000_000, "articles", "Rows, lines, objects or entries of one file.")
FETCH_SIZE = Limit("EVENHAND_MAX_FETCH_MB", 16, "MB", "A page that `--fetch` fetches, as it comes and unpacked.", _MB)
FETCH_SECONDS = Limit("EVENHAND_MAX_FETCH_SECONDS", 30, "seconds", "Fetching of one page, redirects included.")
REDIRECTS = Limit("EVENHAND_MAX_REDIRECTS", 5, "times", "Redirects on the way to a page.")

ALL = (FILE, LINE, UNPACKED, FILES, DEPTH, ELEMENTS, PAGES, SECONDS, ARTICLES, FETCH_SIZE, FETCH_SECONDS, REDIRECTS)
