"""The columns of the tables that a proposal of groups is written as."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.article import Article
from analysis.columns import Column, Table
from analysis.columns.declaration import id_text
from analysis.comparison.grouping import Group


@dataclass(frozen=True)
class Grouped:
    """Articles with the groups that were proposed or given for them."""

    articles: tuple[Article, ...]
    groups: tuple[Group, ...]


_GROUP = Column("group", "string", "Group", "The group's name: the caller's, or a number. To put an article elsewhere, change "
                "it and give the file to --groups.", lambda c, i: i[0].name)  # fmt: skip
_LINKED = "of the two articles, as in the table groups"


def _origin(c: Grouped, n: int) -> str | None:
    return c.articles[n].origin or id_text(c.articles[n].id)


GROUPS = Table("groups", "one article and its group", lambda c: ((g, n) for g in c.groups for n in g.articles), (
    _GROUP,
    Column("file", "string", "File", "The file and row that the article was read from, else its id.",
           lambda c, i: _origin(c, i[1]), source="Input", optional=True),
    Column("title", "string", "Headline", "As the input gave it.", lambda c, i: c.articles[i[1]].title, source="Input",
           optional=True),
    Column("outlet", "string", "Outlet", "As the input gave it.", lambda c, i: c.articles[i[1]].outlet, source="Input",
           optional=True),
    Column("published", "string", "Date", "As the input gave it.", lambda c, i: c.articles[i[1]].published, source="Input",
           optional=True),
    Column("by", "string", "By", "given: the caller named all of the group's articles. proposed: not all.",
           lambda c, i: i[0].by, range="given, proposed"),
))  # fmt: skip

LINKS = Table("links", "two linked articles of one group", lambda c: ((g, k) for g in c.groups for k in g.links), (
    _GROUP,
    Column("first", "string", "First", f"The first {_LINKED}.", lambda c, i: _origin(c, i[1].first), optional=True),
    Column("second", "string", "Second", f"The second {_LINKED}.", lambda c, i: _origin(c, i[1].second), optional=True),
    Column("likeness", "number", "Likeness", "Cosine of their words, weighed by rarity.", lambda c, i: i[1].likeness,
           range="0 to 1", source="Spärck Jones (1972)"),
    Column("days", "integer", "Days apart", "Days between their dates.", lambda c, i: i[1].days, "days", "0 or more",
           optional=True),
    Column("shared", "string", "Shared words", "The shared words that weigh most.", lambda c, i: " ".join(i[1].shared) or None,
           optional=True),
    Column("given", "boolean", "Given", "Whether the caller put them together.", lambda c, i: i[1].given, range="true, false"),
))  # fmt: skip

#: The tables of a proposal of groups.
GROUPED = (GROUPS, LINKS)
