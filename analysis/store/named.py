"""Which corpus a name means: a file or a folder of Parquet files of the data folder, or any such folder where it is a path."""

from __future__ import annotations

import os
from pathlib import Path

from analysis.store.corpus import Corpus, create, open_file
from analysis.store.dataset import open_folder
from analysis.store.place import dataset_of, names


def open_corpus(name: str) -> Corpus:
    """The corpus of a name in the data folder; the name is never taken for a path.

    Raises:
        CorpusError: there is none, or it is one of a later Evenhand.
    """
    found = dataset_of(name)
    return open_file(name) if found is None else open_folder(found)


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
