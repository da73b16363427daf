"""Takes a corpus away so that it can be brought back: its file stands aside under a hidden name until it is thrown away."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from analysis.store import place
from analysis.store.corpus import first_line, open_file
from analysis.store.errors import CorpusError

_ENDING = ".deleted"


def take_away(name: str) -> None:
    """Take a corpus out of the folder; what was taken away before is gone for good. It must be free: nobody reading or writing.

    Raises:
        CorpusError: there is none, or it is in use, or cannot be moved.
    """
    corpus = open_file(name)
    corpus.check_free()
    hidden = corpus.path.with_name(f".{corpus.path.name}{_ENDING}")
    try:
        corpus.path.replace(hidden)
    except OSError as error:
        raise CorpusError(f"{corpus.path} cannot be deleted: {first_line(error)}") from error
    throw_away(but=hidden)


def bring_back(name: str) -> None:
    """Bring back the corpus that was taken away.

    Raises:
        CorpusError: it is gone, or its name was given to another one meanwhile.
    """
    path = place.path_of(name)
    hidden = path.with_name(f".{path.name}{_ENDING}")
    try:
        os.link(hidden, path)  # fails where the name is taken
        hidden.unlink()
    except FileExistsError as error:
        message = f"There is a new corpus {name}: delete or rename that one first, then bring back the old one."
        raise CorpusError(message) from error
    except OSError as error:
        raise CorpusError(f"The corpus {name} cannot be brought back: {first_line(error)}") from error


def taken_away() -> str | None:
    """Name of the corpus that can be brought back, or None."""
    found = []
    for path in place.folder().glob(f".*{place.ENDING}{_ENDING}"):
        with suppress(FileNotFoundError):  # brought back or thrown away meanwhile
            found.append((path.stat().st_mtime_ns, path.name))
    return re.sub(rf"^\.|{re.escape(place.ENDING + _ENDING)}$", "", max(found)[1]) if found else None


def throw_away(*, but: Path | None = None) -> None:
    """Delete for good what was taken away, but for one file."""
    for path in place.folder().glob(f".*{place.ENDING}{_ENDING}"):
        if path != but:
            path.unlink(missing_ok=True)
