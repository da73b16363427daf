"""The codebook covers all that is exported, and says of each what a scholar must know."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import analysis

from analysis.codebook import INTERVALS, codebook_frame, codebook_markdown, interval_text
from analysis.columns import declared, wide_name
from analysis.lexicon import lexicons
from analysis.metric import metrics
from analysis.tables import build
from analysis.vocabulary import KINDS, VOICES


def test_every_column_of_every_table_is_defined_once_and_nothing_else_is() -> None:
    book = codebook_frame()
    defined = [(row.table, row.variable) for row in book.itertuples() if "." not in row.table and row.table != "lexicons"]
    exported = [(name, column) for name, frame in build([analysis()]).frames().items() for column in frame]
    assert defined == exported


def test_every_entry_has_label_and_definition() -> None:
    book = codebook_frame()
    for column in ("table", "variable", "type", "label", "definition", "source"):
        empty = book.loc[book[column].str.strip() == "", ["table", "variable"]]
        assert empty.empty, (column, empty)


def test_a_metric_column_says_unit_range_voice_interval_source_and_caveats() -> None:
    book = codebook_frame().set_index(["table", "variable"])
    for metric in metrics():
        for voice in metric.by_voice:
            entry = book.loc[("metrics_wide", wide_name(metric.id, voice))]
            assert (entry["unit"], entry["source"], entry["caveats"]) == (metric.unit, metric.source, metric.caveats)
            assert entry["definition"].startswith(metric.definition)
            assert entry["range"]
            assert entry["reading"] == metric.reading
            assert entry["voices"].split() == list(metric.by_voice)
            assert bool(entry["interval"]) == (metric.interval != "none")


def test_every_interval_method_is_described() -> None:
    assert {metric.interval for metric in metrics()} <= INTERVALS.keys()
    assert all("95 %" in interval_text(metric) for metric in metrics() if metric.interval != "none")


def test_voices_kinds_and_lexicons_are_listed() -> None:
    book = codebook_frame().groupby("table")["variable"].agg(list)
    assert set(book["voices.voice"]) == VOICES.keys()
    assert set(book["annotations.kind"]) == KINDS.keys()
    assert set(book.get("lexicons", [])) == lexicons().keys()


def test_every_voice_of_a_metric_and_every_kind_of_a_lexicon_is_defined() -> None:
    assert {voice for metric in metrics() for voice in metric.by_voice} <= VOICES.keys()
    assert {lexicon.kind for lexicon in lexicons().values() if lexicon.name != "reporting_verbs"} <= KINDS.keys()


def test_columns_of_words_say_that_no_text_empties_them() -> None:
    book = codebook_frame().set_index(["table", "variable"])
    for table in declared():
        for column in table.columns:
            assert ("empty with --no-text" in book.loc[(table.name, column.name), "caveats"]) == column.text


def test_no_cell_looks_like_a_formula() -> None:
    assert not codebook_frame().map(lambda cell: str(cell)[:1] in set("=+-@\t'")).any(axis=None)


@pytest.fixture(scope="module")
def document() -> str:
    return codebook_markdown()


def test_the_document_defines_every_metric_and_every_column(document: str) -> None:
    for metric in metrics():
        assert f"(`{metric.id}`)" in document
        assert metric.caveats in document
    for table in declared():
        section = document.split(f"### `{table.name}`")[1].split("\n### ")[0]
        for column in table.columns:
            assert f"| {column.name} |" in section or "__" in column.name


def test_the_tables_of_the_document_are_whole(document: str) -> None:
    for block in document.split("\n\n"):
        if block.startswith("| "):
            widths = {line.replace("\\|", "").count("|") for line in block.strip().split("\n")}
            assert len(widths) == 1, block[:200]


def test_the_codebook_repeats() -> None:
    assert codebook_markdown() == codebook_markdown()
    assert codebook_frame().equals(codebook_frame())


def test_the_codebook_in_the_docs_is_the_one_that_is_exported(root: Path) -> None:
    assert (root / "docs" / "codebook.md").read_text(encoding="utf-8") == codebook_markdown(), "run make codebook"
