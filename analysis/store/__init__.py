"""Keeps analyses of many articles: corpora in DuckDB files. docs/corpora.md says how they are used.

    >>> corpus = store.open_corpus("elections")
    >>> corpus.articles(store.Selection(outlet="Harbour Post"), limit=50)   # an Arrow table, a row an article
    >>> corpus.get(17)                                                      # the analysis at that position, whole

Nothing here analyzes: `analysis.batch` does, and puts in.
"""

from __future__ import annotations

from analysis.store.aside import bring_back, take_away, taken_away, throw_away
from analysis.store.corpus import Census, Corpus, Duplicates, Known, create, delete, rename
from analysis.store.dataset import Dataset, open_folder
from analysis.store.errors import CorpusBusy, CorpusError, CorpusFull
from analysis.store.named import named, open_corpus
from analysis.store.place import dataset_of, folder, names
from analysis.store.selection import ALL, Bound, Selection

__all__ = [
    "ALL", "Bound", "Census", "Corpus", "CorpusBusy", "CorpusError", "CorpusFull", "Dataset", "Duplicates", "Known", "Selection",
    "bring_back", "create", "dataset_of", "delete", "folder", "named", "names", "open_corpus", "open_folder", "rename",
    "take_away", "taken_away", "throw_away",
]  # fmt: skip
