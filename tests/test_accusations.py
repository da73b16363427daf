"""Accusations, and what an article gives of the accused's reply: each case is a short article of our own."""

from __future__ import annotations

import pytest

from analysis import Analysis, Article, analyze
from analysis.annotation import Annotation
from benchmarks import verb_asymmetry

TAKING = "Councillor Ben Rask accused Mayor Ada Quill of taking bribes from the ferry firm."


def result(text: str, title: str | None = None) -> Analysis:
    found = analyze(Article(text, title=title))
    assert isinstance(found, Analysis), found
    return found


def accusations(text: str) -> list[Annotation]:
    return [a for a in result(text).annotations if a.kind == "accusation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TAKING, "accused"),
        ("The mayor lied to the council about the ferry, Ben Rask said.", "lied"),
        ("Ben Rask called Mayor Ada Quill corrupt on Monday.", "corrupt"),
        ("Omar Teel was convicted of fraud on Friday.", "convicted"),
        ("Ada Quill's failure to act cost the island its ferry, the report said.", "failure"),
        ("The claims of fraud against Ada Quill fill the papers. Quill rowed home.", "claims of fraud"),
    ],
)
def test_a_claim_that_somebody_did_wrong_is_one(text: str, expected: str) -> None:
    found = accusations(text)
    assert found
    assert found[0].text in expected


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ada Quill lost the vote. The council opposes her plan and wants her to explain it.",
        "There is no sign that Mayor Ada Quill lied to the council.",
        "If Mayor Ada Quill lied to the council, she must go, Ben Rask said.",
        "The court cleared Omar Teel of fraud on Friday.",
        "“I failed this town,” Mayor Ada Quill said. Quill resigned on Monday.",
        "Mayor Ada Quill refused to answer questions. Quill rowed home.",
        "The boat lies in the harbour. Crime is rising on the islands.",
    ],
)
def test_harm_denial_condition_and_blame_of_oneself_are_none(text: str) -> None:
    assert accusations(text) == []


def test_it_tells_who_is_accused_and_by_whom() -> None:
    found = result(f"{TAKING} Quill said that the library will open in May.")
    (mark,) = (a for a in found.annotations if a.kind == "accusation")
    assert {p.id: p.name for p in found.parties}[mark.party_id or ""] == "Ada Quill"
    assert mark.why.endswith("here “Ada Quill”, accused by “Ben Rask”.")
    assert (mark.voice, mark.field, mark.reply, mark.reply_place) == ("writer", "text", "not heard", None)


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        # denial
        (f"{TAKING} The council met on Monday. Quill denied the charge.", "speaks", "Quill denied"),
        (f"{TAKING} “That is a lie,” Quill said.", "speaks", "“That is a lie,”"),
        ("Omar Teel is charged with fraud. Teel pleaded not guilty on Monday.", "speaks", "Teel pleaded"),
        # in another paragraph, after and before
        (
            f"{TAKING}\n\nThe firm runs nine boats.\n\nThe council met on Monday.\n\nRain is expected.\n\nIt is cold.\n\n"
            "In a letter to the council, Quill called the accusation absurd.",
            "speaks",
            "the accusation absurd",
        ),
        (
            "Mayor Ada Quill rejected the allegation on Sunday.\n\nThe council met on Monday.\n\nBen Rask had accused the mayor "
            "of taking bribes.",
            "speaks",
            "Quill rejected",
        ),
        # by one who speaks for the accused
        (f"{TAKING} The claim is false, said Lena Orth, a spokeswoman for Quill.", "speaks", "The claim is false"),
        (f"{TAKING} Quill's campaign dismissed the accusation as a stunt.", "speaks", "campaign dismissed"),
        (
            "Prosecutors charged Omar Teel with fraud. His lawyer, Jana Brook, said that Teel is innocent.",
            "speaks",
            "that Teel is innocent",
        ),
        (
            "Omar Teel was charged with fraud. Teel's lawyer, Jana Brook, denied the charges.",
            "speaks",
            "lawyer, Jana Brook, denied",
        ),
        # refusal
        (f"{TAKING} Quill declined to comment.", "declined", "declined to comment"),
        (f"{TAKING} Quill would not discuss the matter.", "declined", "would not discuss"),
        ("Omar Teel was charged with fraud. A lawyer for Teel declined to comment.", "declined", "declined to comment"),
        # no answer
        (f"{TAKING} Quill did not respond to a request for comment.", "no response", "did not respond"),
        (f"{TAKING} Quill did not react to the statement.", "no response", "did not react"),
        (f"{TAKING} Quill's office did not return calls.", "no response", "did not return calls"),
        # none
        (f"{TAKING} The council met on Monday.", "not heard", None),
        (f"{TAKING} Quill said that the library will open in May.", "not heard", None),
        (f"{TAKING} “That is a lie,” said Tom Marsh, a neighbour.", "not heard", None),
        (
            f"{TAKING} Quill must apologise, Rask said. If Quill admits her mistake, the council will forgive her.",
            "not heard",
            None,
        ),
        (f"{TAKING} Quill did not deny it.", "not heard", None),
        (f"{TAKING} Quill declined to run again.", "not heard", None),
    ],
)
def test_the_reply_and_its_place(text: str, status: str, words: str | None) -> None:
    first = min(accusations(text), key=lambda a: text.find("accused") != a.start)
    assert first.reply == status
    assert (None if first.reply_place is None else text[slice(*first.reply_place)]) == words


