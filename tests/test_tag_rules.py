"""The remembered attribute ruler gives what the ruler gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from analysis import language
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


def test_the_same_on_articles_and_on_words_in_any_order(parts: Parts, root: Path) -> None:
    nlp, remembered, ruler = parts
    chance = random.Random(4)
    texts = [p for file in sorted((root / "seeds").glob("*.txt")) for p in file.read_text(encoding="utf-8").split("\n\n")]
    texts += [" ".join(chance.choices(WORDS, k=12)) for _ in range(300)]
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        docs = list(nlp.pipe(texts))
    for doc in docs * 2:  # the second time from memory
        assert read(remembered(doc.copy())) == read(ruler(doc.copy()))


def test_a_rule_of_another_shape_is_refused(parts: Parts) -> None:
    ruler = parts[2].from_bytes(parts[2].to_bytes())
    ruler.add(patterns=[[{"SHAPE": "Xx"}]], attrs={"POS": "X"})
    with pytest.raises(ValueError, match="unknown shape"):
        RememberedRules(ruler)
