"""The words that an article gives to a source, with their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation import Field, Form, Span
from analysis.comparison.identity import Naming
from analysis.result import Analysis


@dataclass(frozen=True)
class Passage:
    """What one attribution lays to its source.

    Attributes:
        article: position of the article among those compared, counted from 0.
        attribution: its id in that article.
        spans: offsets into the article's text, or into its title where `field` says so.
        sentence: number of the sentence of the text in which it starts, counted from 1; None in a title.
        text: the words, parts that are broken by others joined with " … ".
    """

    article: int
    attribution: str
    field: Field
    form: Form
    spans: tuple[Span, ...]
    sentence: int | None
    text: str


def of(analysis: Analysis, article: int, source_id: str) -> tuple[Passage, ...]:
    """The passages of a source in the order of the text, the title's last, without those inside another one of its own."""
    out: list[Passage] = []
    for a in analysis.attributions:
        if a.source_id != source_id or not a.content:
            continue
        whole = analysis.article.text if a.field == "text" else analysis.article.title or ""
        parts = " … ".join(" ".join(whole[start:end].split()) for start, end in a.content)
        out.append(Passage(article, a.id, a.field, a.form, a.content, sentence_at(analysis, a.content[0][0], a.field), parts))
    out.sort(key=lambda p: (p.field == "title", p.spans))
    return tuple(p for p in out if not any(q is not p and _holds(q, p) for q in out))


def sentence_at(analysis: Analysis, offset: int, field: Field = "text") -> int | None:
    """Number of the sentence of the text that holds an offset, counted from 1; None in a title."""
    if field == "title":
        return None
    return next((s.index + 1 for s in analysis.sentences if s.start <= offset < s.end), None)


def _holds(outer: Passage, inner: Passage) -> bool:
    whole = (outer.spans[0][0], outer.spans[-1][1])
    part = (inner.spans[0][0], inner.spans[-1][1])
    return outer.field == inner.field and whole != part and whole[0] <= part[0] and part[1] <= whole[1]


def namings(text: str, actor: Sequence[Naming]) -> list[re.Match[str]]:
    """Where a text names an actor: a person by the surname, anybody else by the full name or its initials."""
    wanted = set()
    for naming in actor:
        if naming.person:
            wanted.add(naming.name.split()[-1])
        else:
            wanted.add(naming.name)
            wanted.update(alias for alias in naming.aliases if alias.isupper() and len(alias) > 1)
    forms = sorted({re.sub(r"['’]s?$", "", form) for form in wanted})
    return list(re.finditer("|".join(rf"\b{re.escape(form)}\b" for form in forms), text)) if forms else []


def named_as_source(analysis: Analysis, actor: Sequence[Naming]) -> bool:
    """Whether an actor's name stands among the words by which any source is named ("a statement from Quill's office")."""
    fields = {"text": analysis.article.text, "title": analysis.article.title or ""}
    said = (fields[a.field][start:end] for a in analysis.attributions for start, end in a.source)
    return any(namings(words, actor) for words in said)
