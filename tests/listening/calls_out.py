"""Notes each attempt of a process to reach beyond this machine: a connection, a datagram, the look-up of a name.

Python tells an audit hook of them wherever they come from, a library's own code included. An unconnected address that a datagram
socket is only pointed at sends nothing and is not noted.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any

#: Names the folder that notes are kept in; without it nothing is heard.
FOLDER = "EVENHAND_TEST_CALLS"
_CALLS, _PROCESSES = "calls.txt", "processes.txt"
_listening = False


def listen() -> None:
    """From here on; once a process, since a hook cannot be taken away."""
    global _listening
    if os.environ.get(FOLDER) and not _listening:
        _listening = True
        _note(_PROCESSES, " ".join(sys.orig_argv))
        sys.addaudithook(_hear)


def calls(folder: Path | None = None) -> list[str]:
    """What was tried so far."""
    return _noted(_CALLS, folder)


def processes(folder: Path | None = None) -> list[str]:
    """The command line of each process that listens or listened."""
    return _noted(_PROCESSES, folder)


def _noted(file: str, folder: Path | None) -> list[str]:
    notes = (folder or Path(os.environ[FOLDER])) / file
    return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        who, address = arguments[:2]
        if event == "socket.connect" and who.type != socket.SOCK_STREAM:
            return
        if isinstance(address, tuple) and not _here(address[0]):
            _note(_CALLS, f"{event} {address!r}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr") and not _here(arguments[0]):
        _note(_CALLS, f"{event} {arguments[0]!r}")


def _here(host: object) -> bool:
    """Whether an address or a name is this machine's own."""
    name = host.decode("latin-1") if isinstance(host, bytes) else str(host or "localhost")
    if name in ("localhost", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _note(file: str, words: str) -> None:
    with (Path(os.environ[FOLDER]) / file).open("a", encoding="utf-8", errors="backslashreplace") as notes:
        notes.write(" ".join(words.split()) + "\n")
