"""A methods paragraph and a citation: what was analyzed, with which versions and settings, and how it was counted."""

from __future__ import annotations

import importlib.metadata
import platform
import re
from collections.abc import Iterable, Sequence

from analysis import intervals
from analysis.result import Analysis, Version
from analysis.right_rates import right_rates, told
from analysis.version import PACKAGE

TITLE = "Evenhand: framing metrics of news articles for each voice"

#: Libraries whose versions can move a figure.
LIBRARIES = ("spacy", "onnxruntime", "numpy", "scipy", "textblob")

_HASH = re.compile(r"\b[0-9a-f]{13,}\b")


def libraries() -> dict[str, str]:
    """Python and the libraries that results rest on, with the versions that run here."""
    return {"Python": platform.python_version()} | {name: importlib.metadata.version(name) for name in LIBRARIES}


def citation(settings: str | None = None) -> str:
    """How to cite this version, with the fingerprint of the settings where one is given."""
    made = f" Settings sha256:{settings[:16]}." if settings else ""
    return f"The Evenhand developers. {TITLE} (version {PACKAGE}) [Computer software].{made}"


def bibtex(settings: str | None = None) -> str:
    """The citation as an entry for BibTeX."""
    fields = {"author": "{The Evenhand developers}", "title": f"{{{TITLE}}}", "version": PACKAGE}
    if settings:
        fields["note"] = f"Settings sha256:{settings[:16]}"
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@software{{evenhand,\n{lines}\n}}"


def paragraph(results: Sequence[Analysis]) -> str:
    """The methods paragraph for some analyses; empty where there is none.

    Hashes of models and lexicons are cut to twelve digits; the fingerprint of the settings covers them whole. The
    versions are those that stand in the analyses, so that saved results tell what made them and not what runs now. Analyses
    made with different settings are said to be so, each setting with its number of articles.
    """
    if not results:
        return ""
    versions: dict[str, tuple[Version, int]] = {}
    for result in results:
        made, count = versions.get(result.version.settings, (result.version, 0))
        versions[result.version.settings] = (made, count + 1)
    parts = [
        _corpus(results),
        *(_made(made, count if len(versions) > 1 else None) for made, count in versions.values()),
        "Each character of a text was given a voice: the writer's own statement, words quoted from a source, or words of a "
        "source reported in the writer's wording; the headline was counted apart, and boilerplate was left out. Each figure was "
        "counted for each voice as the codebook of this version defines it.",
        f"Intervals are of 95 %: Wilson's for shares of sentences and attributions, Garwood's for counts per 1,000 words, and "
        f"a bootstrap over sentences ({intervals.RESAMPLES:,} resamples) for shares of words and for means. They cover sampling, "
        "not the finders' errors.",
        _rates(results),
    ]
    return " ".join(part for part in parts if part)


def _corpus(results: Sequence[Analysis]) -> str:
    number = len(results)
    outlets = {r.article.outlet for r in results if r.article.outlet}
    days = sorted(d for r in results if (d := (r.article.published or "")[:10]) and len(d) == 10 and d[4] == d[7] == "-")
    told = f"{number:,} English news article{'' if number == 1 else 's'}"
    if outlets:
        told += f" of {len(outlets):,} outlet{'' if len(outlets) == 1 else 's'}"
    if days:
        dated = "" if len(days) == number else f"; {len(days):,} of them dated"
        told += f" ({days[0] if days[0] == days[-1] else f'{days[0]} to {days[-1]}'}{dated})"
    verb = "was" if number == 1 else "were"
    return f"{told}, {sum(r.words for r in results):,} words without boilerplate, {verb} analyzed with Evenhand."


def _shortened(found: re.Match[str]) -> str:
    return found[0][:12]


def _made(made: Version, articles: int | None) -> str:
    counted = "" if articles is None else f", used for {articles:,} of the articles"
    models, lexicons = (
        ", ".join(f"{name} ({_HASH.sub(_shortened, version)})" for name, version in sorted(parts.items()))
        for parts in (made.models, made.lexicons)
    )
    said = f"Version {made.package}, settings sha256:{made.settings}{counted}; models: {models or 'none'}"
    return f"{said}; lexicons: {lexicons or 'none'}."


def _rates(results: Iterable[Analysis]) -> str:
    """How often the rules that found anything here are right, and which of them were never measured."""
    used = rules_used(results)
    measured = [rule for rule in used if rule in right_rates()]
    unchecked = [rule for rule in used if rule not in right_rates()]
    parts = [f"{rule}: {told(rule)}" for rule in measured]
    out = f"How often the finders are right, as measured: {'; '.join(parts)}." if parts else ""
    return f"{out} Unchecked, never measured: {', '.join(unchecked)}.".strip() if unchecked else out


def rules_used(results: Iterable[Analysis]) -> list[str]:
    """The rules that found an attribution or a mark, sorted."""
    used: set[str] = set()
    for result in results:
        used.update(a.rule for a in result.attributions)
        used.update(a.rule for a in result.annotations)
    return sorted(used)
