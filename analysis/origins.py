"""What an origin says where it is no path: two inputs of one origin need not be the same then, and no file can be mended."""

from __future__ import annotations

STDIN = "standard input"
PASTED = "pasted text"
WEB_PAGE = "web page"

_UPLOADED = "uploaded "


def uploaded(name: str) -> str:
    """The origin of a file that came through a browser: its name there, which is nothing on this machine."""
    return _UPLOADED + name


def is_path(origin: str | None) -> bool:
    """Whether an origin leads to a file, a folder or a web address."""
    return origin is not None and origin not in (STDIN, PASTED, WEB_PAGE) and not origin.startswith(_UPLOADED)
