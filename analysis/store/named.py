"""Which corpus a name on the command line means: one of the data folder, or a folder of Parquet files where it is a path."""

from __future__ import annotations

import os
from pathlib import Path

from analysis.store.corpus import Corpus, create, open_corpus
from analysis.store.dataset import open_folder
from analysis.store.place import names


def named(name: str, *, make: bool = False) -> Corpus:
    """The corpus of a name, or in the folder of a path such as `./elections`: what has a slash is a path.

    Args:
        make: make it where there is none.

    Raises:
        CorpusError: there is none, or it cannot be made.
    """
    if "/" in name or os.sep in name:
        return open_folder(Path(name), make=make)
    return create(name) if make and name not in names() else open_corpus(name)
