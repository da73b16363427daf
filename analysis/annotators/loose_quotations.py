"""Quotations that no content holds yet: each looks for its reporting words, else goes on from the speaker before."""

from __future__ import annotations

from analysis.annotators import reported_clauses, stance
from analysis.annotators.attribution_by_rules import TRUST_QUOTED
from analysis.annotators.cues import cues
from analysis.annotators.drafts import Draft, Page, inside, union
from analysis.quotations import Quotation

#: A quotation of fewer words with no reporting words near is a term, a title or a scare quote, not speech.
SPEECH_WORDS = 5

#: Least weight of a verb, with clauses and with quotations, that brings so short a piece.
TRUST_SHORT = 0.5

#: How far a quotation's reporting verb may stand from it: characters, with commas and full stops between made dearer.
FARTHEST_CUE = 160

#: How many sentences back a quotation without reporting words may find its speaker in the same paragraph.
SPEAKER_REACH = 6

#: A sentence counts as all quoted when at least this share of its words stands inside marks.
MOSTLY_QUOTED = 0.8


def add(page: Page) -> None:
    """Step 3: quotations that no content holds yet, in order of the text."""
    for quotation in page.parsed.outer_quotations:
        if inside(quotation.start, page.excluded) or page.covered[quotation.start] or not page.words(*quotation.inner):
            continue
        draft = _cue_nearby(page, quotation) or _goes_on(page, quotation)
        if draft is not None:
            page.add(draft)


def _cue_nearby(page: Page, quotation: Quotation) -> Draft | None:
    """A reporting verb outside marks in the quotation's sentence, or before a colon in the one before."""
    parsed, table = page.parsed, cues()
    first, last = page.sentence_at(quotation.start), page.sentence_at(max(quotation.start, quotation.end - 1))
    places = [(page.sentences[first][0], quotation.start), (quotation.end, page.sentences[last][1])]
    before = page.sentences[max(0, first - 1)][0]  # never the whole text before it, which may be long
    lead = page.text[before : quotation.start].rstrip()[-1:]
    if lead == ":" and first > 0 and page.sentences[first][0] >= quotation.start - 2:
        places.insert(0, (page.sentences[first - 1][0], quotation.start))
    if last + 1 < len(page.sentences) and page.sentences[last][1] <= quotation.end + 1:
        following = page.sentences[last + 1]
        if page.text[following[0]].islower() and page.paragraph_at(following[0]) == page.paragraph_at(quotation.start):
            places.append(following)
    best: tuple[float, int] | None = None
    for start, end in places:
        for i in page.parsed.tokens_in(start, end):
            token = parsed.tokens[i]
            cue = table.get((token.lemma, token.pos)) if token.pos == "VERB" else None
            if cue is None or page.parsed.quotation_at(token.start) is not None:
                continue
            weight = max(cue.frames.get("clause", 0.0), cue.frames.get("quote", 0.0))
            if weight < TRUST_QUOTED:
                continue
            gap = quotation.start - token.end if token.end <= quotation.start else token.start - quotation.end
            between = page.text[min(token.end, quotation.end) : max(token.start, quotation.start)]
            cost = gap + 30 * between.count(",") + 200 * (between.count(";") + between.count(". ")) - 40 * weight
            if best is None or cost < best[0]:
                best = (cost, i)
    if best is None or best[0] > FARTHEST_CUE or reported_clauses.is_naming(parsed, best[1]):
        return None
    head = best[1]
    token = parsed.tokens[head]
    mine = page.by_head.get(head)
    if mine is not None:
        if page.words(*quotation.inner) < 2 and mine.frame != "clause":
            return None
        mine.content = page.joined(union([*mine.content, (quotation.start, quotation.end)]))
        page.note(mine)
        return None
    who = reported_clauses.subject(parsed, head)
    cue = table[token.lemma, "VERB"]
    speech = page.words(*quotation.inner) >= SPEECH_WORDS or page.text[quotation.end - 2 : quotation.end - 1] in ",.?!"
    if not speech and min(cue.frames.get("clause", 0.0), cue.frames.get("quote", 0.0)) < TRUST_SHORT:
        return None
    return Draft(
        head=head,
        verb=token.lemma,
        frame="quote",
        source=page.spans(reported_clauses.span_of_subject(parsed, who)),
        cue=page.spans(reported_clauses.cue_group(parsed, head)),
        content=[(quotation.start, quotation.end)],
        score=0.8 if who is not None else 0.6,
        stance=stance.in_place(page.parsed, head, page.said),
        rule="attribution/quotation@1",
    )


def _goes_on(page: Page, quotation: Quotation) -> Draft | None:
    """A quotation without reporting words of its own: it goes on from the speaker before, if it reads like speech."""
    paragraph = page.paragraph_at(quotation.start)
    number = page.sentence_at(quotation.start)
    reach = range(max(0, number - SPEAKER_REACH), number + 1)
    near = [d for n in reach for d in page.ending_in.get(n, ()) if _leads(page, d, quotation)]
    sentence = page.sentences[number]
    starts = not page.text[sentence[0] : quotation.start].strip()
    if not starts and page.words(quotation.start, quotation.end) < SPEECH_WORDS:
        return None
    latest = max(near, key=lambda d: (d.end, d.size), default=None)
    if latest is not None:
        close = number - page.sentence_at(latest.end - 1) <= 1
        spoke = any(page.parsed.quotation_at(a) is not None for a, _ in latest.content)
        close = close or (spoke and page.paragraph_at(latest.end - 1) == paragraph)
        end = page.sentences[page.sentence_at(quotation.end - 1)][1]
        alone = page.words(quotation.start, quotation.end) >= MOSTLY_QUOTED * max(1, page.words(sentence[0], end))
        if close and ((starts and alone) or quotation.continues):
            latest.content = union([*latest.content, (quotation.start, quotation.end)])
            page.note(latest)
            return None
    if page.words(quotation.start, quotation.end) < SPEECH_WORDS + 3 or not _has_verb(page, quotation):
        return None
    return Draft(None, None, "quote", [], [], [(quotation.start, quotation.end)], 0.4, None, "attribution/unled_quotation@1")


def _leads(page: Page, draft: Draft, quotation: Quotation) -> bool:
    """Whether a quotation can go on from a draft: one before it that is not itself said inside a quotation."""
    if draft.content[0][0] >= quotation.start:
        return False
    return draft.head is None or page.parsed.quotation_at(page.parsed.tokens[draft.head].start) is None


def _has_verb(page: Page, quotation: Quotation) -> bool:
    return any(page.parsed.tokens[i].tag in ("VBZ", "VBD", "VBP", "MD", "VB") for i in page.parsed.tokens_in(*quotation.inner))
