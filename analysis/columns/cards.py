"""The tables `sources` and `parties`."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation import Party
from analysis.columns.declaration import KEY, SOURCE_ID, Case, Column, Table
from analysis.portrayals import portrayal
from analysis.redaction import text_sha256

TYPES = "person, organization, government, document, group, anonymous, unknown"


def _naming(what: str) -> tuple[Column, ...]:
    return (
        Column("name", "string", "Name", f"The fullest naming of {what} in the article.", lambda c, i: i.name, optional=True,
               text=True),
        Column("name_sha256", "string", "Hash of the name", "SHA-256 of the name's UTF-8 bytes; equal names have equal hashes.",
               lambda c, i: text_sha256(i.name), caveats="Not a secret: a guessed name can be tested against it."),
        Column("aliases", "string", "Namings", f"All namings of {what}, parted by ' | '.",
               lambda c, i: " | ".join(i.aliases) or None, optional=True, text=True),
        Column("type", "string", "Type", f"What {what} is.", lambda c, i: i.type, range=TYPES),
    )  # fmt: skip


def _places(case: Case, party: Party) -> list[int]:
    return [m.start for m in case.result.mentions if m.party_id == party.id]


def _sentences(case: Case, party: Party) -> int:
    spans = [v for v in case.result.voices if v.source_id is not None and v.source_id in party.sources]
    return sum(any(v.start < s.end and s.start < v.end for v in spans) for s in case.result.sentences)


def _share(part: int, parts: Sequence[int]) -> float | None:
    return part / sum(parts) if sum(parts) else None


def _tone(voice: str) -> tuple[Column, ...]:
    """How a voice portrays the party, and over how many namings."""
    return (
        Column(f"tone_{voice}", "number", f"Tone, {voice}",
               f"Mean tone of its namings in the voice {voice}, "
               "by the portrayal head; within a third of 0 it reads as neutral.",
               lambda c, i: portrayal(c.result.mentions, i.id, voice).tone, "tone", "from -1 to 1",
               "After Hamborg & Donnay (2021), NewsMTSC", "A learned judgement; few namings say little.", optional=True),
        Column(f"toned_{voice}", "integer", f"Namings judged, {voice}", f"Namings in the voice {voice} whose tone was judged.",
               lambda c, i: portrayal(c.result.mentions, i.id, voice).mentions, "namings", "0 or more"),
    )  # fmt: skip


SOURCES = Table("sources", "one source that speaks in an article", lambda c: c.result.sources, (
    *KEY,
    Column("source_id", "string", "Source id", "Id within the article.", lambda c, i: i.id),
    *_naming("the source"),
    Column("named", "boolean", "Named", "Whether the article names the source.", lambda c, i: i.named, range="true, false"),
    Column("role", "string", "Role", "What the article calls the source, such as an office.", lambda c, i: i.role, optional=True,
           text=True),
    Column("speaks_for", "string", "Speaks for", "Name of whose spokesperson the source is, by how it is introduced.",
           lambda c, i: i.speaks_for, optional=True, text=True),
    Column("words", "integer", "Words", "Words of the text given to the source, direct and indirect, without those of sources "
           "nested in them.", lambda c, i: i.words, "words", "0 or more"),
    Column("attributions", "integer", "Attributions", "Number of its attributions.", lambda c, i: len(i.attributions),
           "attributions", "0 or more"),
    Column("attribution_ids", "string", "Ids of its attributions", "In order, parted by blanks.",
           lambda c, i: " ".join(i.attributions) or None, optional=True),
    Column("first", "integer", "First naming", "Offset of its first naming in the text; -1 where only the title names it.",
           lambda c, i: i.first, "code points", "from -1"),
))  # fmt: skip

PARTIES = Table("parties", "one actor that an article is about, speaking or not", lambda c: c.result.parties, (
    *KEY,
    Column("party_id", "string", "Party id", "Id within the article.", lambda c, i: i.id),
    *_naming("the party"),
    SOURCE_ID,
    Column("mentions", "integer", "Mentions", "Namings in the text, pronouns left out.", lambda c, i: i.mentions, "namings",
           "0 or more"),
    Column("words", "integer", "Words", "Words given to the party: those of its own source card and of the cards that speak for "
           "it.", lambda c, i: i.words, "words", "0 or more"),
    Column("source_ids", "string", "Sources", "Ids of all cards whose words are the party's, its own first, parted by blanks.",
           lambda c, i: " ".join(i.sources) or None, optional=True),
    Column("silent", "boolean", "Silent", "Whether it is named in two places or more and given no words.", lambda c, i: i.silent,
           range="true, false"),
    Column("sentences", "integer", "Sentences with its words", "Sentences of the text in which it is given words.", _sentences,
           "sentences", "0 or more"),
    Column("first", "integer", "First naming", "Offset of its first naming in the text.",
           lambda c, i: min(_places(c, i), default=-1),
           "code points", "from -1"),
    Column("last", "integer", "Last naming", "Offset of its last naming in the text.",
           lambda c, i: max(_places(c, i), default=-1),
           "code points", "from -1"),
    Column("in_title", "boolean", "In the headline", "Whether the headline names it.",
           lambda c, i: i.in_title, range="true, false",
           caveats="By a name; a description alone is missed."),
    Column("mentions_share", "number", "Share of namings", "Its namings over those of all parties: how much it is talked about.",
           lambda c, i: _share(i.mentions, [p.mentions for p in c.result.parties]), "share of namings", "0 to 1", optional=True),
    Column("words_share", "number", "Share of voice", "Words given to it over the words given to all parties. Below the share of "
           "namings it is talked about more than heard. Empty where no party is given words.",
           lambda c, i: _share(i.words, [p.words for p in c.result.parties]), "share of parties' words", "0 to 1", optional=True),
    Column("reply", "string", "Reply", "The best answer to what it is accused of that the article gives; empty where nobody "
           "accuses it.", lambda c, i: i.reply, range="speaks, declined, no response, not heard", optional=True),
    *(column for voice in ("writer", "direct", "indirect") for column in _tone(voice)),
))  # fmt: skip
