"""A dashboard with the sample articles, a browser, and pages that may speak to 127.0.0.1 only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, sync_playwright

from browser.dashboard import PATIENCE, chromium, serve, settled

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with the sample articles. Tests that add articles use one of their own."""
    with serve(root, tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = chromium(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> dict[str, BrowserContext]:
    """A browser profile for each theme, shared by all pages so that the dashboard's own files are fetched once."""
    out = {theme: browser.new_context(color_scheme=theme, accept_downloads=True) for theme in ("light", "dark")}
    for context in out.values():
        context.set_default_timeout(PATIENCE)
    return out


@pytest.fixture
def open_page(server: str, profiles: dict[str, BrowserContext]) -> Iterator[OpenPage]:
    """Opens an address of the dashboard on a page of its own and waits until it is drawn.

    A page that asks for anything beyond 127.0.0.1, or whose scripts fail, fails its test.
    """
    outside: list[str] = []
    broken: list[str] = []
    pages: list[Page] = []

    def open_(path: str = "/", *, width: int = 1280, height: int = 1000, theme: str = "light") -> Page:
        page = profiles[theme].new_page()
        pages.append(page)
        page.on("request", lambda request: _note(request, outside))
        page.on("websocket", lambda socket: _note(socket, outside))
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.set_viewport_size({"width": width, "height": height})
        page.goto(server + path)
        settled(page)
        return page

    yield open_
    for page in pages:
        page.close()
    assert outside == [], "the page spoke to others"
    assert broken == [], "a script of the page failed"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The overview."""
    return open_page("/")


def _note(asked: Request | WebSocket, outside: list[str]) -> None:
    parts = urlsplit(asked.url)
    if parts.scheme not in ("data", "blob", "about") and parts.hostname != "127.0.0.1":
        outside.append(asked.url)
