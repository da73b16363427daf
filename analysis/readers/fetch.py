"""Fetches one web page that a person asked for: nothing that the page names is fetched with it.

Every address on the way, that of each redirect included, is checked anew. No cookies are kept, and nothing is sent but the
request itself.
"""

from __future__ import annotations

import gzip
import http.client
import io
import ssl
import time
import zlib
from dataclasses import dataclass
from http import HTTPStatus

from analysis.readers import limits, media_types
from analysis.readers.connection import connected
from analysis.readers.source import Unreadable
from analysis.readers.web_address import WebAddress, follow, parse

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WAY_OUT = "open it in a browser, save the page and give that file."


@dataclass(frozen=True)
class Page:
    """What was fetched.

    Attributes:
        address: where it was found in the end, after redirects.
        ending: of a file of its type, with the dot.
        data: its bytes, unpacked; text in UTF-8 with a byte order mark where the server named another encoding.
    """

    address: str
    ending: str
    data: bytes


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str | None
    content_type: str
    data: bytes


def fetch(text: str) -> Page:
    """The page at an address.

    Raises:
        Unreadable: `bad_address`, `address_refused`, `not_found`, `not_fetched`, `unsupported_format`, or `too_large` with the
            limit's name.
    """
    address = parse(text)
    ends = time.monotonic() + limits.FETCH_SECONDS.value
    for _ in range(limits.REDIRECTS.value + 1):
        answer = _asked(address, ends)
        if answer.location is None:
            if answer.status != HTTPStatus.OK:
                raise Unreadable("not_fetched", f"was answered with {_named(answer.status)}: {_WAY_OUT}")
            ending = media_types.ending(answer.content_type)
            return Page(str(address), ending, media_types.in_utf8(answer.data, answer.content_type))
        address = follow(address, answer.location)
    raise limits.REDIRECTS.refusal("is redirected more than")


def _named(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _asked(address: WebAddress, ends: float) -> _Answer:
    try:
        with connected(address, ends) as wire:
            link = http.client.HTTPConnection(address.host, address.port)
            link.sock = wire
            link.request("GET", address.target, headers=_headers(address))
            with link.getresponse() as response:
                location = response.getheader("Location") if response.status in _REDIRECTS else None
                body = _body(response) if location is None and response.status == HTTPStatus.OK else b""
                return _Answer(response.status, location, response.getheader("Content-Type", ""), body)
    except TimeoutError:
        raise limits.FETCH_SECONDS.refusal("takes longer than") from None
    except ssl.SSLCertVerificationError as error:
        reason = error.verify_message
        raise Unreadable("not_fetched", f"cannot prove that it is who it says ({reason}): {_WAY_OUT}") from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise Unreadable("not_fetched", f"could not be fetched ({reason}): check the address and the network.") from error


def _headers(address: WebAddress) -> dict[str, str]:
    return {
        "Host": address.host_header,
        "User-Agent": "Evenhand (reads one page that a person named)",
        "Accept": media_types.ACCEPTED,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _body(response: http.client.HTTPResponse) -> bytes:
    media_types.ending(response.getheader("Content-Type", ""))  # refused before it is read
    most = limits.FETCH_SIZE.value
    packing = response.getheader("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise Unreadable("not_fetched", f"comes packed in a way that is not understood: {_WAY_OUT}")
    if (response.length or 0) > most:
        raise limits.FETCH_SIZE.refusal("is longer than")
    data = response.read(most + 1)
    if len(data) > most:
        raise limits.FETCH_SIZE.refusal("is longer than")
    if response.length:
        raise http.client.IncompleteRead(data, response.length)
    if packing in ("identity", ""):
        return data
    unpacked = _inflated(data, most + 1) if packing == "deflate" else _gunzipped(data, most + 1)
    if len(unpacked) > most:
        raise limits.FETCH_SIZE.refusal("unpacks to more than")
    return unpacked


def _gunzipped(data: bytes, most: int) -> bytes:
    """All members of a gzip file, up to so many bytes."""
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(most)
    except EOFError as error:
        raise http.client.IncompleteRead(b"") from error


def _inflated(data: bytes, most: int) -> bytes:
    unpacking = zlib.decompressobj()
    unpacked = unpacking.decompress(data, most)
    if not unpacking.eof and len(unpacked) < most:
        raise http.client.IncompleteRead(unpacked)
    return unpacked
