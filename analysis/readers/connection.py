"""Opens connections to the public internet, and none elsewhere; the only place of the library that does.

A name is looked up once, every answer is checked, and the connection goes to the address that was checked, never to the name: an
answer that changes afterwards leads nowhere. Proxies that the environment names are not used, for they look names up themselves.
"""

from __future__ import annotations

import contextlib
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.readers.public_addresses import is_public
from analysis.readers.source import Unreadable
from analysis.readers.web_address import WebAddress

#: Addresses of one name that are tried in turn.
_TRIED = 4


class Wire:
    """A connection that is over at a stated time, however slowly the other side sends. Fits where http.client wants a socket."""

    def __init__(self, link: socket.socket, ends: float) -> None:
        self._link, self._ends = link, ends

    def sendall(self, data: bytes) -> None:
        self._link.settimeout(left(self._ends))
        self._link.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._link, self._ends))

    def close(self) -> None:
        """Nothing: who opened the connection closes it, after the answer was read."""


class _Incoming(io.RawIOBase):
    def __init__(self, link: socket.socket, ends: float) -> None:
        self._link, self._ends = link, ends

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._link.settimeout(left(self._ends))
        return self._link.recv_into(buffer)


def left(ends: float) -> float:
    """Seconds until a time of `time.monotonic()`. Raises TimeoutError once it is over."""
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


@contextlib.contextmanager
def connected(address: WebAddress, ends: float) -> Iterator[Wire]:
    """A connection to a public host, encrypted and its certificate checked where the address says https.

    Args:
        ends: `time.monotonic()` when all must be over.

    Raises:
        Unreadable: `address_refused` where any answer of the look-up is not public, `not_found` where there is none.
        OSError: what the network says; TimeoutError when the time is over.
    """
    link = _reached(_checked(address, ends), address.port, ends)
    try:
        if address.scheme == "https":
            link.settimeout(left(ends))
            link = ssl.create_default_context().wrap_socket(link, server_hostname=address.host)
        yield Wire(link, ends)
    finally:
        link.close()


def _checked(address: WebAddress, ends: float) -> Sequence[str]:
    found = list(dict.fromkeys(str(answer[4][0]) for answer in _looked_up(address, left(ends))))
    if not found:
        raise Unreadable("not_found", f"names a host that does not exist ({address.host}): check the address.")
    if not all(is_public(one) for one in found):
        raise Unreadable(
            "address_refused",
            f"leads to {address.host}, which is this machine, its own network or another address that is not public: "
            "save the page and give that file.",
        )
    return found[:_TRIED]


def _looked_up(address: WebAddress, seconds: float) -> list[Any]:
    """The system's look-up, which knows no time limit of its own, so that it is left behind when the time is over."""
    answers: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()

    def look() -> None:
        try:
            answers.put(list(socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError):
            answers.put([])

    threading.Thread(target=look, daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None


def _reached(addresses: Sequence[str], port: int, ends: float) -> socket.socket:
    for number, one in enumerate(addresses, start=1):
        try:
            # The time that is left is shared among the addresses still to try, so that a dead one does not use it up.
            return socket.create_connection((one, port), timeout=left(ends) / (len(addresses) - number + 1))
        except OSError:
            if number == len(addresses):
                raise
    raise OSError("there is no address")
