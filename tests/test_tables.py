"""The tidy tables: fixed columns and types, keys that join, and no words where none are asked for."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest
from builders import TEXT, TITLE, analysis, article, failure, relocated
from hypothesis import given
from hypothesis import strategies as st

from analysis.columns import Case, declared, wide_name
from analysis.decisions import Decisions, Side, setting_aside
from analysis.metric import metrics
from analysis.tables import CHUNK, build, chunks, schema

ARTICLE_TABLES = [table.name for table in declared() if table.name != "failures"]


def test_a_table_for_each_unit_of_analysis() -> None:
    frames = build([analysis()]).frames()
    assert list(frames) == [*ARTICLE_TABLES, "failures"]
    assert {name: len(frame) for name, frame in frames.items() if name != "metrics"} == {
        "articles": 1, "sentences": 4, "attributions": 3, "sources": 2, "parties": 1, "voices": 11, "annotations": 4,
        "metrics_wide": 1, "set_aside": 0, "sides": 0, "failures": 0,
    }  # fmt: skip


def test_an_article_row_counts_its_words_by_voice() -> None:
    row = build([analysis()]).articles.iloc[0]
    assert (row["words_writer"], row["words_direct"], row["words_indirect"]) == (32, 10, 8)
    assert row["title"] == TITLE
    assert row["excluded_characters"] == len("© Tidewater Courier. All rights reserved.")
    assert row["warnings"].startswith("The encoding was guessed. | ")


def test_offsets_in_every_table_point_at_its_words() -> None:
    tables = build([analysis()])
    for frame in (tables.sentences, tables.annotations):
        assert [TEXT[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == list(frame["text"])
    for role in ("source", "cue", "content"):
        for row in tables.attributions.itertuples():
            where = TITLE if row.field == "title" else TEXT
            parts = [where[a:b] for a, b in json.loads(getattr(row, f"{role}_spans"))]
            assert " … ".join(parts) == getattr(row, f"{role}_text")
    assert tables.attributions["content_spans"][0].count("[") == 3


def test_an_annotation_knows_its_sentence() -> None:
    assert list(build([analysis()]).annotations["sentence"]) == [0, 1, 2, 2]
    case = Case(1, analysis())
    assert [case.sentence_of(at) for at in (0, len(TEXT) - 1, len(TEXT))] == [0, 3, None]
    assert case.sentence_of(TEXT.index("\n")) is None


def test_every_row_names_its_article_by_position_and_by_the_callers_id() -> None:
    decided = Decisions(
        (setting_aside(analysis().annotations[0], "quotation, not the writer"),), (Side("The board", ("the board",)),)
    )
    frames = build([analysis(decisions=decided), failure(id="f"), analysis(decisions=decided)]).frames()
    for name in ARTICLE_TABLES:
        assert set(frames[name]["article"]) == {1, 3}, name
        assert set(frames[name]["article_id"]) == {"quay-1"}, name
    assert list(frames["failures"]["article"]) == [2]
    merged = frames["sentences"].merge(frames["articles"], on="article", validate="many_to_one")
    assert len(merged) == 8


@pytest.mark.parametrize(("given_id", "text"), [("x", "x"), (5, "5"), (2.5, "2.5"), (True, "true"), (None, None)])
def test_ids_are_text_in_tables(given_id: object, text: str | None) -> None:
    shown = build([analysis(article=article(id=given_id))]).articles["article_id"][0]
    assert shown == text or (text is None and pd.isna(shown))


def test_metrics_long_and_wide_hold_the_same_values() -> None:
    tables = build([analysis(), analysis()])
    assert len(metrics()) > 10
    for row in tables.metrics.itertuples():
        wide = tables.metrics_wide.loc[tables.metrics_wide["article"] == row.article, wide_name(row.metric, row.voice)].item()
        assert wide == row.value or (math.isnan(wide) and math.isnan(row.value) and row.missing)
    columns = [wide_name(m.id, v) for m in metrics() for v in m.by_voice]
    assert [c for c in tables.metrics_wide if "__" in c] == columns


def test_columns_and_types_do_not_hang_on_the_content() -> None:
    full = build([analysis(), failure()]).frames()
    for other in (build([]), build([failure(line=None)]), build([analysis()], text=False), build([relocated("Gulls.")])):
        for name, frame in other.frames().items():
            assert frame.dtypes.equals(full[name].dtypes), name


def test_a_missing_value_is_empty_and_never_zero() -> None:
    long = build([analysis()]).metrics
    missing = long["missing"].notna()
    assert missing.any()
    assert long.loc[missing, ["value", "low", "high"]].isna().all(axis=None)


def test_chunks_add_up_to_the_frames() -> None:
    results = [analysis(), failure(), relocated("Gulls cry."), analysis(), analysis()]
    whole = build(results).frames()
    parts = list(chunks(results, size=2))
    assert len(parts) == 3
    for table in declared():
        assert sum(part[table.name].num_rows for part in parts) == len(whole[table.name])
        assert all(part[table.name].schema.equals(schema(table)) for part in parts)


@pytest.mark.parametrize("count", [0, 1, CHUNK, CHUNK + 1])
def test_no_input_is_lost_or_doubled_at_the_edge_of_a_chunk(count: int) -> None:
    assert list(build(failure() for _ in range(count)).failures["article"]) == list(range(1, count + 1))


def test_chunks_are_made_while_results_still_come() -> None:
    def endless():
        while True:
            yield failure()

    assert next(chunks(endless(), size=3))["failures"].num_rows == 3


def test_without_text_every_column_of_words_is_empty() -> None:
    frames = build([analysis()], text=False).frames()
    for table in declared():
        for column in table.columns:
            if column.text:
                assert frames[table.name][column.name].isna().all(), (table.name, column.name)
    assert frames["annotations"]["start"].notna().all()
    assert frames["sources"]["name_sha256"].str.len().eq(64).all()


@given(st.text(st.characters(exclude_categories=()), min_size=1), st.text(st.characters(exclude_categories=())))
def test_any_text_can_stand_in_a_table(text: str, title: str) -> None:
    row = build([relocated(text, title or None)]).annotations.iloc[0]
    assert len(row["text"]) == len(text)
    assert all(a == b or ("\ud800" <= a <= "\udfff" and b == "\ufffd") for a, b in zip(text, row["text"], strict=True))
