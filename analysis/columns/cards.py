"""The tables `sources` and `parties`."""

from __future__ import annotations

from analysis.columns.declaration import KEY, SOURCE_ID, Column, Table
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
    Column("words", "integer", "Words", "Words given to the party as a source.", lambda c, i: i.words, "words", "0 or more"),
    *(column for voice in ("writer", "direct", "indirect") for column in _tone(voice)),
))  # fmt: skip
