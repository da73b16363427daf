"""Rows and cards of what was found, each word of it a link to the article page: what the `blocks` component shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from analysis.annotation import Span
from dashboard import reader, state, word_spans

#: JSON for the component.
Block = dict[str, Any]
#: Words, and the class they are shown with: "" or "only".
Part = tuple[str, str]

#: Characters of a passage that are shown; its link opens the rest.
LONGEST = 320


def query(key: str, mark: str | None = None, figure: tuple[str, str] | None = None) -> dict[str, str]:
    """The parameters of a link to an article: at a mark, or at a figure (metric, voice)."""
    found = state.article_query(key)
    if mark:
        found["mark"] = mark
    if figure:
        found |= {"metric": figure[0], "of": figure[1]}
    return found


def words_query(key: str, spans: Iterable[Span]) -> dict[str, str]:
    """The parameters of a link to an article at some of its words."""
    return query(key, word_spans.name(spans))


def line(
    parts: str | Sequence[Part], *, letter: str = "", where: str = "", link: dict[str, str] | None = None, note: str = ""
) -> Block:
    """A passage: the article's letter, where it stands, its words, and what is said of it."""
    told = [(shortened(parts), "")] if isinstance(parts, str) else list(parts)
    return {"letter": letter, "where": where, "parts": told, "query": link, "note": note}


def cell(text: str, has: str = "has", *, note: str = "", link: dict[str, str] | None = None, label: str = "") -> Block:
    """A cell of a row: `has`, `near` or `lacks` what the row is about, as `has` says."""
    return {"text": text, "state": has, "note": note, "query": link, "label": label}


def row(name: str, cells: Sequence[Block], *, note: str = "", lines: Sequence[Block] = ()) -> Block:
    """A row: one cell an article, and passages that open under it."""
    return {"name": name, "note": note, "cells": list(cells), "lines": list(lines)}


def matrix(label: str, corner: str, rows: Sequence[Block], *, even: bool = False) -> Block:
    """Rows under one heading a column, a column an article; `even` columns keep their place where there is little room."""
    return {"type": "matrix", "label": label, "corner": corner, "rows": list(rows), "even": even}


def bar_row(
    name: str,
    value: str,
    bar: Sequence[tuple[str, float]] = (),
    *,
    note: str = "",
    link: dict[str, str] | None = None,
    label: str = "",
    lines: Sequence[Block] = (),
    opened: bool = False,
) -> Block:
    """A row of `bars`: a name that opens its passages, a value that is the link, and a bar of parts.

    Args:
        bar: name of a colour and length of each part; 1 is the whole width.
        label: what the link says to a screen reader.
        opened: whether its passages are shown at first.
    """
    told = {"name": name, "note": note, "value": value, "query": link, "label": label}
    return {**told, "bar": [list(part) for part in bar], "lines": list(lines), "opened": opened}


def bars(label: str, rows: Sequence[Block]) -> Block:
    """Rows with a bar each, on one scale."""
    return {"type": "bars", "label": label, "rows": list(rows)}


def card(lines: Sequence[Block], *, title: str = "", notes: Sequence[Block] = ()) -> Block:
    """Passages that belong together, with notes below."""
    return {"type": "card", "title": title, "lines": list(lines), "notes": list(notes)}


def note(parts: Sequence[Part], letter: str = "", link: dict[str, str] | None = None) -> Block:
    """A note of a card; its last part is the link, where it has one."""
    return {"letter": letter, "parts": list(parts), "query": link}


def key(parts: Sequence[Part]) -> Block:
    """What a mark means."""
    return {"type": "key", "parts": list(parts)}


def shortened(text: str, longest: int = LONGEST) -> str:
    """On one line, cut at a word where it is long."""
    told = " ".join(text.split())
    return told if len(told) <= longest else f"{told[:longest].rpartition(' ')[0] or told[:longest]} …"


def show(
    name: str, found: Sequence[Block], articles: Sequence[dict[str, str]] = (), colours: dict[str, str] | None = None
) -> None:
    """Show blocks; their links lead to the article page.

    Args:
        articles: letter and name of each column of a matrix.
        colours: letter, or name of a part of a bar -> colour.
    """
    reader.mount("blocks", name, {"blocks": list(found), "articles": list(articles), "colours": colours or {}})
