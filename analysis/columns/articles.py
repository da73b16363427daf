"""The table `articles`."""

from __future__ import annotations

from analysis.columns.declaration import KEY, Column, Table
from analysis.redaction import redact_warning, text_sha256


def _words_in(voice: str, label: str) -> Column:
    return Column(
        f"words_{voice}",
        "integer",
        f"Words, {label}",
        f"Words of the text in this voice: {label}. A word holds a letter or a digit.",
        lambda c, i: sum(s.words.get(voice, 0) for s in c.result.sentences),
        "words",
        "0 or more",
    )


ARTICLES = Table("articles", "one analyzed article", lambda c: (c.result.article,), (
    *KEY,
    Column("title", "string", "Title", "The headline.", lambda c, i: i.title, optional=True, text=True),
    Column("title_sha256", "string", "Hash of the title", "SHA-256 of the title's UTF-8 bytes.",
           lambda c, i: text_sha256(i.title), optional=True),
    Column("outlet", "string", "Outlet", "As the input gave it.", lambda c, i: i.outlet, source="Input", optional=True),
    Column("author", "string", "Author", "As the input gave it.", lambda c, i: i.author, source="Input", optional=True),
    Column("published", "string", "Date", "As the input gave it; ISO 8601 where a reader could tell.", lambda c, i: i.published,
           source="Input", optional=True),
    Column("url", "string", "Address", "As the input gave it.", lambda c, i: i.url, source="Input", optional=True,
           caveats="An address may repeat words of the title; it stays with --no-text."),
    Column("topic", "string", "Topic", "As the input gave it.", lambda c, i: i.topic, source="Input", optional=True),
    Column("origin", "string", "Origin", "File (and row) that the article was read from.", lambda c, i: i.origin, optional=True,
           caveats="A file name may repeat words of the title; it stays with --no-text."),
    Column("sha256", "string", "Hash of the text", "SHA-256 of the text's UTF-8 bytes: finds the text that the offsets count "
           "into.", lambda c, i: i.sha256),
    Column("language", "string", "Language", "Language of the text, ISO 639-1.", lambda c, i: c.result.language),
    Column("characters", "integer", "Characters", "Code points of the text, boilerplate included.", lambda c, i: len(i.text),
           "characters", "0 or more"),
    Column("words", "integer", "Words", "Words of the text without boilerplate. A word holds a letter or a digit.",
           lambda c, i: c.result.words, "words", "0 or more"),
    _words_in("writer", "the writer's own statements"),
    _words_in("direct", "sources inside quotation marks"),
    _words_in("indirect", "sources' claims in the writer's wording"),
    Column("title_words", "integer", "Words of the title", "Words of the title, quoted ones included.",
           lambda c, i: sum(c.result.title_words.values()), "words", "0 or more"),
    Column("excluded_characters", "integer", "Boilerplate", "Characters that count nowhere: agency stamps, copyright lines and "
           "the like.", lambda c, i: sum(e.end - e.start for e in c.result.excluded), "characters", "0 or more"),
    Column("sentences", "integer", "Sentences", "Sentences of the text.", lambda c, i: len(c.result.sentences), "sentences",
           "0 or more"),
    Column("attributions", "integer", "Attributions", "Attributions in text and title.", lambda c, i: len(c.result.attributions),
           "attributions", "0 or more"),
    Column("sources", "integer", "Sources", "Sources that speak, in text and title.", lambda c, i: len(c.result.sources),
           "sources", "0 or more"),
    Column("annotations", "integer", "Annotations", "Marked spans of every kind.", lambda c, i: len(c.result.annotations),
           "annotations", "0 or more"),
    Column("warnings", "string", "Warnings", "What was guessed or left out, parted by ' | '; empty where nothing was.",
           lambda c, i: " | ".join(w if c.text else redact_warning(w, i) for w in c.result.warnings) or None, optional=True,
           caveats="With --no-text a warning that quotes the article is replaced by a note."),
    Column("package", "string", "Version", "Version of Evenhand.", lambda c, i: c.result.version.package),
    Column("settings", "string", "Settings", "SHA-256 over all that can change a result; equal settings and texts give equal "
           "rows.", lambda c, i: c.result.version.settings),
))  # fmt: skip
