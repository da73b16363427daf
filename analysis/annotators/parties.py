"""The parties: the actors that an article is about, whether they speak or not.

An actor is a party if it acts or is acted on and is named in two places of the text, or in one where it is given words or is
accused (docs/coding-rules.md, "Parties"). Words are those of its own source cards and of the cards that speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from analysis.annotation import Attribution, Mention, Party, Source, SourceType
from analysis.annotators.entities import Actor, Actors
from analysis.annotators.namings import Cast, Naming, Referent, may_be
from analysis.annotators.span_index import SpanIndex
from analysis.annotators.voices import Voices
from analysis.document import Parsed

#: Namings in the text that make an actor a party even if it is neither given words nor accused.
LEAST_MENTIONS = 2

#: Fewer words make nobody a party who is named once: "voiced outrage" tells a topic, no words.
LEAST_WORDS = 5

#: How many sentences back a description takes up a person.
TAKEN_UP = 2

#: What is done to one who is accused.
_ACCUSES = frozenset(
    "accuse blame criticize criticise condemn denounce slam blast fault charge sue attack assail rebuke warn arrest "
    "indict convict censure lambaste chide scold rip allege".split()
)
#: What a body decides is no word of it.
_OFFICIAL_ACTS = frozenset(
    "approve authorize authorise allow permit pass enact veto sign sue vote rule ban require consider adopt ratify repeal".split()
)
#: Places of worship, teaching and care are parties where they act.
_BUILDINGS = re.compile(
    r"\b(?:church|school|hospital|hotel|mall|cent(?:er|re)|hall|stadium|airport|university|college)$", re.IGNORECASE
)
_COUNSEL = re.compile(r"\b(?:lawyers?|attorneys?|counsel)\b", re.IGNORECASE)
_CAMPAIGN = re.compile(r"\bcampaign\b", re.IGNORECASE)
#: Words of a campaign's name that tell whose it is.
_OF_OWNER = re.compile(r"\b(?!(?i:campaign|the)\b)[A-Z][\w-]+")
#: What a speaker's words stand in.
_SPEECHES = frozenset("address speech statement remark comment letter tweet post memo testimony message interview op-ed".split())
_CARRIES = frozenset("to on in for with by of via from at".split())


def find(
    fields: Sequence[Parsed],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    speakers: Mapping[str, Actor],
    actors: Actors,
    voices: Voices,
) -> tuple[list[Party], list[Mention]]:
    """Parties in order of their first naming, and each naming in the text outside boilerplate.

    `speakers`: the actor behind each named source card's id; `sources` with their words.
    """
    body = fields[0]
    heard = _spoken(body, attributions)
    sources = [s for s in sources if s.id in heard]
    cast = Cast(body, actors)
    cards = _cards(cast, body, attributions, sources, speakers)
    kept = [
        (referent, namings)
        for referent, namings in _named(cast, voices)
        if _is_party(referent, namings, body, attributions, cards.get(referent.key, []))
    ]
    kept.sort(key=lambda pair: pair[1][0].start)
    parties: list[Party] = []
    mentions: list[Mention] = []
    for referent, namings in kept:
        party_id = f"p{len(parties) + 1}"
        own = cards.get(referent.key, [])
        words = sum(s.words for s in own)
        first = next((s.id for s in own if s.speaks_for is None), None) if words else None
        aliases = list(
            dict.fromkeys([*(a for x in referent.actors for a in x.aliases), *(body.text[n.start : n.end] for n in namings)])
        )
        parties.append(
            Party(
                id=party_id,
                name=" ".join(referent.name.split()),
                aliases=tuple(dict.fromkeys(" ".join(a.split()) for a in aliases)),
                type=_type(referent),
                source_id=first,
                mentions=len(namings),
                words=words,
                sources=tuple(s.id for s in own if s.words),
                in_title=any(name == "title" for x in referent.actors for name, _, _ in x.mentions),
            )
        )
        mentions.extend(Mention(n.start, n.end, party_id, voices.at(n.start).voice) for n in namings)
    mentions.sort(key=lambda m: (m.start, m.end))
    return parties, mentions


def _named(cast: Cast, voices: Voices) -> Iterator[tuple[Referent, list[Naming]]]:
    """Everybody who is named outside boilerplate, with these namings in order."""
    for referent in cast.all.values():
        if namings := _outermost([n for n in referent.namings if voices.at(n.start).voice != "excluded"]):
            yield referent, namings


def _spoken(body: Parsed, attributions: Sequence[Attribution]) -> set[str]:
    """Ids of the cards that are given words: one official act and no quotation is none."""
    return {
        a.source_id
        for a in attributions
        if a.source_id is not None
        and a.field == "text"
        and (a.verb not in _OFFICIAL_ACTS or any(body.quotation_at(s) is not None for s, _ in a.content))
    }


def _outermost(namings: Sequence[Naming]) -> list[Naming]:
    """Namings in order, one that stands within another of the same actor left out."""
    out: list[Naming] = []
    for n in sorted(namings, key=lambda n: (n.start, -n.end)):
        if not out or n.end > out[-1].end:
            out.append(n)
    return out


def _type(referent: Referent) -> SourceType:
    """A party is a person, an organization, a government or a group."""
    if referent.type in ("unknown", "document"):
        return "organization"
    return "person" if referent.type == "anonymous" else referent.type


def _cards(
    cast: Cast, body: Parsed, attributions: Sequence[Attribution], sources: Sequence[Source], speakers: Mapping[str, Actor]
) -> dict[str, list[Source]]:
    """Cards whose words are a referent's, by its key."""
    out: dict[str, list[Source]] = {}
    by_card: dict[str, list[Attribution]] = {}
    for a in attributions:
        if a.source_id is not None and a.field == "text":
            by_card.setdefault(a.source_id, []).append(a)
    for source in sources:
        referent = None
        whom = source.speaks_for or _counsel(source, cast)
        if whom is not None:
            referent = next((r for r in cast.all.values() if whom == r.name or any(whom == a.name for a in r.actors)), None)
        voted = _by_places(cast, body, by_card.get(source.id, []))
        if referent is None and source.id in speakers:
            referent = cast.of(speakers[source.id])
            if voted is not None and voted.type == "person" and referent is not None and referent.key.startswith("party:"):
                referent = voted  # "the Orrin Democrat" is a person, not the party
        laid = by_card.get(source.id, [])
        if referent is None and (voted is None or (voted.described and len(voted.namings) == 1)):
            voted = _taken_up(source, body, laid, cast) or voted
        referent = referent or voted or _whose_speech(cast, body, laid)
        if referent is not None:
            out.setdefault(referent.key, []).append(source)
    for own in out.values():
        own.sort(key=lambda s: (s.speaks_for is not None, -s.words))
    return out


