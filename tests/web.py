"""A web server on this machine that stands in for the public internet: names lead to public addresses, those to it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

#: Given to Example's own site; the tests never reach it.
PUBLIC = "93.184.216.34"
PAGE = (
    b"<html><head><title>Ferry landing stays shut</title></head><body><article><p>The council of Harrow Bay voted on Tuesday to "
    b"close the ferry landing for the winter, ending a quarrel of two years.</p><p>Islanders disagreed, and about sixty of them "
    b"stood outside the hall with lanterns.</p><img src='http://tracker.example/pixel'></article></body></html>"
)
Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(data: bytes = PAGE, status: int = 200, kind: str = "text/html", headers: Mapping[str, str] | None = None) -> Answer:
    """What sends this."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}
        for name, value in given.items():
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        with contextlib.suppress(ConnectionError):
            handler.wfile.write(data)

    return send


def redirect(location: str, status: int = 302) -> Answer:
    return answer(b"", status, headers={"Location": location})


class Web:
    """The stand-in.

    Attributes:
        paths: path -> what it answers; a path that is not there is answered with 404.
        names: host -> the addresses of each look-up in turn, the last for all further ones; no other host exists.
        asked: requests that came, as host and path.
        looked_up: hosts that were looked up.
        reached: addresses that a connection was opened to.
    """

    def __init__(self) -> None:
        self.paths: dict[str, Answer] = {"/ferry": answer()}
        self.names: dict[str, list[list[str]]] = {"courier.example": [[PUBLIC]]}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.looked_up: list[str] = []
        self.reached: list[str] = []

    def look_up(self, host: str, port: int, *_: object, **__: object) -> list[object]:
        self.looked_up.append(host)
        turns = self.names.get(host)
        if turns is None:
            with contextlib.suppress(OSError):  # a literal address, in any form that the system understands
                return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (socket.inet_ntoa(socket.inet_aton(host)), port))]
            if ":" in host:
                return [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", (host, port, 0, 0))]
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        found = turns.pop(0) if len(turns) > 1 else turns[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]


@contextlib.contextmanager
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """The stand-in, in the place of look-ups and connections, while the context lasts."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.headers["Host"], self.path))
            web.headers.append(dict(self.headers))
            web.paths.get(self.path.partition("?")[0], answer(b"", 404))(self)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def reach(address: tuple[str, int], timeout: float) -> socket.socket:
        web.reached.append(address[0])
        link = socket.socket()
        link.settimeout(timeout)
        link.connect(("127.0.0.1", server.server_port))
        return link

    monkeypatch.setattr(socket, "getaddrinfo", web.look_up)
    monkeypatch.setattr(socket, "create_connection", reach)
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
