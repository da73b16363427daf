"""A dashboard on a free port, started as a user would start it, and when a page of it is drawn."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, expect

from browser.install import on_path

#: The last one keeps Chromium from even looking up another host's address.
ARGS = [
    *"--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync --force-prefers-reduced-motion".split(),
    *"--disable-background-networking --disable-component-update".split(),
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
#: How long an element may take, and how long a page may: the first one waits for the parser and the sample articles.
PATIENCE, FIRST_PATIENCE = 30_000, 120_000
expect.set_options(timeout=PATIENCE)


def chromium(playwright: Playwright) -> Browser:
    """A Chromium that speaks to 127.0.0.1 only."""
    return playwright.chromium.launch(executable_path=on_path(), args=ARGS)


@contextmanager
def serve(root: Path, log: Path, seeds: Path | None = None, data: Path | None = None) -> Iterator[str]:
    """The address of a dashboard that runs as long as the context.

    Args:
        root: the project's folder.
        log: where the server's words go.
        seeds: the folder that it starts with; its own sample articles where None.
        data: the folder of its corpora; one beside the log where None, never that of whoever runs this.
    """
    with started(root, log, seeds, data) as (address, _):
        yield address


@contextmanager
def started(
    root: Path, log: Path, seeds: Path | None = None, data: Path | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same with the process, for tests that end it themselves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard/app.py",
        "--server.headless",
        "true",
        "--server.port",
        str(port),
    ]
    settings = {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "EVENHAND_SEEDS"))}
    settings["EVENHAND_DATA"] = str(data or log.parent / "data")
    if seeds is not None:
        settings["EVENHAND_SEEDS"] = str(seeds)
    with log.open("wb") as out, subprocess.Popen(command, cwd=root, env=settings, stdout=out, stderr=out) as process:
        try:
            _wait_for_health(f"http://127.0.0.1:{port}/_stcore/health", process, log)
            yield f"http://127.0.0.1:{port}", process
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
    raise RuntimeError(f"the dashboard did not start:\n{log.read_text(errors='replace')[-3000:]}")


def settled(page: Page) -> None:
    """Wait until the script has run and nothing is a placeholder any more."""
    expect(page.locator("h1").first).to_be_visible(timeout=FIRST_PATIENCE)
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached(timeout=FIRST_PATIENCE)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def at(page: Page, path: str) -> None:
    """Wait until the address' path (and query) fits a regular expression."""
    expect(page).to_have_url(re.compile(rf"^http://127\.0\.0\.1:\d+{path}$"))
