"""The remembered attribute ruler and lemmatizer give what spaCy's own give, and so does the whole parser."""

from __future__ import annotations

import random
from pathlib import Path
from typing import cast

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from analysis import language
from analysis.lemmas import RememberedLemmas
from analysis.tag_rules import RememberedRules

WORDS = (
    "The mayor said there are boats . I 'm gonna let 's go , y' all got ta see it ! She ai n't here , nothin' was that old . "
    "He 'll be 'em , but somethin' is what it is , and this is all that there is ."
).split()


Parts = tuple[Language, RememberedRules, AttributeRuler]


@pytest.fixture(scope="module")
def parts() -> Parts:
    nlp = language._nlp()
    remembered = next(pipe for _, pipe in nlp.pipeline if isinstance(pipe, RememberedRules))
    return nlp, RememberedRules(remembered.ruler), remembered.ruler


def read(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph)) for t in doc]


@pytest.fixture(scope="module")
def texts(root: Path) -> list[str]:
    """Paragraphs of the sample articles, and words in any order."""
    chance = random.Random(4)
    found = [p for file in sorted((root / "seeds").glob("*.txt")) for p in file.read_text(encoding="utf-8").split("\n\n")]
    return found + [" ".join(chance.choices(WORDS, k=12)) for _ in range(300)]


def test_the_same_on_articles_and_on_words_in_any_order(parts: Parts, texts: list[str]) -> None:
    nlp, remembered, ruler = parts
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        docs = list(nlp.pipe(texts))
    for doc in docs * 2:  # the second time from memory
        assert read(remembered(doc.copy())) == read(ruler(doc.copy()))


def test_the_whole_parser_gives_what_the_plain_model_gives(parts: Parts, texts: list[str]) -> None:
    nlp = parts[0]
    plain = spacy.load(next(name for name in language.MODELS if spacy.util.is_package(name)))

    def told(doc: Doc) -> list[tuple[object, ...]]:
        return [(*row, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start) for row, t in zip(read(doc), doc, strict=True)]

    for ours, theirs in zip(nlp.pipe(texts), plain.pipe(texts), strict=True):
        assert told(ours) == told(theirs)


def test_lemmas_are_forgotten_before_they_are_too_many(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    lemmatizer = RememberedLemmas(next(pipe for _, pipe in parts[0].pipeline if isinstance(pipe, RememberedLemmas)).lemmatizer)
    monkeypatch.setattr("analysis.lemmas._MOST_LEMMAS", 3)
    with parts[0].select_pipes(disable=["lemmatizer"]):
        doc = parts[0]("Boats sailed past the taller houses.")
    assert [t.lemma_ for t in lemmatizer(doc)] == ["boat", "sail", "past", "the", "tall", "house", "."]
    assert not lemmatizer._known


def test_a_lemmatizer_of_another_mode_is_refused(parts: Parts) -> None:
    other = parts[0].create_pipe("lemmatizer", config={"mode": "lookup"})
    with pytest.raises(ValueError, match="not known here"):
        RememberedLemmas(cast(Lemmatizer, other))


def test_a_rule_of_another_shape_is_refused(parts: Parts) -> None:
    ruler = parts[2].from_bytes(parts[2].to_bytes())
    ruler.add(patterns=[[{"SHAPE": "Xx"}]], attrs={"POS": "X"})
    with pytest.raises(ValueError, match="unknown shape"):
        RememberedRules(ruler)
