"""The rules of the house and the promises of the project's own files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from analysis.version import PACKAGE


def test_imports_keep_to_the_rules(root: Path) -> None:
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-cache"], cwd=root, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-2000:]


def test_one_version_everywhere(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == PACKAGE
    assert f"## {PACKAGE}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_locks_pin_and_hash_everything_and_name_no_host(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    pins = re.findall(r"^(\S+)==\S+", text, flags=re.MULTILINE)
    assert len(pins) > 10
    assert text.count("--hash=sha256:") >= len(pins)
    assert not re.search(r"https?://|--index-url|--find-links|^torch|^transformers", text, flags=re.MULTILINE)


def test_every_range_of_the_project_is_in_the_lock(root: Path) -> None:
    wanted = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    locked = {
        p.lower() for p in re.findall(r"^([\w.-]+)==", (root / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {re.split(r"[<>=!~ ]", w)[0].lower() for w in wanted} <= locked


def test_pages_link_to_files_that_exist(root: Path) -> None:
    pages = [*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob("analysis/**/*.md")]
    assert len(pages) > 6
    for page in pages:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert page.parent.joinpath(target).exists(), f"{page} links to {target}"
