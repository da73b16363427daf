"""Reads a lexicon: a folder with `lexicon.toml` (what it is for) and `terms.csv` (the terms). Ours or a user's own.

docs/lexicons.md describes both files, column by column.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Literal

#: The built-in lexicons, a folder each.
BUILT_IN = Path(__file__).parent / "lexicons"

#: Universal parts of speech that a term can ask for.
POS = frozenset(["NOUN", "VERB", "ADJ", "ADV", "AUX", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "INTJ", "NUM", "PART", "PROPN"])

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_REQUIRED = ("name", "kind", "label", "definition", "source", "licence", "version", "why")
_OPTIONAL = ("unit", "notes", "why_neutral", "groups", "columns")
_KEYS = (*_REQUIRED, *_OPTIONAL)
_LISTS = ("tag", "not_before", "not_after", "only_before", "only_after", "not_with", "only_with")
_CHOICES = {"match": ("lemma", "form"), "in_entity": ("no", "yes"), "negated": ("yes", "no")}
_COLUMNS = ("term", "pos", *_CHOICES, *_LISTS, "neutral", "group", "note")
_FIELDS = frozenset({"text", "term", "neutral", "group", "note"})
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


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A list of terms and what it is for.

    Attributes:
        name: of the lexicon, snake case.
        kind: of the annotations that it makes.
        label: short name for people.
        source: who compiled it, from what.
        why: the sentence that a reader sees at a hit; {text}, {term}, {group}, {note} and added columns are filled in.
        why_neutral: the same for a term with a plainer wording, {neutral}; falls back on `why`.
        groups: what the terms' groups mean; the meaning stands for {group}.
        sha256: hash of both files, line ends apart.
    """

    name: str
    kind: str
    label: str
    definition: str
    source: str
    licence: str
    version: str
    why: str
    why_neutral: str
    unit: str
    notes: str
    groups: Mapping[str, str]
    columns: Mapping[str, Column]
    terms: tuple[Term, ...]
    sha256: str


@cache
def lexicons() -> Mapping[str, Lexicon]:
    """The built-in lexicons by name."""
    folders = sorted(file.parent for file in BUILT_IN.glob("*/lexicon.toml"))
    return MappingProxyType({lexicon.name: lexicon for lexicon in map(read, folders)})


def read(folder: Path) -> Lexicon:
    """Read and check a lexicon's folder.

    Raises:
        LexiconError: for the first thing found wrong.
    """
    head_file, terms_file = folder / "lexicon.toml", folder / "terms.csv"
    head_text, terms_text = _text(head_file), _text(terms_file)
    head = _head(head_file, head_text)
    groups, columns = _groups(head_file, head_text, head), _columns(head_file, head_text, head)
    for key in ("why", "why_neutral"):
        _check_sentence(head_file, head_text, head, key, _FIELDS | columns.keys())
    strings = {key: str(head.get(key, "")) for key in _KEYS if key not in ("groups", "columns")}
    strings["why_neutral"] = strings["why_neutral"] or strings["why"]
    parts = (head_text, terms_text)
    digest = hashlib.sha256(b"".join(hashlib.sha256(part.encode()).digest() for part in parts)).hexdigest()
    terms = tuple(_terms(terms_file, terms_text, groups, columns))
    return Lexicon(**strings, groups=groups, columns=columns, terms=terms, sha256=digest)


