"""Quotations with their speaker's name behind a dash, a paragraph of their own: “The ferry was my school.” — Ada Quill, rower."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.annotators.drafts import Draft, Page, inside
from analysis.document import Token
from analysis.quotations import Quotation

_DASHES = frozenset("-–—―") | {"--"}
#: Words of a signature at the most: a name and who that is.
LONGEST = 12


def find(page: Page) -> Iterator[tuple[Quotation, Draft]]:
    """Each signed quotation with its attribution, in order."""
    parsed = page.parsed
    for start, end in parsed.paragraphs:
        first = next((q for q in parsed.quotations_over(start, end) if q.start == start and q.end <= end), None)
        if first is None or inside(start, page.excluded):
            continue
        behind = [parsed.tokens[i] for i in parsed.tokens_in(first.end, end)]
        if behind and behind[0].text in _DASHES and _is_signature(behind[1:]):
            who = page.shown([(behind[1].start, _end_of_name(behind[1:]))])
            if not who:
                continue
            yield (
                first,
                Draft(
                    head=behind[0].index,
                    verb=None,
                    frame="quote",
                    source=who,
                    cue=[(behind[0].start, behind[0].end)],
                    content=[(first.start, first.end)],
                    score=0.9,
                    stance=None,
                    rule="attribution/signature@1",
                ),
            )


def _is_signature(tokens: Sequence[Token]) -> bool:
    """Whether a name stands first, and no sentence."""
    words = [t for t in tokens if t.is_word]
    return 0 < len(words) <= LONGEST and words[0] is tokens[0] and words[0].text[:1].isupper() and not any(map(_is_finite, words))


def _is_finite(token: Token) -> bool:
    return token.tag in ("VBZ", "VBD", "VBP", "MD")


def _end_of_name(tokens: Sequence[Token]) -> int:
    """Where the naming ends: before a closing mark of the paragraph."""
    words = [t for t in tokens if t.is_word]
    return words[-1].end
