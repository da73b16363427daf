"""The dashboard's only door to the analysis: what is loaded, what its figures mean, and what leaves as tables.

Pages work on what is open: the stored corpus that the address names, else the sample articles. These, of the folder of
`EVENHAND_SEEDS`, else `seeds/` beside this folder, are analyzed once for each server; what users add to them is kept in the
server's memory, for all its sessions, until it stops. Whatever is kept of a corpus is kept under its name and its file's state.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from analysis import codebook, corpus_sources, decisions, export, origins, readers, store
from analysis.annotation import Annotation, MetricValue
from analysis.article import Article, Failure
from analysis.columns import declared
from analysis.comparison import Comparison, ComparisonError
from analysis.decisions import DecisionError, Mark
from analysis.lexicon import LexiconError
from analysis.metric import Metric
from analysis.metric import metrics as declared_metrics
from analysis.readers.text import FIRST_LINE
from analysis.result import Analysis
from analysis.right_rates import right_rates, told
from analysis.setup_error import SetupError
from analysis.vocabulary import KINDS, VOICES, Term, kinds
from analysis.worth_a_look import NOTHING as NOTHING_STANDS_OUT
from analysis.worth_a_look import Finding, Others, look
from dashboard import across, event_groups, files, ranks, state
from dashboard.across import far_out as far_out_of
from dashboard.item import Item, key_of
from dashboard.opened import AddReport, Opened, fill
from dashboard.shelf import PARSING, Shelf
from dashboard.stored import Stored

__all__ = [
    "NOTHING_STANDS_OUT", "AddReport", "Article", "ComparisonError", "DecisionError", "Failure", "Finding", "Item", "Metric",
    "MetricValue",
]  # fmt: skip

Made = TypeVar("Made")

#: Voice -> label and meaning, in the order shown.
voice_labels: dict[str, str] = {term.name: term.label for term in VOICES.values()}
voice_meanings: dict[str, str] = {term.name: term.definition for term in VOICES.values()}


def _kinds() -> dict[str, Term]:
    """The kinds of marks; Evenhand's own alone where a user's lexicon is wrong, which the first page then says."""
    try:
        return kinds()
    except LexiconError:
        return KINDS


def kind_labels() -> dict[str, str]:
    """Kind of mark -> label, in the order shown; asked anew, for a user's lexicon can be mended while the server runs."""
    return {term.name: term.label for term in _kinds().values()}


def kind_meanings() -> dict[str, str]:
    """Kind of mark -> what it is."""
    return {term.name: term.definition for term in _kinds().values()}


#: What is wrong with the installation rather than with an input; the messages say what to do.
SETUP_ERRORS = (SetupError, LexiconError)

#: What is wrong with a stored corpus: it is missing, in use, or of a later version. The messages say what to do.
CorpusError = store.CorpusError

#: Endings of files that can be uploaded, without their dot, and what each format is called.
upload_formats: dict[str, str] = {ending.lstrip("."): label for ending, label in readers.FORMATS.items()}
export_formats: tuple[str, ...] = export.FORMATS


@dataclass(frozen=True)
class TableInfo:
    """A table that can be taken along: its name, what a row is, and how many columns it has."""

    name: str
    row: str
    columns: int


def seeds_folder() -> Path:
    """The folder that the server starts with."""
    chosen = os.environ.get("EVENHAND_SEEDS")
    return Path(chosen) if chosen else Path(__file__).resolve().parent.parent / "seeds"


@st.cache_resource(show_spinner="Reading and analyzing the articles. This happens once, when the server starts …")
def _shelf() -> Shelf:
    shelf = Shelf()
    fill(shelf, readers.read([seeds_folder()]), _analyze)
    return shelf


@st.cache_resource(max_entries=4, show_spinner="Reading the corpus …")
def _stored(name: str, as_it_is: Hashable) -> Stored:
    return Stored(store.open_corpus(name))


def _analyze(article: Article) -> Analysis | Failure:
    from analysis.engine import analyze  # loads the parser, so only when there is something to parse

    return analyze(article)


def of(name: str | None) -> Opened:
    """The corpus of a name; the sample articles for None.

    Raises:
        CorpusError: there is none, or it cannot be read; the message says what to do.
    """
    return _shelf() if name is None else _stored(name, store.open_corpus(name).state())


def opened() -> Opened:
    """The corpus that the address names, or the sample articles."""
    return of(state.corpus())


@dataclass(frozen=True)
class CorpusCensus:
    """What a stored corpus holds: analyzed articles, failed inputs, and in how many ways the articles were analyzed."""

    articles: int
    failed: int
    words: int
    outlets: int
    first: str | None
    last: str | None
    settings: int
    megabytes: float


