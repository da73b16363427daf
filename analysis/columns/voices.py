"""The table `voices`."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.columns.declaration import END, KEY, SOURCE_ID, START, VOICE_RANGE, Case, Column, Table


def _voice_items(case: Case) -> Iterable[object]:
    return [*(("text", v) for v in case.result.voices), *(("title", v) for v in case.result.title_voices)]


VOICES = Table("voices", "one stretch of a text or title in one voice", _voice_items, (
    *KEY,
    Column("field", "string", "Field", "Where it stands.", lambda c, i: i[0], range="text, title"),
    Column("start", "integer", "Start", START, lambda c, i: i[1].start, "code points", "0 or more"),
    Column("end", "integer", "End", END, lambda c, i: i[1].end, "code points", "1 or more"),
    Column("voice", "string", "Voice", "Whose words these are; excluded is boilerplate, counted nowhere.",
           lambda c, i: i[1].voice, range=VOICE_RANGE),
    Column("source_id", "string", "Source", SOURCE_ID.definition, lambda c, i: i[1].source_id, optional=True),
))  # fmt: skip
