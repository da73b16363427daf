"""What an article gives of an accused party's answer: it speaks, declined, gave no response, or is not heard.

An answer may stand anywhere in the text: the accused's own words, or those of one who speaks for it or as one of it. They must
meet the claim: a verb of denial, defence or admission; words that dispute; or words of the accusation taken up again. The rules
are docs/coding-rules.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.annotation import Annotation, Attribution, Party, Reply, Source, Span
from analysis.annotators import no_reply, reported_clauses
from analysis.annotators.accusations import Accusation
from analysis.annotators.no_reply import NoReply
from analysis.annotators.references import References
from analysis.annotators.voices import Voices
from analysis.document import Parsed, Token

RULE = "reply/words@1"

#: From the best answer to none: of several, the first counts.
ORDER: tuple[Reply, ...] = ("speaks", "declined", "no response", "not heard")

#: Verbs with which somebody answers a claim.
_ANSWERS = frozenset(
    "deny dispute reject refute rebut contest counter defend apologize apologise admit acknowledge concede confess regret "
    "dismiss protest disavow disown repudiate retort respond reply excuse justify contradict plead maintain explain".split()
)
#: Those that answer only with a word for the claim, or words said, behind them: "dismissed the charge", not "dismissed an aide".
_NEEDS_CLAIM = frozenset(
    "reject contest counter dismiss protest admit acknowledge concede maintain explain respond reply defend".split()
)
_CLAIMS = frozenset(
    "accusation allegation charge claim criticism critic complaint suggestion notion assertion report attack question "
    "wrongdoing responsibility mistake fault guilt involvement suit lawsuit concern idea decision record action role "
    "remark comment it this that them".split()
)
_CONDITIONS = frozenset("if unless whether".split())
_WISHES = frozenset("would should could might may must can ought".split())
#: Verbs behind which "to deny" is done.
_GOES_ON = frozenset("continue begin go rush seem appear use".split())
#: Words with which somebody disputes a claim or owns up to it.
_DISPUTES = re.compile(
    r"\b(?:not true|untrue|false(?:ly|hoods?)?|lies?|lying|absurd|ridiculous|baseless|unfounded|nonsense|hoax|witch.?hunt|smears?"
    r"|innocen\w+|nothing wrong|did nothing|no wrongdoing|never (?:did|said|happened|would|knew|intended|meant|took|been)"
    r"|didn[’']t do|apolog\w+|sorry|regrets?|mistake|misunderst\w+|taken out of context|politically motivated|fake|frivolous"
    r"|without merit|meritless|inaccurate|misleading|misrepresent\w*|distort\w*|slander\w*|allegations?|accusations?|accusers?"
    r"|critics?|not guilty"
    r"|complied|complies|followed the (?:law|rules)|lawful(?:ly)?|takes? (?:full )?responsibility|stand by|stands by)\b",
    re.IGNORECASE,
)
#: Words for a claim that is disputed: "called the accusation absurd" answers it from anywhere in the text.
_NAMES_CLAIM = re.compile(r"\b(?:allegation|accusation|charge|claim|criticism)s?\b", re.IGNORECASE)
#: How many content words of the accusation an answer must take up, and what share of an article's sentences may have them.
SHARED = 2
COMMON = 0.34
_PLAIN = frozenset("have make take come want tell".split())
#: How far from the accusation words that only take it up again may stand, in sentences.
NEAR = 14
#: How near words that dispute something need take up none.
BESIDE = 3
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|lawyers?|attorneys?|campaigns?|counsel|press secretary|office|representatives?"
    r"|aides?|advis[eo]rs?|officials?|secretary|chief|head|director|president|chair\w*|minister|officer|senators?|sen|rep|gov|members?|teams?"
    r"|lawmakers?|leaders?)\b",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|lawyers?|attorneys?|campaign|counsel|press secretary|office|representative)\b",
    re.IGNORECASE,
)


def find(
    references: References,
    voices: Voices,
    accusations: Sequence[Accusation],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
) -> tuple[list[Annotation], list[Annotation]]:
    """The accusations with the accused's reply and its place, and the places that tell of silence; both without ids.

    `references`, `voices`: those of the text; only there answers are looked for.
    """
    page = _Page(references, accusations, attributions, sources)
    answered = [_answered(page, a) for a in accusations]
    return answered, [_mark(page, voices, silence) for silence, _ in page.silences]


def of_parties(parties: Sequence[Party], accusations: Iterable[Annotation]) -> list[Party]:
    """The parties with the best of their replies; None where nobody accuses them."""
    best: dict[str, Reply] = {}
    for a in accusations:
        if a.party_id is not None and a.reply is not None:
            known = best.get(a.party_id, a.reply)
            best[a.party_id] = min(known, a.reply, key=ORDER.index)
    return [replace(p, reply=best.get(p.id)) for p in parties]


@dataclass(frozen=True)
class _Verb:
    """A verb of denial, defence or admission, with its subject."""

    place: Span
    index: int
    lemma: str


@dataclass(frozen=True)
class _Said:
    """Attributed words, with what they have whatever the accusation.

    Attributes:
        sentence: where they begin.
        words: their content words.
        disputes: whether they, or their reporting verb, dispute a claim.
    """

    place: Span
    attribution: Attribution
    sentence: int
    text: str
    words: set[str]
    disputes: bool


class _Answers:
    """What whoever answers for one accused says in the text, in order, however many accusations there are of it."""

    def __init__(self, page: _Page, accusation: Accusation) -> None:
        self.verbs = sorted(_by_verbs(page, accusation), key=lambda verb: verb.place)
        said = sorted(_by_sources(page, accusation), key=lambda one: one.place)
        self.disputing = [one for one in said if one.disputes]
        self._said, self._sentences = said, [one.sentence for one in said]
        self.silence = next(
            (
                silence
                for status in ORDER[1:3]
                for silence, party in page.silences
                if silence.status == status and _is_accused(page, accusation, silence.who, party)
            ),
            None,
        )

    def near(self, sentence: int) -> Sequence[_Said]:
        """Words that begin no further than `NEAR` from a sentence."""
        first, last = bisect_left(self._sentences, sentence - NEAR), bisect_right(self._sentences, sentence + NEAR)
        return self._said[first:last]


class _Page:
    """The text, with whoever could answer in it."""

    def __init__(
        self,
        references: References,
        accusations: Sequence[Accusation],
        attributions: Sequence[Attribution],
        sources: Sequence[Source],
    ) -> None:
        self.references = references
        self.parsed = references.parsed
        self.accusations = accusations
        self.sources = {s.id: s for s in sources}
        self.said: dict[str, list[Attribution]] = {}
        for a in attributions:
            if a.field == "text" and a.source_id is not None:
                self.said.setdefault(a.source_id, []).append(a)
        self.silences = [(s, self.silent(s)) for s in no_reply.find(self.parsed) if self._is_somebody(s)]
        self._answers: dict[tuple[str | None, frozenset[str]], _Answers] = {}
        self._sentence_words: dict[int, set[str]] = {}

    def answers(self, accusation: Accusation) -> _Answers:
        """What answers for the accused of an accusation; those of the same accused are looked for once."""
        key = (accusation.party.id if accusation.party else None, frozenset(_accused_nouns(self, accusation)))
        if key not in self._answers:
            self._answers[key] = _Answers(self, accusation)
        return self._answers[key]

    def _is_somebody(self, silence: NoReply) -> bool:
        if silence.who is None:
            return False
        return self.references.can_be_party(self.references.antecedent(silence.who).index) or self._names(silence.who) is not None

    def _names(self, index: int) -> Party | None:
        """The first party named in a naming."""
        start, end = self.references.span(index)
        for k in [index, *self.parsed.subtree(index)]:
            party = self.references.party(k)
            if party is not None:
                return party
        return next((p for k in self.parsed.tokens_in(start, end) if (p := self.references.party(k)) is not None), None)

    def silent(self, silence: NoReply) -> Party | None:
        """Whose silence it is: for one who speaks for somebody, that one's."""
        if silence.who is None:
            return None
        whom = self.references.spoken_for(silence.who)
        meant = None if whom is None else self.references.party(whom)
        return meant or self.references.party(silence.who) or self._names(silence.who)

    def words(self, spans: Iterable[Span]) -> set[str]:
        """Lemmas of the content words in spans, without names of parties."""
        tokens = self.parsed.tokens
        return {
            tokens[i].lemma.lower()
            for start, end in spans
            for i in self.parsed.tokens_in(start, end)
            if tokens[i].pos in ("NOUN", "VERB", "ADJ", "PROPN") and len(tokens[i].lemma) > 3 and not self.references.is_name(i)
        }

    def sentence_words(self, number: int) -> set[str]:
        """The same of a sentence."""
        if number not in self._sentence_words:
            self._sentence_words[number] = self.words([self.parsed.sentence_span(number)])
        return self._sentence_words[number]

    @cached_property
    def common(self) -> set[str]:
        """Content words of so many sentences that they tell nothing."""
        counts: Counter[str] = Counter()
        sentences = len(self.parsed.sentences)
        for number in range(sentences):
            counts.update(self.sentence_words(number))
        return {w for w, n in counts.items() if n > max(3, COMMON * sentences)} | _PLAIN


