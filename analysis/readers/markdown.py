"""Reads Markdown (CommonMark): one article a file, its marks taken off."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from analysis.article import Article, Failure
from analysis.readers import clean, columns, dates, title
from analysis.readers.source import Source, Unreadable
from analysis.readers.text import FIRST_LINE, whole

#: Indented paragraphs are no code in an article, and a paragraph set in HTML tags is still a paragraph.
_PARSER = MarkdownIt("commonmark").disable(["code", "html_block"])
_FRONT_MATTER = re.compile(r"---\n((?:[^\n]*\n){1,60}?)---[ \t]*(?:\n|$)")
_SETTING = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)")
#: A line longer than this was not wrapped: its end is a paragraph's end even without a blank line.
_WIDEST = 120
FIRST_HEADING = "The first heading was taken as the title."


def read(source: Source) -> Iterator[Article | Failure]:
    """One article. Headings, emphasis, links, lists and quotations become plain text; images, HTML tags and code blocks go.

    The title is that of a front matter block, else the first heading, else the first line where it looks like a title.
    """
    raw, warnings = whole(source)
    settings, raw = _front_matter(clean.characters(raw))
    blocks = [(level, text) for level, text in _blocks(raw) if text]
    if not blocks:
        raise Unreadable("no_text", "holds no text beside images and code: give a file with the article's text.")
    known = source.known.get("title") or settings.get("title")
    heading, body = _split(blocks, known)
    if heading is not None and known is None:
        warnings += (FIRST_HEADING if blocks[0][0] else FIRST_LINE,)
    yield Article(
        text=body,
        id=source.id,
        title=known or heading,
        outlet=settings.get("outlet"),
        published=dates.iso(settings["published"]) if "published" in settings else None,
        url=settings.get("url"),
        topic=settings.get("topic"),
        author=settings.get("author"),
        origin=source.origin,
        warnings=warnings,
    )


def _split(blocks: Sequence[tuple[int, str]], known: str | None) -> tuple[str | None, str]:
    text = "\n\n".join(text for _, text in blocks)
    if known is None and blocks[0][0] and len(blocks) > 1:
        return blocks[0][1].replace("\n", " "), "\n\n".join(text for _, text in blocks[1:])
    return title.split(text, known)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `name: value` lines between two `---` lines at the very beginning, by field, and the rest of the text."""
    found = _FRONT_MATTER.match(text)
    lines = found.group(1).splitlines() if found else []
    pairs = [m.groups() for m in map(_SETTING.fullmatch, lines) if m]
    if found is None or not pairs:
        return {}, text
    values = {name: value.strip().strip("\"'") for name, value in pairs}
    chosen = columns.choose(tuple(values))
    return {field: values[name] for field, name in chosen.items() if values[name]}, text[found.end() :]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each block of running text with its level as a heading (0 for a paragraph)."""
    level = 0
    for token in _PARSER.parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline":
            yield level, clean.clean(_plain(token.children or ()))


def _plain(children: Sequence[Token]) -> str:
    parts: list[str] = []
    line = 0
    for token in children:
        if token.type == "softbreak":
            parts.append("\n" if line > _WIDEST else " ")
            line = 0
        elif token.type == "hardbreak":
            parts.append("\n")
            line = 0
        elif token.type in ("text", "code_inline", "text_special"):
            parts.append(html.unescape(token.content) if token.type == "text" else token.content)
            line += len(token.content)
    return "".join(parts)
