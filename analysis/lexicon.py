"""Reads a lexicon: a folder with `lexicon.toml` (what it is for) and `terms.csv` (the terms). Ours or a user's own.

A user's own lexicons are the folders that `EVENHAND_LEXICONS` names (the command line's `--lexicon` adds to it): each brings a
kind of mark, a metric, columns and lines of the codebook. docs/lexicons.md describes both files.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from analysis.lexicon_terms import COLUMNS, Column, LexiconError, Term, meant, read_terms

__all__ = [
    "BUILT_IN",
    "OWN",
    "Column",
    "Lexicon",
    "LexiconError",
    "Overlap",
    "Term",
    "lexicons",
    "overlaps",
    "own_lexicons",
    "read",
]

#: The built-in lexicons, a folder each.
BUILT_IN = Path(__file__).parent / "lexicons"

#: Names the folders of a user's own lexicons, parted as the system parts paths.
OWN = "EVENHAND_LEXICONS"

#: Kinds of marks that are no lexicon's, and that no lexicon may take.
_TAKEN = frozenset(
    "attribution loaded scare_quote anonymous_source one_sided accusation no_reply rebuttal agentless_passive "
    "agentless_nominalisation dropped_attribution cut_quotation no_counterpart".split()
)

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_REQUIRED = ("name", "kind", "label", "definition", "source", "licence", "version", "why")
_OPTIONAL = ("unit", "notes", "why_neutral", "groups", "columns")
_KEYS = (*_REQUIRED, *_OPTIONAL)
_FIELDS = frozenset({"text", "term", "neutral", "group", "note"})


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


def lexicons() -> Mapping[str, Lexicon]:
    """The built-in lexicons and then the user's own, by name.

    Raises:
        LexiconError: one of the user's cannot be read, or takes a name or a kind that is taken.
    """
    return _lexicons(os.environ.get(OWN, ""))


def own_lexicons() -> tuple[Lexicon, ...]:
    """The user's own lexicons, in the order in which they were named.

    Raises:
        LexiconError: as `lexicons`.
    """
    return tuple(lexicon for name, lexicon in lexicons().items() if name not in _built_in())


@cache
def _built_in() -> Mapping[str, Lexicon]:
    folders = sorted(file.parent for file in BUILT_IN.glob("*/lexicon.toml"))
    return MappingProxyType({lexicon.name: lexicon for lexicon in map(read, folders)})


@cache
def _lexicons(named: str) -> Mapping[str, Lexicon]:
    found = dict(_built_in())
    for folder in dict.fromkeys(Path(name).resolve() for name in named.split(os.pathsep) if name):
        lexicon = read(folder)
        _check_fits(folder, lexicon, found.values())
        found[lexicon.name] = lexicon
    return MappingProxyType(found)


def usable(folder: Path) -> Lexicon:
    """A lexicon that could be used beside those in use; the same one if it is among them.

    Raises:
        LexiconError: it cannot be read, or takes a name or a kind that is taken.
    """
    lexicon = read(folder)
    _check_fits(folder, lexicon, [other for other in lexicons().values() if other.sha256 != lexicon.sha256])
    return lexicon


def _check_fits(folder: Path, lexicon: Lexicon, others: Collection[Lexicon]) -> None:
    """Refuse a lexicon whose name or kind is another's."""
    head = folder / "lexicon.toml"
    kinds = dict.fromkeys(_TAKEN, "Evenhand") | {other.kind: f"the lexicon “{other.name}”" for other in others}
    if any(lexicon.name == other.name for other in others):
        raise _at(head, _text(head), "name", f"the name “{lexicon.name}” is another lexicon's. Choose a name of its own.")
    if lexicon.kind in kinds:
        what = f"the kind “{lexicon.kind}” belongs to {kinds[lexicon.kind]}. Choose a kind of its own."
        raise _at(head, _text(head), "kind", what)


@dataclass(frozen=True)
class Overlap:
    """A term that two lexicons have, so that the same words get two marks."""

    term: Term
    other: Lexicon
    theirs: Term


def overlaps(lexicon: Lexicon, others: Iterable[Lexicon]) -> list[Overlap]:
    """The terms of a lexicon that others have too, for one part of speech at least, in the order of its lines."""
    known: dict[tuple[str, ...], list[tuple[Lexicon, Term]]] = {}
    for other in others:
        for theirs in other.terms if other.name != lexicon.name else ():
            known.setdefault(theirs.words, []).append((other, theirs))
    return [
        Overlap(term, other, theirs)
        for term in lexicon.terms
        for other, theirs in known.get(term.words, ())
        if not (term.pos and theirs.pos) or set(term.pos) & set(theirs.pos)
    ]


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
    terms = tuple(read_terms(terms_file, terms_text, groups, columns))
    return Lexicon(**strings, groups=groups, columns=columns, terms=terms, sha256=digest)


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


def _head(file: Path, text: str) -> dict[str, object]:
    try:
        head: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: this is not valid TOML: {error}. Correct the place it names.") from None
    for key in head:
        if key not in _KEYS:
            raise _at(file, text, key, f"the key “{key}” is unknown{meant(key, _KEYS)}. Correct or remove it.")
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
        if name in COLUMNS or name in _FIELDS or not _NAME.fullmatch(name):
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
        parts = [part for part in Formatter().parse(sentence) if part[1] is not None]
        fields = {str(name) for _, name, _, _ in parts} | {"?" for _, _, form, turned in parts if form or turned}
        sentence.format(**dict.fromkeys(known, ""))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        fields = {"?"}
    if fields - known:
        allowed = ", ".join(f"{{{name}}}" for name in sorted(known))
        raise _at(file, text, key, f"“{key}” has a placeholder that nothing fills. Use only {allowed}.")


def _at(file: Path, text: str, key: str, what: str) -> LexiconError:
    lines = (n for n, line in enumerate(text.split("\n"), 1) if re.match(rf"\s*\[?[\w.\"]*\b{re.escape(key)}\b", line))
    line = next(lines, None)
    return LexiconError(f"{file}, line {line}: {what}" if line else f"{file}: {what}")
