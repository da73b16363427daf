"""Tells whether a text's first line is its title."""

from __future__ import annotations

import re

_LONGEST = 200
_MOST_WORDS = 30
_ENDS_SENTENCE = re.compile(r"[.,;:][\"'”’)\]]*$")
_ENDS_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}[\"'”’]?$")
#: A byline, a dateline or an agency stamp opens the story; so does a quotation that is all of the line. Captions, buttons.
_NO_TITLE = re.compile(
    r"by\s+(?-i:[A-Z])|\(|[^—–]{2,40} \([^)]{1,20}\)\s*[—–-]|(?-i:[A-Z][A-Z .,/]{2,40}(?:[—–]|--? ))|https?://"
    r"|[\"“][^\"”]*[\"”]$|[-*•]\s|(?:image copyright|photo ?:|media (?:playback|caption)|share this|story highlights)\b"
    r"|(?:updated|published) (?:at|on|\d)|\d+ \w+ ago$|.*(?:/|photo )(?:AP|AFP|Reuters|Getty)\b",
    re.IGNORECASE,
)


def split(text: str, known: str | None = None) -> tuple[str | None, str]:
    """A cleaned text's title and the rest of it, or (None, text) where the first line does not look like a title.

    A title is a line of three to thirty words that does not end like a sentence and has more text after it: on a line of its
    own with a blank line under it, or above a longer line. A Markdown heading (`# `) is always one.

    Args:
        known: the title where it is known beforehand; only a first line that says the same is then taken off.
    """
    line, _, rest = text.partition("\n")
    body = rest.lstrip("\n")
    if not body:
        return None, text
    heading = re.fullmatch(r"#{1,6} +(.*?)(?: +#+)?", line)
    bare = heading.group(1) if heading else line
    if known is not None:
        return (known, body) if same(bare, known) else (None, text)
    if heading and bare and len(bare) <= _LONGEST:
        return bare, body
    return (line, body) if _looks_like_title(line, rest) else (None, text)


def _looks_like_title(line: str, rest: str) -> bool:
    words = len(line.split())
    if not 3 <= words <= _MOST_WORDS or len(line) > _LONGEST or _NO_TITLE.match(line):
        return False
    if _ENDS_SENTENCE.search(line) and not _ENDS_INITIALS.search(line):
        return False
    return rest.startswith("\n") or len(rest.partition("\n")[0]) > len(line)


def same(one: str, other: str) -> bool:
    """True where two titles differ in nothing but case, blanks, punctuation or kind of quotation mark."""
    return re.sub(r"[\W_]+", "", one).casefold() == re.sub(r"[\W_]+", "", other).casefold() != ""
