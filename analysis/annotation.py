"""What comes out of the annotators: plain, frozen data. Spans are (start, end) code points, end-exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Field = Literal["text", "title"]
Voice = Literal["writer", "direct", "indirect", "headline", "excluded"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["neutral", "doubting", "endorsing", "hostile"]
Reply = Literal["speaks", "declined", "no response", "not heard"]
SourceType = Literal["person", "organization", "government", "document", "group", "anonymous", "unknown"]

#: The voices that figures are given for; `excluded` is counted nowhere.
VOICES: tuple[Voice, ...] = ("writer", "direct", "indirect", "headline")


@dataclass(frozen=True)
class VoiceSpan:
    """A stretch of the text in one voice. The spans of an analysis cover every character once, in order."""

    start: int
    end: int
    voice: Voice
    source_id: str | None = None


@dataclass(frozen=True)
class Excluded:
    """Boilerplate: characters that are counted nowhere, and why in two or three words."""

    start: int
    end: int
    reason: str


#: A sentence is called loaded, or opinion, from this probability on.
YES = 0.5


@dataclass(frozen=True)
class Sentence:
    """A sentence of the text.

    Attributes:
        voice: share of the sentence's characters by voice (writer, direct, indirect); sums to 1. Empty if all is excluded.
        words: number of words by voice (writer, direct, indirect).
        subjectivity: TextBlob's, 0 (objective) to 1; a weak indicator.
        polarity: TextBlob's, -1 to 1; a weak indicator.
        loaded: probability that coders shown the sentence alone mark it as biased by word choice (BABE's guideline).
        opinion: probability that coders call it subjective (CheckThat's guideline).
        lexical_bias: probability that coders of the whole article mark a phrase in it (BASIL's guideline).
        loaded_words: of a sentence with `loaded` of .5 or more, the words that make it so.
        loaded_without: what `loaded` would be without them.
    """

    index: int
    start: int
    end: int
    voice: dict[str, float]
    words: dict[str, int]
    subjectivity: float | None
    polarity: float | None
    loaded: float | None = None
    opinion: float | None = None
    lexical_bias: float | None = None
    loaded_words: tuple[Span, ...] = ()
    loaded_without: float | None = None


@dataclass(frozen=True)
class Attribution:
    """Words laid to a source: who (source), by which reporting words (cue), and what (content), after PolNeAR.

    Attributes:
        parent: id of the attribution whose content holds this one.
        stance: what the reporting words tell of the claim's standing; None where there is no reporting verb.
        score: 0 to 1, how sure the rule is.
        verb: lemma of the reporting words' head ("say", "accord"), or None.
        rule: which rule found it.
    """

    id: str
    field: Field
    form: Form
    parent: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source_id: str | None
    stance: Stance | None
    score: float
    verb: str | None
    rule: str
    why: str


@dataclass(frozen=True)
class Source:
    """A card for one real-world source that speaks in the article.

    Attributes:
        speaks_for: name of the person or organization whose spokesperson it is, or None.
        words: words of the text given to it, direct and indirect, words of nested sources not counted.
        attributions: ids, in order.
        first: offset of its first naming in the text; in the title if it is named only there, then -1.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    named: bool
    type: SourceType
    role: str | None
    words: int
    attributions: tuple[str, ...]
    first: int
    speaks_for: str | None = None


@dataclass(frozen=True)
class Party:
    """An actor the article is about, speaking or not.

    Attributes:
        mentions: namings in the text, pronouns left out.
        words: words given to it: those of its own source card and of the cards that speak for it.
        source_id: its own card, where it speaks itself.
        sources: ids of all cards whose words are its words, its own first.
        in_title: whether the headline names it.
        reply: the best answer to what it is accused of that the article gives; None where nobody accuses it.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    type: SourceType
    source_id: str | None
    mentions: int
    words: int
    sources: tuple[str, ...] = ()
    in_title: bool = False
    reply: Reply | None = None

    @property
    def silent(self) -> bool:
        """Named in two places or more and given no words."""
        return self.mentions > 1 and not self.words


@dataclass(frozen=True)
class Mention:
    """A span of the text that speaks of somebody: a naming of a party, or a name or pronoun that is laid to none.

    Attributes:
        party_id: None where the finders lay it to no party; such mentions are there only if their tone was judged.
        portrayal: tone of its sentence toward the party, -1 to 1: how likely coders are to call it positive, less how likely
            negative (NewsMTSC's guideline). None where the head is switched off or no window shows the naming whole.
    """

    start: int
    end: int
    party_id: str | None
    voice: Voice
    portrayal: float | None = None


#: A portrayal nearer to 0 than this reads as neutral.
NEUTRAL = 1 / 3


@dataclass(frozen=True)
class Frame:
    """How likely coders of the whole article are to find a generic frame in it (Semetko & Valkenburg 2000).

    Attributes:
        name: responsibility, human_interest, conflict, morality or economic.
        sentences: indices of the sentences that speak for it the most, in the text's order.
    """

    name: str
    probability: float
    sentences: tuple[int, ...]


@dataclass(frozen=True)
class Annotation:
    """A marked span: what a finder saw, in whose voice, by which rule, and why in one sentence for a reader.

    Attributes:
        kind: `loaded_language`, `hedge`, `booster`, `anonymous_source`, `one_sided`, … (the wire schema lists them).
        rule: `kind/finder@version`.
        score: 0 to 1; for lexicon rules the measured precision of the rule where one is known, else None.
        neutral: a plainer wording, where the lexicon has one.
        reply: of an accusation, what the article gives of the accused's answer to it; of a `no_reply`, what kind of silence.
        reply_place: where in the text that answer or silence stands.
        body_place: of a mark that holds the headline against the body, where in the text the words stand that it is held against.
    """

    id: str
    kind: str
    field: Field
    start: int
    end: int
    text: str
    voice: Voice
    source_id: str | None
    party_id: str | None
    rule: str
    score: float | None
    why: str
    neutral: str | None = None
    reply: Reply | None = None
    reply_place: Span | None = None
    body_place: Span | None = None


@dataclass(frozen=True)
class MetricValue:
    """One metric for one voice, never without its parts.

    Attributes:
        value: None where undefined; `missing` then says why. Never 0 for undefined.
        low, high: 95 % interval, or None where `note` says why there is none.
        annotations: ids of the annotations, attributions, sources or sentences (`t0`, `t1`, …) behind the numerator.
    """

    id: str
    voice: str
    value: float | None
    unit: str
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    annotations: tuple[str, ...]
    missing: str | None
