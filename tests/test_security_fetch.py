"""Server-side request forgery: whoever chooses an address that is fetched must not reach this machine or its network through it.

Each test's docstring is an attack, written from the attacker's side; the test shows where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from web import PUBLIC, Web, redirect, stand_in

from analysis import readers
from analysis.article import Article, Failure
from analysis.readers.public_addresses import is_public

SECRET = "169.254.169.254"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with stand_in(monkeypatch) as found:
        yield found


def refused(address: str) -> Failure:
    (found,) = readers.read_address(address)
    assert isinstance(found, Failure), found
    return found


LOCAL = {
    "loopback": "127.0.0.1 127.255.255.254 ::1 0.0.0.0 0.1.2.3 ::",
    "link-local, where clouds keep their secrets": "169.254.169.254 fe80::1 fe80::1%eth0 febf::1",
    "private networks": "10.0.0.1 172.16.0.1 172.31.255.254 192.168.1.1 fc00::1 fd00:ec2::254 fec0::1",
    "carrier's own network": "100.64.0.1 100.127.255.254 198.18.0.1 192.0.0.8",
    "multicast and reserved": "224.0.0.1 239.255.255.250 255.255.255.255 240.0.0.1 ff02::1 100::1 5f00::1",
    "documentation": "192.0.2.1 198.51.100.1 203.0.113.1 2001:db8::1 3fff::1",
    "IPv4 mapped into IPv6": "::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:93.184.216.34",
    "IPv4-compatible and translated": "::127.0.0.1 ::ffff:0:127.0.0.1",
    "6to4 and its relay": "2002:7f00:1:: 2002:a00:1::1 2002:c0a8:101:: 192.88.99.1",
    "NAT64, both prefixes": "64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2 2001::1",
    "no address at all": "localhost 127.1 0177.0.0.1 2130706433 [::1]",
}


@pytest.mark.parametrize(("kind", "addresses"), LOCAL.items(), ids=LOCAL.keys())
def test_a_name_of_the_attacker_s_that_leads_inside(web: Web, kind: str, addresses: str) -> None:
    """I own courier.example and let it lead to an address inside, in whatever form gets past the check."""
    for address in addresses.split():
        assert not is_public(address), (kind, address)
        web.names["courier.example"] = [[address]]
        assert refused("http://courier.example/ferry").code == "address_refused"
    assert web.reached == []


@pytest.mark.parametrize("address", "93.184.216.34 1.1.1.1 172.32.0.1 100.128.0.1 2606:4700::1111 2a00:1450:4001::1".split())
def test_public_addresses_are_public(address: str) -> None:
    """No attack: a check that refuses everything would pass all other tests."""
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 localhost 2130706433 0x7f000001 017700000001 127.1 127.0.1 0177.0.0.1 0x7f.0.0.1 0x7f.1 127.0.0.1. 0 00000177.1 "
    "169.254.169.254 2852039166 0xA9.0xFE.0xA9.0xFE 425.510.425.510 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] "
    "[64:ff9b::7f00:1] [2002:7f00:1::] [fe80::1%25eth0] [fd00:ec2::254] １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1".split(),
)
def test_an_address_inside_written_as_nobody_would(web: Web, host: str) -> None:
    """I write an inner address in decimal, octal, hexadecimal, with parts left out or in wide digits: the filter does not
    know it, the system's look-up does."""
    web.names["localhost"] = [["127.0.0.1"]]
    assert refused(f"http://{host}/").code in ("bad_address", "address_refused")
    assert web.reached == []


def test_one_inner_answer_among_public_ones(web: Web) -> None:
    """My name has two addresses, one public to satisfy the check and one inside to be connected to."""
    web.names["courier.example"] = [[PUBLIC, "10.0.0.5"]]
    assert refused("http://courier.example/ferry").code == "address_refused"
    assert web.reached == []


def test_an_answer_that_changes_after_the_check(web: Web) -> None:
    """DNS rebinding: my name leads to a public address when it is checked, and inside when it is connected to a moment later."""
    web.names["courier.example"] = [[PUBLIC], ["127.0.0.1"]]
    (found,) = readers.read_address("http://courier.example/ferry")
    assert isinstance(found, Article)
    assert web.looked_up == ["courier.example"]  # once: what was checked is what is connected to
    assert web.reached == [PUBLIC]


