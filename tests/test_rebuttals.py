"""Spliced rebuttals: the writer's contradiction inside a source's sentence, and what only looks like one."""

from __future__ import annotations

import pytest

from analysis import Analysis, Article, analyze


def rebuttals(text: str, title: str | None = None) -> list[str]:
    found = analyze(Article(text, title=title))
    assert isinstance(found, Analysis), found
    return [a.text for a in found.annotations if a.kind == "rebuttal"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor falsely claimed that the ferry had lost money every year.", "falsely claimed"),
        ("Quill wrongly told the council that nobody had objected.", "wrongly told"),
        ("He repeated his baseless accusation that the clerk had hidden the ballots.", "baseless accusation"),
        ("She spread the debunked theory that the dam was built on sand.", "debunked theory"),
        ("Quill said the bridge was safe, without acknowledging that two cables had snapped.", "without acknowledging"),
        ("Marsh claimed without evidence that the vote had been bought.", "without evidence"),
        ("“We kept every promise,” the governor said, even though the hospital never opened.", "even though"),
        ("“Nobody was hurt,” the company declared, when in fact three men were taken to hospital.", "when in fact"),
        ("The senator boasted about the new jobs, ignoring the fact that the plant had closed in May.", "ignoring the fact"),
        ("The union said it had been shut out, failing to mention that it had walked away from the table.", "failing to mention"),
        ("What the mayor did not mention is that the boat had run at a profit.", "did not mention"),
        ("Tallis suggested that the town attacked the camp, not the other way around.", "not the other way around"),
        ("The owner said the pumps worked, but the records show that they had been off since June.", "but the records show"),
        ("The board argued that the school was empty, contrary to the evidence of its own register.", "contrary to the evidence"),
    ],
)  # fmt: skip
def test_the_writer_contradicts(text: str, words: str) -> None:
    assert any(words in found for found in rebuttals(text)), rebuttals(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor claimed that the ferry had lost money every year.",
        "The union insisted that the line could be saved.",
        "“He falsely claimed that we had agreed,” the clerk said.",
        "The clerk said that the mayor had falsely claimed to have asked everybody.",
        "The man was charged with making false statements to the police.",
        "An earlier version of this article incorrectly stated the age of the bridge.",
        "Even though it rained, most residents said that they had enjoyed the fair.",
        "The mayor said that, though it was late, the work would go on.",
        "Two men were wrongly convicted of the theft in 1987.",
        "The mayor denied that she had taken money.",
        "She spoke for an hour without mentioning Marsh by name.",
        "The company left the town in May without paying its debts.",
        "The trust ignored the report for nine years.",
    ],
)
def test_what_contradicts_nobody_here(text: str) -> None:
    assert rebuttals(text) == []


def test_a_headline_can_hold_one() -> None:
    assert rebuttals("The council met on Monday.", title="Mayor falsely claims ferry lost money") == ["falsely claims"]


def test_each_names_the_words_that_contradict() -> None:
    found = analyze(Article("The mayor falsely claimed that the ferry had lost money every year."))
    assert isinstance(found, Analysis)
    (mark,) = (a for a in found.annotations if a.kind == "rebuttal")
    assert "“falsely claimed”" in mark.why
    assert mark.voice == "writer"