def _answered(page: _Page, accusation: Accusation) -> Annotation:
    place = _words_of_accused(page, accusation)
    if place is not None:
        return replace(accusation.annotation, reply="speaks", reply_place=place)
    silence = page.answers(accusation).silence
    if silence is not None:
        return replace(accusation.annotation, reply=silence.status, reply_place=(silence.start, silence.end))
    return replace(accusation.annotation, reply="not heard")


def _is_accused(page: _Page, accusation: Accusation, index: int | None, party: Party | None) -> bool:
    """Whether a naming means the accused: the same party, or a noun that takes up the accused's own."""
    if accusation.party is not None and party is not None:
        return accusation.party.id == party.id
    return index is not None and bool(_nouns(page, index) & _accused_nouns(page, accusation))


def _accused_nouns(page: _Page, accusation: Accusation) -> set[str]:
    if accusation.accused is None or accusation.annotation.field != "text":
        return set()
    return _nouns(page, accusation.accused)


def _nouns(page: _Page, index: int) -> set[str]:
    token = page.parsed.tokens[index]
    if token.pos not in ("NOUN", "PROPN"):
        return set()
    return {token.lemma.lower()}


def _words_of_accused(page: _Page, accusation: Accusation) -> Span | None:
    """The first place where the accused answers the claim."""
    answers = page.answers(accusation)
    verbs = (v.place for v in answers.verbs if v.lemma not in _NEEDS_CLAIM or _takes_claim(page, accusation, v.index))
    disputing = (one.place for one in answers.disputing if _meets(page, accusation, one))
    near = (one.place for one in answers.near(_sentence(page, accusation)) if _meets(page, accusation, one))
    return min((place for places in (verbs, disputing, near) if (place := next(places, None)) is not None), default=None)


