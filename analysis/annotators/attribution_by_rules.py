"""Attributions by rules: syntax offers candidates, the reporting-verb lexicon says which of them to trust."""

from __future__ import annotations

from bisect import bisect_right

from analysis.annotation import Span
from analysis.annotators import reported_clauses, stance, writer_asides
from analysis.annotators.cues import cues
from analysis.annotators.drafts import Draft, Page, inside, union
from analysis.annotators.reported_clauses import Candidate

#: Least share of a lemma's uses in a frame that coders called an attribution; lower where the content holds a quotation.
#: Chosen on PolNeAR train, see docs/benchmarks.md.
TRUST = 0.35
TRUST_QUOTED = 0.2


def add(page: Page) -> None:
    """Put the trusted candidates on the page, the surest first where two share a cue or a content."""
    for weight, candidate in _trusted(page):
        content = _clip(page, candidate)
        if not content:
            continue
        earlier = page.by_head.get(candidate.head)
        if earlier is None:
            page.add(_draft(page, weight, candidate, content))
        elif candidate.frame == earlier.frame == "clause":
            # A second frame of one cue ("told reporters about X that Y"): its content joins where it is speech too.
            earlier.content = union(earlier.content + content)
            page.note(earlier)


def add_nested(page: Page, least: float) -> None:
    """Put candidates with a trust of `least` on the page that stand, cue and content, inside a content found already."""
    outer = sorted(span for draft in page.drafts for span in draft.content)
    starts = [a for a, _ in outer]
    for weight, candidate in _trusted(page):
        at = bisect_right(starts, page.parsed.tokens[candidate.head].start) - 1
        if weight < least or at < 0 or candidate.head in page.by_head:
            continue
        low, high = outer[at]
        content = [(max(a, low), min(b, high)) for a, b in _clip(page, candidate)]
        draft = _draft(page, weight, candidate, [s for s in content if s[0] < s[1]])
        if draft.content and all(low <= a and b <= high for a, b in draft.cue) and draft.size < high - low:
            page.add(draft)


def _trusted(page: Page) -> list[tuple[float, Candidate]]:
    table = cues()
    chosen: list[tuple[float, Candidate]] = []
    for candidate in reported_clauses.find(page.parsed):
        cue = table.get((candidate.lemma, candidate.pos))
        if cue is None or not candidate.content or inside(page.parsed.tokens[candidate.head].start, page.excluded):
            continue
        weight = cue.frames.get(candidate.frame)
        if weight is None or writer_asides.is_left_unsaid(page.parsed, candidate.head):
            continue
        if weight >= TRUST or (weight >= TRUST_QUOTED and _holds_quotation(page, candidate)):
            chosen.append((weight, candidate))
    chosen.sort(key=lambda c: (-c[0], c[1].head, c[1].frame))
    return chosen


def _draft(page: Page, weight: float, candidate: Candidate, content: list[Span]) -> Draft:
    return Draft(
        head=candidate.head,
        verb=candidate.lemma,
        frame=candidate.frame,
        source=page.shown(page.spans(candidate.source)),
        cue=page.spans(candidate.cue),
        content=content,
        score=round(weight, 2),
        stance=stance.in_place(page.parsed, candidate.head, page.said) if candidate.pos in ("VERB", "NOUN") else "neutral",
        rule="attribution/according@1" if candidate.frame == "according" else "attribution/clause@1",
    )


def _holds_quotation(page: Page, candidate: Candidate) -> bool:
    head = page.parsed.tokens[candidate.head].start
    own = page.parsed.quotation_at(head)
    for i in candidate.content:
        quotation = page.parsed.quotation_at(page.parsed.tokens[i].start)
        if quotation is not None and quotation is not own and page.words(*quotation.inner) >= 2:
            return True
    return False


def _clip(page: Page, candidate: Candidate) -> list[Span]:
    """A candidate's content, whole quotations for parts of them; inside a quotation it stays inside."""
    aside = writer_asides.start_of_aside(page.parsed, candidate.content)
    content = page.spans(i for i in candidate.content if aside is None or i < aside)
    content = page.whole_quotations(page.shown(content), page.parsed.tokens[candidate.head].start)
    return [s for s in page.joined(content) if s[1] > s[0]]
