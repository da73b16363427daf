"""Attributions read by the learned head, with the edges that rules know better: quotations whole, asides left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.annotation import Span
from analysis.annotators import attribution_by_rules, no_reply, reported_clauses, stance, writer_asides
from analysis.annotators.drafts import Draft, Page
from analysis.document import Token
from analysis.heads.attribution import reader
from analysis.heads.attribution.relations import Relation

#: Least trust in a rule's candidate that stands inside a content that the head found: an attribution within an attribution.
NESTED_TRUST = 0.6

#: Below this probability a relation without quotation marks needs a verb that the syntax takes for a reporting one too.
UNSURE = 0.5

#: Below this share of uses as an attribution, a verb with a thing as its object reports nothing.
LEAST_OBJECT = 0.1

_ANSWERS = frozenset({"react", "respond", "reply", "comment", "answer"})


def add(page: Page, said: reader.Judged) -> None:
    """Put the head's attributions on the page, then those of the rules that stand inside their contents."""
    for relation in reader.read(page.parsed, said):
        draft = _draft(page, relation)
        if draft is not None:
            page.add(draft)
    attribution_by_rules.add_nested(page, NESTED_TRUST)


def _draft(page: Page, relation: Relation) -> Draft | None:
    """The draft of a relation; None where nothing is reported, or without reporting words: a rule finds a quotation's speaker."""
    if relation.cue is None:
        return None
    cue = page.parsed.tokens[relation.cue[0] : relation.cue[1]]
    head = _head(cue)
    if reported_clauses.is_naming(page.parsed, head.index) or _has_other_sense(page, head, relation):
        return None
    if _is_silence(page, cue, relation):
        return None  # "did not respond to a request", "declined to comment": silence lays no words to anybody
    according = head.text.lower() == "according"
    aside = writer_asides.start_of_aside(page.parsed, tuple(i for a, b in relation.contents for i in range(a, b)))
    ranges = [(a, b if aside is None else min(b, aside)) for a, b in relation.contents]
    # What an attribution holds already, such as a signed quotation, is not given to a second one.
    content = [s for s in page.whole_quotations(_spans(page, ranges), head.start) if s[1] > s[0] and not page.covered[s[0]]]
    if not content:
        return None
    return Draft(
        head=head.index,
        verb="according" if according else head.lemma.lower(),
        frame="according" if according else "clause",
        source=_spans(page, [relation.source] if relation.source else []),
        cue=_spans(page, [relation.cue]),
        content=content,
        score=round(relation.probability, 2),
        stance=stance.in_place(page.parsed, head.index, page.said),
        rule=reader.RULE,
    )


def _is_silence(page: Page, cue: Sequence[Token], relation: Relation) -> bool:
    """Whether the reporting words say that nothing was said, and no quotation or question ("would not say whether") is given."""
    if any(page.parsed.quotations_over(*span) for span in _spans(page, relation.contents)):
        return False
    head = _head(cue)
    if head.lemma.lower() in _ANSWERS and stance.is_negated(page.parsed, head.index):
        return True
    tokens = page.parsed.tokens
    held = {t.index for t in cue} | {i for a, b in relation.contents for i in range(a, b)}
    silent = [s.head for s in no_reply.find_in(page.parsed, page.parsed.sentence_of[head.index]) if s.head in held]
    return any(not any(tokens[k].dep in ("ccomp", "xcomp") for k in page.parsed.children[index]) for index in silent)


def _has_other_sense(page: Page, head: Token, relation: Relation) -> bool:
    """Whether the verb reports nothing here ("the storm claimed lives"): by its object, or by syntax where the head is unsure."""
    if _takes_a_thing(page, head, relation):
        return True
    if relation.probability >= UNSURE or head.pos != "VERB" or stance.entry_of(head) is None:
        return False
    quoted = any(page.parsed.quotations_over(*span) for span in _spans(page, relation.contents))
    return not quoted and stance.of(page.parsed, head.index, page.said) is None


def _takes_a_thing(page: Page, head: Token, relation: Relation) -> bool:
    """Whether a doubting verb has its other sense: "claimed the trophy", "maintained the boat". Its object is a thing, and
    coders hardly ever take that for an attribution of this verb."""
    entry = stance.entry_of(head)
    if head.pos != "VERB" or entry is None or entry.stance != "doubting" or len(relation.contents) != 1:
        return False
    if entry.frames.get("object", 0.0) >= LEAST_OBJECT:
        return False
    first, last = relation.contents[0]
    tokens = page.parsed.tokens
    top = next((t for t in tokens[first:last] if not first <= t.head < last), tokens[first])
    return top.dep == "dobj" and top.head == head.index and page.parsed.quotation_at(top.start) is None


def _spans(page: Page, ranges: Iterable[Span]) -> list[Span]:
    """Token ranges as spans of characters, boilerplate left out."""
    tokens = page.parsed.tokens
    return page.shown([(tokens[a].start, tokens[b - 1].end) for a, b in ranges if b > a])


def _head(cue: Sequence[Token]) -> Token:
    """The word of a cue that says how it reports: one that the lexicon knows, else the one the others hang on."""
    known = [t for t in cue if stance.entry_of(t) is not None]
    if known:
        return known[-1] if known[-1].pos == "VERB" else known[0]
    inside_cue = {t.index for t in cue}
    return next((t for t in cue if t.head not in inside_cue or t.head == t.index), cue[-1])
