"""Feeds: one article an entry, its HTML read as a page's is."""

# ruff: noqa: E501 (markup is easier to read in one line)

from __future__ import annotations

import pytest

from analysis import readers
from analysis.article import Article, Failure

BODY = "".join(
    f"<p>Paragraph {n} says that the ferry stays at its quay &amp; that nobody knows until when.</p>" for n in range(4)
)
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Quay Courier</title>
<item><title>Ferry &lt;i&gt;tied up&lt;/i&gt;</title><link>https://quay.example/1</link><guid>q-1</guid><dc:creator>Ada Quill</dc:creator>
<category>Transport</category><pubDate>Mon, 04 May 2020 10:00:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<script>alert(1)</script>{BODY}]]></content:encoded></item>
<item><title>Second</title><description>The bakers lost &lt;b&gt;half&lt;/b&gt; their customers.</description></item>
<item><title>Third</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Low Quay News</title><entry><id>urn:1</id><title>Boat found</title>
<updated>2021-02-03T04:05:06Z</updated><author><name>Ben Oar</name></author><link href="https://low.example/b"/>
<content type="html">&lt;p&gt;The boat was found.&lt;/p&gt;&lt;p&gt;It floats.&lt;/p&gt;</content></entry></feed>"""


def test_an_entry_is_an_article_with_its_fields() -> None:
    one, two, three = readers.read_bytes("a.rss", RSS.encode())
    assert isinstance(one, Article)
    assert one.text.split("\n\n") == [
        f"Paragraph {n} says that the ferry stays at its quay & that nobody knows until when." for n in range(4)
    ]
    assert (one.title, one.outlet, one.author, one.topic) == ("Ferry tied up", "The Quay Courier", "Ada Quill", "Transport")
    assert (one.id, one.url, one.published) == ("q-1", "https://quay.example/1", "2020-05-04T08:00:00+00:00")
    assert (one.origin, one.warnings) == ("a.rss:1", ())
    assert isinstance(two, Article)
    assert (two.text, two.id) == ("The bakers lost half their customers.", "a.rss:2")
    assert two.warnings == ("The feed gives this entry's summary alone.",)
    assert isinstance(three, Failure)
    assert (three.code, three.origin) == ("no_text", "a.rss:3")


@pytest.mark.parametrize("name", ["a.atom", "a.xml", "a"])
def test_atom_is_read_whatever_its_ending(name: str) -> None:
    (found,) = readers.read_bytes(name, ATOM.encode())
    assert isinstance(found, Article)
    assert (found.text, found.author, found.published) == (
        "The boat was found.\n\nIt floats.",
        "Ben Oar",
        "2021-02-03T04:05:06+00:00",
    )


def test_a_feed_cut_off_gives_the_entries_that_are_whole() -> None:
    found = list(readers.read_bytes("a.rss", RSS[: RSS.index("<item><title>Third")].encode()))
    assert [isinstance(one, Article) for one in found] == [True, True]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><body><p>The boats left.</p></body></html>", "not_feed"),
        (b"The boats left the bay.", "not_feed"),
        (b"<rss version='2.0'><channel><title>A</title></channel></rss>", "no_text"),
        (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>',
            "forbidden_xml",
        ),
        (b'<!DOCTYPE rss [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;">]><rss><channel><title>&y;', "forbidden_xml"),
        (b"<rss>" + b"<a>" * 5_000, "too_large"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, code: str) -> None:
    (found,) = readers.read_bytes("a.xml", data)
    assert isinstance(found, Failure)
    assert found.code == code


def test_entries_beyond_the_limit_are_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_MAX_ARTICLES", "1")
    _, last = readers.read_bytes("a.rss", RSS.encode())
    assert isinstance(last, Failure)
    assert "EVENHAND_MAX_ARTICLES" in last.message
