"""The table `metrics_wide` of a corpus from its columns, without unpacking an analysis: the same rows that the analyses give."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pyarrow as pa
from pyarrow import compute

from analysis import tables
from analysis.columns.metrics import metrics_wide, wide_name
from analysis.store.corpus import Corpus
from analysis.store.selection import ANALYZED, Selection

#: What the table has beside its metrics, and the corpus's column for it.
_BESIDE = {"article": "position", "article_id": "article_id", "outlet": "outlet", "published": "published", "topic": "topic"}


def chunks(corpus: Corpus, selection: Selection = ANALYZED) -> Iterator[dict[str, pa.Table]]:
    """The table, some rows at a time, as `tables.chunks` gives it; at least one chunk."""
    schema = tables.schema(metrics_wide())
    given = False
    for part in corpus.batches((*_BESIDE.values(), "metrics"), selection):
        given = True
        values = values_of(part["metrics"].combine_chunks())
        empty = pa.nulls(part.num_rows, pa.float64())
        cells = [part[_BESIDE[f.name]].combine_chunks() if f.name in _BESIDE else values.get(f.name, empty) for f in schema]
        yield {"metrics_wide": pa.Table.from_arrays(cells, schema=schema)}
    if not given:
        yield {"metrics_wide": schema.empty_table()}


def values_of(metrics: pa.ListArray) -> dict[str, pa.Array]:
    """Column name (`wide_name`) -> its values, from the corpus's column `metrics`; null where a metric has none."""
    flat = metrics.flatten()
    parts = [flat.field(name) for name in ("id", "voice", "value")]
    # Two small dictionaries instead of one name for each of millions of values.
    ids, voices = (compute.dictionary_encode(part) for part in parts[:2])
    which = ids.indices.to_numpy().astype(np.int64) * len(voices.dictionary) + voices.indices.to_numpy()
    rows = np.repeat(np.arange(len(metrics)), compute.fill_null(compute.list_value_length(metrics), 0).to_numpy())
    values = parts[2].to_numpy(zero_copy_only=False)
    missing = compute.is_null(parts[2]).to_numpy(zero_copy_only=False)
    columns = len(ids.dictionary) * len(voices.dictionary)
    if columns < 2**15:
        which = which.astype(np.int16)  # these are sorted by their digits, in a fraction of the time
    order = np.argsort(which, kind="stable")
    ends = np.searchsorted(which[order], np.arange(columns + 1))
    out = {}
    for code, (start, end) in enumerate(pairwise(ends)):
        if start == end:
            continue
        metric, voice = divmod(code, len(voices.dictionary))
        here = order[start:end]
        column, absent = np.zeros(len(metrics)), np.ones(len(metrics), dtype=bool)
        column[rows[here]], absent[rows[here]] = values[here], missing[here]
        out[wide_name(ids.dictionary[metric].as_py(), voices.dictionary[voice].as_py())] = pa.array(column, mask=absent)
    return out
