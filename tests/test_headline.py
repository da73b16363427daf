"""The headline against the body, on short articles of our own: attribution dropped, a quotation cut, no close counterpart."""

from __future__ import annotations

import pytest

from analysis import Analysis, Article, analyze, language
from analysis.annotation import Annotation
from analysis.annotators import headline_claims, headline_quotations
from analysis.heads import reading
from analysis.wire import from_wire, to_wire
from dashboard import article_state
from dashboard.reader import segments

KINDS = ("dropped_attribution", "no_counterpart")
CLAIM = "The ferry line to Orrin will close in June"
SAID = "The dockers' union said that the ferry line to Orrin will close in June."
REST = "The council met on Monday in the old town hall. It set aside money for the library and heard a choir from the school."


def result(title: str | None, text: str) -> Analysis:
    found = analyze(Article(text, title=title))
    assert isinstance(found, Analysis), found
    return found


def marks(found: Analysis) -> list[Annotation]:
    return [a for a in found.annotations if a.kind in KINDS]


def figures(found: Analysis) -> dict[str, float | str | None]:
    """Each figure of the headline against the body: its value, or why it is missing."""
    return {v.id: v.value if v.missing is None else v.missing for v in found.metrics if v.id.startswith("headline_")}


def test_what_only_a_source_says_is_stated_by_the_headline() -> None:
    text = f"{REST} {SAID}"
    found = result(CLAIM, text)
    (mark,) = marks(found)
    assert (mark.kind, mark.field, mark.text, mark.voice) == ("dropped_attribution", "title", CLAIM, "headline")
    assert mark.body_place is not None
    assert "the ferry line to Orrin will close in June" in text[slice(*mark.body_place)]
    assert "union" in mark.why
    assert figures(found)["headline_drops_attribution"] == 1
    assert from_wire(to_wire(found), found.article).annotations == found.annotations


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (
            CLAIM,
            "The dockers' union said that the ferry line to Orrin will close in June. The ferry line to Orrin closes in June.",
        ),
        (f"{CLAIM}, union says", SAID),
        (f"{CLAIM}?", SAID),
        (
            "Tarn Mills will close ferry line to Orrin in June",
            "Tarn Mills said that it will close the ferry line to Orrin in June.",
        ),
    ],
    ids=["the writer says it too", "the headline has the source", "the headline asks", "the actor tells of its own plan"],
)
def test_an_attribution_that_is_not_dropped(title: str, told: str) -> None:
    assert "dropped_attribution" not in [a.kind for a in marks(result(title, f"{REST} {told}"))]


def test_a_headline_of_another_text_has_no_close_counterpart() -> None:
    found = result("Storm sinks three trawlers off northern islands", REST)
    (mark,) = marks(found)
    assert mark.kind == "no_counterpart"
    assert mark.body_place is not None
    assert figures(found)["headline_without_counterpart"] == 1


def test_a_line_that_says_the_headline_again_is_no_counterpart() -> None:
    title = "Storm sinks three trawlers off northern islands"
    assert [a.kind for a in marks(result(title, f"{title}\n\n{REST}"))] == ["no_counterpart"]


def test_a_headline_too_short_to_compare_and_none_at_all_have_no_value() -> None:
    short, none = figures(result("Ferry", REST)), figures(result(None, REST))
    assert "too few words" in str(short["headline_without_counterpart"])
    assert short["headline_cuts_quotation"] == 0
    assert none["headline_cuts_quotation"] == none["headline_drops_attribution"] == "there is no headline"


def test_without_the_encoder_the_claim_has_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    for head in ("WORDING", "TECHNIQUES", "SPANS", "PORTRAYAL", "FRAMES"):
        monkeypatch.setenv(f"EVENHAND_{head}", "off")
    monkeypatch.setenv("EVENHAND_ATTRIBUTION", "rules")
    found = figures(result(CLAIM, REST))
    assert "no learned head" in str(found["headline_drops_attribution"])
    assert found["headline_cuts_quotation"] == 0


def test_states_are_kept_of_the_words_asked_for() -> None:
    parsed = language.parse(f"{REST} {REST}")
    some = headline_claims.kept(parsed)
    every = list(range(len(parsed.tokens)))
    kept, whole = (reading.read(parsed, kept=wanted).states for wanted in (some, every))
    assert kept is not None
    assert whole is not None
    assert kept.shape == (len(some), whole.shape[1])
    assert (kept == whole[some]).all()


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Quill: bridge “safe”", "“The bridge is safe if the wall holds,” Ada Quill said.", ["safe"]),
        ("Quill: bridge “safe”", "“The bridge is safe as far as I can tell,” Ada Quill said.", ["safe"]),
        ("Talks 'over', says Quill", "“I never said that talks are over,” Ada Quill said.", ["over"]),
        ("Quill: ‘The bridge will stand’", "“The bridge will stand, in my opinion,” Ada Quill said.", ["The bridge will stand"]),
        (
            "Quill: ‘We will close the bridge’",
            "“We will have to close the old bridge,” Ada Quill said.",
            ["We will close the bridge"],
        ),
        ("Quill: bridge “safe”", "“The bridge is safe,” Ada Quill said. “If the wall holds, good.”", []),
        ("Quill: bridge “safe”", "“The bridge is safe if the wall holds,” Ada Quill said. “It is safe.”", []),
        ("Quill: bridge “safe” if wall holds", "“The bridge is safe if the wall holds,” Ada Quill said.", []),
        ("Vote a ‘victory’", "“This is a victory for our town and its boats,” Ada Quill said.", []),
        ("Ferry “Two Sisters” sinks", "The ferry sank on Monday. Nobody was hurt.", []),
        ("Quill: bridge “safe”", "Ada Quill called the bridge safe, if the wall holds.", []),
    ],
)
def test_quotations_that_the_headline_cuts(title: str, text: str, expected: list[str]) -> None:
    found = headline_quotations.find(language.parse(title, "title"), language.parse(text))
    assert [a.text for a in found] == expected
    assert all(a.body_place is not None for a in found)


def test_the_page_lights_the_headline_and_the_words_that_it_is_held_against(monkeypatch: pytest.MonkeyPatch) -> None:
    found = result("Quill calls bridge “safe”", f"{REST} “The bridge is safe if the wall holds,” Ada Quill said.")
    (mark,) = (a for a in found.annotations if a.kind == "cut_quotation")
    monkeypatch.setattr(article_state.st, "query_params", {"mark": mark.id})
    picked = article_state.chosen(found)
    assert picked.mark == mark.id
    assert segments.evidence_spans(found, picked.evidence) == ([mark.body_place], [(mark.start, mark.end)])