def _by_verbs(page: _Page, accusation: Accusation) -> Iterable[_Verb]:
    """Verbs of denial, defence or admission whose subject is the accused or who speaks for it."""
    parsed = page.parsed
    for token in parsed.tokens:
        lemma = token.lemma.lower()
        if token.pos != "VERB" or lemma not in _ANSWERS:
            continue
        who = reported_clauses.subject(parsed, token.index)
        if who is None or not _speaks_as(page, accusation, who):
            continue
        if _happened(parsed, token):
            yield _Verb((parsed.tokens[min([token.index, who])].start, token.end), token.index, lemma)


def _happened(parsed: Parsed, verb: Token) -> bool:
    """Whether what a verb tells is put forward as done: not negated, conditional, or only wished for or asked of somebody."""
    while True:
        kids = [parsed.tokens[k] for k in parsed.children[verb.index]]
        if any(k.dep == "neg" or (k.dep == "mark" and k.lemma.lower() in _CONDITIONS) for k in kids):
            return False
        if any(k.dep == "aux" and (k.tag == "TO" or k.lemma.lower() in _WISHES) for k in kids):
            return parsed.tokens[verb.head].lemma.lower() in _GOES_ON
        if verb.dep != "conj":
            return True
        verb = parsed.tokens[verb.head]


def _takes_claim(page: _Page, accusation: Accusation, verb: int) -> bool:
    parsed = page.parsed
    for k in parsed.children[verb]:
        token = parsed.tokens[k]
        if token.dep in ("dobj", "pobj", "dative") and token.lemma.lower() in _CLAIMS:
            return True
        if token.dep == "prep":
            for j in parsed.children[k]:
                if parsed.tokens[j].lemma.lower() in _CLAIMS:
                    return True
    number = parsed.sentence_of[verb]
    return number != _sentence(page, accusation) and bool(_shared(page, accusation, page.sentence_words(number)))


def _speaks_as(page: _Page, accusation: Accusation, index: int) -> bool:
    references = page.references
    party = references.party(index)
    if party is not None and accusation.party is not None and party.id == accusation.party.id:
        return True
    if party is None and _nouns(page, index) & _accused_nouns(page, accusation):
        return True
    start, end = references.span(index)
    tail = page.parsed.subtree(index)
    words = page.parsed.text[start : max(end, page.parsed.tokens[tail[-1]].end)]
    return accusation.party is not None and (_is_for(words, accusation.party) or _is_spoken_for(page, accusation, index))


def _is_spoken_for(page: _Page, accusation: Accusation, index: int) -> bool:
    """Whether a naming is of one who speaks for the accused: "her lawyer"."""
    whom = page.references.spoken_for(index)
    return whom is not None and _is_accused(page, accusation, whom, page.references.party(whom))


def _is_for(words: str, party: Party) -> bool:
    """Whether a naming is of one who speaks for a party, or as one of it where it is a body."""
    role = _OF_ONE if party.type == "person" else _SPEAKS_FOR
    if role.search(words) is None:
        return False
    return any(re.search(rf"(?<!\w){re.escape(alias)}", words) for alias in party.aliases if len(alias) > 1)


