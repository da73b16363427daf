"""What the server holds: each article once, each failure with its reason, in the order they came."""

from __future__ import annotations

from builders import analysis, article, failure

from analysis import decisions
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


def test_decisions_are_kept_with_the_article_and_leave_with_it() -> None:
    shelf = Shelf()
    fill(shelf, [article(), article(title="Other")], analyze)
    first, second = shelf.items()
    one = decisions.setting_aside(first.analysis.annotations[0], "a ship's name")
    shelf.decide(first, lambda now: decisions.with_mark(now, one))
    shelf.decide(first, lambda now: decisions.with_sides(now, (), (decisions.Side("A", ("the board",)),)))
    found = shelf.get(first.key)
    assert found is not None
    assert found.analysis.decisions == decisions.Decisions((one,), (decisions.Side("A", ("the board",)),))
    assert [r.decisions.set_aside for r in shelf.results(shelf.items())] == [(one,), ()]
    assert shelf.get(second.key) == second
    shelf.decide(first, lambda now: decisions.without_mark(now, one.mark))
    assert [r.decisions.set_aside for r in shelf.results(shelf.items())] == [(), ()]
