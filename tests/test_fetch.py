"""`--fetch`: a page at a web address becomes an article; what cannot be fetched says why and what to do."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from click.testing import CliRunner
from web import PAGE, PUBLIC, Answer, Web, answer, redirect, stand_in

from analysis import readers
from analysis.article import Article, Failure
from analysis.cli import evenhand

ADDRESS = "http://courier.example/ferry"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with stand_in(monkeypatch) as found:
        yield found


def fetched(address: str = ADDRESS) -> Article:
    (found,) = readers.read([address], fetch=True)
    assert isinstance(found, Article), found
    return found


def refused(address: str = ADDRESS) -> Failure:
    (found,) = readers.read([address], fetch=True)
    assert isinstance(found, Failure), found
    assert found.message.startswith(f"{found.origin} ")
    assert found.message.endswith(".")
    return found


def test_a_page_is_read_and_nothing_that_it_names_is_fetched(web: Web) -> None:
    found = fetched()
    assert (found.title, found.url, found.origin, found.id) == ("Ferry landing stays shut", ADDRESS, ADDRESS, ADDRESS)
    assert found.text.startswith("The council of Harrow Bay")
    assert web.asked == [("courier.example", "/ferry")]
    assert not {"Cookie", "Referer"} & web.headers[0].keys()


def test_a_query_is_sent_and_a_fragment_is_not(web: Web) -> None:
    fetched(f"{ADDRESS}?id=7&title=Fähre#comments")
    assert web.asked == [("courier.example", "/ferry?id=7&title=F%C3%A4hre")]


def test_redirects_are_followed_and_the_last_address_is_the_article_s(web: Web) -> None:
    web.paths["/old"] = redirect("/moved", 301)
    web.paths["/moved"] = redirect(ADDRESS, 308)
    assert fetched("http://courier.example/old").url == ADDRESS


def test_the_encoding_that_the_server_names_goes_before_the_page_s_own(web: Web) -> None:
    page = PAGE.replace(b"<title>", b"<meta charset=koi8-r><title>").replace(b"Islanders", "Übersee-Isländer".encode("cp1252"))
    web.paths["/ferry"] = answer(page, kind="text/html; charset=ISO-8859-1")
    assert "Übersee-Isländer disagreed" in fetched().text


@pytest.mark.parametrize(
    ("kind", "data"), [("text/plain; charset=utf-8", b"The boats left the bay."), ("text/csv", b"text\nThe boats left.")]
)
def test_other_formats_are_told_by_their_type(web: Web, kind: str, data: bytes) -> None:
    web.paths["/ferry"] = answer(data, kind=kind)
    assert fetched().text.startswith("The boats left")


@pytest.mark.parametrize(
    ("way", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:90]) + gzip.compress(PAGE[90:])),  # in two members
        ("deflate", zlib.compress(PAGE)),
    ],
)
def test_a_packed_page_is_unpacked_to_its_end(web: Web, way: str, packed: bytes) -> None:
    web.paths["/ferry"] = answer(packed, headers={"Content-Encoding": way})
    unpacked = fetched()
    web.paths["/ferry"] = answer(PAGE)
    assert unpacked == fetched()
    assert unpacked.title == "Ferry landing stays shut"


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever: each comes in time, all of them never."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("variable", "answered"),
    [
        ("EVENHAND_MAX_FETCH_MB", answer(PAGE + b" " * 1_000_001)),
        ("EVENHAND_MAX_FETCH_MB", answer(PAGE + b" " * 1_000_001, headers={"Content-Length": ""})),
        ("EVENHAND_MAX_FETCH_MB", answer(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"})),
        ("EVENHAND_MAX_FETCH_SECONDS", drip),
        ("EVENHAND_MAX_REDIRECTS", redirect("/ferry")),
    ],
    ids=["declared length", "length not declared", "unpacked length", "drip", "loop"],
)
def test_each_limit_is_named_where_it_refuses(web: Web, monkeypatch: pytest.MonkeyPatch, variable: str, answered: Answer) -> None:
    monkeypatch.setenv(variable, "1")
    web.paths["/ferry"] = answered
    found = refused()
    assert found.code == "too_large"
    assert f"raise the limit {variable}" in found.message


def test_a_look_up_that_never_answers_ends_in_time(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_MAX_FETCH_SECONDS", "1")
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: time.sleep(5) or [])
    assert "EVENHAND_MAX_FETCH_SECONDS" in refused().message


@pytest.mark.parametrize(
    ("answered", "code", "said"),
    [
        (answer(b"no", 403), "not_fetched", "403 (Forbidden): open it in a browser"),
        (answer(b"no", 999), "not_fetched", "answered with 999"),
        (answer(b"x" * 9, kind="image/png"), "unsupported_format", "“image/png”"),
        (answer(b"x" * 9, kind=""), "unsupported_format", "nothing that its type"),
        (answer(PAGE, headers={"Content-Encoding": "br"}), "not_fetched", "packed in a way"),
        (answer(PAGE[:40], headers={"Content-Length": "900"}), "not_fetched", "IncompleteRead"),
        (answer(b"not packed", headers={"Content-Encoding": "gzip"}), "not_fetched", "could not be fetched"),
        (answer(gzip.compress(PAGE)[:-9], headers={"Content-Encoding": "gzip"}), "not_fetched", "IncompleteRead"),
        (answer(b"<html><body><nav><a href=1>Home</a></nav></body></html>"), "no_text", "holds no article text"),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_page_says_so(web: Web, answered: Answer, code: str, said: str) -> None:
    web.paths["/ferry"] = answered
    found = refused()
    assert found.code == code
    assert said in found.message


def test_a_name_that_does_not_exist_says_so(web: Web) -> None:
    assert refused("http://nowhere.example/").code == "not_found"


def test_a_connection_without_encryption_is_no_https(web: Web) -> None:
    assert refused("https://courier.example/ferry").code == "not_fetched"
    assert web.asked == []


def test_the_next_address_of_a_name_is_tried_where_one_is_dead(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    alive = socket.create_connection

    def reach(address: tuple[str, int], timeout: float) -> socket.socket:
        if address[0] == PUBLIC:
            raise ConnectionRefusedError(111, "Connection refused")
        return alive(address, timeout)

    monkeypatch.setattr(socket, "create_connection", reach)
    web.names["courier.example"] = [[PUBLIC, "93.184.216.35"]]
    assert fetched().title == "Ferry landing stays shut"
    assert web.reached == ["93.184.216.35"]


def test_the_command_line_fetches_only_when_it_is_asked_to(web: Web) -> None:
    without = CliRunner().invoke(evenhand, ["analyze", ADDRESS, "--format", "json"])
    assert without.exit_code == 1
    assert "add --fetch" in without.stdout
    assert web.looked_up == []
    done = CliRunner().invoke(evenhand, ["analyze", ADDRESS, "--fetch", "--format", "json"])
    assert done.exit_code == 0, done.output
    assert '"Ferry landing stays shut"' in done.stdout
    assert web.reached == [PUBLIC]
