"""Shared quotations word by word: words that no other article's version has are marked, and each cut is told."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation import Span
from analysis.comparison import letter
from analysis.comparison.alignment import Word, align, words
from analysis.comparison.cuts import Cut
from analysis.comparison.quotations import SAME_SPEAKER, SharedQuotation, Version
from dashboard import blocks
from dashboard.blocks import Block, Part
from dashboard.compared import Compared, listed
from dashboard.corpus import counted

_WHERE = {
    "before": "does not show the words before",
    "behind": "does not show the words behind",
    "middle": "does not show words in the middle",
    "reworded": "words it differently",
}
ONLY = "only"


def shown(compared: Compared, quotations: Sequence[SharedQuotation]) -> list[Block]:
    """A card a quotation, those with a cut first."""
    ordered = sorted(quotations, key=lambda q: not q.cuts)
    return [_card(compared, quotation) for quotation in ordered]


def _card(compared: Compared, quotation: SharedQuotation) -> Block:
    texts = [compared.items[v.article].analysis.article.text for v in quotation.versions]
    split = [list(words(text, v.spans)) for text, v in zip(texts, quotation.versions, strict=True)]
    lines = []
    for n, version in enumerate(quotation.versions):
        others = [split[m] for m, v in enumerate(quotation.versions) if v.article != version.article]
        lines.append(
            blocks.line(
                parts(texts[n], version.spans, split[n], others),
                letter=letter(version.article),
                where=_where(compared, version),
                link=blocks.words_query(compared.key(version.article), version.spans),
            )
        )
    return blocks.card(lines, notes=_notes(quotation.cuts) or [blocks.note([("No cut: what one has, the other shows too.", "")])])


def _where(compared: Compared, version: Version) -> str:
    names = {s.id: s.name for s in compared.items[version.article].analysis.sources}
    source = names.get(version.source_id or "", "source not told")
    return f"{source}, sentence {version.sentence}" if version.sentence else source


def parts(text: str, spans: Sequence[Span], own: Sequence[Word], others: Sequence[Sequence[Word]]) -> list[Part]:
    """A version's words in order, `ONLY` those that stand in no version of another article.

    Args:
        text: of the article; `spans` the version's parts in it, `own` their words.
        others: the words of other articles' versions.
    """
    keys = [word.key for word in own]
    held = {
        at
        for other in others
        for run in align(keys, [word.key for word in other], SAME_SPEAKER)
        for at in range(run.first, run.first + run.size)
    }
    alone = [at not in held for at in range(len(own))]
    out: list[Part] = []
    for number, (start, end) in enumerate(spans):
        if number:
            out.append((" … ", ""))
        inside = [(word, lone) for word, lone in zip(own, alone, strict=True) if start <= word.start < end]
        at, lone_before = start, False
        for word, lone in inside:
            # What stands between two words belongs to both or is plain.
            out.append((_line(text[at : word.start]), ONLY if lone and lone_before else ""))
            out.append((_line(text[word.start : word.end]), ONLY if lone else ""))
            at, lone_before = word.end, lone
        out.append((_line(text[at:end]), ""))
    return _joined(out)


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _joined(given: Sequence[Part]) -> list[Part]:
    """Neighbours of one kind as one part, blanks of a break as one blank."""
    out: list[Part] = []
    for text, kind in given:
        if text and out and out[-1][1] == kind:
            out[-1] = (out[-1][0] + text, kind)
        elif text:
            out.append((text, kind))
    return out


def _notes(cuts: Sequence[Cut]) -> list[Block]:
    """A note for each lack; cuts that take the same words from one article are one, whichever articles have them."""
    alike: dict[tuple[int, str, str], list[Cut]] = {}
    for cut in cuts:
        plain = "".join(c for c in cut.text.casefold() if c.isalnum())
        alike.setdefault((cut.lacks, cut.where, plain), []).append(cut)
    return [_note(found) for found in alike.values()]


def _note(cuts: Sequence[Cut]) -> Block:
    cut = cuts[0]
    having = listed([letter(n) for n in sorted({c.has for c in cuts})])
    told: list[Part] = [
        (f"{_WHERE[cut.where]}: ", ""),
        (blocks.shortened(cut.text), ONLY),
        (f" ({counted(cut.words, 'word')} in {having})", ""),
    ]
    if cut.instead:
        told.append((f"; there: {blocks.shortened(cut.instead)}", ""))
    facts = (
        "marked there by an ellipsis or brackets" if cut.marked else "",
        "reported speech of the same source goes on there" if cut.retold else "",
        "whole sentences" if cut.whole else "",
    )
    said = "; ".join(fact for fact in facts if fact)
    return blocks.note([*told, (f". {said[:1].upper()}{said[1:]}." if said else ".", "")], letter(cut.lacks))
