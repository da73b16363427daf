"""Five hundred damaged texts made from the sample articles: whatever marks, newlines and letters are lost, the analysis holds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from analysis import Analysis, Article, analyze

PER_BATCH, BATCHES = 50, 10
MARKS = "“”‘’\"'«»–—:.,!?()\n"
#: Paragraphs of a text: enough for quotations that run over, little enough for five hundred of them.
PARAGRAPHS = 2


def damage(text: str, chance: random.Random) -> str:
    """A text with about one place in forty dropped, doubled, swapped with its neighbour, or changed for a mark or newline."""
    characters = list(text)
    for _ in range(max(3, len(text) // 40)):
        if not characters:
            break
        marks = [n for n, c in enumerate(characters) if c in MARKS]
        at = chance.choice(marks) if marks and chance.random() < 0.7 else chance.randrange(len(characters))
        match chance.randrange(4):
            case 0:
                del characters[at]
            case 1:
                characters.insert(at, characters[at])
            case 2 if at + 1 < len(characters):
                characters[at], characters[at + 1] = characters[at + 1], characters[at]
            case _:
                characters[at] = chance.choice(MARKS)
    return "".join(characters)


@pytest.fixture(scope="module")
def passages(root: Path) -> list[str]:
    out = []
    for file in sorted((root / "seeds").glob("*.txt")):
        paragraphs = file.read_text(encoding="utf-8").split("\n\n")
        out += ["\n\n".join(paragraphs[n : n + PARAGRAPHS]) for n in range(1, len(paragraphs), PARAGRAPHS)]
    return out


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_fails_and_every_offset_holds(passages: list[str], batch: int) -> None:
    chance = random.Random(batch)
    for _ in range(PER_BATCH):
        text = damage(chance.choice(passages), chance)
        found = analyze(Article(text))
        assert isinstance(found, Analysis), (found, text)
        edge = 0
        for span in found.voices:
            assert span.start == edge < span.end
            edge = span.end
        assert edge == len(text)
        known = {a.id for a in found.attributions}
        for a in found.attributions:
            assert a.content
            assert a.parent is None or a.parent in known - {a.id}
            assert all(0 <= s < e <= len(text) for s, e in (*a.source, *a.cue, *a.content))
        assert all(text[n.start : n.end] == n.text for n in found.annotations)