@st.cache_resource(show_spinner=False)
def _begun() -> None:
    store.throw_away()  # what was deleted can be brought back until a server starts


def corpora() -> list[str]:
    """Names of the stored corpora."""
    _begun()
    return store.names()


def corpora_folder() -> Path:
    return store.folder()


def census(name: str) -> CorpusCensus:
    """What a stored corpus holds, counted once for each state of its file.

    Raises:
        CorpusError: it cannot be read.
    """
    return _census(name, store.open_corpus(name).state())


@st.cache_resource(max_entries=100, show_spinner=False)
def _census(name: str, as_it_is: Hashable) -> CorpusCensus:
    corpus = store.open_corpus(name)
    found = corpus.census()
    failed = sum(found.failures.values())
    return CorpusCensus(
        found.inputs - failed, failed, found.words, found.outlets, found.first, found.last, len(found.settings),
        corpus.size() / 1e6,
    )  # fmt: skip


def is_folder(name: str) -> bool:
    """Whether the corpus is a folder of Parquet files, which its owner renames and deletes."""
    return store.dataset_of(name) is not None


def create_corpus(name: str) -> None:
    """Make an empty corpus; like the next four, it raises a CorpusError that says why it cannot be done."""
    store.create(name)


def rename_corpus(name: str, other: str) -> None:
    store.rename(name, other)


def delete_corpus(name: str) -> None:
    """Take a corpus away; it can be brought back until the next deletion or the next start of a server."""
    store.take_away(name)


def deleted_corpus() -> str | None:
    """Name of the corpus that can be brought back."""
    return store.taken_away()


def bring_back_corpus(name: str) -> None:
    store.bring_back(name)


def _now() -> tuple[str | None, Hashable]:
    """What is kept of the open corpus is kept under this."""
    return state.corpus(), opened().state()


def items() -> Sequence[Item]:
    """The articles of the open corpus in their order."""
    return opened().items()


def failures() -> Sequence[Failure]:
    """The inputs that could not be analyzed."""
    return opened().failures()


def get(key: str) -> Item | None:
    """The article of a link, or None."""
    return opened().get(key)


def holding(words: Sequence[str]) -> frozenset[str]:
    """Keys of the articles of the open corpus in whose title or text all of some words stand, letter case aside."""
    return _holding(*_now(), tuple(words)) if words else frozenset()


@st.cache_resource(max_entries=16, show_spinner="Searching the texts …")
def _holding(name: str | None, as_it_is: Hashable, words: tuple[str, ...]) -> frozenset[str]:
    return of(name).holding(words)


def value(item: Item, metric_id: str, voice: str) -> MetricValue | None:
    """An article's figure; None where the metric is not given for the voice."""
    return item.values.get((metric_id, voice))


def figures_for(voice: str) -> list[ranks.Figure]:
    """The figures that a voice's heat map and table show."""
    return ranks.figures_for(declared_metrics(), voice)


def values(figures: Sequence[ranks.Figure]) -> pd.DataFrame:
    """The figures of all articles of the open corpus: a row an article by key, a column a figure. Not to be changed in place."""
    return _all_values(*_now())[[figure.id for figure in figures]]


def ranked(figures: Sequence[ranks.Figure]) -> ranks.Ranked:
    """The figures of all articles of the open corpus, with their ranks; not to be changed in place."""
    return _ranked(*_now(), tuple(figures))


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={ranks.Figure: lambda figure: figure.id})
def _ranked(name: str | None, as_it_is: Hashable, figures: tuple[ranks.Figure, ...]) -> ranks.Ranked:
    return ranks.ranked(of(name).values(figures))


def worth_a_look(item: Item) -> tuple[Finding, ...]:
    """What of an article is most worth a look, against the other articles of the open corpus."""
    return look(item.analysis, _others(_all_values(*_now()), item.key))


def _others(values: pd.DataFrame, key: str) -> Others:
    rest = values.drop(index=key, errors="ignore")
    return Others({str(name): rest[name].to_numpy() for name in rest})


@st.cache_resource(max_entries=4, show_spinner=False)
def _all_values(name: str | None, as_it_is: Hashable) -> pd.DataFrame:
    """All figures of all articles; a figure's name is that of `Others`."""
    return of(name).values([ranks.Figure(metric, voice) for metric in declared_metrics() for voice in metric.by_voice])


def article_report(name: str | None, key: str) -> bytes:
    """An article's report as the bytes of an HTML file; empty where the article is gone."""
    from analysis import report

    found = of(name)
    item = found.get(key)
    return b"" if item is None else report.file_bytes(item.analysis, _others(_all_values(name, found.state()), key))


