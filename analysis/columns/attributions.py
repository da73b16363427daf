"""The table `attributions`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from analysis.annotation import Span
from analysis.columns.declaration import KEY, OFFSETS, SOURCE_ID, Column, Table


def spans_text(text: str, spans: Sequence[Span]) -> str:
    """The words of a role; parts that stand apart are joined by " … "."""
    return " … ".join(text[start:end] for start, end in spans)


def _json(spans: Sequence[Span]) -> str:
    return json.dumps([list(span) for span in spans], separators=(",", ":"))


def _role(role: str, what: str) -> tuple[Column, Column]:
    return (
        Column(f"{role}_spans", "string", f"Spans of the {role}", f"Offsets of {what}: a JSON list of [start, end], one pair for "
               f"each part. {OFFSETS}", lambda c, i: _json(getattr(i, role)), "code points"),
        Column(f"{role}_text", "string", f"Words of the {role}", f"The words of {what}; parts that stand apart are joined by ' … "
               "'.", lambda c, i: spans_text(c.field(i.field), getattr(i, role)) or None, optional=True, text=True),
    )  # fmt: skip


ATTRIBUTIONS = Table("attributions", "one attribution: words laid to a source", lambda c: c.result.attributions, (
    *KEY,
    Column("attribution_id", "string", "Attribution id", "Id within the article.", lambda c, i: i.id),
    Column("field", "string", "Field", "Where it stands.", lambda c, i: i.field, range="text, title"),
    Column("form", "string", "Form", "direct: quoted; indirect: in the writer's wording; mixed: both.", lambda c, i: i.form,
           range="direct, indirect, mixed", source="PolNeAR (Newell et al. 2018)"),
    Column("parent", "string", "Parent", "Id of the attribution that this one is nested in.", lambda c, i: i.parent,
           optional=True),
    SOURCE_ID,
    *_role("source", "the naming of who speaks"),
    *_role("cue", "the reporting words"),
    *_role("content", "what is attributed"),
    Column("verb", "string", "Reporting verb", "Lemma of the reporting words' head; empty where there is none.",
           lambda c, i: i.verb, optional=True, caveats="One lemma, a coded value: it stays with --no-text."),
    Column("stance", "string", "Stance of the verb", "What the reporting verb tells of the claim's standing; empty where there "
           "is no verb.", lambda c, i: i.stance, range="neutral, doubting, endorsing, hostile", optional=True),
    Column("rule", "string", "Rule", "Which rule found it.", lambda c, i: i.rule),
    Column("score", "number", "Score", "How sure the rule is.", lambda c, i: i.score, "score", "0 to 1"),
    Column("why", "string", "Why", "The reason, for a reader.", lambda c, i: i.why, optional=True, text=True),
))  # fmt: skip
