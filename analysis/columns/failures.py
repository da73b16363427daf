"""The table `failures`."""

from __future__ import annotations

from analysis.columns.declaration import KEY, Column, Table, id_text
from analysis.redaction import redact_failure

FAILURES = Table("failures", "one input that could not be analyzed", lambda c: (c.result,), (
    KEY[0],
    Column("article_id", "string", "Caller's id", KEY[1].definition, lambda c, i: id_text(i.id), optional=True),
    Column("origin", "string", "Origin", "File (and row) that was read.", lambda c, i: i.origin, optional=True),
    Column("line", "integer", "Line", "Line of the input, counted from 1.", lambda c, i: i.line,
           range="1 or more", optional=True),
    Column("code", "string", "Code", "A stable word for scripts.", lambda c, i: i.code),
    Column("message", "string", "Message", "What was wrong, and what to do.",
           lambda c, i: i.message if c.text else redact_failure(i),
           caveats="With --no-text a message that quotes the input is replaced by a note."),
))  # fmt: skip
