"""A dashboard on a free port, a browser, and pages that may speak to 127.0.0.1 only."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, WebSocket, expect, sync_playwright

from browser.install import on_path

ARGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --force-prefers-reduced-motion"
).split()
#: How long an element may take: the first one waits for the parser and the sample articles.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with the sample articles, started as a user would: from the project's folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.headless", "true", "--server.port", str(port)]
    settings = {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "EVENHAND_SEEDS"))}
    with log.open("wb") as out, subprocess.Popen(command, cwd=root, env=settings, stdout=out, stderr=out) as process:
        try:
            _wait_for_health(f"http://127.0.0.1:{port}/_stcore/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for_health(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the dashboard did not start:\n{log.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=on_path(), args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def outside() -> list[str]:
    """Every address beyond 127.0.0.1 that a page of the test asked for: must stay empty."""
    return []


@pytest.fixture
def open_page(server: str, browser: Browser, outside: list[str]) -> Iterator[OpenPage]:
    """Opens an address of the dashboard in a fresh browser profile and waits until it is drawn."""
    contexts = []

    def open_(path: str = "/", *, width: int = 1280, height: int = 1000, theme: str = "light") -> Page:
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            accept_downloads=True,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: _note(request, outside))
        context.route("**/*", _stay_home)
        page = context.new_page()
        page.on("websocket", lambda socket: _note(socket, outside))
        page.goto(path)
        settled(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert outside == [], "the page spoke to others"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The overview in a fresh browser profile."""
    return open_page("/")


def settled(page: Page) -> None:
    """Wait until the script has run and nothing is a placeholder any more."""
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def at(page: Page, path: str) -> None:
    """Wait until the address' path (and query) fits a regular expression."""
    expect(page).to_have_url(re.compile(rf"^http://127\.0\.0\.1:\d+{path}$"))


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("data", "blob", "about") or parts.hostname == "127.0.0.1"


def _note(asked: Request | WebSocket, outside: list[str]) -> None:
    if not _is_home(asked.url):
        outside.append(asked.url)


def _stay_home(route: Route) -> None:
    if _is_home(route.request.url):
        route.continue_()
    else:
        route.abort()
