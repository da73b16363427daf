"""The learned head: tags, decoding, links, mended edges, and the switch."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Analysis, Article, analyze, encoder, language
from analysis.annotation import Span
from analysis.annotators import attribution, attribution_by_head
from analysis.annotators.drafts import Page
from analysis.heads import reading
from analysis.heads.attribution import decode, reader, relations, tags
from analysis.heads.attribution.distance import buckets
from analysis.heads.switch import HeadMissing
from analysis.version import version
from analysis.windows import Window

SPANS = st.lists(st.tuples(st.sampled_from(tags.ROLES), st.integers(1, 5), st.integers(0, 3)), max_size=6)


@given(SPANS)
def test_spans_survive_encoding_and_decoding(parts: list[tuple[tags.Role, int, int]]) -> None:
    spans, at = [], 0
    for role, length, gap in parts:
        spans.append((role, at + gap, at + gap + length))
        at += gap + length
    assert list(tags.decode(tags.encode(spans, at + 1))) == spans


def test_decoding_finds_the_best_of_all_allowed_sequences() -> None:
    chance = np.random.default_rng(3)
    n = len(tags.TAGS)
    mask, begin, end = tags.allowed()
    follow = chance.normal(size=(n, n)).astype(np.float32)
    stretches = [chance.normal(size=(length, n)).astype(np.float32) for length in (3, 1, 2)]

    def worth(path: tuple[int, ...], scores: np.ndarray) -> float:
        steps = sum(follow[a, b] + mask[a, b] for a, b in itertools.pairwise(path))
        return float(begin[path[0]] + end[path[-1]] + steps + sum(scores[i, t] for i, t in enumerate(path)))

    for scores, found in zip(stretches, decode.best_tags(stretches, follow), strict=True):
        best = max(itertools.product(range(n), repeat=len(scores)), key=lambda path: worth(path, scores))
        assert tuple(found) == best


def test_distances_tell_direction_and_grow() -> None:
    (row,) = buckets([(10, 12)], [(12, 14), (20, 25), (200, 201), (8, 10), (0, 1)])
    before, behind = row[3:], row[:3]
    assert list(behind) == sorted(behind)
    assert behind[0] == 16
    assert before[0] == 0
    assert before[1] > before[0]


def test_a_paragraph_that_fills_its_own_window_reads_the_same_in_any_company() -> None:
    """Tolerance: none. Each window is read alone, so that the numbers are the same to the last bit."""
    long = "The mayor said that the ferry would close because nobody used it in the rain, and the union was told so. " * 8
    alone = list(encoder.windows(language.parse(long)))
    again = list(encoder.windows(language.parse(f"{long}\n\n{long}")))
    assert len(alone) == 1
    assert np.array_equal(alone[0][1], again[1][1])


def test_the_number_of_threads_changes_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = language.parse(
        "\n\n".join(f"The mayor said on day {n} that the ferry would close. “No,” she said." for n in range(60))
    )
    told = []
    for threads in ("1", "2"):
        monkeypatch.setenv("EVENHAND_THREADS", threads)
        told.append([states for _, states in encoder.windows(parsed)])
    assert len(told[0]) > 2
    assert all(np.array_equal(a, b) for a, b in zip(*told, strict=True))


def test_states_have_a_row_for_every_token_whatever_it_holds() -> None:
    parsed = language.parse("A \u200b word, a " + "x" * 3_000 + " long one, \U0001f600 and \u0130stanbul’s 中文.\n\nEnd.")
    states = [rows for _, rows in encoder.windows(parsed)]
    assert sum(len(rows) for rows in states) == len(parsed.tokens)
    assert all(np.isfinite(rows).all() for rows in states)


def test_every_outer_attribution_of_the_head_carries_its_probability() -> None:
    parsed = language.parse("“We will close the line,” said Ada Quill. Residents believe that the council has decided.")
    found = attribution.find(parsed, reading.read(parsed))
    assert len(found) == 2
    assert all(0 <= a.score <= 1 and a.rule == reader.RULE for a in found)


# -- which cue, which source -------------------------------------------------------------------------------------------


class Near:
    """Stands in for the learned links: the nearest partner, or none beyond 20 tokens."""

    def scores(self, vectors: np.ndarray, asking: list[Span], answering: list[Span]) -> np.ndarray:
        far = np.array([[abs(a - c) for c, _ in answering] + [20] for a, _ in asking], dtype=float)
        chances: np.ndarray = np.exp(-far)
        return chances / chances.sum(axis=1, keepdims=True)


def related(spans: list[tuple[tags.Role, int, int]], windows: list[Window]) -> list[relations.Relation]:
    n = windows[-1].last
    linkers = {"content": Near(), "cue": Near()}
    return relations.relate(spans, np.zeros((n, 4)), np.zeros((n, len(tags.TAGS))), windows, linkers)  # type: ignore[arg-type]


def test_a_content_broken_by_its_cue_is_one_attribution() -> None:
    (found,) = related([("content", 0, 4), ("source", 4, 5), ("cue", 5, 6), ("content", 7, 9)], [Window(0, 0, 10)])
    assert (found.cue, found.source, found.contents) == ((5, 6), (4, 5), [(0, 4), (7, 9)])


def test_a_content_far_from_any_cue_stands_alone() -> None:
    found = related([("cue", 0, 1), ("content", 1, 3), ("content", 40, 45)], [Window(0, 0, 50)])
    assert [(r.cue, r.source, r.contents) for r in found] == [((0, 1), None, [(1, 3)]), (None, None, [(40, 45)])]


def test_a_cue_whose_contents_fall_into_two_windows_gives_one_attribution() -> None:
    spans: list[tuple[tags.Role, int, int]] = [("content", 2, 6), ("source", 6, 7), ("cue", 7, 8), ("content", 11, 14)]
    (found,) = related(spans, [Window(0, 0, 10), Window(5, 10, 20)])
    assert (found.source, found.contents) == ((6, 7), [(2, 6), (11, 14)])


def test_a_source_in_another_paragraph_is_not_the_cues() -> None:
    spans: list[tuple[tags.Role, int, int]] = [("source", 0, 1), ("cue", 9, 10), ("content", 10, 14), ("source", 15, 16)]
    vectors, scores, links = np.zeros((20, 4)), np.zeros((20, len(tags.TAGS))), {"content": Near(), "cue": Near()}
    for paragraphs, source in (([(0, 15), (15, 20)], (0, 1)), ([(0, 5), (5, 20)], (15, 16)), ([(0, 5), (5, 15), (15, 20)], None)):
        (found,) = relations.relate(spans, vectors, scores, [Window(0, 0, 20)], links, paragraphs)  # type: ignore[arg-type]
        assert found.source == source


# -- the edges that rules know better ----------------------------------------------------------------------------------


def page_of(text: str, monkeypatch: pytest.MonkeyPatch, **roles: str | tuple[str, ...] | None) -> list[str]:
    """Contents on the page where the head finds one relation with these words as its roles."""
    parsed = language.parse(text)

    def tokens(words: str) -> Span:
        at = text.index(words)
        inside = parsed.tokens_in(at, at + len(words))
        return inside[0], inside[-1] + 1

    contents = [tokens(words) for words in roles["contents"] or ()]
    relation = relations.Relation(tokens(str(roles["cue"])), None, contents)
    monkeypatch.setattr(reader, "read", lambda *_: [relation])
    page = Page(parsed, ())
    attribution_by_head.add(page, reader.judged(parsed))
    return [text[a:b] for a, b in page.drafts[0].content]


def test_a_content_that_holds_most_of_a_quotation_holds_its_marks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The union said the plan was “an insult to every rower” in town."
    found = page_of(text, monkeypatch, cue="said", contents=("the plan was “an insult to every",))
    assert found == ["the plan was “an insult to every rower”"]


def test_a_content_that_only_touches_a_quotation_holds_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "She believes it was late “and never going to be ready for the summer in any case”."
    assert page_of(text, monkeypatch, cue="believes", contents=("it was late “and",)) == ["it was late "]


def test_a_content_whose_cue_stands_in_a_quotation_stays_inside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“He said the boat was unsafe and would sink soon,” Ann Lee told us."
    found = page_of(text, monkeypatch, cue="said", contents=("the boat was unsafe and would sink soon,”",))
    assert found == ["the boat was unsafe and would sink soon,"]


def test_the_writers_aside_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The minister said that the bridge is safe without mentioning the crack."
    found = page_of(text, monkeypatch, cue="said", contents=("that the bridge is safe without mentioning the crack",))
    assert found == ["that the bridge is safe"]


# -- the switch --------------------------------------------------------------------------------------------------------


def test_switched_off_the_rules_stand_in_and_the_version_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with_head = version()
    monkeypatch.setenv(reader.SWITCH, "rules")
    found = analyze(Article("The mayor said that the ferry line will close in March."))
    assert isinstance(found, Analysis)
    assert [a.rule for a in found.attributions] == ["attribution/clause@1"]
    assert version().models["attribution"] == "rules 1" != with_head.models["attribution"]
    assert version().settings != with_head.settings


def test_a_switch_that_is_not_known_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(reader.SWITCH, "off")
    with pytest.raises(HeadMissing, match="EVENHAND_ATTRIBUTION is set to “off”"):
        analyze(Article("The mayor said no."))


def test_missing_files_are_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reader, "FILES", (tmp_path / "head.onnx", tmp_path / "links.npz"))
    with pytest.raises(HeadMissing, match=r"lacks head\.onnx, links\.npz: install Evenhand again"):
        analyze(Article("The mayor said that the ferry line will close in March this year."))
