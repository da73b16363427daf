"""Path traversal: a name that an input gives leads to no file but those that the caller named.

Each test's docstring is an attack. Names inside a Word file, which is an archive, are in `test_readers_docx.py`.
"""

from __future__ import annotations

import builtins
import io
from pathlib import Path

import pytest

from analysis import readers
from analysis.article import Article

SECRET = "The inspector’s private notes say that the ferry leaks below the waterline."
BODY = "The council of Harrow Bay voted on Tuesday to close the ferry landing."
CLIMBS = [
    "../secret.txt",
    "..\\secret.txt",
    "a/../../secret.txt",
    "/etc/passwd",
    "~/secret.txt",
    "file:///etc/passwd",
    "secret.txt\0.txt",
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to read, with a secret beside it; what is opened is listed by `opened`."""
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(BODY)
    monkeypatch.chdir(tmp_path / "articles")
    return tmp_path / "articles"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file that is opened from here on."""
    seen: list[str] = []
    whole = builtins.open

    def spy(file: object, *rest: object, **more: object) -> object:
        seen.append(str(file))
        return whole(file, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", spy)
    monkeypatch.setattr(io, "open", spy)
    return seen


@pytest.mark.parametrize("name", CLIMBS)
def test_an_upload_s_name(desk: Path, opened: list[str], name: str) -> None:
    """I upload a file that is called like one on the server, to have that one read, or written over."""
    (found,) = readers.read_bytes(name, BODY.encode())
    assert isinstance(found, Article)
    assert found.text == BODY
    assert not {Path(one).name for one in opened} & {"secret.txt", "passwd"}
    assert (desk.parent / "secret.txt").read_text() == SECRET


@pytest.mark.parametrize("name", CLIMBS[:-1])
def test_a_name_in_a_manifest(desk: Path, opened: list[str], name: str) -> None:
    """I share a folder of articles; its manifest lists a file of the reader's own, to have it read into tables that I see."""
    (desk / "manifest.csv").write_text(f"file,title\n{name},Notes\na.txt,Ferry\n")
    found = [one for one in readers.read([desk]) if isinstance(one, Article)]
    assert [(one.id, one.title, one.text) for one in found] == [("a.txt", "Ferry", BODY)]
    assert {Path(one).name for one in opened if str(desk.parent) in str(Path(one).resolve())} <= {"a.txt", "manifest.csv"}


@pytest.mark.parametrize("name", CLIMBS[:-1])
def test_a_name_in_a_row(desk: Path, opened: list[str], name: str) -> None:
    """I give a table or JSON lines whose cells are names of files: as text, as id, as file."""
    rows = "".join(
        f'{{"id": "{key}", "text": "{BODY}", "file": "{key}", "path": "{key}"}}\n' for key in [name.replace("\\", "/")]
    )
    (desk / "rows.jsonl").write_text(rows)
    assert all(isinstance(one, Article) and one.text == BODY for one in readers.read(["rows.jsonl"]))
    (desk / "rows.csv").write_text(f'id,text\n"{name}","@{name}"\n')
    assert [one.text for one in readers.read(["rows.csv"]) if isinstance(one, Article)] == [f"@{name}"]
    assert not {Path(one).name for one in opened} & {"secret.txt", "passwd"}