def test_each_of_two_accused_has_its_own_reply() -> None:
    text = (
        "Councillor Ben Rask accused Mayor Ada Quill of taking bribes and said that the Ferry Board cheated the islanders. "
        "Quill denied it. The Ferry Board could not be reached."
    )
    found = result(text)
    replies = {p.name: p.reply for p in found.parties}
    assert replies == {"Ben Rask": None, "Ada Quill": "speaks", "Ferry Board": "no response"}
    assert [(a.text, a.reply) for a in found.annotations if a.kind == "no_reply"] == [("could not be reached", "no response")]


def test_a_headline_accuses_and_the_text_answers() -> None:
    found = result("The council met on Monday. Ada Quill denied the charge. Quill rowed home.", "Rask accuses Ada Quill of fraud")
    (mark,) = (a for a in found.annotations if a.kind == "accusation" and a.field == "title")
    assert (mark.voice, mark.reply) == ("headline", "speaks")


@pytest.mark.parametrize("silence", ["declined to comment", "did not respond to questions", "would not comment"])
def test_silence_lays_no_words_to_anybody(silence: str) -> None:
    assert result(f"The council met on Monday. Mayor Ada Quill {silence}.").attributions == ()


def test_a_refusal_that_is_quoted_keeps_its_words() -> None:
    found = result("The council met on Monday. “I will not comment on rumours,” Mayor Ada Quill said.")
    assert [a.source_id for a in found.attributions] == ["s1"]


def test_the_asymmetry_of_even_articles_holds_0_and_that_of_uneven_ones_does_not() -> None:
    assert verb_asymmetry.covered(150) >= 0.93 * 150
    chance = verb_asymmetry.np.random.default_rng(1)
    uneven = [verb_asymmetry.value(verb_asymmetry.drawn(chance, (1.0, 0.0))) for _ in range(10)]
    assert all(v.low is not None and v.high is not None and not v.low <= 0 <= v.high for v in uneven)


def test_below_five_verbs_of_either_it_is_too_few_to_say() -> None:
    chance = verb_asymmetry.np.random.default_rng(1)
    found = verb_asymmetry.value(verb_asymmetry.drawn(chance, (0.5, 0.5), least=4, most=4))
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.missing is not None
    assert found.missing.startswith("too few to say: 4 and 4")