def _by_places(cast: Cast, body: Parsed, attributions: Sequence[Attribution]) -> Referent | None:
    """Whom most source spans of a card name."""
    votes: dict[str, int] = {}
    for a in attributions:
        inside = [k for s, e in a.source for k in body.tokens_in(s, e)]
        roots = [k for k in inside if body.tokens[k].head not in inside or body.tokens[k].head == k]
        named = next(
            (cast.by_head[k] for k in [*roots, *reversed(inside)] if k in cast.by_head and _heads(body, k, inside)), None
        )
        if named is not None:
            votes[named.key] = votes.get(named.key, 0) + 1
    return cast.all[max(votes, key=lambda k: votes[k])] if votes else None


def _heads(body: Parsed, token: int, inside: Sequence[int]) -> bool:
    """Whether a token of a source span is its head, or the name that it ends with, not a possessor or in a phrase behind it."""
    return (
        (token == inside[-1] and body.tokens[token].pos == "PROPN")
        or body.tokens[token].head not in inside
        or body.tokens[token].head == token
    )


def _taken_up(source: Source, body: Parsed, attributions: Sequence[Attribution], cast: Cast) -> Referent | None:
    """The person of whom "the portly mayor" is one more description: the one named last before it, as a subject if any."""
    first = next((a for a in attributions if a.source), None)
    pronoun = any(alias.lower() in ("he", "she") for alias in source.aliases)
    if first is None or source.named or not (pronoun or source.type in ("person", "anonymous")):
        return None
    inside = body.tokens_in(*first.source[0])
    tokens = [body.tokens[k] for k in inside]
    if len(tokens) < 2 or tokens[0].lemma.lower() != "the" or any(t.tag in ("NNS", "NNPS") for t in tokens):
        return None
    number = body.sentence_of[inside[0]]
    best: Referent | None = None
    last = number + 1
    for index in range(inside[0] - 1, body.sentences[max(0, number - TAKEN_UP)][0] - 1, -1):
        person = cast.by_head.get(index)
        if person is None or person.type != "person" or person.described or not may_be(person, tokens[-1]):
            continue
        if best is not None and body.sentence_of[index] < last:
            break
        last = body.sentence_of[index]
        if body.tokens[index].dep == "nsubj":
            return person
        best = best or person
    return best