#: Reports that leave in one download.
MOST_REPORTS = 100


def article_reports(name: str | None, keys: Sequence[str]) -> bytes:
    """The reports on some articles as the bytes of a zip file, numbered in their order."""
    from analysis import report

    found = of(name)
    values = _all_values(name, found.state())
    wanted = _named(found, keys)
    pages = (
        (f"{n:03d}-{files.slug(item.title)}.html", report.file_bytes(result, _others(values, item.key)))
        for n, (item, result) in enumerate(zip(wanted, found.results(wanted), strict=True), start=1)
    )
    return files.zipped(pages)


def across_kept(
    make: Callable[..., Made], kept: Sequence[Item], figures: ranks.Figure | tuple[ranks.Figure, ...], *asked: object
) -> Made:
    """What `make(frame, figures, *asked)` makes of the kept articles, once for each choice of articles and figures.

    Args:
        make: a function of `dashboard.across`; its frame is `across.frame`.
        asked: plain values that tell one call from another.
    """
    return _across_kept(*_now(), _digest(kept), figures, f"{make.__module__}.{make.__name__}", asked, make, kept)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={ranks.Figure: lambda figure: figure.id})
def _across_kept(
    name: str | None, as_it_is: Hashable, digest: str, figures: ranks.Figure | tuple[ranks.Figure, ...], made: str,
    asked: tuple[object, ...], _make: Callable[..., Made], _kept: Sequence[Item],
) -> Made:  # fmt: skip
    wanted = figures if isinstance(figures, tuple) else (figures,)
    return _make(across.frame(_kept, of(name).values(wanted)), figures, *asked)


def _digest(kept: Sequence[Item]) -> str:
    return hashlib.blake2b("".join(item.key for item in kept).encode(), digest_size=16).hexdigest()


def far_out(kept: Sequence[Item], figures: Sequence[ranks.Figure]) -> list[far_out_of.Far]:
    """The kept articles that lie far from the others in some figure, each with why."""
    found = opened()

    def far_from_the_others(frame: pd.DataFrame, asked: Sequence[ranks.Figure]) -> list[far_out_of.Far]:
        return far_out_of.far_out(frame, asked, found.get, found.unpack)

    return across_kept(far_from_the_others, kept, tuple(figures))


def sources(kept: Sequence[Item]) -> tuple[corpus_sources.Gathered, dict[int, Item]]:
    """The sources of the wanted articles, or of so many of them as are read at once, and these articles by their positions.

    Not to be changed in place.
    """
    most = opened().most_read
    if most is None:
        wanted = {item.key for item in kept}
        return _sources(*_now(), None), {n: item for n, item in enumerate(items()) if item.key in wanted}
    read = kept[:most]
    return _sources(*_now(), tuple(item.key for item in read)), dict(enumerate(read))


@st.cache_resource(max_entries=4, show_spinner="Putting the sources together. This happens once for each choice …")
def _sources(name: str | None, as_it_is: Hashable, keys: tuple[str, ...] | None) -> corpus_sources.Gathered:
    found = of(name)
    return corpus_sources.gather(found.results(found.items() if keys is None else _named(found, keys)))


def _named(found: Opened, keys: Iterable[str]) -> list[Item]:
    return [item for key in keys if (item := found.get(key)) is not None]


def most_grouped() -> int:
    """Articles that groups are proposed among at once."""
    return event_groups.MOST_GROUPED


def proposed_groups(keys: Sequence[str]) -> list[event_groups.Proposed]:
    """Which of some articles seem to tell one event: at most `most_grouped()` are held together."""
    return _proposed(*_now(), tuple(keys[: most_grouped()]))


@st.cache_resource(max_entries=8, show_spinner="Looking which articles tell one event …")
def _proposed(name: str | None, as_it_is: Hashable, keys: tuple[str, ...]) -> list[event_groups.Proposed]:
    from analysis.comparison.grouping import propose

    found = of(name)
    some = _named(found, keys)
    return event_groups.of(some, propose(list(found.articles(some))))


def comparison(keys: Sequence[str]) -> Comparison:
    """Two to six articles side by side, each set compared once.

    Raises:
        ComparisonError: they cannot be compared; the message says why.
    """
    return _comparison(*_now(), tuple(keys))


@st.cache_resource(max_entries=16, show_spinner="Comparing the articles. This happens once for each choice …")
def _comparison(name: str | None, as_it_is: Hashable, keys: tuple[str, ...]) -> Comparison:
    from analysis.comparison import compare

    found = of(name)
    with PARSING:
        return compare(list(found.results(_named(found, keys))))


