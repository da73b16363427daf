"""Finds the files behind what a caller names: files as they are, folders walked in sorted order."""

from __future__ import annotations

import re
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.article import Failure
from analysis.readers import manifest, web_address

#: Files that tell of a folder rather than being articles in it.
_ABOUT = re.compile(r"(?:readme|licen[cs]e|copying|changelog|notice)(?:\.\w+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A file to read.

    Attributes:
        named: True where the caller named the file itself rather than a folder over it.
        known: fields that the folder's manifest gives for it.
    """

    path: Path
    origin: str
    id: str
    named: bool
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Walk:
    """What a walk through one folder has met so far."""

    origin: str
    endings: frozenset[str]
    visited: set[tuple[int, int]] = field(default_factory=set)
    unread: Counter[str] = field(default_factory=Counter)
    known: dict[Path, Mapping[str, str]] = field(default_factory=dict)


def find(name: str | Path, endings: frozenset[str]) -> Iterator[Found | Failure]:
    """The file or files behind a name, or why there is none (`not_found`, `unreadable`, `unsupported_format`).

    A folder is walked in sorted order and through links. Passed over without a word: hidden files, README, LICENSE and the
    like, a manifest, and the `NAME_files` folder that a browser saves beside `NAME.html`. Files with other endings are counted
    in one failure at the folder's end.

    Args:
        endings: the endings of files to read in a folder, in lower case with their dot.
    """
    shown = printable(name)
    if web_address.is_web_address(shown):
        shown = web_address.shown(shown)
        message = f"{shown} is a web address: add --fetch to have it fetched, or save the page as HTML and give that file."
        yield Failure("unsupported_format", message, origin=shown)
        return
    path = Path(name)
    try:
        mode = path.stat().st_mode if str(name) else None
    except (FileNotFoundError, NotADirectoryError, ValueError):
        mode = None
    except OSError as error:
        yield _unreadable(shown, error)
        return
    if mode is None:
        yield Failure("not_found", f"{shown or 'The empty name'} does not exist: check the name.", origin=shown)
    elif stat.S_ISDIR(mode):
        yield from _folder(path, _Walk(shown, endings))
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        yield Found(path, shown, printable(path.name), named=True)
    else:
        yield Failure("unreadable", f"{shown} is neither a file nor a folder: give one of these.", origin=shown)


def printable(name: str | Path) -> str:
    """A path as it can be shown and written: what is no UTF-8 becomes a replacement character."""
    return re.sub("[\ud800-\udfff\0]", "\ufffd", str(name))


def _unreadable(shown: str, error: OSError) -> Failure:
    message = f"{shown} cannot be read ({error.strerror or error}): check its permissions and links."
    return Failure("unreadable", message, origin=shown)


def _folder(top: Path, walk: _Walk) -> Iterator[Found | Failure]:
    pending = [top]
    read = 0
    while pending:
        path = pending.pop()
        shown = printable(path)
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                found = _file(path, top, status.st_mode, walk)
                read += found is not None
                yield from () if found is None else (found,)
                continue
            if (status.st_dev, status.st_ino) in walk.visited:
                yield Failure("unreadable", f"{shown} is a link to a folder already read: remove the link.", origin=shown)
                continue
            walk.visited.add((status.st_dev, status.st_ino))
            pending.extend(reversed(_entries(path, walk)))
        except OSError as error:
            yield _unreadable(shown, error)
    for path in sorted(walk.known):
        if not path.is_file():
            shown = printable(path)
            message = f"{shown} is listed in {manifest.NAME} and does not exist: check the list."
            yield Failure("not_found", message, origin=shown)
    if walk.unread:
        kinds = ", ".join(f"{ending} × {count:,}" for ending, count in walk.unread.most_common(6))
        total = walk.unread.total()
        files = "one file" if total == 1 else f"{total:,} files"
        message = f"{walk.origin} holds {files} not read ({kinds}): save articles as text, HTML, PDF, DOCX, CSV or JSON lines."
        yield Failure("unsupported_format", message, origin=walk.origin)
    elif not read:
        message = f"{walk.origin} holds no articles: give a folder with text, HTML, PDF, DOCX, CSV or JSON lines files."
        yield Failure("empty", message, origin=walk.origin)


def _entries(folder: Path, walk: _Walk) -> list[Path]:
    """What a folder holds, sorted, without what is passed over; its manifest is taken in."""
    names = sorted(entry.name for entry in folder.iterdir())
    stems = {name.rpartition(".")[0] for name in names if name.lower().endswith((".html", ".htm"))}
    listed = manifest.load(folder) if manifest.NAME in names else None
    if listed is not None:
        names.remove(manifest.NAME)
        walk.known.update({folder / name: fields for name, fields in listed.items()})
    saved = {f"{stem}{end}" for stem in stems for end in ("_files", ".files")}
    return [folder / name for name in names if not name.startswith(".") and not _ABOUT.fullmatch(name) and name not in saved]


def _file(path: Path, top: Path, mode: int, walk: _Walk) -> Found | None:
    ending = path.suffix.lower()
    if ending not in walk.endings or not stat.S_ISREG(mode):
        walk.unread[printable(ending) or "no ending"] += 1
        return None
    relative = printable(path.relative_to(top).as_posix())
    return Found(path, printable(path), relative, named=False, known=walk.known.get(path, {}))
