"""Where corpora stand, and which names they may have.

`EVENHAND_DATA` names the folder; else it is the platform's own for data of programs. Corpora stand in its folder `corpora`.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from analysis.store.errors import CorpusError

ENDING = ".duckdb"

#: Files of a corpus that is a folder.
PARTS = "part-*.parquet"

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-])){0,63}")

#: Names of devices on Windows, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def folder() -> Path:
    """The folder of the corpora; it may not exist yet."""
    chosen = os.environ.get("EVENHAND_DATA")
    return (Path(chosen) if chosen else _platform()) / "corpora"


def _platform() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Evenhand"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Evenhand"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "evenhand"


def path_of(name: str) -> Path:
    """The file of a corpus.

    Raises:
        CorpusError: the name could lead out of the folder, or some system cannot write it.
    """
    if not _NAME.fullmatch(name) or _DEVICES.fullmatch(name):
        shown = re.sub(r"[^\x20-\x7e]", "?", name)[:80]
        raise CorpusError(
            f"“{shown}” cannot name a corpus: take up to 64 letters (a–z), digits, “-”, “_” and single dots between them."
        )
    return folder() / f"{name}{ENDING}"


def dataset_of(name: str) -> Path | None:
    """The folder of Parquet files among the corpora that has this name, or None. It may be a link to one that stands elsewhere.

    A file of the same name goes before it.

    Raises:
        CorpusError: as `path_of` does.
    """
    file = path_of(name)
    found = file.with_name(name)
    return None if file.is_file() or next(found.glob(PARTS), None) is None else found


def names() -> list[str]:
    """Names of the corpora, sorted: files, and folders of Parquet files beside them."""
    found = {path.name.removesuffix(ENDING) for path in folder().glob(f"*{ENDING}")}
    found |= {path.name for path in folder().glob("*") if next(path.glob(PARTS), None) is not None}
    return sorted(name for name in found if _NAME.fullmatch(name) and not _DEVICES.fullmatch(name))
