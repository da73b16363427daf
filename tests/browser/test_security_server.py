"""What the running dashboard answers to requests that are not its own pages'. Each test's docstring is an attack."""

from __future__ import annotations

import base64
import http.client
import os
from urllib.parse import urlsplit

import calls_out
import pytest

from browser.conftest import OpenPage


def asked(server: str, method: str, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    link = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    link.request(method, path, headers=headers)
    answer = link.getresponse()
    answer.read(0)
    return answer


def socket_headers(**more: str) -> dict[str, str]:
    key = base64.b64encode(os.urandom(16)).decode()
    return {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key, **more}


@pytest.mark.parametrize("host", ["courier.example", "127.0.0.1.courier.example", "courier.example:80", "0.0.0.0"])
def test_a_name_of_the_attacker_s_that_leads_to_this_machine(server: str, host: str) -> None:
    """DNS rebinding: my page's name now leads to 127.0.0.1, and the browser takes the dashboard for it.

    The empty page is the same for all; articles come by the socket alone, and that is refused.
    """
    assert asked(server, "GET", "/_stcore/stream", socket_headers(Host=host)).status >= 400


def test_a_page_elsewhere_that_opens_the_socket(server: str, open_page: OpenPage) -> None:
    """My page opens a web socket to the dashboard: the browser lets it, and says only where the page is from."""
    open_page("/codebook")  # the dashboard's script has run, and with it `own_address.py`
    own = urlsplit(server).netloc
    assert asked(server, "GET", "/_stcore/stream", socket_headers(Host=own, Origin="https://courier.example")).status >= 400
    assert asked(server, "GET", "/_stcore/stream", socket_headers(Host=own, Origin=server)).status == 101


def test_a_page_elsewhere_that_sends_a_file(server: str) -> None:
    """My page sends a file to the dashboard's upload address, without the token that only its own pages know."""
    headers = {"Host": urlsplit(server).netloc, "Origin": "https://courier.example", "Content-Length": "0"}
    assert asked(server, "PUT", "/_stcore/upload_file/a/b", headers).status in (400, 403)


def test_a_page_elsewhere_that_reads_the_answer(server: str) -> None:
    """My page asks the dashboard for its pages and reads the answer."""
    answer = asked(server, "GET", "/", {"Host": urlsplit(server).netloc, "Origin": "https://courier.example"})
    assert answer.getheader("Access-Control-Allow-Origin") is None
    assert answer.status == 200


def test_a_server_that_calls_home_on_its_own(server: str, open_page: OpenPage) -> None:
    """A library of the dashboard's asks its maker for news, or tells where it runs, once a page is open."""
    open_page("/codebook")
    assert asked(server, "GET", "/_stcore/health", {}).status == 200
    # Its process listens (`listening/calls_out.py`), and what it heard fails this test and every other one (`conftest.py`).
    assert any("streamlit run dashboard/app.py" in command for command in calls_out.processes())


@pytest.mark.parametrize(("length", "answered"), [(8_000, True), (60_000, True), (2_000_000, False)])
def test_an_address_that_is_as_long_as_i_like(server: str, length: int, answered: bool) -> None:
    """I ask for pages by addresses without end, to fill the server's memory or to bring it down."""
    link = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    try:
        link.request("GET", "/?q=" + "a" * length)
        status = link.getresponse().status
    except OSError:  # it hung up in the midst of the line
        status = 400
    assert (status == 200) == answered
    assert asked(server, "GET", "/_stcore/health", {}).status == 200


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/static/../../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd"]
)
def test_a_path_that_climbs_out_of_the_dashboard(server: str, path: str) -> None:
    """I ask the dashboard for a file of the machine by a path that climbs."""
    link = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    link.request("GET", path)
    assert b"root:" not in link.getresponse().read()
