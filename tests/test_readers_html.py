"""Web pages: the article without what stands around it."""

from __future__ import annotations

import pytest

from analysis import readers
from analysis.article import Article, Failure

STORY = [
    "The council of Harrow Bay voted on Tuesday to close the ferry landing for the winter, ending a quarrel of two years.",
    "“We cannot pay for a boat that nobody takes,” said Mayor Ines Okafor, who had asked for the vote in August.",
    "Islanders disagreed. About sixty of them stood outside the hall with lanterns and said it would cut off the clinic.",
    "The council’s own report put the yearly cost at $410,000, a figure that the ferry line disputes.",
]
HEAD = """<head><meta charset="utf-8"><title>Council closes ferry landing | The Bay Courier</title>
<meta property="og:site_name" content="The Bay Courier"><meta name="author" content="Jo Lindqvist">
<meta property="article:published_time" content="2023-11-07T18:20:00Z">
<meta property="article:modified_time" content="2023-11-09T08:00:00Z">
<link rel="canonical" href="https://courier.example/ferry"><meta property="article:section" content="Local"></head>"""
PAGE = f"""<!DOCTYPE html><html lang="en">{HEAD}<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li>
<li><a href=/w>Tide tables</a></li></ul></nav></header>
<main><article><h1>Council closes ferry landing</h1><p>{STORY[0]}</p><p>{STORY[1]}</p><p>{STORY[2]}</p><h2>What it costs</h2>
<p>{STORY[3]}</p><ul><li>The boat carries twelve cars.</li><li>It sails four times a day.</li></ul>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/1">Clinic wins new wing</a></li></ul></aside></article>
<section id="comments"><h2>Comments (2)</h2>
<div class="comment"><p>Shame on the whole council, they never asked.</p></div></section>
</main><footer><p>Harrow Bay Media, Quay Street 4</p><script>var x = "<p>never</p>";</script></footer></body></html>"""


def read(page: str | bytes) -> Article:
    (found,) = readers.read_bytes("a.html", page.encode() if isinstance(page, str) else page)
    assert isinstance(found, Article), found
    return found


def test_the_article_is_told_from_what_stands_around_it() -> None:
    found = read(PAGE)
    lists = ["The boat carries twelve cars.", "It sails four times a day."]
    assert found.text.split("\n\n") == [*STORY[:3], "What it costs", STORY[3], *lists]


def test_metadata_come_from_the_page_and_the_date_is_the_first() -> None:
    found = read(PAGE)
    assert found.title == "Council closes ferry landing"
    assert (found.outlet, found.author, found.published) == ("The Bay Courier", "Jo Lindqvist", "2023-11-07")
    assert (found.url, found.topic, found.warnings) == ("https://courier.example/ferry", "Local", ())


def test_a_date_that_the_page_does_not_state_is_not_guessed() -> None:
    page = f"<html><head><title>Ferry</title></head><body><article>{''.join(f'<p>{one}</p>' for one in STORY)}"
    assert read(page + "<p>It was built in 1908.</p></article><footer>© 2019 Courier</footer></body></html>").published is None


def test_an_old_date_is_kept() -> None:
    assert read(PAGE.replace("2023-11-07", "1987-11-07").replace("2023-11-09", "1987-11-09")).published == "1987-11-07"


def test_broken_markup_is_read() -> None:
    page = "<title>Ferry</title><body><div id=nav><a href=x>Home</a></div><h1>Ferry<div>"
    text = read(page + f"<p>{STORY[0]}<p>{STORY[1]}<b><i>x</b></i><p>{STORY[2]}").text
    assert all(one in text for one in STORY[:3])


def test_a_fragment_is_read() -> None:
    assert read("<p>Police arrest two in raid</p>").text == "Police arrest two in raid"


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "ISO-8859-1", "latin1"])
def test_a_declared_encoding_is_believed(declared: str) -> None:
    found = read(PAGE.replace('charset="utf-8"', f'charset="{declared}"').encode("cp1252"))
    assert STORY[1] in found.text
    assert found.warnings == ()


@pytest.mark.parametrize("declared", ["nonsense", "rot13", "unicode_escape", "utf-8", "idna"])
def test_a_wrong_declaration_is_not(declared: str) -> None:
    found = read(PAGE.replace('charset="utf-8"', f'charset="{declared}"').encode("cp1252"))
    assert STORY[1] in found.text
    assert found.warnings == ("The encoding was guessed: Windows-1252.",)
    assert read(PAGE.replace('charset="utf-8"', 'charset="windows-1252"')).text == read(PAGE).text


def test_an_xml_declaration_does_no_harm() -> None:
    assert read('<?xml version="1.0" encoding="iso-8859-1"?>' + PAGE).text == read(PAGE).text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><nav><a href=1>Home</a><a href=2>All our news of today</a></nav><script>x()</script></body></html>",
        "<html><head><title>Ferry landing shut</title></head><body><img src=a.png></body></html>",
        "<" * 5_000,
        "<html>" + "<div>" * 20_000,
        "https://courier.example/ferry",
    ],
    ids=lambda page: page[:30],
)
def test_a_page_without_an_article_is_a_failure(page: str) -> None:
    (found,) = readers.read_bytes("a.html", page.encode())
    assert isinstance(found, Failure)
    assert found.code == "no_text"


def test_the_same_page_reads_the_same_after_others() -> None:
    first = read(PAGE)
    for _ in range(5):
        read(PAGE.replace("Council", "Board"))
    assert read(PAGE) == first
