"""Loaded words are charged to the voice that uses them: moved in and out of quotation marks, they move its rate and no other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Analysis, Article, analyze

PLAIN = ("early", "narrow", "wooden", "yearly")
LOADED = ("disgraceful", "shameful", "outrageous", "despicable")
WORDS = st.sampled_from([*PLAIN, *LOADED])

TEXT = (
    "The council met on Monday in the old town hall, where the {own} map of the pier hangs on a wall. It set aside money for a "
    "bus that will run every hour until the summer ends.\n\n"
    "“This is the {said} plan that we were shown in March,” said Ada Quill, who has rowed from the pier for thirty years. "
    "“Nobody asked the rowers about the {again} gate.”\n\n"
    "The pier opens again in May, when the {last} repairs to its wall are done."
)


def counts(own: str, said: str, again: str, last: str) -> dict[str, tuple[float | None, float | None]]:
    found = analyze(Article(TEXT.format(own=own, said=said, again=again, last=last)))
    assert isinstance(found, Analysis)
    return {m.voice: (m.numerator, m.denominator) for m in found.metrics if m.id == "loaded_rate"}


@settings(max_examples=30, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
def test_each_voice_answers_for_its_own_words(own: str, said: str, again: str, last: str) -> None:
    found = counts(own, said, again, last)
    plain = counts(PLAIN[0], PLAIN[0], PLAIN[0], PLAIN[0])
    assert found["writer"] == (sum(w in LOADED for w in (own, last)), plain["writer"][1])
    assert found["direct"] == (sum(w in LOADED for w in (said, again)), plain["direct"][1])
    assert found["all"][0] == sum(w in LOADED for w in (own, said, again, last))
