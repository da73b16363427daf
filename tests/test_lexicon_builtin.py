"""The built-in lexicons: complete, consistent, and right on sentences of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.annotators.lexicon_finder import find
from analysis.inflection import forms
from analysis.language import parse
from analysis.lexicon import BUILT_IN, lexicons

LEAST = {
    "loaded_language": 700, "hedges": 100, "boosters": 100, "reporting_verbs": 250, "factives": 80, "euphemisms": 100,
    "partisan_labels": 150, "stigmatising_labels": 130,
    "accusations": 800, "nominalisations": 180,
}  # fmt: skip


def test_every_folder_is_loaded() -> None:
    assert set(lexicons()) == {folder.name for folder in BUILT_IN.iterdir() if folder.is_dir()} == set(LEAST)


@pytest.mark.parametrize("name", LEAST)
def test_a_lexicon_is_large_enough_documented_and_says_why(name: str) -> None:
    lexicon = lexicons()[name]
    assert len(lexicon.terms) >= LEAST[name]
    assert lexicon.definition.endswith(".")
    assert lexicon.unit
    assert set(lexicon.groups) == {term.group for term in lexicon.terms if term.group}, "a group without a term"
    if lexicon.groups:
        assert all(term.group for term in lexicon.terms)


@pytest.mark.parametrize("name", LEAST)
def test_every_term_can_be_found(name: str) -> None:
    """Each term, put in a text alone, is among the words that the finder looks up."""
    for term in lexicons()[name].terms:
        assert term.words
        assert all(word in forms(word, term.pos) for word in term.words)
        assert not set(term.not_before) & set(term.only_before)
        assert not set(term.not_after) & set(term.only_after)


def test_many_loaded_words_have_a_plainer_one_that_is_not_loaded_itself() -> None:
    terms = lexicons()["loaded_language"].terms
    loaded = {term.term for term in terms}
    neutral = [term.neutral for term in terms if term.neutral]
    assert len(neutral) >= 300
    assert not loaded & set(neutral)


def test_reporting_words_have_frames_and_every_stance() -> None:
    terms = lexicons()["reporting_verbs"].terms
    assert {term.extra["stance"] for term in terms} == {"neutral", "doubting", "endorsing", "hostile"}
    for term in terms:
        for frame in term.extra["frames"].split("|"):
            name, _, weight = frame.partition("=")
            assert re.fullmatch(r"[a-z_]+(:[a-z]+)?", name)
            assert 0 < float(weight) <= 1


@pytest.mark.parametrize(
    ("stance", "lemmas"),
    [
        ("neutral", "say tell write ask argue warn deny announce"),
        ("doubting", "claim allege assert insist maintain purport"),
        ("endorsing", "admit acknowledge reveal confirm note point concede discover"),
        ("hostile", "rant boast whine sneer lash gloat rail"),
    ],
)
def test_stances_follow_the_written_tests(stance: str, lemmas: str) -> None:
    known = {term.term: term.extra["stance"] for term in lexicons()["reporting_verbs"].terms if "VERB" in term.pos}
    for lemma in lemmas.split():
        assert known[lemma] == stance, lemma


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("loaded_language", "The council slammed the reckless sale as a sham.", ["slammed", "reckless", "sham"]),
        ("loaded_language", "The war went on; two people died in the attack, and the crisis deepened.", []),
        ("loaded_language", "Her surgeon advised a radical hysterectomy.", []),
        ("loaded_language", "A natural disaster destroyed the toxic waste plant.", []),
        ("loaded_language", "Their plan is a disaster for this toxic council.", ["disaster", "toxic"]),
        ("loaded_language", "The bomb exploded and the volcano erupted.", []),
        ("loaded_language", "He lashed out at cronies who rammed through the deal.", ["lashed out", "cronies", "rammed through"]),
        ("loaded_language", "Bread prices rose 3 percent in May, the bureau said.", []),
        ("hedges", "The pier may close in May, perhaps for about 40 days.", ["may", "perhaps", "about"]),
        ("hedges", "The mayor appeared to agree; she appeared on stage at noon.", ["appeared"]),
        ("hedges", "Figures suggest a fall, and she suggested a walk.", ["suggest"]),
        ("hedges", "They could not swim, but the boat could sink.", ["could"]),
        ("hedges", "The allegedly stolen crane was reportedly rather old.", ["allegedly", "reportedly", "rather"]),
        ("boosters", "Of course it clearly failed; in fact nobody has any doubt.", ["Of course", "clearly", "In fact"]),
        ("boosters", "It is not clearly wrong, and he is not certain that it is right.", []),
        ("boosters", "A gas that is naturally occurring is very heavy.", ["very"]),
        ("factives", "He knew that it was shut, and she revealed why it came about.", ["knew", "revealed"]),
        ("factives", "She learned how to swim, and he remembered that night and knew if it rained.", []),
        ("factives", "She knows the mayor, and he showed her the pier.", []),
        ("factives", "They were aware that it rained and sorry that it did.", ["aware", "sorry"]),
        ("euphemisms", "The firm downsized after the air campaign ended.", ["downsized", "air campaign"]),
        ("euphemisms", "They neutralized two fighters at the border.", ["neutralized"]),
        ("euphemisms", "The acid was neutralized in a steel tank.", []),
        ("partisan_labels", "The pro-life group met illegal aliens in the West Bank.", ["pro-life", "illegal aliens"]),
        ("partisan_labels", "He woke at nine, and she was proud of her woke friends.", ["woke"]),
        ("stigmatising_labels", "The addict and the homeless were told to leave.", ["addict", "the homeless"]),
        ("stigmatising_labels", "The poor performance of the homeless shelter was noted.", []),
        ("stigmatising_labels", "He committed suicide; she uses a wheelchair.", ["committed suicide"]),
    ],
)
def test_the_lexicons_on_sentences_of_our_own(name: str, text: str, expected: list[str]) -> None:
    found = [text[hit.start : hit.end] for hit in find(parse(text), lexicons()[name])]
    assert [word.lower() for word in found] == [word.lower() for word in expected]


@pytest.mark.parametrize(
    ("lemma", "pos", "expected"),
    [
        ("slam", ("VERB",), {"slam", "slams", "slammed", "slamming"}),
        ("lie", ("VERB",), {"lies", "lied", "lying"}),
        ("panic", ("VERB",), {"panics", "panicked", "panicking"}),
        ("vilify", ("VERB",), {"vilifies", "vilified", "vilifying"}),
        ("bash", ("NOUN", "VERB"), {"bashes", "bashed", "bashing"}),
        ("nasty", ("ADJ",), {"nasty", "nastier", "nastiest"}),
        ("big", ("ADJ",), {"bigger", "biggest"}),
        ("crony", (), {"crony", "cronies"}),
        ("destroy", ("VERB",), {"destroys", "destroyed", "destroying"}),
        ("quickly", ("ADV",), {"quickly"}),
        ("40", (), {"40"}),
    ],
)
def test_forms_hold_the_regular_inflections(lemma: str, pos: tuple[str, ...], expected: set[str]) -> None:
    assert expected <= forms(lemma, pos)


def test_the_docs_give_the_counts_and_examples_of_the_lists(root: Path) -> None:
    docs = (root / "docs" / "lexicons.md").read_text(encoding="utf-8")
    for name, lexicon in lexicons().items():
        assert re.search(rf"\| `{name}` \| [^|]+ \| {len(lexicon.terms):,}[ ,]", docs), name
    loaded = lexicons()["loaded_language"]
    assert f"{sum(term.neutral is not None for term in loaded.terms)} with a plainer wording" in docs
    examples = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([a-z -]+) \|$", docs, re.MULTILINE)
    examples = [(group, term) for group, term in examples if group in loaded.groups]
    assert {group for group, _ in examples} == set(loaded.groups)
    assert set(examples) <= {(term.group, term.term) for term in loaded.terms}
    for stance, verbs in re.findall(r"^\| (neutral|doubting|endorsing|hostile) \| [^|]+ \| ([a-z, ]+)\. \|$", docs, re.MULTILINE):
        known = {t.term for t in lexicons()["reporting_verbs"].terms if "VERB" in t.pos and t.extra["stance"] == stance}
        assert {verb.split()[0] for verb in verbs.split(", ")} <= known
