"""Text that Markdown could read shows as it was typed, and the words around a mark stand on one line."""

from __future__ import annotations

import pytest

from dashboard.article_data import context
from dashboard.plain_text import plain
from dashboard.table import button_label


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("*x* :smile: $a$", r"\*x\* \:smile\: \$a\$"),
        ("<b>[x](y)</b>", r"\<b\>\[x\]\(y\)\<\/b\>"),
        ("# a\n\n1. b", r"\# a 1\. b"),
        ("https://a.example", r"https\:\/\/a\.example"),
        ("“We’ll see” – 5 % of Ärzte", r"“We’ll see” – 5 \% of Ärzte"),
        (None, ""),
    ],
)
def test_every_mark_is_made_harmless(typed: str | None, safe: str) -> None:
    assert plain(typed) == safe


def test_a_title_that_begins_like_an_icon_stays_a_title() -> None:
    assert button_label(":material/home: News") != ":material/home: News"
    assert button_label(":material/home: News").endswith(":material/home: News")
    assert button_label("News: today") == "News: today"


def test_the_words_around_a_mark_are_cut_at_whole_words() -> None:
    text = "The quiet board of the harbour\nrecklessly sold the east quay to nobody in particular."
    start = text.index("recklessly")
    before, inside, behind = context(text, start, start + len("recklessly"), room=16)
    assert (before, inside, behind) == ("… of the harbour ", "recklessly", " sold the east …")
    assert context("All of it", 0, 9) == ("", "All of it", "")
