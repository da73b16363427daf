"""The dashboard's only door to the analysis: what is loaded, what its figures mean, and what leaves as tables.

The folder of `EVENHAND_SEEDS`, else `seeds/` beside this folder, is analyzed once for each server. What users add is kept in
the server's memory, for all its sessions, until it stops.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis import codebook, corpus_sources, export, readers
from analysis.annotation import MetricValue
from analysis.article import Article, Failure
from analysis.columns import declared
from analysis.comparison import Comparison, ComparisonError
from analysis.lexicon import LexiconError
from analysis.metric import Metric
from analysis.metric import metrics as declared_metrics
from analysis.result import Analysis
from analysis.right_rates import right_rates, told
from analysis.setup_error import SetupError
from analysis.vocabulary import KINDS, VOICES, Term, kinds
from dashboard import event_groups, ranks
from dashboard.item import Item, key_of
from dashboard.shelf import AddReport, Shelf, fill

__all__ = ["AddReport", "Article", "ComparisonError", "Failure", "Item", "Metric", "MetricValue"]

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
    fill(shelf, readers.read([seeds_folder()]), _analyze, added=False)
    return shelf


def _analyze(article: Article) -> Analysis | Failure:
    from analysis.engine import analyze  # loads the parser, so only when there is something to parse

    return analyze(article)


def items() -> list[Item]:
    """Everything loaded: the folder's articles in its order, then what users added."""
    return _shelf().items()


def failures() -> list[Failure]:
    """The inputs that could not be analyzed."""
    return _shelf().failures()


def get(key: str) -> Item | None:
    """The article of a link, or None."""
    return _shelf().get(key)


def value(item: Item, metric_id: str, voice: str) -> MetricValue | None:
    """An article's figure; None where the metric is not given for the voice."""
    return item.values.get((metric_id, voice))


def figures_for(voice: str) -> list[ranks.Figure]:
    """The figures that a voice's heat map and table show."""
    return ranks.figures_for(declared_metrics(), voice)


def values(figures: Sequence[ranks.Figure]) -> pd.DataFrame:
    """The figures of all loaded articles, one row an article by key; not to be changed in place."""
    return _values(tuple(figures), len(items()))


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={ranks.Figure: lambda figure: figure.id})
def _values(figures: tuple[ranks.Figure, ...], count: int) -> pd.DataFrame:
    return ranks.values(items()[:count], figures)  # articles are only ever added at the end


def sources() -> corpus_sources.Gathered:
    """The sources of all loaded articles, by the articles' positions; not to be changed in place."""
    return _sources(len(items()))


@st.cache_resource(max_entries=2, show_spinner="Putting the sources together …")
def _sources(count: int) -> corpus_sources.Gathered:
    return corpus_sources.gather(item.analysis for item in items()[:count])  # articles are only ever added at the end


def proposed_groups(keys: Sequence[str]) -> list[event_groups.Proposed]:
    """Which of some articles seem to tell one event: at most `event_groups.MOST_GROUPED` are held together."""
    return _proposed(tuple(keys[: event_groups.MOST_GROUPED]))


@st.cache_resource(max_entries=8, show_spinner="Looking which articles tell one event …")
def _proposed(keys: tuple[str, ...]) -> list[event_groups.Proposed]:
    from analysis.comparison.grouping import propose

    found = [item for key in keys if (item := get(key)) is not None]
    return event_groups.of(found, propose([item.analysis.article for item in found]))


def comparison(keys: Sequence[str]) -> Comparison:
    """Two to six articles side by side, each set compared once.

    Raises:
        ComparisonError: they cannot be compared; the message says why.
    """
    return _comparison(tuple(keys))


@st.cache_resource(max_entries=16, show_spinner="Comparing the articles. This happens once for each choice …")
def _comparison(keys: tuple[str, ...]) -> Comparison:
    from analysis.comparison import compare

    with _shelf().parsing():
        return compare([item.analysis for key in keys if (item := get(key)) is not None])


def metrics() -> tuple[Metric, ...]:
    """The declarations of all metrics, by family, rank and label."""
    return declared_metrics()


