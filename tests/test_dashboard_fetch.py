"""The Add page offers to fetch a page only where the server was started with leave to."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.article import Failure
from dashboard import data


def add_page(root: Path) -> AppTest:
    return AppTest.from_file(str(root / "dashboard" / "views" / "add.py"), default_timeout=60).run()


def send(page: AppTest) -> None:
    next(button for button in page.button if button.label == "Fetch and analyze").click().run()


def test_without_leave_there_is_no_field_for_an_address(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVENHAND_FETCH", raising=False)
    page = add_page(root)
    assert [tab.label for tab in page.tabs] == ["Paste a text", "Upload files"]
    assert "fetch_address" not in [field.key for field in page.text_input]


def test_with_leave_an_address_is_fetched_and_a_refusal_is_shown(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_FETCH", "on")
    asked: list[str] = []

    def read_address(address: str) -> list[Failure]:
        asked.append(address)
        return [Failure("address_refused", f"{address} leads inside.", origin=address)]

    def add(given: list[Failure], _: object) -> data.AddReport:
        return data.AddReport(failures=tuple(given))

    monkeypatch.setattr(data, "read_address", read_address)
    monkeypatch.setattr(data, "add", add)
    page = add_page(root)
    send(page)
    assert [warning.value for warning in page.warning] == ["There is no address yet. Copy it from the browser, then fetch it."]
    page.text_input(key="fetch_address").set_value("http://127.0.0.1/")
    send(page)
    assert asked == ["http://127.0.0.1/"]
    assert "http://127.0.0.1/ leads inside." in [text.value for text in page.text]
