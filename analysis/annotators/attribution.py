"""Who says what: attributions by rules, after PolNeAR's notion (Newell et al. 2018), in four steps.

1. Syntax offers candidates (`reported_clauses.py`); the reporting-verb lexicon says which lemma and frame to trust.
2. A quotation that touches a content belongs to it, whole, with its marks.
3. A quotation without a content looks for its cue in its own sentence, then goes on from the attribution before it.
4. Contents that stand inside another's get it as their parent; form, stance and certainty follow.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.annotation import Attribution, Form, Span, Stance
from analysis.annotators import reported_clauses, writer_asides
from analysis.annotators.reported_clauses import Candidate
from analysis.document import Parsed
from analysis.lexicon import lexicons
from analysis.quotations import Quotation

#: Least share of a lemma's uses in a frame that coders called an attribution; lower where the content holds a quotation.
#: Chosen on PolNeAR train, see docs/benchmarks.md.
TRUST = 0.35
TRUST_QUOTED = 0.2

#: A quotation of fewer words with no reporting words near is a term, a title or a scare quote, not speech.
SPEECH_WORDS = 5

#: How far a quotation's reporting verb may stand from it: characters, with commas and full stops between made dearer.
FARTHEST_CUE = 160

#: How many sentences back a quotation without reporting words may find its speaker in the same paragraph.
SPEAKER_REACH = 6

#: A sentence counts as all quoted when at least this share of its letters stands inside marks.
MOSTLY_QUOTED = 0.8


@dataclass(frozen=True)
class Cue:
    """What the lexicon says of one reporting lemma."""

    stance: Stance
    frames: dict[str, float]


@dataclass
class _Draft:
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


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """Reporting lemmas with their part of speech, from the lexicon."""
    out: dict[tuple[str, str], Cue] = {}
    for term in lexicons()["reporting_verbs"].terms:
        frames = {}
        for item in filter(None, term.extra["frames"].split("|")):
            name, _, weight = item.partition("=")
            frames[name] = float(weight)
        stance: Stance = term.extra["stance"]  # type: ignore[assignment]  # the lexicon's own check holds the four names
        for pos in term.pos:
            out[term.term, pos] = Cue(stance, frames)
    return out


class _Builder:
    """The state of one field's reading: its quotations, sentences and drafts."""

    def __init__(self, parsed: Parsed, excluded: Sequence[Span]) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.excluded = excluded
        self.sentences = [parsed.sentence_span(n) for n in range(len(parsed.sentences))]
        self.sentence_starts = [s for s, _ in self.sentences]
        self.paragraph_starts = [s for s, _ in parsed.paragraphs]
        self.drafts: list[_Draft] = []
        self.by_head: dict[int, _Draft] = {}
        self.ending_in: dict[int, list[_Draft]] = {}  # sentence -> drafts whose last character stands in it
        self.covered = bytearray(len(parsed.text))  # 1 where some content stands

    def add(self, draft: _Draft) -> None:
        self.drafts.append(draft)
        if draft.head is not None:
            self.by_head[draft.head] = draft
        self.note(draft)

    def note(self, draft: _Draft) -> None:
        """Take notice of a draft's content, new or grown."""
        for a, b in draft.content:
            self.covered[a:b] = b"\1" * (b - a)
        self.ending_in.setdefault(self.sentence_at(draft.end - 1), []).append(draft)

    # -- looking up ---------------------------------------------------------------------------------------------------

    def sentence_at(self, offset: int) -> int:
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def paragraph_at(self, offset: int) -> int:
        return max(0, bisect_right(self.paragraph_starts, offset) - 1)

    def words(self, start: int, end: int) -> int:
        return sum(self.parsed.tokens[i].is_word for i in self.parsed.tokens_in(start, end))

    # -- from tokens to characters ------------------------------------------------------------------------------------

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

    # -- the steps ----------------------------------------------------------------------------------------------------

    def clauses(self) -> None:
        """Step 1: the trusted candidates, the surest first where two share a cue or a content."""
        table = cues()
        chosen: list[tuple[float, Candidate, Cue]] = []
        for candidate in reported_clauses.find(self.parsed):
            cue = table.get((candidate.lemma, candidate.pos))
            if cue is None or not candidate.content or _inside(self.parsed.tokens[candidate.head].start, self.excluded):
                continue
            weight = cue.frames.get(candidate.frame)
            if weight is None or writer_asides.is_left_unsaid(self.parsed, candidate.head):
                continue
            if weight >= TRUST or (weight >= TRUST_QUOTED and self._holds_quotation(candidate)):
                chosen.append((weight, candidate, cue))
        chosen.sort(key=lambda c: (-c[0], c[1].head, c[1].frame))
        for weight, candidate, cue in chosen:
            content = self._clip(candidate)
            if not content:
                continue
            earlier = self.by_head.get(candidate.head)
            if earlier is not None:
                # A second frame of one cue ("told reporters about X that Y"): its content joins where it is speech too.
                if candidate.frame == earlier.frame == "clause":
                    earlier.content = _union(earlier.content + content)
                    self.note(earlier)
                continue
            draft = _Draft(
                head=candidate.head,
                verb=candidate.lemma,
                frame=candidate.frame,
                source=self._shown(self.spans(candidate.source)),
                cue=self.spans(candidate.cue),
                content=content,
                score=round(weight, 2),
                stance=cue.stance if candidate.pos in ("VERB", "NOUN") else "neutral",
                rule="attribution/according@1" if candidate.frame == "according" else "attribution/clause@1",
            )
            self.add(draft)

    def _holds_quotation(self, candidate: Candidate) -> bool:
        head = self.parsed.tokens[candidate.head].start
        own = self.parsed.quotation_at(head)
        for i in candidate.content:
            quotation = self.parsed.quotation_at(self.parsed.tokens[i].start)
            if quotation is not None and quotation is not own and self.words(*quotation.inner) >= 2:
                return True
        return False

    def _clip(self, candidate: Candidate) -> list[Span]:
        """A candidate's content, whole quotations for parts of them; inside a quotation it stays inside."""
        aside = writer_asides.start_of_aside(self.parsed, candidate.content)
        content = self.spans(i for i in candidate.content if aside is None or i < aside)
        content = self._shown(content)
        head = self.parsed.tokens[candidate.head].start
        own = self.parsed.quotation_at(head)
        if own is not None:
            return [(max(a, own.inner[0]), min(b, own.inner[1])) for a, b in content if a < own.inner[1] and b > own.inner[0]]
        for quotation in [q for a, b in content for q in self.parsed.quotations_over(a, b)]:
            share = sum(max(0, min(b, quotation.end) - max(a, quotation.start)) for a, b in content)
            if share >= 0.4 * (quotation.end - quotation.start):
                content = _union([*content, (quotation.start, quotation.end)])
            else:
                content = _minus(content, (quotation.start, quotation.end))
        return [s for s in self._join_quotation_marks(content) if s[1] > s[0]]

    def _shown(self, spans: list[Span]) -> list[Span]:
        """Spans without the boilerplate in them, such as an agency stamp before the first words."""
        for hidden in self.excluded:
            spans = _minus(spans, hidden)
        return [s for s in map(self._strip, spans) if s[1] > s[0]]

    def _strip(self, span: Span) -> Span:
        """Without blanks at the edges."""
        piece = self.text[span[0] : span[1]]
        return span[0] + len(piece) - len(piece.lstrip()), span[0] + len(piece.rstrip())

    def _join_quotation_marks(self, content: list[Span]) -> list[Span]:
        """Parts that only blanks stand between are one."""
        out: list[Span] = []
        for a, b in content:
            if out and not self.text[out[-1][1] : a].strip():
                out[-1] = (out[-1][0], b)
            else:
                out.append((a, b))
        return out

    def speech(self) -> None:
        """Step 3: quotations that no content holds yet, in order of the text."""
        for quotation in self.parsed.outer_quotations:
            if _inside(quotation.start, self.excluded) or self.covered[quotation.start] or not self.words(*quotation.inner):
                continue
            draft = self._cue_nearby(quotation) or self._goes_on(quotation)
            if draft is not None:
                self.add(draft)

    def _cue_nearby(self, quotation: Quotation) -> _Draft | None:
        """A reporting verb outside marks in the quotation's sentence, or before a colon in the one before."""
        parsed, table = self.parsed, cues()
        first, last = self.sentence_at(quotation.start), self.sentence_at(max(quotation.start, quotation.end - 1))
        places = [(self.sentences[first][0], quotation.start), (quotation.end, self.sentences[last][1])]
        lead = self.text[: quotation.start].rstrip()[-1:]
        if lead == ":" and first > 0 and self.sentences[first][0] >= quotation.start - 2:
            places.insert(0, (self.sentences[first - 1][0], quotation.start))
        if last + 1 < len(self.sentences) and self.sentences[last][1] <= quotation.end + 1:
            following = self.sentences[last + 1]
            if self.text[following[0]].islower() and self.paragraph_at(following[0]) == self.paragraph_at(quotation.start):
                places.append(following)
        best: tuple[float, int] | None = None
        for start, end in places:
            for i in self.parsed.tokens_in(start, end):
                token = parsed.tokens[i]
                cue = table.get((token.lemma, token.pos)) if token.pos == "VERB" else None
                if cue is None or self.parsed.quotation_at(token.start) is not None:
                    continue
                weight = max(cue.frames.get("clause", 0.0), cue.frames.get("quote", 0.0))
                if weight < TRUST_QUOTED:
                    continue
                gap = quotation.start - token.end if token.end <= quotation.start else token.start - quotation.end
                between = self.text[min(token.end, quotation.end) : max(token.start, quotation.start)]
                cost = gap + 30 * between.count(",") + 200 * (between.count(";") + between.count(". ")) - 40 * weight
                if best is None or cost < best[0]:
                    best = (cost, i)
        if best is None or best[0] > FARTHEST_CUE or reported_clauses.is_naming(parsed, best[1]):
            return None
        head = best[1]
        token = parsed.tokens[head]
        mine = self.by_head.get(head)
        if mine is not None:
            if self.words(*quotation.inner) < 2 and mine.frame != "clause":
                return None
            mine.content = self._join_quotation_marks(_union([*mine.content, (quotation.start, quotation.end)]))
            self.note(mine)
            return None
        who = reported_clauses.subject(parsed, head)
        cue = table[token.lemma, "VERB"]
        speech = self.words(*quotation.inner) >= SPEECH_WORDS or self.text[quotation.end - 2 : quotation.end - 1] in ",.?!"
        if not speech and cue.frames.get("clause", 0.0) < TRUST:
            return None
        return _Draft(
            head=head,
            verb=token.lemma,
            frame="quote",
            source=self.spans(reported_clauses.span_of_subject(parsed, who)),
            cue=self.spans(reported_clauses.cue_group(parsed, head)),
            content=[(quotation.start, quotation.end)],
            score=0.8 if who is not None else 0.6,
            stance=cue.stance,
            rule="attribution/quotation@1",
        )

    def _goes_on(self, quotation: Quotation) -> _Draft | None:
        """A quotation without reporting words of its own: it goes on from the speaker before, if it reads like speech."""
        paragraph = self.paragraph_at(quotation.start)
        number = self.sentence_at(quotation.start)
        reach = range(max(0, number - SPEAKER_REACH), number + 1)
        near = [d for n in reach for d in self.ending_in.get(n, ()) if self._leads(d, quotation)]
        sentence = self.sentences[number]
        starts = not self.text[sentence[0] : quotation.start].strip()
        if not starts and self.words(quotation.start, quotation.end) < SPEECH_WORDS:
            return None
        latest = max(near, key=lambda d: (d.end, d.size), default=None)
        if latest is not None:
            close = number - self.sentence_at(latest.end - 1) <= 1
            spoke = any(self.parsed.quotation_at(a) is not None for a, _ in latest.content)
            close = close or (spoke and self.paragraph_at(latest.end - 1) == paragraph)
            end = self.sentences[self.sentence_at(quotation.end - 1)][1]
            alone = self.words(quotation.start, quotation.end) >= MOSTLY_QUOTED * max(1, self.words(sentence[0], end))
            if close and ((starts and alone) or quotation.continues):
                latest.content = _union([*latest.content, (quotation.start, quotation.end)])
                self.note(latest)
                return None
        if self.words(quotation.start, quotation.end) < SPEECH_WORDS + 3 or not self._has_verb(quotation):
            return None
        return _Draft(None, None, "quote", [], [], [(quotation.start, quotation.end)], 0.4, None, "attribution/unled_quotation@1")

    def _leads(self, draft: _Draft, quotation: Quotation) -> bool:
        """Whether a quotation can go on from a draft: one before it that is not itself said inside a quotation."""
        if draft.content[0][0] >= quotation.start:
            return False
        return draft.head is None or self.parsed.quotation_at(self.parsed.tokens[draft.head].start) is None

    def _has_verb(self, quotation: Quotation) -> bool:
        return any(
            self.parsed.tokens[i].tag in ("VBZ", "VBD", "VBP", "MD", "VB") for i in self.parsed.tokens_in(*quotation.inner)
        )

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
            form = self._form(d.content)
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
                    why=self._why(d, form),
                )
            )
        return out

    def _form(self, content: Sequence[Span]) -> Form:
        """Direct where all words stand inside marks, indirect where none, else mixed."""
        inside = outside = 0
        for start, end in content:
            for i in self.parsed.tokens_in(start, end):
                token = self.parsed.tokens[i]
                if token.is_word:
                    quoted = self.parsed.quotation_at(token.start) is not None
                    inside, outside = inside + quoted, outside + (not quoted)
        return "indirect" if not inside else "direct" if not outside else "mixed"

    def _why(self, d: _Draft, form: Form) -> str:
        source = " ".join(self.text[a:b] for a, b in d.source)
        cue = " ".join(self.text[a:b] for a, b in d.cue)
        kind = {
            "direct": "quoted words",
            "indirect": "a claim in the writer's wording",
            "mixed": "a claim that is partly quoted",
        }[form]
        if cue and source:
            return f"“{cue}” lays these words to “{source}”: {kind}."
        if cue:
            return f"“{cue}” lays these words to somebody who is not named here: {kind}."
        return f"These words stand inside quotation marks, with no reporting words near: {kind}."


def find(parsed: Parsed, excluded: Sequence[Span] = (), first_id: int = 0) -> list[Attribution]:
    """Attributions of a parsed field in order of their first character; `source_id` is left to the resolver.

    `excluded`: boilerplate, in which nothing is looked for. `first_id`: number of the first id.
    """
    builder = _Builder(parsed, excluded)
    if not parsed.tokens:
        return []
    builder.clauses()
    builder.speech()
    return builder.finish(first_id)


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    return any(a <= offset < b for a, b in spans)


def _union(spans: list[Span]) -> list[Span]:
    """Spans merged where they meet, sorted."""
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _minus(spans: list[Span], hole: Span) -> list[Span]:
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