def metric(metric_id: str) -> Metric | None:
    """A metric's declaration, or None."""
    return next((m for m in declared_metrics() if m.id == metric_id), None)


def add(articles: Iterable[Article | Failure], progress: Callable[[int, int | None, str], None]) -> AddReport:
    """Analyze articles one by one, keeping each as soon as it is done.

    Args:
        progress: hears, before each, how many are done, how many there are (None where unknown) and the next one's name.
    """
    total = len(articles) if isinstance(articles, Sequence) else None
    return fill(_shelf(), articles, _analyze, lambda done, name: progress(done, total, name), added=True)


def analyze_apart(given: Article | Failure) -> Item | Failure:
    """Analyze an article without putting it with the others; `keep` does that later."""
    if isinstance(given, Failure):
        return given
    with _shelf().parsing():
        result = _analyze(given)
    return result if isinstance(result, Failure) else Item(key_of(given), result, added=True)


def keep(item: Item) -> None:
    """Put an analyzed article with the others; nothing is analyzed again."""
    _shelf().put(item.analysis.article, lambda article: item.analysis, added=True)


def read_upload(name: str, content: bytes) -> list[Article | Failure]:
    """The articles of an uploaded file, and the failures where it holds what cannot be read."""
    return list(readers.read_bytes(name, content))


def may_fetch() -> bool:
    """Whether the server was started with leave to fetch web pages (`EVENHAND_FETCH=on`)."""
    return os.environ.get("EVENHAND_FETCH", "").strip().lower() == "on"


def read_address(address: str) -> list[Article | Failure]:
    """The article of the page at a web address; a failure, and nothing sent, where the server was started without leave."""
    if may_fetch():
        return list(readers.read_address(address))
    message = "This dashboard was started without leave to fetch web pages: save the page and upload that file."
    return [Failure("not_fetched", message, origin="web page")]


def read_pasted(text: str, title: str = "", outlet: str = "", date: str = "") -> list[Article | Failure]:
    """The pasted text as an article, cleaned as a text file would be. Blank fields count as not given."""
    known = {"title": title.strip(), "outlet": outlet.strip(), "published": date.strip()}
    heading = f"# {' '.join(known['title'].split())}\n\n" if known["title"] else ""
    read = readers.read_bytes("pasted text.txt", (heading + text).encode("utf-8", "replace"))
    given = {field: content for field, content in known.items() if content}
    return [replace(a, id=None, origin="pasted text", **given) if isinstance(a, Article) else a for a in read]


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
    """Rules that found something in the loaded articles and were never measured."""
    return _unchecked(len(items()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _unchecked(count: int) -> list[str]:
    from analysis import methods

    return [rule for rule in methods.rules_used(item.analysis for item in items()[:count]) if rule not in right_rates()]


def methods_paragraph(kept: Sequence[Item]) -> str:
    """A methods paragraph on some articles."""
    return _methods_paragraph(tuple(item.key for item in kept))


@st.cache_resource(max_entries=8, show_spinner=False)
def _methods_paragraph(keys: tuple[str, ...]) -> str:
    from analysis import methods

    return methods.paragraph([item.analysis for key in keys if (item := get(key)) is not None])


def citations(kept: Sequence[Item]) -> tuple[str, str]:
    """How to cite Evenhand, as text and for BibTeX, with the fingerprint of the settings where these articles share one."""
    from analysis import methods

    found = {item.analysis.version.settings for item in kept}
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


def download(table: str, format: str, text: bool = True, keys: Sequence[str] | None = None) -> bytes:
    """A table as the bytes of a file.

    Args:
        text: False leaves out all words of the articles.
        keys: the articles wanted; all, and the failures, where None.
    """
    return export.table_bytes(_results(keys), table, format, text=text)


def download_all(format: str, text: bool = True, keys: Sequence[str] | None = None) -> bytes:
    """All tables with codebook and manifest, as the bytes of a zip file."""
    return export.archive(_results(keys), format, text=text, command=["evenhand dashboard"])


def _results(keys: Sequence[str] | None) -> list[Analysis | Failure]:
    if keys is None:
        return [*(item.analysis for item in items()), *failures()]
    return [item.analysis for key in keys if (item := get(key)) is not None]
