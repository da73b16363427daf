"""The wording head: probabilities of sentences, the words that make them, and the switch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis import Analysis, Article, analyze, analyze_many, encoder, language
from analysis.annotation import Sentence
from analysis.heads import reading
from analysis.heads.spans import reader as spans_reader
from analysis.heads.switch import HeadMissing
from analysis.heads.techniques import reader as techniques_reader
from analysis.heads.wording import calibrate, reader
from analysis.version import version
from benchmarks import wording

LOADED = "The mayor's shameful and disgusting scheme is a grotesque insult to every decent family in this town."
PLAIN = "The council meets on Monday at nine in the town hall."


def sentences(text: str) -> tuple[Sentence, ...]:
    found = analyze(Article(text))
    assert isinstance(found, Analysis)
    return found.sentences


def test_loaded_wording_is_told_from_plain_wording() -> None:
    loaded, plain = sentences(f"{LOADED} {PLAIN}")
    assert loaded.loaded is not None
    assert plain.loaded is not None
    assert plain.loaded < 0.3 < 0.7 < loaded.loaded
    assert loaded.opinion is not None
    assert plain.opinion is not None
    assert plain.opinion < 0.5 < loaded.opinion


def test_the_words_that_make_a_sentence_loaded_are_shown_with_what_it_would_be_without_them() -> None:
    (sentence,) = sentences(LOADED)
    words = {LOADED[a:b] for a, b in sentence.loaded_words}
    assert words & {"shameful", "disgusting", "grotesque", "insult", "scheme"}
    assert len(words) <= reader.MOST_WORDS
    assert sentence.loaded is not None
    assert sentence.loaded_without is not None
    assert sentence.loaded_without < sentence.loaded


def test_a_plain_sentence_shows_no_words() -> None:
    (sentence,) = sentences(PLAIN)
    assert sentence.loaded_words == ()
    assert sentence.loaded_without is None


def test_leaving_words_out_is_the_mean_over_the_others() -> None:
    judged = reader.Judged(
        np.array([[0.0], [1.0], [2.0]]).repeat(3, axis=1),
        np.array([[1.0], [-2.0], [4.0]]).repeat(3, axis=1),
    )
    weights = np.exp([0.0, 2.0])
    assert reader.logit(judged, [0, 2], 0) == pytest.approx((weights[0] * 1 + weights[1] * 4) / weights.sum())


def test_the_words_chosen_are_those_without_which_it_falls_the_most() -> None:
    values = np.array([0.0, 6.0, 0.0, 5.0, -1.0])
    judged = reader.Judged(np.zeros((5, 3)), values[:, None].repeat(3, axis=1))
    assert reader.evidence(judged, [0, 1, 2, 3], 0, 5).tokens == (1, 3)


def test_the_same_alone_or_among_other_articles() -> None:
    alone = sentences(LOADED)
    among = list(analyze_many([Article(f"{PLAIN} {LOADED}"), Article(LOADED), Article(PLAIN * 3)]))
    assert isinstance(among[1], Analysis)
    assert among[1].sentences == alone


def test_switched_off_nothing_is_said_and_the_version_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    with_head = version()
    monkeypatch.setenv(reader.SWITCH, "off")
    found = analyze(Article(f"{LOADED} {PLAIN} {PLAIN}"))
    assert isinstance(found, Analysis)
    assert all(s.loaded is None and s.opinion is None and s.lexical_bias is None for s in found.sentences)
    (value,) = (m for m in found.metrics if (m.id, m.voice) == ("loaded_reading", "writer"))
    assert value.value is None
    assert value.missing == "the wording head is switched off"
    assert version().models["wording"] == "off" != with_head.models["wording"]
    assert version().settings != with_head.settings


def test_all_heads_off_no_encoder_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(reader.SWITCH, "off")
    monkeypatch.setenv(spans_reader.SWITCH, "off")
    monkeypatch.setenv(techniques_reader.SWITCH, "off")
    monkeypatch.setenv("EVENHAND_PORTRAYAL", "off")
    monkeypatch.setenv("EVENHAND_FRAMES", "off")
    monkeypatch.setattr(encoder, "windows", None)
    monkeypatch.setenv("EVENHAND_ATTRIBUTION", "rules")
    assert reading.read(language.parse(PLAIN)) == reading.Reading()


def test_a_switch_that_is_not_known_and_a_missing_file_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(reader.SWITCH, "rules")
    with pytest.raises(HeadMissing, match="EVENHAND_WORDING is set to “rules”"):
        analyze(Article(PLAIN))
    monkeypatch.delenv(reader.SWITCH)
    monkeypatch.setattr(reader, "FILE", tmp_path / "wording.npz")
    with pytest.raises(HeadMissing, match=r"lacks wording\.npz: install Evenhand again"):
        analyze(Article(PLAIN))


# -- calibration and figures -------------------------------------------------------------------------------------------


def test_calibration_gives_back_the_rates_that_it_was_shown() -> None:
    chance = np.random.default_rng(3)
    logits = chance.normal(size=4_000) * 2
    labels = chance.random(4_000) < 1 / (1 + np.exp(-(0.5 * logits - 1)))
    bias, slope = calibrate.fit(logits, labels)
    assert (bias, slope) == (pytest.approx(-1, abs=0.15), pytest.approx(0.5, abs=0.1))


def test_figures_on_cases_worked_by_hand() -> None:
    labels, said = np.array([True, True, False, False]), np.array([0.9, 0.4, 0.6, 0.1])
    assert wording.macro_f1(labels, said) == pytest.approx(0.5)
    assert wording.auc(labels, said) == pytest.approx(0.75)
    assert wording.break_even(labels, said) == pytest.approx(0.5)
    assert wording.auc(labels, np.zeros(4)) == pytest.approx(0.5)
    assert wording.calibration_error(labels, np.array([1.0, 1.0, 0.0, 0.0])) == 0
    assert wording.calibration_error(labels, np.full(4, 0.75)) == pytest.approx(0.25)
