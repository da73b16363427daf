"""What `evenhand compare` prints: a page on one event's articles, or the groups of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analysis.comparison import Comparison, letter, name
from analysis.comparison.cuts import Cut
from analysis.comparison.facts import Fact
from analysis.comparison.figures import Figure
from analysis.comparison.group_columns import Grouped
from analysis.comparison.parties import ComparedParty, Presence
from analysis.comparison.quotations import SharedQuotation
from analysis.comparison.sources import ComparedSource
from analysis.metric import metrics
from analysis.progress import counted, printable
from analysis.vocabulary import VOICES

#: Characters of a passage that are shown, passages of a named source, and unnamed sources; the exports hold all.
_LONGEST, _PASSAGES, _UNNAMED = 220, 3, 12

_WHERE = {"before": "cut before", "behind": "cut behind", "middle": "cut in the middle", "reworded": "worded differently"}


def page(comparison: Comparison) -> RenderableType:
    """All of one comparison. Every claim of absence says that nothing was found, not that nothing is there."""
    parts: list[RenderableType] = []
    if comparison.event:
        parts.append(Text(printable(comparison.event), style="bold"))
    for n, article in enumerate(comparison.articles):
        facts = [article.article.published, counted(article.words, "word")]
        said = " · ".join(fact for fact in facts if fact)
        origin = article.article.origin
        if origin and name(article) != origin:
            said = f"{said} · {origin}"
        parts.append(Text.assemble((f"{letter(n)}  ", "bold"), printable(name(article)), (f"  {printable(said)}", "dim")))
    sections = (
        ("Sources that some have and others lack", _sources(comparison.sources)),
        ("The same quotation, cut differently", _quotations(comparison.quotations)),
        ("Parties silent here and heard there", _parties(comparison.parties)),
        ("Facts that most tell, without a close counterpart in one", _facts(comparison)),
        ("Figures side by side", _figures(comparison)),
    )
    for heading, lines in sections:
        parts += [Text(f"\n{heading}", style="bold"), *(list(lines) or [Text("None found.", style="dim")])]
    return Lines(*parts)


def groups_page(grouped: Grouped) -> RenderableType:
    """The groups, each with its articles and why they are linked."""
    parts: list[RenderableType] = []
    alone = 0
    for group in grouped.groups:
        if len(group.articles) == 1:
            alone += 1
            continue
        parts.append(Text.assemble((f"Group {printable(group.name)}", "bold"), (f"  {group.by}", "dim")))
        for n in group.articles:
            a = grouped.articles[n]
            facts = (a.published, a.outlet, a.title)
            parts.append(_indented(_line(" · ".join([str(a.origin or a.id), *(fact for fact in facts if fact)])), 2))
        for link in group.links:
            first, second = (str(grouped.articles[n].origin or grouped.articles[n].id) for n in (link.first, link.second))
            days = "date unknown" if link.days is None else counted(link.days, "day") + " apart"
            why = "given" if link.given else f"likeness {link.likeness:.2f}, {days}, both have {', '.join(link.shared)}"
            parts.append(_indented(Text(printable(f"{first} – {second}: {why}"), style="dim"), 4))
    rest = f"{counted(alone, 'article')} like no other." if alone else "Every article stands in a group."
    parts.append(Text(rest, style="dim"))
    return Lines(*parts)


def _indented(what: RenderableType, by: int = 2) -> Padding:
    return Padding(what, (0, 0, 0, by), expand=False)


def _line(text: str, longest: int | None = None) -> Text:
    line = printable(" ".join(text.split()))
    return Text(line if longest is None or len(line) <= longest else f"{line[: longest - 1].rstrip()}…")


def _letters(articles: Sequence[int]) -> str:
    return ", ".join(letter(n) for n in articles)


def _sources(sources: Sequence[ComparedSource]) -> Iterator[RenderableType]:
    lacking = [s for s in sources if s.lacking]
    for source in (s for s in lacking if s.named):
        yield from _source(source)
    unnamed = [s for s in lacking if not s.named]
    if unnamed:
        yield Text("Unnamed, by description alone: others may have the same people under another one.", style="dim")
        for source in unnamed[:_UNNAMED]:
            yield from _source(source, most=1)
        if len(unnamed) > _UNNAMED:
            yield Text(f"and {len(unnamed) - _UNNAMED} more unnamed sources; --format json or --out lists them all.", style="dim")


def _source(source: ComparedSource, most: int = _PASSAGES) -> Iterator[RenderableType]:
    words: Counter[int] = Counter()
    for card in source.cards:
        words[card.article] += card.words
    has = ", ".join(f"{letter(n)} ({counted(count, 'word')})" for n, count in sorted(words.items()))
    named = dict(source.named_in)
    lacks = ", ".join(f"{letter(n)} (names it {named[n]} ×)" if n in named else letter(n) for n in source.lacking)
    line = Text.assemble((printable(source.name), "bold"), f"  in {has}; no words found in {lacks}")
    for near in source.near:
        told = {
            "speaks for": f"{near.name or 'somebody'} speaks for the same body",
            "unclear": "a naming may mean it",
            "named": "named among its sources' words",
            "quoted": "has the same quotation under another name or none",
        }[near.tie]
        line.append(printable(f"; {letter(near.article)}: {told}"))
    yield line
    for card in source.cards:
        for passage in card.passages[:most]:
            where = f"{letter(passage.article)}, {f'sentence {passage.sentence}' if passage.sentence else 'headline'}: "
            yield _indented(Text.assemble((where, "dim"), _line(passage.text, _LONGEST)))
        if len(card.passages) > most:
            yield _indented(Text(f"{letter(card.article)}: and {len(card.passages) - most} more", style="dim"))


def _quotations(quotations: Sequence[SharedQuotation]) -> Iterator[RenderableType]:
    alike = 0
    for quotation in quotations:
        if not quotation.cuts:
            alike += 1
            continue
        for version in quotation.versions:
            where = f"{letter(version.article)}, sentence {version.sentence}: "
            yield Text.assemble((where, "dim"), _line(version.text))
        for cuts in _alike(quotation.cuts):
            yield _indented(_cut(cuts))
    if alike:
        yield Text(f"{counted(alike, 'shared quotation')} without a cut.", style="dim")


def _alike(cuts: Sequence[Cut]) -> Iterator[list[Cut]]:
    """Cuts that take the same words from one article, whichever articles have them."""
    by_words: dict[tuple[int, str, str], list[Cut]] = {}
    for cut in cuts:
        plain = "".join(c for c in cut.text.casefold() if c.isalnum())
        by_words.setdefault((cut.lacks, cut.where, plain), []).append(cut)
    yield from by_words.values()


def _cut(cuts: Sequence[Cut]) -> Text:
    cut = cuts[0]
    line = Text.assemble((f"{letter(cut.lacks)} {_WHERE[cut.where]}: ", "bold"), _line(cut.text))
    line.append(f" (in {', '.join(letter(n) for n in sorted({c.has for c in cuts}))})", style="dim")
    if cut.instead:
        line.append_text(Text.assemble(("; there: ", "dim"), _line(cut.instead)))
    notes = [
        "marked there" if cut.marked else "",
        "reported speech goes on there" if cut.retold else "",
        "whole sentences" if cut.whole else "",
    ]
    told = ", ".join(note for note in notes if note)
    return line.append(f"  [{told}]", style="dim") if told else line


def _parties(parties: Sequence[ComparedParty]) -> Iterator[RenderableType]:
    for party in parties:
        if not (party.silent and party.heard):
            continue
        silent = ", ".join(f"{letter(p.article)} (named {p.mentions} ×)" for p in party.silent)
        heard = ", ".join(_heard(p) for p in party.heard)
        yield Text.assemble((printable(party.name), "bold"), f"  silent in {silent}; heard in {heard}")


def _heard(presence: Presence) -> str:
    through = "" if presence.words else ", through others"
    return f"{letter(presence.article)} ({counted(presence.words + presence.through, 'word')}{through})"


def _facts(comparison: Comparison) -> Iterator[RenderableType]:
    if comparison.facts.missing:
        yield Text(f"Not looked for: {comparison.facts.missing}.", style="dim")
    for fact in comparison.facts.found:
        yield from _fact(fact)


def _fact(fact: Fact) -> Iterator[RenderableType]:
    for telling in fact.tellings:
        yield Text.assemble((f"{letter(telling.article)}, sentence {telling.sentence}: ", "dim"), _line(telling.text))
    for nearest in fact.without:
        yield _indented(
            Text.assemble(
                (f"{letter(nearest.article)}: no close counterpart found; ", "bold"),
                (f"likest is sentence {nearest.sentence}: ", "dim"),
                _line(nearest.text, _LONGEST),
            )
        )


def _figures(comparison: Comparison) -> Iterator[RenderableType]:
    """All values; then the differences whose interval leaves 0 out."""
    decimals = {metric.id: metric.decimals for metric in metrics()}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Metric")
    table.add_column("Voice")
    for n in range(len(comparison.articles)):
        table.add_column(letter(n), justify="right", no_wrap=True)
    table.add_column("Apart")
    for figure in (f for f in comparison.figures if any(value.value for value in f.values)):
        cells = [_value(value.value, decimals[figure.metric]) for value in figure.values]
        apart = ", ".join(f"{letter(d.first)}–{letter(d.second)}" for d in figure.differences if d.apart)
        table.add_row(Text(figure.label), VOICES[figure.voice].label, *cells, apart)
    yield table
    yield from _apart(comparison.figures, decimals)


def _apart(figures: Sequence[Figure], decimals: dict[str, int]) -> Iterator[RenderableType]:
    told = [(f, d) for f in figures for d in f.differences if d.low is not None]
    found = [(f, d) for f, d in told if d.apart]
    for figure, d in found:
        pair = f"{letter(d.first)} − {letter(d.second)}"
        value, low, high = (_value(v, decimals[figure.metric]) for v in (d.value, d.low, d.high))
        label = f"{figure.label}, {VOICES[figure.voice].label}: {pair} = {value} ({low} to {high}) {figure.unit}"
        yield _indented(Text(label))
    nothing = sum(not any(value.value for value in figure.values) for figure in figures)
    untold = sum(len(f.differences) for f in figures) - len(told)
    yield Text(
        f"Apart: the 95 % interval of the difference leaves 0 out, in {len(found)} of {len(told)}; about {round(len(told) / 20)} "
        f"would by chance alone. {untold} have none; the exports say why. A dash is no value. {nothing} rows of zeros and dashes "
        "are left out.",
        style="dim",
    )


def _value(value: float | None, decimals: int) -> str:
    return "–" if value is None else f"{value:,.{decimals}f}"
