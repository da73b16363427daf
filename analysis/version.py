"""What an analysis was made with, so that equal versions and equal texts mean equal results."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from functools import cache
from pathlib import Path

from analysis import language, right_rates
from analysis.heads.attribution import reader
from analysis.heads.frames import reader as frames
from analysis.heads.portrayal import reader as portrayal
from analysis.heads.spans import reader as spans
from analysis.heads.techniques import reader as techniques
from analysis.heads.wording import reader as wording
from analysis.lexicon import Lexicon, lexicons
from analysis.result import Version

#: Version of the package; pyproject.toml says the same, and a test holds them together.
PACKAGE = "0.1.0"


def version() -> Version:
    """Versions of package, models and lexicons, and a hash over them and all code that can change a result."""
    heads = tuple(head.switched_on() for head in (reader, wording, techniques, spans, portrayal, frames))
    return _version(heads, tuple(lexicons().values()))


@cache
def _version(heads: tuple[bool, ...], words_of: tuple[Lexicon, ...]) -> Version:
    head, style, marks, places, tone, story = heads
    models = {
        "parser": language.model_version(),
        "attribution": f"head 1 {reader.fingerprint()}" if head else "rules 1",
        "wording": f"head 1 {wording.fingerprint()}" if style else "off",
        "techniques": f"head 1 {techniques.fingerprint()}" if marks else "off",
        "spans": f"head 1 {spans.fingerprint()}" if places else "off",
        "portrayal": f"head 1 {portrayal.fingerprint()}" if tone else "off",
        "frames": f"head 1 {frames.fingerprint()}" if story else "off",
        "textblob": importlib.metadata.version("textblob"),
    }
    words = {w.name: f"{w.version} {w.sha256}" for w in sorted(words_of, key=lambda w: w.name)}
    settings = {"package": PACKAGE, "models": models, "lexicons": words, "code": _code()}
    fingerprint = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()
    return Version(PACKAGE, fingerprint, models, words)


def _code() -> str:
    """A hash over the library's code: every threshold stands there, and a list of them would be forgotten."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    digest.update(right_rates.FILE.read_bytes())
    return digest.hexdigest()
