"""What may leave with `--no-text`: no words of the article; offsets, hashes and figures stay."""

from __future__ import annotations

import hashlib
import re

from analysis.article import Article, Failure
from analysis.decisions import REASONS

#: Stands in for a note that quotes the article.
LEFT_OUT = "(left out: it quotes the article)"

_QUOTES = re.compile(r"[\"“”„‘«»]|(?:^|(?<=[\s(\[]))['’`]")
_WORD = re.compile(r"\w+")
_RUN = 4


def text_sha256(text: str | None) -> str | None:
    """Hash of a string's UTF-8 bytes in hex, as `Article.sha256`; None for None."""
    return None if text is None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def redact_warning(warning: str, article: Article) -> str:
    """A warning, or `LEFT_OUT` where it quotes: by quotation marks, by four words running, or by the whole title."""
    words = _words(warning)
    known = f"{_line(article.text)}{_line(article.title or '')}"
    runs = (_line_of(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    quotes = _QUOTES.search(warning) or any(run in known for run in runs)
    return LEFT_OUT if quotes or (article.title and _line(article.title) in _line_of(words)) else warning


def redact_failure(failure: Failure) -> str:
    """A failure's message, or `LEFT_OUT` where it quotes more than the input's name."""
    rest = failure.message
    for name in (failure.origin, failure.id):
        if name is not None:
            rest = rest.replace(f"“{str(name)[:80]}”", "")
    return LEFT_OUT if _QUOTES.search(rest) else failure.message


def redact_reason(reason: str) -> str:
    """A reader's reason for setting a mark aside, or `LEFT_OUT` where it is in the reader's own words, which may quote."""
    return reason if reason in REASONS else LEFT_OUT


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _line_of(words: list[str]) -> str:
    return f" {' '.join(words)} "


def _line(text: str) -> str:
    return _line_of(_words(text))
