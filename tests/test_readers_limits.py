"""Every limit is a setting: documented, in force, and named where it refuses."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from analysis import readers
from analysis.article import Article, Failure
from analysis.readers import limits

LONG = "word " * 240_000


@pytest.mark.parametrize("limit", limits.ALL, ids=lambda limit: limit.variable)
def test_every_limit_is_documented_with_its_default(root: Path, limit: limits.Limit) -> None:
    assert (
        f"| `{limit.variable}` | {limit.default:,} {limit.unit} | {limit.about} |" in (root / "docs" / "formats.md").read_text()
    )


@pytest.mark.parametrize("told", ["", "0", "-1", "many", "1e9", "٣", "9" * 40])
def test_what_is_no_number_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv("EVENHAND_MAX_PAGES", told)
    assert limits.PAGES.value == limits.PAGES.default


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", f'{{"text": "{LONG}"}}\n{{"text": "The boats left."}}\n'),
        ("a.json", f'[{{"text": "{LONG}"}}]'),
        ("a.csv", f"text\n{LONG}\n"),
        ("a.csv", 'text\n"' + "The boats left.\n" * 80_000 + '"\n'),
    ],
)
def test_a_line_or_a_cell_beyond_the_limit_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, name: str, data: str) -> None:
    monkeypatch.setenv("EVENHAND_MAX_LINE_MB", "1")
    first, *rest = readers.read_bytes(name, data.encode())
    assert isinstance(first, Failure)
    assert first.code == "too_large"
    assert "EVENHAND_MAX_LINE_MB" in first.message
    assert [isinstance(one, Article) for one in rest] == ([True] if name == "a.jsonl" else [])


def test_a_long_line_of_standard_input_fails_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_MAX_LINE_MB", "1")
    data = f'{{"id": 1, "text": "{LONG}"}}\n{{"id": 2, "text": "The boats left."}}'.encode()
    one, two = readers.read(["-"], stdin=io.BytesIO(data))
    assert isinstance(one, Failure)
    assert (one.code, one.line) == ("too_large", 1)
    assert isinstance(two, Article)
    assert (two.id, two.line) == (2, 2)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "text\nOne boat.\nTwo boats.\nThree boats.\n"),
        ("a.jsonl", '{"text": "One boat."}\n{"text": "Two boats."}\n{"text": "Three boats."}\n'),
        ("a.json", '[{"text": "One boat."}, {"text": "Two boats."}, {"text": "Three boats."}]'),
    ],
)
def test_rows_beyond_the_limit_are_refused_in_one_failure(monkeypatch: pytest.MonkeyPatch, name: str, data: str) -> None:
    monkeypatch.setenv("EVENHAND_MAX_ARTICLES", "2")
    found = list(readers.read_bytes(name, data.encode()))
    assert [isinstance(one, Article) for one in found] == [True, True, False]
    assert "EVENHAND_MAX_ARTICLES" in getattr(found[2], "message", "")
