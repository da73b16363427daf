"""Attributions in the making: looking up a field's text, growing contents, and turning drafts into attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from analysis.annotation import Attribution, Form, Span, Stance
from analysis.document import Parsed
from analysis.heads.spans.reader import Said

#: A content that holds this share of a quotation, or more, holds all of it.
MOST_OF_QUOTATION = 0.4


@dataclass
class Draft:
    """An attribution in the making; spans of characters."""

    head: int | None
    verb: str | None
    frame: str
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    score: float
    stance: Stance | None
    rule: str
    parent: int | None = None

    @property
    def end(self) -> int:
        """Where the last of its roles ends."""
        return max(spans[-1][1] for spans in (self.source, self.cue, self.content) if spans)

    @property
    def size(self) -> int:
        return sum(b - a for a, b in self.content)


class Page:
    """One field's text with the drafts found so far; `said`: what the head of spans says of it."""

    def __init__(self, parsed: Parsed, excluded: Sequence[Span], said: Said | None = None) -> None:
        self.parsed = parsed
        self.said: Said = said or {}
        self.text = parsed.text
        self.excluded = excluded
        self.sentences = [parsed.sentence_span(n) for n in range(len(parsed.sentences))]
        self.sentence_starts = [s for s, _ in self.sentences]
        self.paragraph_starts = [s for s, _ in parsed.paragraphs]
        self.drafts: list[Draft] = []
        self.by_head: dict[int, Draft] = {}
        self.ending_in: dict[int, list[Draft]] = {}  # sentence -> drafts whose last character stands in it
        self.covered = bytearray(len(parsed.text))  # 1 where some content stands

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        if draft.head is not None:
            self.by_head[draft.head] = draft
        self.note(draft)

    def note(self, draft: Draft) -> None:
        """Take notice of a draft's content, new or grown."""
        for a, b in draft.content:
            self.covered[a:b] = b"\1" * (b - a)
        self.ending_in.setdefault(self.sentence_at(draft.end - 1), []).append(draft)

    def sentence_at(self, offset: int) -> int:
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def paragraph_at(self, offset: int) -> int:
        return max(0, bisect_right(self.paragraph_starts, offset) - 1)

    def words(self, start: int, end: int) -> int:
        return sum(self.parsed.tokens[i].is_word for i in self.parsed.tokens_in(start, end))

    def spans(self, indices: Iterable[int]) -> list[Span]:
        """Token indices as spans; neighbouring tokens join."""
        out: list[list[int]] = []
        last = -2
        for i in sorted(indices):
            token = self.parsed.tokens[i]
            if i == last + 1 and out:
                out[-1][1] = token.end
            else:
                out.append([token.start, token.end])
            last = i
        return [(a, b) for a, b in out]

    def shown(self, spans: list[Span]) -> list[Span]:
        """Spans without the boilerplate in them, such as an agency stamp before the first words."""
        for hidden in self.excluded:
            spans = minus(spans, hidden)
        return [s for s in map(self._strip, spans) if s[1] > s[0]]

    def _strip(self, span: Span) -> Span:
        """Without blanks at the edges."""
        piece = self.text[span[0] : span[1]]
        return span[0] + len(piece) - len(piece.lstrip()), span[0] + len(piece.rstrip())

    def whole_quotations(self, content: list[Span], head: int) -> list[Span]:
        """A content with whole quotations for parts of them.

        Where the attribution's head (an offset) stands in a quotation itself, the content stays inside that quotation. Of
        any other quotation it holds all, marks included, or nothing.
        """
        own = self.parsed.quotation_at(head)
        if own is not None:
            low, high = own.inner
            return [(max(a, low), min(b, high)) for a, b in content if a < high and b > low]
        for quotation in [q for a, b in content for q in self.parsed.quotations_over(a, b)]:
            held = sum(max(0, min(b, quotation.end) - max(a, quotation.start)) for a, b in content)
            if held >= MOST_OF_QUOTATION * (quotation.end - quotation.start):
                content = union([*content, (quotation.start, quotation.end)])
            else:
                content = minus(content, (quotation.start, quotation.end))
        return content

    def joined(self, content: list[Span]) -> list[Span]:
        """Parts that only blanks stand between are one."""
        out: list[Span] = []
        for a, b in content:
            if out and not self.text[out[-1][1] : a].strip():
                out[-1] = (out[-1][0], b)
            else:
                out.append((a, b))
        return out

    def nest(self) -> None:
        """Step 4: a draft whose cue stands inside another's content is nested in the smallest such content."""
        holding: dict[int, list[tuple[Span, int]]] = {}  # sentence -> contents that reach into it
        for m, other in enumerate(self.drafts):
            for span in other.content:
                for number in range(self.sentence_at(span[0]), self.sentence_at(span[1] - 1) + 1):
                    holding.setdefault(number, []).append((span, m))
        for draft in self.drafts:
            a, b = draft.cue[0] if draft.cue else draft.content[0]
            over = [m for span, m in holding.get(self.sentence_at(a), ()) if span[0] <= a and b <= span[1]]
            larger = [m for m in over if self.drafts[m].size > draft.size]  # a parent is larger, so no circle can form
            draft.parent = min(larger, key=lambda m: self.drafts[m].size, default=None)

    def finish(self, first_id: int) -> list[Attribution]:
        self.drafts = [d for d in self.drafts if d.content]
        self.drafts.sort(key=lambda d: (min(d.content[0][0], d.cue[0][0] if d.cue else d.content[0][0]), d.content[0][0]))
        self.nest()
        out = []
        for n, d in enumerate(self.drafts):
            form = form_of(self.parsed, d.content)
            out.append(
                Attribution(
                    id=f"a{first_id + n}",
                    field=self.parsed.field,
                    form=form,
                    parent=None if d.parent is None else f"a{first_id + d.parent}",
                    source=tuple(d.source),
                    cue=tuple(d.cue),
                    content=tuple(d.content),
                    source_id=None,
                    stance=d.stance,
                    score=d.score,
                    verb=d.verb,
                    rule=d.rule,
                    why=why_of(self.text, d.source, d.cue, form),
                )
            )
        return out


