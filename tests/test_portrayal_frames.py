"""The heads of portrayal and frames: labels of plain sentences, evidence, and what a missing file says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis import Analysis, Article, analyze, language
from analysis.annotation import NEUTRAL, Mention, MetricValue
from analysis.annotators import entities, portrayed_spans
from analysis.annotators.voices import lay
from analysis.heads.frames import reader as frames
from analysis.heads.portrayal import reader as portrayal
from analysis.heads.portrayal.calibration import slope
from analysis.heads.switch import HeadMissing
from analysis.metrics.portrayal_gap import LEAST
from analysis.portrayals import portrayal as of_party
from analysis.tables import build
from analysis.version import version
from analysis.windows import Window
from analysis.wire import to_wire
from benchmarks.portrayal_gap import covered

PRAISED, BLAMED = (
    [f"{name} {verb} on {day}." for day in ("Monday", "Tuesday", "Friday") for verb in verbs]
    for name, verbs in (
        ("Ada Quill", ("won warm praise for her brilliant work", "saved the proud old town with great courage")),
        ("Tom Marsh", ("lied shamelessly to the council", "cruelly robbed the poor widows of the harbour")),
    )
)
FEUD = " ".join(x for pair in zip(PRAISED, BLAMED, strict=True) for x in pair)


def result_of(text: str, title: str | None = None) -> Analysis:
    found = analyze(Article(text, title=title))
    assert isinstance(found, Analysis)
    return found


def tone(text: str, name: str) -> float:
    return next(m.portrayal for m in result_of(text).mentions if text[m.start : m.end] == name and m.portrayal is not None)


def gap_of(result: Analysis) -> MetricValue:
    return next(v for v in result.metrics if v.id == "portrayal_gap")


def asked(text: str) -> set[str]:
    parsed = language.parse(text)
    return {text[a:b] for a, b in portrayed_spans.of(parsed, entities.find((parsed,)))}


def test_praise_blame_report_and_neither() -> None:
    assert tone("Ada Quill is a brilliant, generous mayor who saved the town.", "Ada Quill") > NEUTRAL
    assert tone("Tom Marsh lied to the council and robbed the widows with shameless cruelty.", "Tom Marsh") < -NEUTRAL
    said = "Ilse Varga called Tom Marsh a disgraceful coward who betrayed his crew."
    assert tone(said, "Tom Marsh") < -NEUTRAL < tone(said, "Ilse Varga")
    assert abs(tone("Tom Marsh met Ada Quill on Monday in the town hall.", "Tom Marsh")) < NEUTRAL


def test_praise_and_blame_in_one_sentence_are_told_apart() -> None:
    both = "Ada Quill, a gifted engineer, rescued the crew that Tom Marsh, a liar, had abandoned."
    assert tone(both, "Tom Marsh") < -NEUTRAL < NEUTRAL < tone(both, "Ada Quill")


@pytest.mark.parametrize(
    ("likely", "wanted"),
    [
        ((0.05, 0.05, 0.9), 0.85),
        ((0.25, 0.35, 0.4), 0.334),  # the difference alone would read as neutral
        ((0.4, 0.35, 0.25), -0.334),
        ((0.02, 0.52, 0.46), 0.333),  # and this one as positive
        ((0.1, 0.8, 0.1), 0.0),
    ],
)
def test_the_likeliest_class_decides_how_a_tone_reads(likely: tuple[float, ...], wanted: float) -> None:
    (found,) = portrayal.tones(np.array([likely], dtype=np.float32))
    assert found == wanted
    assert (found >= NEUTRAL) == (np.argmax(likely) == 2)
    assert (found <= -NEUTRAL) == (np.argmax(likely) == 0)


def test_calibration_finds_the_slope_that_drew_the_labels() -> None:
    chance = np.random.default_rng(3)
    logits = chance.normal(size=(4000, 3)) * 4
    labels = np.array([chance.choice(3, p=p) for p in portrayal.probabilities(logits, 0.5)])
    assert slope(logits, labels) == pytest.approx(0.5, abs=0.05)


def test_names_pronouns_and_descriptions_are_asked_for() -> None:
    found = asked(
        "Mayor Ada Quill thanked the old harbour board on Monday. She said that Sessions and his crew could keep their boats."
    )
    assert {"Mayor Ada Quill", "the old harbour board", "She", "his", "his crew", "their"} <= found
    assert not {"Ada Quill", "Monday", "Mayor", "crew"} & found


def test_no_span_is_asked_for_twice_and_all_lie_in_the_text() -> None:
    parsed = language.parse(FEUD)
    spans = portrayed_spans.of(parsed, entities.find((parsed,)))
    assert len(set(spans.values())) == len(spans)
    for (start, end), (first, last) in spans.items():
        assert (parsed.tokens[first].start, parsed.tokens[last - 1].end) == (start, end)


def test_a_naming_takes_the_tone_of_the_span_that_ends_with_it_and_others_are_laid_to_nobody() -> None:
    text = "Mayor Ada Quill praised the crew."
    voices = lay(language.parse(text), [])
    tones = {(6, 15): 0.5, (24, 32): 0.25}
    named = [Mention(0, 15, "p1", "writer")]
    assert portrayed_spans.toned(named, tones, voices) == [
        Mention(0, 15, "p1", "writer", 0.5),
        Mention(24, 32, None, "writer", 0.25),
    ]


def test_the_network_in_numpy_judges_a_span_alone_as_among_others() -> None:
    states = np.random.default_rng(2).normal(size=(12, 1152)).astype(np.float32)
    both = portrayal.logits(states, [(1, 2), (8, 10)], [(0, 6), (6, 12)])
    assert np.allclose(both[1], portrayal.logits(states[6:], [(2, 4)], [(0, 6)])[0], atol=1e-4)


def test_it_is_the_network_of_the_training() -> None:
    torch = pytest.importorskip("torch", reason="training's own environment has it")
    from analysis.heads.portrayal.network import Portrayal

    with np.load(portrayal.FILE) as archive:
        weights = {name: torch.tensor(archive[name].astype(np.float32)) for name in archive.files}
    head = Portrayal().eval()
    head.load_state_dict({name: weights[name.replace(".", "_")] for name in head.state_dict()})
    states = np.random.default_rng(2).normal(size=(9, 1152)).astype(np.float32)
    with torch.no_grad():
        wanted = head(torch.tensor(states[None]), torch.ones(1, 9), torch.tensor([2]), torch.tensor([4])).numpy()
    assert np.allclose(portrayal.logits(states, [(2, 4)], [(0, 9)]), wanted, atol=1e-3)


def test_a_naming_that_no_window_shows_whole_has_no_tone() -> None:
    parsed = language.parse("Ada Quill met Tom Marsh. The bus runs.")
    states = np.zeros((2, 1152), np.float32)
    judge = portrayal.Judge(parsed, [(0, 2), (1, 3)])
    judge.take(Window(0, 0, 2), states)
    assert set(judge.said) == {(0, 2)}


def test_the_gap_is_above_zero_where_the_writer_praises_one_and_blames_the_other() -> None:
    result = result_of(FEUD)
    found = gap_of(result)
    assert found.value is not None
    assert found.low is not None
    first = max(result.parties, key=lambda p: p.mentions).name
    sign = 1 if first == "Ada Quill" else -1
    assert found.value * sign > NEUTRAL
    assert found.low * sign > 0
    assert set(found.annotations) <= {f"t{s.index}" for s in result.sentences}
    tones = {p.name: of_party(result.mentions, p.id, "writer") for p in result.parties}
    assert tones["Ada Quill"].tone is not None
    assert tones["Tom Marsh"].tone is not None
    assert found.value == pytest.approx(sign * (tones["Ada Quill"].tone - tones["Tom Marsh"].tone))
    table = build([result]).parties.set_index("name")
    assert table.loc["Ada Quill", "tone_writer"] == pytest.approx(tones["Ada Quill"].tone)
    assert table.loc["Ada Quill", "toned_writer"] == tones["Ada Quill"].mentions


def test_the_gap_of_parties_that_are_spoken_of_alike_covers_zero() -> None:
    assert covered((LEAST, 20), draws=300, seed=1) >= 0.93


def test_quoted_praise_is_not_the_writers() -> None:
    quoted = " ".join(f"“{x}” said Ilse Varga." for x in PRAISED)
    found = gap_of(result_of(quoted))
    assert found.value is None
    assert found.missing


def test_frames_open_to_their_sentences_and_stand_in_the_wire() -> None:
    fight = (
        "The two parties clashed again on Monday over the ferry. The opposition attacked the mayor and accused her of lying. "
        "She hit back at her rivals and called them losers. The harbour union joined the battle, and both camps traded blame. "
        "Neither side would yield, and the row over the vote will go on until the council meets its critics next week."
    )
    result = result_of(fight)
    found = {f.name: f for f in result.frames}
    assert tuple(found) == frames.FRAMES
    assert found["conflict"].probability > found["economic"].probability
    assert found["conflict"].sentences
    value = next(v for v in result.metrics if v.id == "frame_conflict")
    assert value.value == found["conflict"].probability
    assert value.annotations == tuple(f"t{n}" for n in found["conflict"].sentences)
    wire = to_wire(result)
    assert wire["frames"] == {f.name: f.probability for f in result.frames}
    assert all(m["portrayal"] is None or -1 <= m["portrayal"] <= 1 for m in wire["mentions"])


def test_a_sentence_that_is_left_out_moves_the_frame_as_its_evidence_says() -> None:
    chance = np.random.default_rng(4)
    values, counts, sizes = chance.normal(size=(6, 5)) * 9, chance.integers(0, 3, (6, 5)).astype(float), np.full(6, 12)
    values[2, 2] += 90
    found = frames.frames(frames.Judged(values, counts, sizes))[2]
    assert 2 in found.sentences
    assert list(found.sentences) == sorted(found.sentences)
    assert len(found.sentences) <= frames.MOST_SENTENCES


@pytest.mark.parametrize(("head", "name"), [(portrayal, "portrayal"), (frames, "frames")])
def test_switched_off_it_says_so(head: object, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_head = version()
    monkeypatch.setenv(head.SWITCH, "off")
    result = result_of(FEUD)
    assert version().models[name] == "off"
    assert version().settings != with_head.settings
    if name == "frames":
        assert "frames" not in to_wire(result)
        assert all(v.missing for v in result.metrics if v.id.startswith("frame_"))
    else:
        assert all(m.portrayal is None and m.party_id is not None for m in result.mentions)
        assert gap_of(result).missing == "the portrayal head is switched off"


@pytest.mark.parametrize("head", [portrayal, frames])
def test_a_missing_file_is_said(head: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(head, "FILE", tmp_path / "gone.npz")
    with pytest.raises(HeadMissing, match=r"lacks gone\.npz"):
        analyze(Article("The council met on Monday."))
