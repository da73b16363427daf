"""What `evenhand report` does: one article read, analyzed, and written as a report."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa

from analysis import engine, readers, report, store
from analysis.article import Article, Failure
from analysis.progress import Tracker
from analysis.result import Analysis
from analysis.store import wide
from analysis.worth_a_look import Others


class ReportError(Exception):
    """No report can be made or written; the message says why and what to do."""


def run(name: str, out: Path, *, against: str | None = None, fetch: bool = False) -> None:
    """Write a report on the one article of a file or web address.

    Args:
        against: corpus whose other articles what is worth a look is held against.

    Raises:
        ReportError: the input cannot be read, holds no article or several, or the file cannot be written.
        CorpusError: there is no such corpus, or it cannot be read.
    """
    if out.exists() and Path(name).exists() and out.samefile(name):
        raise ReportError(f"{out} is the article itself. Choose another file with --out.")
    corpus = store.named(against) if against else None
    result = _analyzed(name, fetch)
    others = of_corpus(corpus, result) if corpus else None
    _write(out, report.file_bytes(result, others))
    Tracker(shown=False).say(f"Wrote the report on {name} to {out}.")


def _analyzed(name: str, fetch: bool) -> Analysis:
    found: list[Article] = []
    for item in readers.read([name], fetch=fetch):
        if isinstance(item, Failure):
            raise ReportError(item.message)
        if found:
            raise ReportError(f"{name}: more than one article. A report is on one: give a file that holds one article.")
        found.append(item)
    if not found:
        raise ReportError(f"{name}: no article. Give a file that holds one article.")
    result = engine.analyze(found[0])
    if isinstance(result, Failure):
        raise ReportError(result.message)
    return result


def of_corpus(corpus: store.Corpus, result: Analysis) -> Others:
    """Figures of a corpus's articles, those with this one's text left out."""
    own = result.article.sha256
    parts = []
    for rows in corpus.batches(("sha256", "metrics"), store.Selection()):
        keep = np.array([text != own for text in rows["sha256"].to_pylist()])
        columns = wide.values_of(rows["metrics"].combine_chunks())
        parts.append((int(keep.sum()), {name: _numbers(column)[keep] for name, column in columns.items()}))
    names = sorted({name for _, columns in parts for name in columns})
    return Others({
        name: np.concatenate([columns.get(name, np.full(number, np.nan)) for number, columns in parts]) for name in names
    })  # fmt: skip


def _numbers(column: pa.Array) -> np.ndarray:
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


def _write(out: Path, content: bytes) -> None:
    """Put the file in its place at once, so that it is whole or not there."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".evenhand-", dir=out.parent) as folder:
            made = Path(folder) / "report.html"
            made.write_bytes(content)
            made.replace(out)
    except OSError as error:
        reason = "it is a folder" if out.is_dir() else (error.strerror or str(error)).lower()
        raise ReportError(f"Cannot write {out}: {reason}. Choose another file with --out.") from error
