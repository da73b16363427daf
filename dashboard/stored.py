"""A stored corpus as `Opened`: what lists and charts show stands in columns, an analysis is unpacked when it is asked for.

Nothing here holds more of an article than what is told of it and its figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import store
from analysis.article import Article, Failure
from analysis.batch import run
from analysis.decisions import Decisions
from analysis.result import Analysis
from analysis.store import wide
from analysis.store.record import Record, key_of, record, result_of
from analysis.version import version
from dashboard import ranks
from dashboard.corpus import TEXT_VOICES
from dashboard.item import day_of
from dashboard.opened import Analyze
from dashboard.shelf import PARSING
from dashboard.stored_item import DIGITS, StoredItem
from dashboard.unpacked import AT_ONCE, Unpacked, changed, portions

_TOLD = ("position", "key", "article_id", "title", "outlet", "published", "topic", "origin", "words", "settings")


class Stored:
    """The articles of a corpus as they stood when it was read. One is made anew where the file has changed."""

    #: Bounded by the time that unpacking takes.
    most_read = 500

    def __init__(self, corpus: store.Corpus) -> None:
        self.corpus = corpus
        self._state = corpus.state()
        self._unpacked = Unpacked(corpus)
        self._items: list[StoredItem] = []
        parts: list[pd.DataFrame] = []
        for rows in corpus.batches((*_TOLD, "metrics"), store.Selection(), size=5_000):
            told = (rows[name].to_numpy().tolist() for name in _TOLD)  # several times as fast as `to_pylist`
            self._items += [self._item(dict(zip(_TOLD, row, strict=True))) for row in zip(*told, strict=True)]
            columns = wide.values_of(rows["metrics"].combine_chunks())
            parts.append(pd.DataFrame({name: column.to_numpy(zero_copy_only=False) for name, column in columns.items()}))
        index = pd.Index([item.key for item in self._items], name="key")
        self._values = pd.concat(parts).set_axis(index) if parts else pd.DataFrame(index=index)
        self._by_key = {item.key: item for item in self._items}

    def _item(self, row: Mapping[str, object]) -> StoredItem:
        title = str(row["title"] or "")
        if not title.strip():
            title = f"[{row['article_id'] or row['origin'] or 'no title'}]"
        told = {name: row[name] for name in ("position", "outlet", "published", "topic", "words", "settings")}
        key = str(row["key"])
        return StoredItem(
            key[:DIGITS], key, title=title, day=day_of(row["published"]), unpacked=self._unpacked, **told
        )  # fmt: skip

    def state(self) -> tuple[int, ...]:
        return self._state

    def items(self) -> list[StoredItem]:
        return self._items

    @cached_property
    def _failed(self) -> list[Failure]:
        parts = self.corpus.batches(("given",), store.Selection(failed=True))
        found = [result_of(given, None) for part in parts for given in part["given"].to_pylist()]
        return [failure for failure in found if isinstance(failure, Failure)]

    def failures(self) -> list[Failure]:
        return self._failed

    def get(self, key: str) -> StoredItem | None:
        return self._by_key.get(key)

    def like(self, article: Article) -> StoredItem | None:
        return self.get(key_of(article)[:DIGITS])

    def values(self, columns: Sequence[ranks.Figure]) -> pd.DataFrame:
        return self._values.reindex(columns=[figure.id for figure in columns]).astype(float)

    def holding(self, words: Sequence[str]) -> frozenset[str]:
        wanted = set(self.corpus.holding(words))
        return frozenset(item.key for item in self._items if item.position in wanted)

    def words_by_voice(self, items: Sequence[StoredItem]) -> Mapping[str, int]:
        """Of the figures, which are shares of all words of a text, so that no analysis need be unpacked."""
        keys = [item.key for item in items]
        words = np.array([item.words for item in items])
        shares = self._values.reindex(columns=["direct_share__all", "indirect_share__all"]).loc[keys].fillna(0.0).to_numpy()
        direct, indirect = (int(np.rint(shares[:, n] * words).sum()) for n in range(2))
        return dict(zip(TEXT_VOICES, (int(words.sum()) - direct - indirect, direct, indirect), strict=True))

    def unpack(self, items: Sequence[StoredItem]) -> None:
        for some in portions(items):
            self._unpacked.figures([(item.position, item.whole) for item in some])

    def articles(self, items: Iterable[StoredItem]) -> Iterator[Article]:
        for some in portions(items):
            found = self.corpus.given([item.position for item in some])
            for item in some:
                key, article = found.get(item.position, ("", None))
                if article is None or key != item.whole:
                    raise changed(self.corpus)
                yield article

    def results(self, items: Iterable[StoredItem]) -> Iterator[Analysis]:
        apart = Unpacked(self.corpus, AT_ONCE)  # so that a long reading does not push out what pages show
        for some in portions(items):
            yield from apart.many([(item.position, item.whole) for item in some])

    def wide(self, keys: Sequence[str] | None) -> Iterator[dict[str, pa.Table]]:
        """The table `metrics_wide` of some articles, or of all, some rows at a time; nothing is unpacked."""
        wanted = None if keys is None else pa.array([item.position for key in keys if (item := self.get(key)) is not None])
        for part in wide.chunks(self.corpus):
            table = part["metrics_wide"]
            yield {"metrics_wide": table if wanted is None else table.filter(pc.is_in(table["article"], value_set=wanted))}

    def decide(self, item: StoredItem, change: Callable[[Decisions], Decisions]) -> None:
        """As `Corpus.decide`; the file has changed then, so that whoever looks next reads it anew."""
        self.corpus.decide(item.whole, change)

    def put(self, given: Article | Failure, analyze: Analyze) -> tuple[StoredItem | Failure, bool]:
        """As a batch does, of one input: it is in the file before this returns.

        Raises:
            CorpusError: the corpus is gone, is in use for too long, or takes no more. What was put in before stays.
        """
        heard = _Heard()
        tally = run.into(self.corpus, [given], _Here(analyze), version().settings, heard)
        key = key_of(given)
        if heard.failure is not None:
            return heard.failure, True
        position = self.corpus.positions([key])[key]
        _, result = self.corpus.at([position])[position]
        if isinstance(result, Failure):
            return result, False
        article = result.article
        row = {name: getattr(article, name) for name in ("title", "outlet", "published", "topic", "origin")}
        told = {"position": position, "key": key, "article_id": article.id, "words": result.words}
        told["settings"] = result.version.settings
        return self._item(row | told), tally.there == 0


class _Here:
    """Turns articles into records in this process, where a batch has a pool of others."""

    def __init__(self, analyze: Analyze) -> None:
        self._analyze = analyze

    def records(self, items: Iterable[Article | Record]) -> Iterator[Record]:
        for item in items:
            if isinstance(item, Record):
                yield item
                continue
            with PARSING:  # not while the file is waited for: others may analyze meanwhile
                result = self._analyze(item)
            yield record(item, result, result.version.settings if isinstance(result, Analysis) else version().settings)


class _Heard:
    """Hears of the input that has no analysis."""

    failure: Failure | None = None

    def failed(self, record: Record) -> None:
        found = result_of(record.given, None)
        self.failure = found if isinstance(found, Failure) else None

    def moved_on(self, tally: run.Tally) -> None: ...

    def waiting(self) -> None: ...
