"""Without `--fetch` no request leaves the machine, whatever an input asks for.

Each test's docstring is an attack, written from the attacker's side. That no other module may open a connection at all is a contract
of import-linter (`test_house_rules.py`); the browser tests let no page speak to another host (`browser/conftest.py`).

What libraries do on their own is heard in all tests: every process that they start, and this one, notes each connection, datagram
and look-up of a name (`listening/calls_out.py`), and one that was noted fails its test (`conftest.py`). So the command line is heard
in `test_cli.py`, batch and Dask in `test_corpus_commands.py` and `test_cluster.py`, the dashboard's server in `browser/`.
"""

# ruff: noqa: E501 (markup is easier to read in one line)

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import calls_out
import pytest
from papers import pdf, pdf_page, set_in_lines, word, word_paragraph

from analysis import readers
from analysis.article import Article, Failure

BODY = "The council of Harrow Bay voted on Tuesday to close the ferry landing for the winter, ending a quarrel of two years."
AWAY = "http://198.51.100.1/beacon"
#: An HTML page with everything that a browser would fetch.
CALLS = (
    f'<html><head><base href="{AWAY}/"><link rel="stylesheet" href="{AWAY}"><meta http-equiv="refresh" content="0;url={AWAY}">'
    f'<script src="{AWAY}"></script></head><body background="{AWAY}"><article><p>{BODY}</p><p>{BODY}</p><img src="{AWAY}">'
    f'<iframe src="{AWAY}"></iframe><object data="{AWAY}"></object><video src="{AWAY}"></video><style>@import "{AWAY}"</style>'
    "</article></body></html>"
)
LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" TargetMode="External" '
    f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="{AWAY}"/></Relationships>'
)
INPUTS = {
    "page.html": CALLS.encode(),
    "feed.rss": f'<rss version="2.0"><channel><title>Quay</title><link>{AWAY}</link><item><title>Ferry</title><link>{AWAY}</link>'
    f'<description><![CDATA[{CALLS}]]></description><enclosure url="{AWAY}" type="audio/mpeg" length="1"/></item></channel></rss>'.encode(),
    "doctype.xml": f'<!DOCTYPE rss SYSTEM "{AWAY}"><rss version="2.0"><channel><item><description>{BODY}</description></item></channel></rss>'.encode(),
    "template.docx": word(word_paragraph(BODY), extra={"word/_rels/document.xml.rels": LINK, "word/_rels/settings.xml.rels": LINK}),
    "action.pdf": pdf([pdf_page(set_in_lines(BODY))], trailer=b"", objects=[b"<< /S /URI /URI (" + AWAY.encode() + b") >>"]),
    "table.csv": f'text,url\n"{BODY}",{AWAY}\n'.encode(),
    "lines.jsonl": f'{{"text": "{BODY}", "url": "{AWAY}"}}'.encode(),
    "notes.md": f"---\nurl: {AWAY}\n---\n![]({AWAY})\n\n{BODY}".encode(),
    "address.txt": f"{AWAY}\n\n{BODY}".encode(),
}  # fmt: skip


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine without a network; what was tried is listed."""
    tried: list[str] = []

    def refuse(*what: object, **_: object) -> None:
        tried.append(repr(what))
        raise OSError("a connection was tried")

    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    return tried


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_that_calls_home(cut_off: list[str], name: str) -> None:
    """I send an editor a file with pictures, styles, templates and document types on my server, to see who opens it and when."""
    found = list(readers.read_bytes(name, INPUTS[name]))
    assert any(isinstance(one, Article) and BODY in one.text for one in found), found
    assert cut_off == []


@pytest.mark.parametrize("address", [AWAY, "https://courier.example/ferry", "HTTPS://courier.example/ferry"])
def test_an_address_as_a_file_s_name_or_content(cut_off: list[str], tmp_path: Path, address: str) -> None:
    """I put an address where a file's name or a page is expected: in a list of inputs, a manifest or a file."""
    (found,) = readers.read([address])
    assert isinstance(found, Failure)
    assert "add --fetch" in found.message
    assert isinstance(next(readers.read_bytes("a.html", address.encode())), Failure)
    assert isinstance(next(readers.read_bytes("a.rss", address.encode())), Failure)
    (tmp_path / "manifest.csv").write_text(f"file,title\n{address},Ferry\n")
    (tmp_path / "a.txt").write_text(BODY)
    assert {type(one) for one in readers.read([tmp_path])} == {Article, Failure}
    (tmp_path / "inputs.jsonl").write_text(f'{{"text": "{BODY}", "file": "{address}", "url": "{address}"}}')
    assert list(readers.read([tmp_path / "inputs.jsonl"], fetch=True))
    assert cut_off == []


#: Told by hand what Python would tell of a call, so that proving it sends nothing.
CALL = "import sys, socket; sys.audit('socket.getaddrinfo', 'courier.example', 443, 0, 0, 0)"
CALLS_OUT = (
    f"{CALL}; sys.audit('socket.connect', socket.socket(), ('203.0.113.9', 80)); socket.getaddrinfo('198.51.100.7', 80)",
    "sys.audit('socket.sendto', socket.socket(), ('2001:db8::5', 53, 0, 0)); sys.audit('socket.connect', socket.socket(), '/run/x')",
    "sys.audit('socket.connect', socket.socket(), ('127.0.0.1', 80)); socket.getaddrinfo('localhost', 80); socket.getaddrinfo(None, 80)",
    "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).bind(('127.0.0.1', 0))",
    f"import subprocess; subprocess.run([sys.executable, '-c', {CALL!r}], check=True)",
)


def test_a_library_that_calls_home(tmp_path: Path) -> None:
    """A library that comes along looks a name up and connects, in a process that a worker started."""
    heard = {**os.environ, calls_out.FOLDER: str(tmp_path)}
    subprocess.run([sys.executable, "-c", "; ".join(CALLS_OUT)], check=True, env=heard)
    assert calls_out.calls(tmp_path) == [
        "socket.getaddrinfo 'courier.example'",
        "socket.connect ('203.0.113.9', 80)",
        "socket.getaddrinfo '198.51.100.7'",
        "socket.sendto ('2001:db8::5', 53, 0, 0)",
        "socket.getaddrinfo 'courier.example'",
    ]
    assert len(calls_out.processes(tmp_path)) == 2


def test_the_tests_own_process_listens() -> None:
    """(A listener that is not there hears nothing.)"""
    assert any("pytest" in command for command in calls_out.processes()) or calls_out._listening
