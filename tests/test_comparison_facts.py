"""Facts that most articles tell and one does not, on statements whose words have states of their own, and on the real encoder."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from comparing import bare

from analysis import Analysis, Article, analyze, encoder
from analysis.comparison import facts, likeness, statements
from analysis.comparison.statements import Statement, Statements
from analysis.setup_error import SetupError

FIRE = "The boathouse on Marsh burned down on Friday with 14 boats inside."
FIRE_AGAIN = "Friday's blaze destroyed 14 boats and the boathouse on Marsh."
SALE = "Councillors sold the pier to Tidewater Holdings for 9 million."
SALE_AGAIN = "Tidewater Holdings bought the pier from the councillors for 9 million."
RAIN = "Rain kept most visitors indoors until supper."


def stated(*sentences: str) -> tuple[Analysis, Statements]:
    """An article of these sentences, each word of more than three letters with a state of its own."""
    article = bare("\n".join(sentences))
    found, states = [], []
    for sentence, line in zip(article.sentences, sentences, strict=True):
        words = tuple(w.lower() for w in re.findall(r"[A-Za-z]{4,}", line))
        named = frozenset(w.lower() for w in re.findall(r"(?<=\s)[A-Z][a-z]+", line))
        numbers = frozenset(re.findall(r"\d+", line))
        found.append(Statement(sentence.index + 1, sentence.start, sentence.end, words, named, numbers))
        states += [np.random.default_rng(zlib.crc32(w.encode())).normal(size=likeness.WIDTH) for w in words]
    return article, Statements(tuple(found), np.array(states, dtype=np.float32))


#: What each article has for itself, so that words shared by two are rare.
OWN = (
    ("Gulls circled above empty benches all morning.", "Somebody painted every bollard yellow overnight.", "Bakers ran short."),
    ("Rain kept most visitors indoors until supper.", "Children built castles under umbrellas.", "Markets closed early."),
    ("Schools open again after summer holidays.", "Bicycles fill those narrow lanes already.", "Teachers moan quietly."),
    ("Orchestras rehearse without their conductor.", "Violins sound thinner than before.", "Critics clap politely."),
)


def among(*articles: Sequence[str]) -> list[facts.Fact]:
    read = [stated(*own, *sentences) for own, sentences in zip(OWN, articles, strict=False)]
    return facts.among([article for article, _ in read], [told for _, told in read])


def test_a_fact_that_two_tell_and_one_does_not() -> None:
    (fact,) = among([FIRE], [FIRE_AGAIN], [SALE])
    assert [(t.article, t.text) for t in fact.tellings] == [(0, FIRE), (1, FIRE_AGAIN)]
    assert [t.article for t in fact.without] == [2]
    assert fact.without[0].likeness < facts.NONE
    assert {"14", "marsh", "friday"} >= set(fact.shared) >= {"14", "marsh"}


def test_a_fact_that_all_tell_is_none() -> None:
    assert among([FIRE], [FIRE_AGAIN], [SALE, FIRE]) == []


def test_a_fact_that_one_tells_is_none() -> None:
    assert among([FIRE], [SALE], []) == []


def test_two_of_four_are_not_most() -> None:
    assert among([FIRE], [FIRE_AGAIN], [SALE], []) == []
    (fact,) = among([FIRE], [FIRE_AGAIN], [FIRE], [])
    assert [t.article for t in fact.tellings] == [0, 1, 2]


def test_several_facts_come_in_the_order_of_the_first_article() -> None:
    found = among([SALE, FIRE], [FIRE_AGAIN, SALE_AGAIN], [])
    assert [fact.tellings[0].text for fact in found] == [SALE, FIRE]


def test_names_and_numbers_alone_make_no_counterpart(monkeypatch: pytest.MonkeyPatch) -> None:
    one = "Last Friday 14 councillors calmly discussed lengthy contracts, invoices, permits, leases about Marsh."
    other = "Children from Marsh painted 14 colourful wagons, fences, shutters, doors, bollards this Friday."
    monkeypatch.setattr(facts, "SAME", 0.2)
    assert among([one], [other], []) == []
    monkeypatch.setattr(facts, "WORDING", 0.05)
    assert len(among([one], [other], [])) == 1


def test_a_sentence_that_shares_many_words_keeps_a_fact_from_being_called_missing() -> None:
    hint = "Boathouse burned, boats destroyed, nobody hurt."
    assert among([FIRE], [FIRE_AGAIN], [hint]) == []


def test_short_remarks_are_no_facts() -> None:
    assert among(["Nobody knew."], ["Nobody knew."], []) == []


def test_an_article_without_statements_lacks_them_without_a_likest_sentence() -> None:
    empty = (bare("—"), Statements((), np.zeros((0, likeness.WIDTH), dtype=np.float32)))
    read = [stated(*OWN[0], FIRE), stated(*OWN[1], FIRE_AGAIN), empty]
    (fact,) = facts.among([article for article, _ in read], [told for _, told in read])
    assert fact.without == ()


def test_places_are_those_of_the_text() -> None:
    read = [stated(*OWN[0], FIRE), stated(*OWN[1], FIRE_AGAIN), stated(*OWN[2])]
    (fact,) = facts.among([article for article, _ in read], [told for _, told in read])
    for telling in (*fact.tellings, *fact.without):
        assert read[telling.article][0].article.text[telling.start : telling.end] == telling.text


@pytest.mark.parametrize(
    ("switch", "count", "told"), [("off", 3, "EVENHAND_FACTS=off"), ("", 2, "three articles are needed")]
)  # fmt: skip
def test_where_nothing_is_looked_for_the_reason_stands(
    monkeypatch: pytest.MonkeyPatch, switch: str, count: int, told: str
) -> None:
    monkeypatch.setenv(facts.SWITCH, switch)
    found = facts.find([bare(text) for text in (FIRE, SALE, RAIN)][:count])
    assert found.found == ()
    assert told in (found.missing or "")


def test_a_missing_encoder_is_a_reason_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "missing", lambda _: ["encoder.onnx"])
    assert "encoder.onnx" in (facts.find([bare(text) for text in (FIRE, SALE, RAIN)]).missing or "")


def test_a_switch_that_is_set_to_nonsense_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(facts.SWITCH, "maybe")
    with pytest.raises(SetupError, match="set it to off"):
        facts.find([bare(FIRE), bare(SALE), bare(RAIN)])


def read(text: str) -> Statements:
    found = analyze(Article(text))
    assert isinstance(found, Analysis)
    return statements.read(found)


def test_names_and_numbers_of_a_real_sentence() -> None:
    (told,) = read("Mayor Ada Quill said that seven of the 12 boats had sunk off Marsh Island.").all
    assert told.names == {"quill", "island"}
    assert told.numbers == {"7", "12"}
    assert {"boat", "sink"} <= set(told.words)


def test_the_encoder_finds_the_counterpart_among_other_sentences() -> None:
    one = read("The harbour board voted on Monday to end the ferry to Marsh Island. The weather was mild.")
    other = read("A dog slept on the quay. On Monday the board decided that no ferry will sail to Marsh Island any more.")
    found = likeness.likeness([one, other])[0, 1].probability
    assert found.shape == (2, 2)
    assert found[0].argmax() == 1
    assert found[0, 1] > facts.SAME > facts.NONE > found[1, 0]


def test_boilerplate_is_no_statement() -> None:
    told = read(
        "The board voted on Monday to end the ferry to Marsh Island.\n\nCopyright 2031 Tidewater Courier. All rights reserved."
    )
    assert [s.sentence for s in told.all] == [1]
