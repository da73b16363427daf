"""Reads a saved web page: trafilatura tells the article from menus, comments and related links. Never touches the network."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from trafilatura.settings import Document

from analysis.article import Article, Failure
from analysis.readers import clean, title
from analysis.readers.source import Source, Unreadable
from analysis.readers.text import whole

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{3,20})", re.IGNORECASE
)
_LIST_MARK = re.compile("^- ", re.MULTILINE)
#: A wrong date is worse than none: only dates that the page states as such, the first publication before later changes. The
#: latest date allowed is fixed, or the same page would read differently on another day.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1800-01-01", "max_date": "2100-01-01"}


def read(source: Source) -> Iterator[Article | Failure]:
    """One article: text, title, author, date, outlet, address, section. Raises `Unreadable` (`no_text`) where there is none."""
    declared = _DECLARED.search(source.stream.read(4096))
    page, warnings = whole(source, declared=declared and (declared[1] or declared[2]).decode("ascii"))
    found, links = _extract(page)
    text = _LIST_MARK.sub("", clean.clean(found.text or "")) if found is not None else ""
    if found is None or not _holds_prose(text, links):
        raise Unreadable("no_text", "holds no article text: save the page with its text, or copy the text into a plain file.")
    heading = source.known.get("title") or _one_line(found.title)
    if heading is not None:
        heading = _without_outlet(heading, _one_line(found.sitename))
        _, text = title.split(text, heading)
    yield Article(
        text=text.replace("\n", "\n\n"),
        id=source.id,
        title=heading,
        outlet=_one_line(found.sitename),
        published=found.date,
        url=_one_line(found.url),
        topic=_one_line("; ".join(found.categories or [])),
        author=_one_line(found.author),
        origin=source.origin,
        warnings=warnings,
    )


def _extract(page: str) -> tuple[Document | None, frozenset[str]]:
    """What trafilatura finds, and the words of every link on the page."""
    if not re.search(r"<html|<body", page[:20_000], re.IGNORECASE):
        page = f"<html><body>{page}</body></html>"
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            return None, frozenset()
        links = frozenset(" ".join(link.text_content().split()) for link in tree.iter("a"))
        found = trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except Exception:  # Pages break in ways that no list of exceptions foresees, and one must not end a run.
        return None, frozenset()
    return (found if isinstance(found, Document) else None), links


def _holds_prose(text: str, links: frozenset[str]) -> bool:
    """False for a page of menus: where no article is found, trafilatura gives whatever text the page has."""
    return any(len(line.split()) >= 3 and line not in links for line in text.split("\n"))


def _one_line(value: str | None) -> str | None:
    return " ".join(clean.characters(value).split()) or None if value else None


def _without_outlet(heading: str, outlet: str | None) -> str:
    """A page's title without the outlet's name that many pages add after a bar or a dash."""
    parts = re.match(r"(.+\S)\s+[|–—-]\s+([^|]+)$", heading)
    return parts[1] if parts and outlet and title.same(parts[2], outlet) else heading
