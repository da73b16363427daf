"""The methods paragraph: it says what was analyzed and with what, as the analyses themselves tell it."""

from __future__ import annotations

from dataclasses import replace

from builders import VERSION, analysis, article

from analysis import methods
from analysis.annotation import Attribution
from analysis.right_rates import right_rates, told
from analysis.version import PACKAGE


def test_it_names_articles_versions_models_and_lexicons() -> None:
    found = methods.paragraph([analysis(), analysis(article=article(outlet="Quay Post", published="2031-04-09T08:30"))])
    assert found.startswith(
        "2 English news articles of 2 outlets (2031-04-02 to 2031-04-09), 100 words without boilerplate, were"
    )
    assert f"Version {VERSION.package}, settings sha256:{VERSION.settings};" in found
    for name, version in (VERSION.models | VERSION.lexicons).items():
        assert f"{name} ({version})" in found
    assert "used for" not in found

    hashed = replace(VERSION, lexicons={"loaded": f"2 {'c4' * 32}"})
    assert "loaded (2 c4c4c4c4c4c4)" in methods.paragraph([analysis(version=hashed)])


def test_analyses_of_different_settings_are_told_apart_with_their_numbers() -> None:
    other = replace(VERSION, settings="7f" * 32, models={"attribution": "head 1"})
    found = methods.paragraph([analysis(), analysis(version=other), analysis()])
    assert f"settings sha256:{VERSION.settings}, used for 2 of the articles" in found
    assert f"settings sha256:{other.settings}, used for 1 of the articles" in found


def test_it_says_which_rules_are_measured_and_which_are_not() -> None:
    measured = next(iter(right_rates()))
    one = analysis().attributions[0]
    found = methods.paragraph([analysis(attributions=(replace(one, rule=measured),))])
    assert f"{measured}: {told(measured)}" in found
    unchecked = found.partition("Unchecked, never measured: ")[2]
    assert unchecked == "anonymous_source/card@1, hedge/lexicon@1."
    assert isinstance(one, Attribution)


def test_what_is_not_given_is_left_out() -> None:
    found = methods.paragraph([analysis(article=article(outlet=None, published="last spring"))])
    assert found.startswith("1 English news article, 50 words without boilerplate, was analyzed with Evenhand.")
    assert methods.paragraph([]) == ""


def test_the_citation_names_the_version_and_the_settings() -> None:
    assert f"(version {PACKAGE})" in methods.citation()
    assert "Settings sha256:" not in methods.citation()
    assert methods.citation("ab" * 32).endswith("Settings sha256:abababababababab.")
    entry = methods.bibtex("ab" * 32)
    assert entry.startswith("@software{evenhand,\n")
    assert f"version = {{{PACKAGE}}}" in entry
    assert entry.count("{") == entry.count("}")


def test_the_libraries_that_run_are_named() -> None:
    found = methods.libraries()
    assert {"Python", *methods.LIBRARIES} == set(found)
    assert all(version[0].isdigit() for version in found.values())