def _by_sources(page: _Page, accusation: Accusation) -> Iterable[_Said]:
    """Attributed words of the accused's card, or of one that speaks for it."""
    own = _own_cards(page, accusation)
    for card, said in page.said.items():
        for a in said:
            if card in own or _is_by_speaker(page, accusation, a):
                text = " ".join(page.parsed.text[s:e] for s, e in a.content)
                disputes = _answers(page, a) or _DISPUTES.search(text) is not None
                yield _Said(a.content[0], a, _sentence_at(page, a.content[0][0]), text, page.words(a.content), disputes)


def _meets(page: _Page, accusation: Accusation, said: _Said) -> bool:
    """Whether the accused's words meet the claim: they take it up near it, or dispute it or a claim."""
    text, disputes, holds = said.text, said.disputes, _holds(said.attribution, accusation)
    if holds:
        text = text.replace(accusation.annotation.text, "")
        disputes = _answers(page, said.attribution) or _DISPUTES.search(text) is not None
    away = abs(said.sentence - _sentence(page, accusation))
    shared = len(_shared(page, accusation, said.words))
    if away <= NEAR and shared >= SHARED and not holds:
        return True
    return disputes and (away <= BESIDE or bool(shared) or _NAMES_CLAIM.search(text) is not None)


def _answers(page: _Page, attribution: Attribution) -> bool:
    """Whether the reporting verb itself answers a claim: "denied that", and not "did not deny that"."""
    if attribution.verb not in _ANSWERS - _NEEDS_CLAIM:
        return False
    cue = [page.parsed.tokens[k] for span in attribution.cue for k in page.parsed.tokens_in(*span)]
    return all(_happened(page.parsed, t) for t in cue if t.lemma.lower() == attribution.verb)


def _is_by_speaker(page: _Page, accusation: Accusation, attribution: Attribution) -> bool:
    return any(_is_spoken_for(page, accusation, k) for span in attribution.source for k in page.parsed.tokens_in(*span))


def _own_cards(page: _Page, accusation: Accusation) -> list[str]:
    """Ids of the cards of the accused and of those that speak for it."""
    party, nouns = accusation.party, _accused_nouns(page, accusation)
    if party is not None:
        return [card.id for card in page.sources.values() if _speaks_for(card, party)]
    return [card.id for card in page.sources.values() if nouns & {w.lower().split()[-1] for w in card.aliases if w.split()}]


def _speaks_for(card: Source, party: Party) -> bool:
    if card.id == party.source_id or card.speaks_for in (party.name, *party.aliases):
        return True
    if any(_is_for(words, party) for words in (card.role or "", *card.aliases)):
        return True
    return party.type != "person" and any(_is_same(words, party) for words in card.aliases)


def _is_same(words: str, party: Party) -> bool:
    return words.lower().removeprefix("the ") in {alias.lower().removeprefix("the ") for alias in party.aliases}


def _holds(attribution: Attribution, accusation: Accusation) -> bool:
    """Whether attributed words hold the accusing word itself."""
    mark = accusation.annotation
    return mark.field == attribution.field and any(s <= mark.start < e for s, e in attribution.content)


def _sentence_at(page: _Page, offset: int) -> int:
    indices = page.parsed.tokens_in(offset, offset + 1) or page.parsed.tokens_in(offset, len(page.parsed.text))
    return page.parsed.sentence_of[indices[0]] if indices else 0


def _sentence(page: _Page, accusation: Accusation) -> int:
    if accusation.annotation.field != "text":
        return 0
    return page.parsed.sentence_of[accusation.word]


def _shared(page: _Page, accusation: Accusation, words: set[str]) -> set[str]:
    """Content words of the accusation's sentence that are among these."""
    if accusation.annotation.field != "text":
        return set()
    return (page.sentence_words(_sentence(page, accusation)) & words) - page.common


def _mark(page: _Page, voices: Voices, silence: NoReply) -> Annotation:
    party = page.silent(silence)
    span = voices.at(silence.start)
    text = page.parsed.text[silence.start : silence.end]
    who = "Somebody" if silence.who is None else page.references.name(silence.who, party)
    told = "refused to answer" if silence.status == "declined" else "gave no answer"
    return Annotation(
        id="",
        kind="no_reply",
        field=page.parsed.field,
        start=silence.start,
        end=silence.end,
        text=text,
        voice=span.voice,
        source_id=span.source_id,
        party_id=party.id if party else None,
        rule=no_reply.RULE,
        score=None,
        why=f"“{text}” says that “{who}” {told}.",
        reply=silence.status,
    )
