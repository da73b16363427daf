"""The parsed article that every annotator reads. It holds plain data, so only `language.py` knows the parser."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.annotation import Excluded, Field, Span
from analysis.article import Article
from analysis.quotations import Quotation


@dataclass(frozen=True, slots=True)
class Token:
    """One token. Indices count tokens of the same `Parsed`; offsets count code points of its text.

    Attributes:
        pos: universal part of speech; tag: Penn Treebank tag; dep: dependency label (ClearNLP, as spaCy gives it).
        head: index of the syntactic head; the root of a sentence is its own head.
        entity: OntoNotes entity type ("PERSON", "GPE", …) or "".
        entity_start: True on the first token of an entity.
        is_word: holds a letter or a digit (the wire schema's word).
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    entity_start: bool
    is_word: bool


@dataclass(frozen=True)
class Parsed:
    """A parsed field of the article.

    Attributes:
        tokens: without the blanks between them.
        sentences: (first token, last token + 1), in order; together they hold every token once.
        paragraphs: (start, end) offsets of the text, blanks between them left out.
        quotations: what stands inside quotation marks, in order; an inner one follows its outer one.
    """

    field: Field
    text: str
    tokens: Sequence[Token]
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    quotations: tuple[Quotation, ...]

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token the indices of its syntactic children, in order."""
        out: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                out[token.head].append(token.index)
        return out

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each token the index of its sentence."""
        out = [0] * len(self.tokens)
        for number, (first, last) in enumerate(self.sentences):
            out[first:last] = [number] * (last - first)
        return out

    @cached_property
    def starts(self) -> list[int]:
        """Start offsets of the tokens."""
        return [t.start for t in self.tokens]

    @cached_property
    def outer_quotations(self) -> tuple[Quotation, ...]:
        """The quotations that stand in no other."""
        return tuple(q for q in self.quotations if q.depth == 0)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.start for q in self.outer_quotations]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation that holds an offset."""
        at = bisect_right(self._quotation_starts, offset) - 1
        return self.outer_quotations[at] if at >= 0 and offset < self.outer_quotations[at].end else None

    def quotations_over(self, start: int, end: int) -> Sequence[Quotation]:
        """The outermost quotations that a span meets."""
        first = max(0, bisect_right(self._quotation_starts, start) - 1)
        last = bisect_left(self._quotation_starts, end)
        return [q for q in self.outer_quotations[first:last] if q.end > start]

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that begin inside a span."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def sentence_span(self, number: int) -> Span:
        """Offsets of a sentence."""
        first, last = self.sentences[number]
        return self.tokens[first].start, self.tokens[last - 1].end

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and all that hang on it, sorted."""
        out, stack = [], [index]
        while stack:
            here = stack.pop()
            out.append(here)
            stack.extend(self.children[here])
        return sorted(out)


@dataclass(frozen=True)
class Document:
    """An article parsed once.

    Attributes:
        title: the parsed headline, or None.
        excluded: boilerplate of the text, in order, never overlapping.
    """

    article: Article
    body: Parsed
    title: Parsed | None
    excluded: tuple[Excluded, ...]

    @cached_property
    def fields(self) -> tuple[Parsed, ...]:
        """The body, then the title where there is one."""
        return (self.body,) if self.title is None else (self.body, self.title)
