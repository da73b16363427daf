"""Makes sure that the browser tests have a Chromium: one on the PATH, else Debian's, else Playwright's own download."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_path() -> str | None:
    """The Chromium to use: `EVENHAND_CHROMIUM` if set, else the first on the PATH, else None."""
    chosen = os.environ.get("EVENHAND_CHROMIUM")
    return chosen or next((found for name in NAMES if (found := shutil.which(name))), None)


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        return Path(p.chromium.executable_path).exists()


def _run(*command: str) -> bool:
    print("+", *command, file=sys.stderr)
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError:
        return False


def _from_debian() -> bool:
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    return _run("apt-get", "update", "-qq") and _run("apt-get", "install", "-y", "-qq", "chromium") and on_path() is not None


def main() -> int:
    """Exit status 0 when there is a browser afterwards."""
    if on_path() or _playwright_has_one() or _from_debian():
        return 0
    if _run(sys.executable, "-m", "playwright", "install", "chromium"):
        return 0
    print(
        "The browser tests need Chromium, and it could not be installed. Install it with your system's packages, or set "
        "EVENHAND_CHROMIUM to its path, and run again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
