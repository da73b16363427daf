"""Reads and checks the terms of a lexicon: its file `terms.csv`. docs/lexicons.md describes it column by column."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

#: Universal parts of speech that a term can ask for.
POS = frozenset("NOUN VERB ADJ ADV AUX PRON DET ADP SCONJ CCONJ INTJ NUM PART PROPN".split())

_LISTS = ("tag", "not_before", "not_after", "only_before", "only_after", "not_with", "only_with")
_CHOICES = {"match": ("lemma", "form"), "in_entity": ("no", "yes"), "negated": ("yes", "no")}

#: The columns that every lexicon may have; `term` and `pos` it must have.
COLUMNS = ("term", "pos", *_CHOICES, *_LISTS, "neutral", "group", "note")

_CLITIC = re.compile(r"(.+?)(n't|'(?:s|re|ll|ve|d|m))")


class LexiconError(ValueError):
    """A lexicon folder that cannot be used; the message names the file and line, and says what to do."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a lexicon, and the checks that keep its other senses out. Words are lower-case; empty tuples ask nothing.

    Attributes:
        term: a lemma or an expression of several words.
        words: the term as the parser cuts it, hyphens left out: "far-right" and "far right" are the same.
        pos: parts of speech, one of which the word (any one word of an expression) must have.
        match: `lemma` finds every inflection, `form` only what is written.
        tag: Penn Treebank tags, one of which a word of the match must have: MD tells the modal "may" from the month.
        not_before, not_after: words that must not be the next, or the one before; a part of speech in capitals, such as NUM,
            stands for every word of it.
        only_before, only_after: words of which one must be.
        not_with, only_with: the same for the rest of the sentence.
        in_entity: whether it counts as a part of a name, such as an organization's.
        negated: whether it counts when it is negated.
        neutral: a plainer wording, or None.
        group: a key of the lexicon's `groups`, or "".
        extra: the cells of the columns that this lexicon adds.
        line: its line in terms.csv.
    """

    term: str
    words: tuple[str, ...]
    pos: tuple[str, ...] = ()
    match: Literal["lemma", "form"] = "lemma"
    tag: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    in_entity: bool = False
    negated: bool = True
    neutral: str | None = None
    group: str = ""
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True)
class Column:
    """A column that a lexicon adds to its terms: what it means, and what its cells may hold (None: anything)."""

    definition: str
    values: tuple[str, ...] | None = None
    pattern: str | None = None


def split(term: str) -> tuple[str, ...]:
    """A term's words as the parser cuts them, hyphens left out."""
    out: list[str] = []
    for word in re.split(r"[\s\-‐‑]+", term.replace("’", "'")):
        clitic = _CLITIC.fullmatch(word)
        out.extend(clitic.groups() if clitic else [word] if word else [])
    return tuple(out)


def meant(word: str, known: Iterable[str]) -> str:
    """The known word that an unknown one was perhaps meant to be, as the end of a message."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


def read_terms(file: Path, text: str, groups: Mapping[str, str], columns: Mapping[str, Column]) -> Iterator[Term]:
    """The terms of a file's text.

    Raises:
        LexiconError: for the first thing found wrong, naming its line.
    """
    rows = _rows(file, text)
    _, names = next(rows, (1, []))
    known = (*COLUMNS, *columns)
    for name in ("term", "pos", *columns):
        if name not in names:
            raise LexiconError(f"{file}, line 1: the column “{name}” is missing. Add it to the first line.")
    for name in names:
        if name not in known or names.count(name) > 1:
            unknown = f"unknown{meant(name, known)}. Correct it, or declare it in lexicon.toml."
            raise LexiconError(
                f"{file}, line 1: the column “{name}” is {unknown if name not in known else 'there twice. Remove one.'}"
            )
    seen: dict[tuple[str, ...], list[Term]] = {}
    for line, cells in rows:
        where = f"{file}, line {line}"
        if len(cells) != len(names):
            count = f"{len(cells)} cells where the first line has {len(names)}"
            raise LexiconError(f"{where}: {count}. Put cells that hold a comma in quotation marks.")
        term = _term(where, line, dict(zip(names, cells, strict=True)), groups, columns)
        for other in seen.setdefault(term.words, []):
            if not (term.pos and other.pos) or set(term.pos) & set(other.pos):
                raise LexiconError(f"{where}: “{term.term}” is in line {other.line} already. Remove one, or part them by pos.")
        seen[term.words].append(term)
        yield term
    if not seen:
        raise LexiconError(f"{file}: there are no terms. Add at least one line under the first.")


def _rows(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            where = f"{file}, line {reader.line_num}"
            raise LexiconError(f"{where}: this is not valid CSV ({error}). Check its quotation marks.") from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [" ".join(cell.split()) for cell in cells]
        elif cells and len(cells) > 1:
            raise LexiconError(f"{file}, line {reader.line_num}: the line is empty. Remove it, or write a term.")


def _term(where: str, line: int, row: dict[str, str], groups: Mapping[str, str], columns: Mapping[str, Column]) -> Term:
    term, words = row["term"], split(row["term"])
    if not any(c.isalnum() for c in term):
        raise LexiconError(f"{where}: the term is empty. Write a word or an expression in the column “term”.")
    if term != term.lower():
        raise LexiconError(f"{where}: “{term}” has capital letters. Write “{term.lower()}”: capitals are ignored in texts.")
    lists = {name: _list(row.get(name, "")) for name in ("pos", *_LISTS)}
    for name in lists["pos"]:
        if name not in POS:
            raise LexiconError(f"{where}: the part of speech “{name}” is unknown. Use {', '.join(sorted(POS))}, parted by |.")
    for name, values in _CHOICES.items():
        if row.get(name, "") not in ("", *values):
            raise LexiconError(f"{where}: “{row[name]}” is no value of the column “{name}”. Use {' or '.join(values)}.")
    group = row.get("group", "")
    if group and group not in groups:
        what = f"the group “{group}” is not declared{meant(group, groups)}"
        raise LexiconError(f"{where}: {what}. Add it to [groups] in lexicon.toml.")
    for name, column in columns.items():
        if column.values is not None and row[name] not in column.values:
            raise LexiconError(f"{where}: “{row[name]}” is no value of the column “{name}”. Use {', '.join(column.values)}.")
        if column.pattern is not None and not re.fullmatch(column.pattern, row[name]):
            raise LexiconError(f"{where}: “{row[name]}” does not fit the column “{name}”: {column.definition}")
    pos = lists.pop("pos")
    tag = lists.pop("tag")
    return Term(
        term=term,
        words=words,
        pos=pos,
        match="form" if row.get("match") == "form" else "lemma",
        tag=tag,
        **{name: tuple(word if word in POS else word.lower() for word in found) for name, found in lists.items()},
        in_entity=row.get("in_entity") == "yes",
        negated=row.get("negated") != "no",
        neutral=row.get("neutral") or None,
        group=group,
        note=row.get("note", ""),
        extra=MappingProxyType({name: row[name] for name in columns}),
        line=line,
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split("|"))))