def test_an_answer_that_changes_between_redirects(web: Web) -> None:
    """My page redirects to itself, and my name leads inside the second time."""
    web.names["courier.example"] = [[PUBLIC], ["127.0.0.1"]]
    web.paths["/ferry"] = redirect("/again")
    assert refused("http://courier.example/ferry").code == "address_refused"
    assert web.reached == [PUBLIC]


@pytest.mark.parametrize(
    "location",
    [
        f"http://{SECRET}/latest/meta-data/", "http://127.0.0.1/", "//localhost/", "http://[::ffff:169.254.169.254]/", "http://0x7f.1/",
        "http://inside.example/", "http://courier.example@127.0.0.1/", "http://127.0.0.1\\@courier.example/", "file:///etc/passwd",
        "ftp://courier.example/", "gopher://127.0.0.1:6379/_FLUSHALL", "data:text/html,<p>x", "http://courier.example:22/", "http://[",
        "javascript:alert(1)",
    ],
)  # fmt: skip
def test_a_redirect_that_leads_inside(web: Web, location: str) -> None:
    """My public page passes the check and redirects to where a check would not let through, or to another scheme or port."""
    web.names |= {"inside.example": [["192.168.0.9"]], "localhost": [["127.0.0.1"]]}
    web.paths["/ferry"] = redirect(location)
    assert refused("http://courier.example/ferry").code in ("bad_address", "address_refused", "not_fetched")
    assert web.reached == [PUBLIC]


@pytest.mark.parametrize(
    "address",
    [
        "http://courier.example@127.0.0.1/", "http://courier.example:pass@127.0.0.1/", "http://127.0.0.1#@courier.example/",
        "http://127.0.0.1\\@courier.example/", "http://courier.example:6379/", "https://courier.example:80/", "http://courier.example\t/",
        "http://courier.example/a\r\nX-Evil: 1", "http://courier.example /", "http:///x", "http://", "http://.", "http://a..b/",
        "http://-a.example/", "http://[::1", "http://[v1.x]/", "http://courier.example:x/", "http://" + "a" * 64 + ".example/",
    ],
)  # fmt: skip
def test_an_address_that_two_programs_read_differently(web: Web, address: str) -> None:
    """I hide the true host behind a user name, a backslash or a fragment, smuggle a header in by a line end, or name a port where
    something other than a web server listens."""
    web.names["127.0.0.1"] = [["127.0.0.1"]]
    assert refused(address).code in ("bad_address", "address_refused")
    assert web.reached == []


def test_a_password_in_an_address_is_not_told_on(web: Web) -> None:
    """I read logs and shared tables for addresses with passwords in them."""
    found = refused("http://ada:hunter2@courier.example/ferry")
    (without,) = readers.read(["http://ada:hunter2@courier.example/ferry"])
    assert isinstance(without, Failure)
    assert "hunter2" not in f"{found}{without}"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "file:///etc/passwd", "ftp://courier.example/x", "C:\\boot.ini", "-", "", "courier.example"]
)
def test_a_file_s_name_where_an_address_is_asked_for(web: Web, name: str) -> None:
    """The dashboard's field asks for an address; I give a file on the server."""
    assert refused(name).code == "bad_address"
    assert web.looked_up == []


def test_a_proxy_that_would_look_names_up_itself(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment looks my name up anew, inside the network."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://10.0.0.1:3128")
    (found,) = readers.read_address("http://courier.example/ferry")
    assert isinstance(found, Article)
    assert web.reached == [PUBLIC]


def test_a_dashboard_started_without_leave(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """I am a visitor of a dashboard whose owner did not allow fetching, and call what its hidden field would call."""
    from dashboard import data

    for told in ("", "off", "0", "yes"):
        monkeypatch.setenv("EVENHAND_FETCH", told)
        (found,) = data.read_address("http://courier.example/ferry")
        assert isinstance(found, Failure)
    assert web.looked_up == []
    monkeypatch.setenv("EVENHAND_FETCH", "on")
    (found,) = data.read_address("http://courier.example/ferry")
    assert isinstance(found, Article)
