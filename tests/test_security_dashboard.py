"""Cross-site request forgery and the like: what keeps other pages in a visitor's browser, and other machines, off the dashboard.

Each test's docstring is an attack. That the running server answers so is in `browser/test_security_server.py`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit import net_util

from dashboard import own_address


@pytest.fixture
def settings(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "dashboard" / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_a_page_in_another_tab(settings: dict[str, Any]) -> None:
    """While an editor reads drafts in the dashboard, my page in the next tab sends it files, or opens its socket."""
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["enableCORS"] is True  # Streamlit's word for: only the dashboard's own pages


def test_a_neighbour_on_the_network(settings: dict[str, Any], root: Path) -> None:
    """I sit in the same café and open the editor's dashboard by its address."""
    assert settings["server"]["address"] == "127.0.0.1"
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert not re.search(r"--server\.(?:address|enable|allowed)", makefile)


def test_a_name_that_leads_to_this_machine(settings: dict[str, Any]) -> None:
    """DNS rebinding: courier.example is mine and leads to 127.0.0.1, so that my page counts as the dashboard's own."""
    assert settings["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]


def test_a_service_that_counts_visitors(settings: dict[str, Any]) -> None:
    """I run the service that is told who uses the dashboard, with which articles."""
    assert settings["browser"]["gatherUsageStats"] is False
    assert not re.search("https?://", str(settings))  # no font, logo or style from elsewhere


def test_a_page_that_makes_the_machine_call_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """My page opens the dashboard's socket; to judge whether I may, Streamlit asks a service elsewhere for its address."""
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("a service was asked"))
    own_address.keep()
    assert net_util.get_external_ip() == "127.0.0.1"
    script = (root / "dashboard" / "app.py").read_text(encoding="utf-8")
    assert script.index("own_address.keep()") < script.index("look.apply()")


def test_an_error_that_tells_too_much(settings: dict[str, Any]) -> None:
    """I provoke an error and read paths, versions and texts in its trace."""
    assert settings["client"]["showErrorDetails"] == "type"
    assert settings["client"]["showErrorLinks"] is False
    assert settings["client"]["toolbarMode"] == "viewer"


def test_a_file_that_fills_the_memory(settings: dict[str, Any]) -> None:
    """I upload gigabytes."""
    assert settings["server"]["maxUploadSize"] <= 64
