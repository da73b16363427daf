"""Takes a web address apart, and refuses those that could be read in two ways."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from analysis.readers.source import Unreadable

_STARTS = re.compile(r"https?://", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
#: Blanks, control characters and backslashes, which programs read in different ways.
_DOUBTFUL = re.compile(r"[\s\x00-\x20\x7f-\x9f\\]")
#: A host whose last part is a number is an IPv4 address to every program, in whatever form (WHATWG URL, "ends in a number").
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
_KEPT = "/%:=&?~+!$,;'@()*[]|"


@dataclass(frozen=True)
class WebAddress:
    """A web address.

    Attributes:
        scheme: `http` or `https`.
        host: its name in ASCII, or a literal address without brackets.
        port: 80 for `http`, 443 for `https`.
        target: path and query, percent-encoded, as a request sends them.
    """

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.target}"

    @property
    def host_header(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def is_web_address(name: str) -> bool:
    """True where a name that a caller gives is meant as a web address."""
    return _STARTS.match(name) is not None


def shown(name: str) -> str:
    """An address as messages may show it: without a name and password in it."""
    return re.sub(r"^(https?:/{0,2})[^/?#]*@", r"\1", name, flags=re.IGNORECASE)


def parse(text: str) -> WebAddress:
    """Raises `Unreadable` (`bad_address`) for what is no plain `http` or `https` address."""
    if _DOUBTFUL.search(text):
        raise _bad("holds blanks, control characters or backslashes")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _bad("is not well-formed") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise Unreadable("bad_address", "is neither http nor https: only those are fetched.")
    if "@" in parts.netloc:
        raise Unreadable("bad_address", "has a user name in it: give the address without, or save the page and give that file.")
    if port not in (None, _PORTS[scheme]):
        raise Unreadable("bad_address", f"names a port of its own: only {_PORTS[scheme]} is fetched from for {scheme}.")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return WebAddress(scheme, _host(host, "[" in parts.netloc), _PORTS[scheme], target)


def follow(origin: WebAddress, location: str) -> WebAddress:
    """Where a redirect leads. Raises `Unreadable` as `parse` does, and for one from https to http."""
    try:
        joined = urljoin(str(origin), location.strip())
    except ValueError:
        raise _bad("is redirected to an address that is not well-formed") from None
    found = parse(joined)
    if origin.scheme == "https" and found.scheme == "http":
        raise Unreadable(
            "bad_address", "is redirected from https to http, where anybody on the way could change it: give another."
        )
    return found


def _host(host: str, bracketed: bool) -> str:
    if bracketed:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise _bad("names a host that is no address") from None
    try:
        plain = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError:
        raise _bad("names a host that is no host's name") from None
    if _ENDS_IN_NUMBER.search(plain):
        try:
            return str(ipaddress.IPv4Address(plain))
        except ValueError:
            raise _bad("writes an IP address in an unusual form") from None
    if not re.fullmatch(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?", plain) or len(plain) > 253:
        raise _bad("names a host that is no host's name")
    return plain


def _bad(what: str) -> Unreadable:
    return Unreadable("bad_address", f"{what}: copy the address anew from the browser.")
