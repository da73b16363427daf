"""The manifest: which inputs, versions and settings made an export, and what it holds. No clock, no machine: it repeats."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.article import Failure
from analysis.result import Analysis, Version
from analysis.wire import dump

SCHEMA = "evenhand-export/1"


class Census:
    """Takes down what passes through on its way to the writers."""

    def __init__(self) -> None:
        self.inputs: list[dict[str, Any]] = []
        self.articles = 0
        self.failures = 0
        self.version: Version | None = None

    def watch(self, results: Iterable[Analysis | Failure]) -> Iterator[Analysis | Failure]:
        """The same results, each taken down."""
        for position, result in enumerate(results, start=1):
            entry: dict[str, Any] = {"article": position}
            if isinstance(result, Failure):
                self.failures += 1
                entry |= {"id": result.id, "origin": result.origin, "line": result.line, "failure": result.code}
            else:
                self.articles += 1
                self.version = self.version or result.version
                entry |= {"id": result.article.id, "origin": result.article.origin, "sha256": result.article.sha256}
            self.inputs.append(entry)
            yield result


def manifest(
    census: Census,
    folder: Path,
    *,
    form: str,
    text: bool,
    command: Sequence[str],
    options: Mapping[str, object],
    notes: Sequence[str],
) -> str:
    """The manifest of the files in `folder`, as JSON with one input a line."""
    version = census.version
    head = {
        "schema": SCHEMA,
        "package": version.package if version else None,
        "settings": version.settings if version else None,
        "models": dict(sorted(version.models.items())) if version else {},
        "lexicons": dict(sorted(version.lexicons.items())) if version else {},
        "command": list(command),
        "options": dict(sorted(options.items())),
        "format": form,
        "text": text,
        "articles": census.articles,
        "failures": census.failures,
        "notes": list(notes),
        "files": {file.name: file_sha256(file) for file in sorted(folder.iterdir())},
    }
    body = dump(head, indent=2).removesuffix("\n}")
    inputs = ",\n".join(f"    {dump(entry)}" for entry in census.inputs)
    return f'{body},\n  "inputs": [\n{inputs}\n  ]\n}}\n' if inputs else f'{body},\n  "inputs": []\n}}\n'


def file_sha256(file: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