def _whose_speech(cast: Cast, body: Parsed, attributions: Sequence[Attribution]) -> Referent | None:
    """Whose "weekly address" or "statement" a source is: the possessor's, or that of the name before it."""
    for a in attributions:
        inside = [k for s, e in a.source for k in body.tokens_in(s, e)]
        for k in inside:
            token = body.tokens[k]
            if token.dep not in ("poss", "compound", "nmod") or body.tokens[token.head].lemma.lower() not in _SPEECHES:
                continue
            if k in cast.by_head:
                return cast.by_head[k]
            actor = cast.actors.at("text", token)
            if actor is not None and (known := cast.of(actor)) is not None:
                return known
    return None


def _counsel(source: Source, cast: Cast) -> str | None:
    """Whose lawyer a card is, by its role or naming ("Quill's lawyer, Tom Marsh"), or of which campaign its director."""
    if source.role and _CAMPAIGN.search(source.role):
        campaigns = [r.name for r in cast.all.values() if r.key.startswith("campaign:")]
        own = [name for name in campaigns if set(_OF_OWNER.findall(name)) & set(_OF_OWNER.findall(source.role))]
        if len(own or campaigns) == 1:  # of several, one must be named
            return (own or campaigns)[0]
    for phrase in (source.role or "", source.name):
        if not _COUNSEL.search(phrase):
            continue
        for referent in cast.all.values():
            for actor in referent.actors:
                if (
                    any(re.search(rf"\b{re.escape(alias)}\b", phrase) and alias != source.name for alias in actor.aliases)
                    and actor.name != source.name
                ):
                    return actor.name
    return None


def _is_party(
    referent: Referent, namings: Sequence[Naming], body: Parsed, attributions: Sequence[Attribution], cards: Sequence[Source]
) -> bool:
    words = sum(s.words for s in cards)
    if (referent.outlet or _only_reports(referent, namings, body, attributions)) and not _acts_itself(
        namings, body, attributions
    ):
        return False
    if referent.type != "person" and not referent.described and not any(n.acts for n in namings) and not words:
        return False
    owns = not any(n.acts and n.head.dep != "poss" for n in namings)
    if referent.type in ("government", "organization") and referent.actors and not words and owns:
        return False  # "the company's board" is about the board
    if not words and not _accused(namings, body) and len({body.sentence_of[n.head.index] for n in namings}) < LEAST_MENTIONS:
        return False  # a name and its apposition stand in one place
    if referent.key == "state:officials" and len(namings) < LEAST_MENTIONS:
        return False
    if _is_place(referent) and not words and not any(n.head.dep in ("nsubj", "nsubjpass") for n in namings):
        return False
    if referent.described:
        if len(namings) < LEAST_MENTIONS and not (words >= LEAST_WORDS and namings[0].definite) and not _accused(namings, body):
            return False
        return not (not words and not any(n.definite for n in namings))
    return len(namings) >= LEAST_MENTIONS or words >= LEAST_WORDS or _accused(namings, body)


def _is_place(referent: Referent) -> bool:
    if referent.actors and referent.type == "organization" and _BUILDINGS.search(referent.name):
        return True
    return (
        referent.type == "government"
        and not referent.key.startswith("state:")
        and bool(referent.actors)
        and all(n.head.entity in ("GPE", "LOC") for n in referent.namings)
    )


def _acts_itself(namings: Sequence[Naming], body: Parsed, attributions: Sequence[Attribution]) -> bool:
    """Whether a newsroom does more than carry words: two namings that neither report nor stand behind a preposition of medium."""
    reporting = SpanIndex(span for a in attributions if a.field == "text" for span in (*a.source, *a.cue))
    free = 0
    for n in namings:
        if reporting.holds(n.start, n.start + 1):
            continue
        above = body.tokens[n.head.head]
        if (
            n.head.dep == "compound"
            or (n.head.dep == "pobj" and above.text.lower() in _CARRIES)
            or (n.head.dep in ("dobj", "dative") and above.lemma == "tell")
        ):
            continue
        free += 1
    return free >= LEAST_MENTIONS


def _only_reports(referent: Referent, namings: Sequence[Naming], body: Parsed, attributions: Sequence[Attribution]) -> bool:
    """Whether an actor is known as a newsroom or its reporter by what it does: a body reports, a person reports and no more."""
    verbs = ["report"] if referent.type == "organization" else ["report", "other"]
    spoken = {
        verb: SpanIndex(
            span for a in attributions if a.field == "text" and (a.verb == "report") == (verb == "report") for span in a.source
        )
        for verb in verbs
    }
    does = {verb: any(index.holds(n.start, n.start + 1) for n in namings) for verb, index in spoken.items()}
    return does["report"] and not does.get("other", False)


def _accused(namings: Sequence[Naming], body: Parsed) -> bool:
    for n in namings:
        above = body.tokens[n.head.head]
        if n.head.dep in ("dobj", "nsubjpass") and above.lemma.lower() in _ACCUSES:
            return True
    return False
