"""Quotations with their speaker's name behind a dash, a paragraph of their own: “The ferry was my school.” — Ada Quill, rower."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.annotators.drafts import Draft, Page, inside
from analysis.document import Token

_DASHES = frozenset("-–—―") | {"--"}
#: Words of a signature at the most: a name and who that is.
LONGEST = 12


def find(page: Page) -> Iterator[Draft]:
    """The attribution of each signed quotation, in order."""
    parsed = page.parsed
    for start, end in parsed.paragraphs:
        first = next((q for q in parsed.quotations_over(start, end) if q.start == start and q.end <= end), None)
        if first is None or inside(start, page.excluded):
            continue
        behind = [parsed.tokens[i] for i in parsed.tokens_in(first.end, end)]
        if not behind or behind[0].text not in _DASHES or not _is_signature(behind[1:]):
            continue
        dash, *signature = behind
        last = max(t.end for t in signature if t.is_word)
        yield Draft(
            head=dash.index,
            verb=None,
            frame="quote",
            source=page.shown([(signature[0].start, last)]),
            cue=[(dash.start, dash.end)],
            content=[(first.start, first.end)],
            score=0.9,
            stance=None,
            rule="attribution/signature@1",
        )


def _is_signature(tokens: Sequence[Token]) -> bool:
    """Whether a name stands first, and no sentence."""
    words = [t for t in tokens if t.is_word]
    finite = any(t.tag in ("VBZ", "VBD", "VBP", "MD") for t in words)
    return 0 < len(words) <= LONGEST and words[0] is tokens[0] and words[0].text[:1].isupper() and not finite
