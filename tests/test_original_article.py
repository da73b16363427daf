"""The article that the project began with: what an attentive editor sees in it must be found. Only offsets and short
fragments are used here; the text stands beside the project, not in it."""

from __future__ import annotations

import pytest

from analysis import Analysis, Article, analyze


@pytest.fixture(scope="module")
def result(original: str) -> Analysis:
    title, _, body = original.partition("\n")
    found = analyze(Article(body.strip(), title=title.strip()))
    assert isinstance(found, Analysis)
    return found


def test_the_leaders_sister_is_one_source_and_speaks_most(result: Analysis) -> None:
    most = max(result.sources, key=lambda s: s.words)
    assert most.name == "Kim Yo Jong"
    assert "She" in most.aliases
    assert most.type == "person"


def test_north_korea_is_one_source_under_both_names(result: Analysis) -> None:
    card = next(s for s in result.sources if s.name == "North Korea")
    assert "The North" in card.aliases
    assert card.type == "government"


def test_japan_has_one_sentence_of_its_own_and_no_quotation(result: Analysis) -> None:
    japan = next(s for s in result.sources if s.name == "Japan")
    own = [a for a in result.attributions if a.id in japan.attributions and a.parent is None]
    assert [a.form for a in own] == ["indirect"]


def test_the_conflict_frame_comes_first(result: Analysis) -> None:
    first, second = sorted(result.frames, key=lambda f: -f.probability)[:2]
    assert first.name == "conflict"
    assert first.probability > 0.5 > second.probability


def test_the_other_leader_is_talked_about_and_never_speaks(result: Analysis) -> None:
    kishida = next(p for p in result.parties if "Kishida" in p.name)
    assert (kishida.source_id, kishida.words) == (None, 0)
    assert kishida.mentions >= 3


def test_the_experts_are_not_named(result: Analysis) -> None:
    card = next(s for s in result.sources if s.name == "Experts")
    assert (card.named, card.type) == (False, "anonymous")
    assert any(a.kind == "anonymous_source" and a.text == "Experts" for a in result.annotations)


def voice_of(result: Analysis, fragment: str) -> str:
    at = result.article.text.index(fragment)
    return next(v.voice for v in result.voices if v.start <= at < v.end)


@pytest.mark.parametrize(
    ("fragment", "voice"),
    [
        ("plied", "indirect"),
        ("illegally abducted", "indirect"),
        ("going so far as", "writer"),
        ("weakest link", "indirect"),
        ("without acknowledging", "writer"),
        ("is hostile", "direct"),
        ("did not react", "writer"),
    ],
)
def test_each_fragment_stands_in_the_right_voice(result: Analysis, fragment: str, voice: str) -> None:
    assert voice_of(result, fragment) == voice


def test_the_broken_stamp_and_the_copyright_line_are_counted_nowhere(result: Analysis) -> None:
    hidden = [result.article.text[e.start : e.end] for e in result.excluded]
    assert any(h.startswith("( –") for h in hidden)
    assert any(h.startswith("Copyright") for h in hidden)


def test_the_headline_attributes(result: Analysis) -> None:
    assert any(a.field == "title" and a.verb == "claim" for a in result.attributions)


def test_reporting_verbs_that_keep_a_distance_are_seen(result: Analysis) -> None:
    assert {a.verb for a in result.attributions if a.stance == "doubting"} >= {"claim"}
