"""What an analysis was made with, so that equal versions and equal texts mean equal results."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from functools import cache

from analysis import language
from analysis.annotators import attribution, one_sided, parties
from analysis.lexicon import lexicons
from analysis.result import Version

#: Version of the package; pyproject.toml says the same, and a test holds them together.
PACKAGE = "0.1.0"


@cache
def version() -> Version:
    """Versions of package, models and lexicons, and a hash over them and all settings that can change a result."""
    models = {
        "parser": language.model_version(),
        "attribution": "rules 1",
        "textblob": importlib.metadata.version("textblob"),
    }
    words = {name: f"{lexicon.version} {lexicon.sha256}" for name, lexicon in sorted(lexicons().items())}
    settings = {
        "package": PACKAGE,
        "models": models,
        "lexicons": words,
        "trust": [attribution.TRUST, attribution.TRUST_QUOTED],
        "one_sided": one_sided.NEARBY,
        "parties": parties.LEAST_MENTIONS,
    }
    fingerprint = hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()
    return Version(PACKAGE, fingerprint, models, words)