def form_of(parsed: Parsed, content: Sequence[Span], not_quoted: Collection[Span] = ()) -> Form:
    """Direct where all words stand inside marks, indirect where none, else mixed.

    `not_quoted`: pieces in marks that quote nobody.
    """
    inside = outside = 0
    for start, end in content:
        for i in parsed.tokens_in(start, end):
            token = parsed.tokens[i]
            if token.is_word:
                quotation = parsed.quotation_at(token.start)
                quoted = quotation is not None and (quotation.start, quotation.end) not in not_quoted
                inside, outside = inside + quoted, outside + (not quoted)
    return "indirect" if not inside else "direct" if not outside else "mixed"


def why_of(text: str, source: Sequence[Span], cue: Sequence[Span], form: Form) -> str:
    """The reason for an attribution in a sentence."""
    who = " ".join(text[a:b] for a, b in source)
    words = " ".join(text[a:b] for a, b in cue)
    kind = {
        "direct": "quoted words",
        "indirect": "a claim in the writer's wording",
        "mixed": "a claim that is partly quoted",
    }[form]
    if words and who:
        return f"“{words}” lays these words to “{who}”: {kind}."
    if words:
        return f"“{words}” lays these words to somebody who is not named here: {kind}."
    return f"These words stand inside quotation marks, with no reporting words near: {kind}."


def inside(offset: int, spans: Sequence[Span]) -> bool:
    """Whether an offset stands in one of the spans."""
    return any(a <= offset < b for a, b in spans)


def union(spans: list[Span]) -> list[Span]:
    """Spans merged where they meet, sorted."""
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def minus(spans: list[Span], hole: Span) -> list[Span]:
    out: list[Span] = []
    for a, b in spans:
        if b <= hole[0] or a >= hole[1]:
            out.append((a, b))
            continue
        if a < hole[0]:
            out.append((a, hole[0]))
        if b > hole[1]:
            out.append((hole[1], b))
    return out