def split(term: str) -> tuple[str, ...]:
    """A term's words as the parser cuts them, hyphens left out."""
    out: list[str] = []
    for word in re.split(r"[\s\-‐‑]+", term.replace("’", "'")):
        clitic = _CLITIC.fullmatch(word)
        out.extend(clitic.groups() if clitic else [word] if word else [])
    return tuple(out)


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise LexiconError(f"{file} is missing. A lexicon is a folder with the files lexicon.toml and terms.csv.") from None
    except OSError as error:
        raise LexiconError(f"{file} cannot be read ({error.strerror}). Check the path and its permissions.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LexiconError(f"{file}, line {line}: the bytes are not UTF-8. Save the file as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


# -- lexicon.toml -----------------------------------------------------------------------------------------------------


def _head(file: Path, text: str) -> dict[str, object]:
    try:
        head: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: this is not valid TOML: {error}. Correct the place it names.") from None
    for key in head:
        if key not in _KEYS:
            raise _at(file, text, key, f"the key “{key}” is unknown{_meant(key, _KEYS)}. Correct or remove it.")
    for key in _KEYS:
        if key in ("groups", "columns") or (key in _OPTIONAL and key not in head):
            continue
        if key not in head:
            raise LexiconError(f'{file}: the key “{key}” is missing. Add a line: {key} = "…"')
        value = head[key]
        if not isinstance(value, str) or not (value.strip() or key in _OPTIONAL):
            raise _at(file, text, key, f"“{key}” must be text in quotation marks and not empty.")
        if key in ("name", "kind") and not _NAME.fullmatch(value):
            raise _at(file, text, key, f"the {key} “{value}” must be lower-case letters, digits and underscores, a letter first.")
    return head


def _groups(file: Path, text: str, head: Mapping[str, object]) -> dict[str, str]:
    groups = head.get("groups", {})
    if not isinstance(groups, dict) or not all(isinstance(meaning, str) for meaning in groups.values()):
        raise _at(file, text, "groups", '“groups” must be a table: [groups], then lines such as sneer = "…".')
    return groups


def _columns(file: Path, text: str, head: Mapping[str, object]) -> dict[str, Column]:
    columns = head.get("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(column, dict) for column in columns.values()):
        raise _at(file, text, "columns", "“columns” must hold a table for each added column: [columns.NAME] with a definition.")
    out = {}
    for name, column in columns.items():
        values, pattern = column.get("values"), column.get("pattern")
        if name in _COLUMNS or not _NAME.fullmatch(name):
            raise _at(file, text, name, f"“{name}” cannot be an added column: taken, or no plain lower-case name. Rename it.")
        if not isinstance(column.get("definition"), str) or column.keys() - {"definition", "values", "pattern"}:
            raise _at(file, text, name, f"the column “{name}” needs a definition; it may have values and a pattern, no more.")
        if values is not None and not (isinstance(values, list) and all(isinstance(v, str) for v in values)):
            raise _at(file, text, name, f"the values of the column “{name}” must be a list of texts.")
        try:
            re.compile(pattern or "")
        except (re.error, TypeError):
            raise _at(file, text, name, f"the pattern of the column “{name}” is no regular expression.") from None
        out[name] = Column(column["definition"], None if values is None else tuple(values), pattern)
    return out


def _check_sentence(file: Path, text: str, head: Mapping[str, object], key: str, known: Set[str]) -> None:
    sentence = str(head.get(key, ""))
    try:
        fields = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        sentence.format(**dict.fromkeys(known, ""))
    except (ValueError, KeyError, IndexError, AttributeError):
        fields = {"?"}
    if fields - known:
        allowed = ", ".join(f"{{{name}}}" for name in sorted(known))
        raise _at(file, text, key, f"“{key}” has a placeholder that nothing fills. Use only {allowed}.")


def _at(file: Path, text: str, key: str, what: str) -> LexiconError:
    lines = (n for n, line in enumerate(text.split("\n"), 1) if re.match(rf"\s*\[?[\w.\"]*\b{re.escape(key)}\b", line))
    line = next(lines, None)
    return LexiconError(f"{file}, line {line}: {what}" if line else f"{file}: {what}")


def _meant(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


# -- terms.csv --------------------------------------------------------------------------------------------------------


def _terms(file: Path, text: str, groups: Mapping[str, str], columns: Mapping[str, Column]) -> Iterator[Term]:
    rows = _rows(file, text)
    _, names = next(rows, (1, []))
    known = (*_COLUMNS, *columns)
    for name in ("term", "pos", *columns):
        if name not in names:
            raise LexiconError(f"{file}, line 1: the column “{name}” is missing. Add it to the first line.")
    for name in names:
        if name not in known or names.count(name) > 1:
            unknown = f"unknown{_meant(name, known)}. Correct it, or declare it in lexicon.toml."
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
        what = f"the group “{group}” is not declared{_meant(group, groups)}"
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