def metrics() -> tuple[Metric, ...]:
    """The declarations of all metrics, by family, rank and label."""
    return declared_metrics()


def metric(metric_id: str) -> Metric | None:
    """A metric's declaration, or None."""
    return next((m for m in declared_metrics() if m.id == metric_id), None)


def add(articles: Iterable[Article | Failure], progress: Callable[[int, int | None, str], None]) -> AddReport:
    """Analyze articles one by one into the open corpus, which keeps each as soon as it is done.

    Args:
        progress: hears, before each, how many are done, how many there are (None where unknown) and the next one's name.

    Raises:
        CorpusError: the corpus takes no more; what was put in before stays.
    """
    total = len(articles) if isinstance(articles, Sequence) else None
    return fill(opened(), articles, _analyze, lambda done, name: progress(done, total, name))


def analyze_apart(given: Article | Failure) -> Item | Failure:
    """Analyze an article without putting it with the others; `keep` does that later."""
    if isinstance(given, Failure):
        return given
    with PARSING:
        result = _analyze(given)
    return result if isinstance(result, Failure) else Item(key_of(given), result)


def keep(item: Item) -> None:
    """Put an analyzed article into the open corpus; nothing is analyzed again."""
    opened().put(item.analysis.article, lambda article: item.analysis)


def kept(item: Item) -> Item | None:
    """The article in the open corpus that `keep` put there; None where it did not."""
    return opened().like(item.analysis.article)


def set_aside(item: Item, mark: Annotation, reason: str, who: str) -> None:
    """Set a mark of an article aside, and keep that with the articles.

    Raises:
        DecisionError: there is no reason, it is too long, or the mark was set aside before.
        CorpusError: the corpus cannot be written; the message says what to do.
    """
    one = decisions.setting_aside(mark, reason, who)
    opened().decide(item, lambda now: decisions.with_mark(now, one))


def take_back(item: Item, mark: Mark) -> None:
    """Take back that a mark was set aside.

    Raises:
        CorpusError: the corpus cannot be written.
    """
    opened().decide(item, lambda now: decisions.without_mark(now, mark))


