"""What the server holds: each article once, each failure with its reason, in the order they came."""

from __future__ import annotations

from builders import analysis, article, failure

from analysis.article import Article, Failure
from analysis.result import Analysis
from dashboard.opened import fill
from dashboard.shelf import Shelf


def analyze(given: Article) -> Analysis | Failure:
    return failure(message="not English") if given.text == "Nein." else analysis(article=given)


def test_articles_are_kept_once_and_failures_with_their_reason() -> None:
    shelf, heard = Shelf(), []
    inputs = [article(), failure(), article(title="Other"), article(), article(text="Nein.", title=None)]
    report = fill(shelf, inputs, analyze, lambda done, name: heard.append((done, name)))
    assert [i.title for i in report.added] == [article().title, "Other"]
    assert [i.title for i in report.known] == [article().title]
    assert [f.message for f in report.failures] == [failure().message, "not English"]
    assert [i.key for i in shelf.items()] == [i.key for i in report.added]
    assert shelf.failures() == list(report.failures)
    assert [done for done, _ in heard] == [0, 1, 2, 3, 4]
    assert [name for _, name in heard][1:3] == ["feed.jsonl", "Other"]
    assert shelf.get(report.added[1].key) == report.added[1]
    assert shelf.get("nothing") is None
