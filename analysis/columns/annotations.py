"""The table `annotations`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.columns.declaration import END, KEY, SOURCE_ID, START, VOICE_RANGE, Case, Column, Table
from analysis.columns.set_aside import reason
from analysis.right_rates import Share, right_rates


def _right(value: Callable[[Share], float | int]) -> Callable[[Case, Any], float | int | None]:
    """A figure of the precision of a mark's rule; None where the rule is unchecked."""
    return lambda c, i: value(right_rates()[i.rule].precision) if i.rule in right_rates() else None


ANNOTATIONS = Table("annotations", "one marked span", lambda c: c.result.annotations, (
    *KEY,
    Column("annotation_id", "string", "Annotation id", "Id within the article.", lambda c, i: i.id),
    Column("kind", "string", "Kind", "What was marked; the kinds are listed in this codebook.", lambda c, i: i.kind),
    Column("field", "string", "Field", "Where it stands.", lambda c, i: i.field, range="text, title"),
    Column("start", "integer", "Start", START, lambda c, i: i.start, "code points", "0 or more"),
    Column("end", "integer", "End", END, lambda c, i: i.end, "code points", "0 or more"),
    Column("text", "string", "Words", "The marked words.", lambda c, i: i.text, optional=True, text=True),
    Column("sentence", "integer", "Sentence", "Index of the sentence that it starts in; empty in the title.",
           lambda c, i: c.sentence_of(i.start) if i.field == "text" else None, range="0 or more", optional=True),
    Column("voice", "string", "Voice", "Whose words they are.", lambda c, i: i.voice, range=VOICE_RANGE),
    SOURCE_ID,
    Column("party_id", "string", "Party", "Id of the party concerned (table parties); empty where there is none.",
           lambda c, i: i.party_id, optional=True),
    Column("rule", "string", "Rule", "Kind, finder and version of the finder.", lambda c, i: i.rule),
    Column("score", "number", "Score", "How sure the rule is of this mark, where it tells.", lambda c, i: i.score, "score",
           "0 to 1", optional=True),
    Column("right_rate", "number", "Right-rate", "Share of the rule's marks that were right on labelled data; empty where the "
           "rule is unchecked.", _right(lambda s: s.value), "share of marks", "0 to 1", "Section “How often a rule is right”",
           optional=True),
    Column("right_rate_low", "number", "Right-rate, low", "Lower end of its 95 % interval.", _right(lambda s: s.low),
           "share of marks", "0 to 1", optional=True),
    Column("right_rate_high", "number", "Right-rate, high", "Upper end of its 95 % interval.", _right(lambda s: s.high),
           "share of marks", "0 to 1", optional=True),
    Column("right_rate_cases", "integer", "Right-rate, cases", "Number of marks that it was measured on.",
           _right(lambda s: s.cases), "marks", "1 or more", optional=True),
    Column("neutral", "string", "Plainer wording", "A plainer wording, where the lexicon has one.", lambda c, i: i.neutral,
           optional=True),
    Column("reply", "string", "Reply", "Of an accusation, what the article gives of the accused's answer to it; of a mark of no "
           "reply, which kind it is.", lambda c, i: i.reply, range="speaks, declined, no response, not heard", optional=True),
    Column("reply_start", "integer", "Reply, start", "Of an accusation, where in the text the answer or silence starts.",
           lambda c, i: None if i.reply_place is None else i.reply_place[0], "code points", "0 or more", optional=True),
    Column("reply_end", "integer", "Reply, end", "Where it ends.",
           lambda c, i: None if i.reply_place is None else i.reply_place[1], "code points", "0 or more", optional=True),
    Column("body_start", "integer", "In the body, start", "Of a mark that holds the headline against the body, where in "
           "the text the words start that it is held against.",
           lambda c, i: None if i.body_place is None else i.body_place[0], "code points", "0 or more", optional=True),
    Column("body_end", "integer", "In the body, end", "Where they end.",
           lambda c, i: None if i.body_place is None else i.body_place[1], "code points", "0 or more", optional=True),
    Column("set_aside", "boolean", "Set aside", "Whether a reader set the mark aside; it stays in the measured figures.",
           lambda c, i: i.id in c.held, range="true, false"),
    Column("set_aside_reason", "string", "Set aside, reason", "Why, in the reader's words; empty where it is not set aside.",
           lambda c, i: reason(c, c.held[i.id]) if i.id in c.held else None, optional=True),
    Column("why", "string", "Why", "The reason, for a reader.", lambda c, i: i.why, optional=True, text=True),
))  # fmt: skip
