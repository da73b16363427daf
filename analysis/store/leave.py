"""Takes a corpus along as files."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from analysis import export, tables
from analysis.columns.metrics import metrics_wide
from analysis.export.staging import staged
from analysis.store import wide
from analysis.store.corpus import Corpus
from analysis.store.selection import Selection


def whole(corpus: Corpus, out: Path, form: str, selection: Selection, *, text: bool) -> export.Census:
    """All tables with codebook and manifest, as `evenhand analyze --out` writes them.

    Raises:
        ExportError: the folder cannot be written, or a table is too long for the format.
        CorpusError: the corpus cannot be read.
    """
    command = ["evenhand", "corpus", "export", corpus.name, "--format", form, *([] if text else ["--no-text"])]
    asked = {"selection": _told(selection)}
    return export.write(corpus.results(selection), out, form, text=text, command=command, options=asked)


def _told(selection: Selection) -> dict[str, object]:
    """What the selection asks, without what it leaves open."""
    return {key: value for key, value in dataclasses.asdict(selection).items() if value not in (None, ())}


def metrics_alone(corpus: Corpus, out: Path, form: str, selection: Selection) -> None:
    """The table `metrics_wide` alone, which needs no analysis unpacked and so takes seconds for 100,000 articles.

    Raises:
        ExportError: the folder cannot be written, or the table is too long for the format.
        CorpusError: the corpus cannot be read.
    """
    schemas = {"metrics_wide": tables.schema(metrics_wide())}
    with staged(out) as folder:
        export.WRITERS[form](wide.chunks(corpus, selection), schemas, folder)
