"""What all tests share: paths, and the labelled data that may stand beside the project."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Tests run side by side already: each with one thread.
os.environ.setdefault("EVENHAND_THREADS", "1")

# A busy machine is no failure.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent

# This process and every one that a test starts, of whatever kind, note what they try to reach beyond this machine.
LISTENING = str(ROOT / "tests" / "listening")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [LISTENING, os.environ.get("PYTHONPATH")]))
os.environ["EVENHAND_TEST_CALLS"] = tempfile.mkdtemp(prefix="evenhand-calls-")
sys.path.insert(0, LISTENING)
import calls_out  # noqa: E402

calls_out.listen()

#: Labelled data beside the project; a user's copy does not have it.
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test reaches out, nor any process that it started; one that is to try by its own words says so with a mark."""
    before = len(calls_out.calls())
    yield
    if request.node.get_closest_marker("reaches_out") is None:
        assert calls_out.calls()[before:] == [], "a request would have left the machine"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for corpora."""
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of the labelled data sets; skips the test where they are absent."""
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("the labelled data sets do not stand beside the project")
    return folder


@pytest.fixture(scope="session")
def original(root: Path) -> str:
    """The article that the project began with; skips the test where it is absent."""
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("the article that the project began with does not stand beside the project")
    return found[0].read_text(encoding="utf-8")
