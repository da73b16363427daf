"""The sample articles: the manifest tells the truth of each, and what docs/seeds.md says of them stands in them."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

OUTLETS = {"wire": "Meridian Wire", "palisade": "The Daily Palisade", "lantern": "Lanternlight Weekly"}
#: Words of an article, and days between the first and the last telling of an event.
WORDS, DAYS = (350, 600), 10


@pytest.fixture(scope="module")
def rows(root: Path) -> list[dict[str, str]]:
    with (root / "seeds" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def notes(root: Path) -> str:
    return (root / "docs" / "seeds.md").read_text(encoding="utf-8")


def test_the_manifest_lists_every_article_with_its_headline_and_hash(root: Path, rows: list[dict[str, str]]) -> None:
    assert sorted(row["file"] for row in rows) == sorted(file.name for file in (root / "seeds").glob("*.txt"))
    for row in rows:
        data = (root / "seeds" / row["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"], row["file"]
        text = data.decode("utf-8")
        assert text.startswith(row["title"] + "\n\n"), row["file"]
        assert WORDS[0] <= len(text.split()) <= WORDS[1], row["file"]


def test_every_event_is_told_once_by_each_outlet_within_days(rows: list[dict[str, str]]) -> None:
    told = defaultdict(list)
    for row in rows:
        told[row["event"], row["topic"]].append(row)
        assert OUTLETS[row["file"].partition("-")[2].removesuffix(".txt")] == row["outlet"]
    assert len(told) == 4
    for event, tellings in told.items():
        assert sorted(row["outlet"] for row in tellings) == sorted(OUTLETS.values()), event
        days = [date.fromisoformat(row["date"]) for row in tellings]
        assert (max(days) - min(days)).days <= DAYS, event


def test_the_notes_list_the_events_of_the_manifest(notes: str, rows: list[dict[str, str]]) -> None:
    listed = set(re.findall(r"^\| ([\w ]+) \| (\w+) \| .* \| `(\w+)-\*\.txt` \|$", notes, re.MULTILINE))
    assert listed == {(row["event"], row["topic"], row["file"].partition("-")[0]) for row in rows}


def test_words_in_italics_stand_in_the_article_of_their_column(root: Path, notes: str) -> None:
    sections = re.split(r"^### .*`(\w+)-\*\.txt`$", notes, flags=re.MULTILINE)[1:]
    assert len(sections) == 8  # four events, each its name and its table
    for event, section in zip(sections[::2], sections[1::2], strict=True):
        texts = [(root / "seeds" / f"{event}-{outlet}.txt").read_text(encoding="utf-8") for outlet in OUTLETS]
        heading, _, *lines = [line for line in section.splitlines() if line.startswith("|")]
        assert heading == f"| device | {' | '.join(OUTLETS.values())} |"
        for line in lines:
            cells = line.strip("|").split("|")[1:]
            assert len(cells) == len(texts), line
            assert "*" in line, f"no words to see: {line}"
            for cell, text in zip(cells, texts, strict=True):
                for words in re.findall(r"\*([^*]+)\*", cell):
                    assert words in text, f"{event}: {words}"
