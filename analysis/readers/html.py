"""Reads a saved web page: trafilatura tells the article from menus, comments and related links. Never touches the network."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
import trafilatura
from trafilatura.settings import Document

from analysis.article import Article, Failure
from analysis.readers import clean, title
from analysis.readers.source import Source, Unreadable
from analysis.readers.text import whole

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{3,20})", re.IGNORECASE
)
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figure h1 h2 h3 h4 h5 h6 li ol p pre section table tr ul".split()
)
_UNREAD = frozenset("script style template noscript head title iframe object svg math".split())
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
    heading = source.known.get("title") or one_line(found.title)
    if heading is not None:
        heading = _without_outlet(heading, one_line(found.sitename))
        _, text = title.split(text, heading)
    yield Article(
        text=text.replace("\n", "\n\n"),
        id=source.id,
        title=heading,
        outlet=one_line(found.sitename),
        published=found.date,
        url=one_line(found.url),
        topic=one_line("; ".join(found.categories or [])),
        author=one_line(found.author),
        origin=source.origin,
        warnings=warnings,
    )


def fragment_text(raw: str, *, prose: bool = True) -> str:
    """The text of a piece of HTML, such as a feed's entry: extracted as a page's is where that keeps most of its words.

    Args:
        prose: False for a title, which is never searched for an article in it.
    """
    raw = clean.characters(raw)
    if "<" not in raw and "&" not in raw:
        return clean.clean(raw)
    try:
        tree = lxml.html.fragment_fromstring(raw, create_parent="div")
        bare = clean.clean("".join(_bare(tree)))
    except Exception:  # as in `_extract`
        return ""
    found = _extract(raw)[0] if prose else None
    text = _LIST_MARK.sub("", clean.clean(found.text or "")).replace("\n", "\n\n") if found is not None else ""
    return text if 2 * len(text.split()) > len(bare.split()) else bare


def _bare(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """The words of all elements but scripts and the like, with a blank line round each block."""
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        block = isinstance(element.tag, str) and element.tag in _BLOCKS
        if event == "start":
            yield "\n\n" if block else "\n" if element.tag == "br" else ""
            yield (element.text or "") if element.tag not in _UNREAD else ""
        else:
            yield "\n\n" if block else ""
            yield (element.tail or "") if element is not tree else ""


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


def one_line(value: str | None) -> str | None:
    return " ".join(clean.characters(value).split()) or None if value else None


def _without_outlet(heading: str, outlet: str | None) -> str:
    """A page's title without the outlet's name that many pages add after a bar or a dash."""
    parts = re.match(r"(.+\S)\s+[|–—-]\s+([^|]+)$", heading)
    return parts[1] if parts and outlet and title.same(parts[2], outlet) else heading