def keep_sides(item: Item, seen: tuple[decisions.Side, ...], given: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Keep an article's sides, each a name and its parties' names; none takes them away.

    Args:
        seen: the sides as they were shown to the reader who changes them.

    Raises:
        DecisionError: they cannot be taken as they were given, or somebody else changed them meanwhile.
        CorpusError: the corpus cannot be written.
    """
    sides = decisions.sides_of(given) if given else ()
    opened().decide(item, lambda now: decisions.with_sides(now, seen, sides))


def read_upload(name: str, content: bytes) -> list[Article | Failure]:
    """The articles of an uploaded file, and the failures where it holds what cannot be read."""
    return [replace(one, origin=origins.uploaded(one.origin or name)) for one in readers.read_bytes(name, content)]


def may_fetch() -> bool:
    """Whether the server was started with leave to fetch web pages (`EVENHAND_FETCH=on`)."""
    return os.environ.get("EVENHAND_FETCH", "").strip().lower() == "on"


def read_address(address: str) -> list[Article | Failure]:
    """The article of the page at a web address; a failure, and nothing sent, where the server was started without leave."""
    if may_fetch():
        return list(readers.read_address(address))
    message = "This dashboard was started without leave to fetch web pages: save the page and upload that file."
    return [Failure("not_fetched", message, origin=origins.WEB_PAGE)]


def read_pasted(text: str, title: str = "", outlet: str = "", date: str = "") -> list[Article | Failure]:
    """The pasted text as an article, cleaned as a text file would be. Blank fields count as not given."""
    known = {"title": title.strip(), "outlet": outlet.strip(), "published": date.strip()}
    heading = f"# {' '.join(known['title'].split())}\n\n" if known["title"] else ""
    read = readers.read_bytes(f"{origins.PASTED}.txt", (heading + text).encode("utf-8", "replace"))
    given = {field: content for field, content in known.items() if content}
    return [_given(replace(a, id=None, origin=origins.PASTED), given) for a in read]


def _given(read: Article | Failure, fields: dict[str, str]) -> Article | Failure:
    """An article with the fields that its giver filled in; where the title is one, no note says that it was guessed."""
    if isinstance(read, Failure):
        return read
    guessed = (FIRST_LINE,) if "title" in fields else ()
    return replace(read, warnings=tuple(w for w in read.warnings if w not in guessed), **fields)


@cache
def codebook_frame() -> pd.DataFrame:
    """The codebook as a frame; not to be changed in place."""
    return codebook.codebook_frame()


@cache
def codebook_markdown() -> str:
    return codebook.codebook_markdown()


def codebook_csv() -> bytes:
    return export.codebook_csv()


def interval_text(metric: Metric) -> str:
    """How a metric's interval is made; empty where there is none."""
    return codebook.interval_text(metric)


def right_rate(metric: Metric) -> str | None:
    """How often the rules behind what a metric counts, the first of its needs, are right; None where that was never measured."""
    rules = [r.rule for r in right_rates().values() if metric.needs[0] == r.kind]
    found = [f"{rule}: {told(rule)}" for rule in rules] if len(rules) > 1 else [told(rule) for rule in rules]
    return f"{'; '.join(found)}." if found else None


def attribution_rate() -> str:
    """How often words are laid to a source rightly, as measured."""
    found = [f"{r.rule}: {told(r.rule)}" for r in right_rates().values() if r.kind == "attributions"]
    return "; ".join(found) or "how often it is right is unchecked"


def rates_frame() -> pd.DataFrame:
    """What was measured of each rule: a row for how often it is right and one for how much it finds."""
    rows = [
        (r.rule, what, share.value, share.low, share.high, f"{share.value:.0%}", share.cases, r.data, r.command)
        for r in right_rates().values()
        for what, share in (("right, of the marks it makes", r.precision), ("found, of what there is", r.recall))
    ]
    return pd.DataFrame(rows, columns=["rule", "what", "value", "low", "high", "shown", "cases", "data", "command"])


def unchecked_rules() -> list[str]:
    """Rules that found something in the loaded articles, or in so many of them as are read at once, and were never measured."""
    return _unchecked(*_now())


@st.cache_resource(max_entries=4, show_spinner=False)
def _unchecked(name: str | None, as_it_is: Hashable) -> list[str]:
    from analysis import methods

    found = of(name)
    return [rule for rule in methods.rules_used(found.results(found.items()[: found.most_read])) if rule not in right_rates()]


def methods_paragraph(kept: Sequence[Item]) -> str:
    """A methods paragraph on some articles; empty where they are more than are read at once."""
    most = opened().most_read
    return "" if most is not None and len(kept) > most else _methods_paragraph(*_now(), tuple(item.key for item in kept))


@st.cache_resource(max_entries=8, show_spinner=False)
def _methods_paragraph(name: str | None, as_it_is: Hashable, keys: tuple[str, ...]) -> str:
    from analysis import methods

    found = of(name)
    return methods.paragraph(list(found.results(_named(found, keys))))


def citations(kept: Sequence[Item]) -> tuple[str, str]:
    """How to cite Evenhand, as text and for BibTeX, with the fingerprint of the settings where these articles share one."""
    from analysis import methods

    found = {item.settings for item in kept}
    settings = found.pop() if len(found) == 1 else None
    return methods.citation(settings), methods.bibtex(settings)


def versions() -> dict[str, dict[str, str]]:
    """What runs here: kind of part -> name -> version."""
    from analysis import methods
    from analysis.version import version

    made = version()
    package = {"evenhand": made.package, "settings": f"sha256:{made.settings}"}
    return {"Package": package, "Model": made.models, "Word list": made.lexicons, "Library": methods.libraries()}


@cache
def tables() -> tuple[TableInfo, ...]:
    """The tables that can be taken along, in their order."""
    return tuple(TableInfo(table.name, table.row, len(table.columns)) for table in declared())


def most_exported() -> int | None:
    """Articles whose tables leave in one download; None where all do. Unpacking takes time, and a download memory."""
    most = opened().most_read
    return None if most is None else 4 * most


def download(name: str | None, table: str, format: str, text: bool = True, keys: Sequence[str] | None = None) -> bytes:
    """A table as the bytes of a file.

    Args:
        name: of the corpus; given, for a download is made when nobody's page runs.
        text: False leaves out all words of the articles.
        keys: the articles wanted; all, and the failures, where None.
    """
    found = of(name)
    if table == "metrics_wide" and isinstance(found, Stored):
        return export.chunks_bytes(found.wide(keys), table, format)
    return export.table_bytes(_results(name, keys), table, format, text=text)


def download_all(name: str | None, format: str, text: bool = True, keys: Sequence[str] | None = None) -> bytes:
    """All tables with codebook and manifest, as the bytes of a zip file."""
    return export.archive(_results(name, keys), format, text=text, command=["evenhand dashboard"])


def _results(name: str | None, keys: Sequence[str] | None) -> Iterator[Analysis | Failure]:
    found = of(name)
    if keys is None:
        return chain(found.results(found.items()), found.failures())
    return found.results(_named(found, keys))
