"""The page that a person sees in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import analysis, failure, relocated
from rich.console import Console

from analysis.metric import metrics
from analysis.summary import overview, page, show


def printed(what: object, width: int = 100) -> str:
    console = Console(width=width, highlight=False, force_terminal=False)
    with console.capture() as captured:
        console.print(what)
    return captured.get()


def lines_with(text: str, words: str) -> list[str]:
    return [line for line in text.splitlines() if words in line]


@pytest.fixture(scope="module")
def harbour() -> str:
    return printed(page(analysis()))


def test_the_head_names_title_outlet_date_and_length(harbour: str) -> None:
    assert harbour.startswith(
        "Harbour board “never asked” the crane crews, union says\nTidewater Courier · 2031-04-02 · 50 words"
    )


def test_warnings_come_before_the_figures(harbour: str) -> None:
    assert harbour.index("Warning: The encoding was guessed.") < harbour.index("Share of voice")


def test_bars_are_as_long_as_the_shares_that_they_show(harbour: str) -> None:
    shares = harbour.partition("Share of voice")[2]
    rows = {name: lines_with(shares, name)[0] for name in ("The writer", "Ilse Varga", "A person close to the board (not named)")}
    assert [row.split("%")[0].split()[-1] for row in rows.values()] == ["64", "20", "16"]
    assert [row.count("█") for row in rows.values()] == [19, 6, 5]


def test_what_is_worth_a_look_comes_first_or_the_page_says_that_nothing_is(harbour: str) -> None:
    look = " ".join(harbour.partition("Worth a look")[2].partition("Share of voice")[0].split())
    assert look.startswith("1. ")
    assert "How often right: " in look
    nothing = printed(page(analysis(metrics=()))).partition("Worth a look")[2].partition("Share of voice")[0]
    assert "Nothing stands out" in nothing


def test_words_of_nobody_are_shown_as_such() -> None:
    assert "Source not told" in printed(page(analysis(sources=())))


def test_every_metric_stands_with_its_value_and_interval(harbour: str) -> None:
    for metric in metrics():
        assert metric.label.split()[0] in harbour
    assert "0.00–0.00" in harbour or "0.0–0.0" in harbour


def test_a_missing_value_is_a_dash_and_never_a_zero() -> None:
    without = tuple(replace(value, value=None, low=None, high=None, missing="too few") for value in analysis().metrics)
    seen = printed(page(analysis(metrics=without)))
    for metric in metrics():
        if len(metric.by_voice) == 1:
            (line,) = lines_with(seen, f"{metric.label}  ")
            assert line.removeprefix(metric.label).split()[0] == "–"


def test_loaded_words_stand_in_context_with_their_voice(harbour: str) -> None:
    assert lines_with(harbour, "[recklessly]")[0].startswith("the writer  The harbour board [recklessly] sold")
    assert lines_with(harbour, "[furious]")[0].startswith("quoted")


def test_a_long_list_of_loaded_words_says_how_many_are_left() -> None:
    marks = analysis().annotations[:1] * 40
    seen = printed(page(analysis(annotations=marks)))
    assert seen.count("[recklessly]") == 15
    assert "and 25 more" in seen


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_page_fits_any_width(width: int) -> None:
    assert max(map(len, printed(page(analysis()), width).splitlines())) <= width


def test_several_articles_take_a_line_each_and_failures_none() -> None:
    seen = printed(overview([analysis(), relocated("Gulls.", "Gulls over the quay")]))
    (row,) = lines_with(seen, "Harbour board")
    assert row.split()[-6:-1] == ["50", "64%", "20%", "16%", "2"]
    assert "Gulls over the quay" in seen
    assert "* 1 with warnings" in seen


@pytest.mark.parametrize(("articles", "marker"), [(1, "Share of voice"), (2, "Writer, quoted, reported")])
def test_one_article_gets_a_page_and_several_a_table(articles: int, marker: str) -> None:
    console = Console(width=100)
    with console.capture() as captured:
        show([failure(), *[analysis()] * articles, failure()], console)
    assert marker in captured.get()


def test_no_article_prints_nothing() -> None:
    console = Console(width=100)
    with console.capture() as captured:
        show([failure()], console)
    assert captured.get() == ""


def test_an_article_without_title_goes_by_its_file_or_id() -> None:
    assert printed(page(relocated("Gulls.", None, origin="gulls.txt"))).startswith("gulls.txt")
    assert printed(page(relocated("Gulls.", None, origin=None, id=0))).startswith("0")
    assert printed(page(relocated("Gulls.", None, origin=None, id=None))).startswith("Untitled")
