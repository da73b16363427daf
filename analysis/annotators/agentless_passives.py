"""Agentless passives of the writer's: "was killed", where no by-phrase says who did it.

Rules over the parse: a participle with a passive auxiliary of its own ("was", "has been", "got") and no agent on it or on a
participle that is joined to it by "and". Participles without an auxiliary ("the man arrested on Monday") are left out: the parse
often takes an adjective for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.annotation import Annotation
from analysis.annotators.voices import Voices
from analysis.document import Parsed, Token

RULE = "agentless_passive/parse@1"

#: Participles that tell a state or a birth, behind which no actor stands hidden.
_NOBODY_ACTS = frozenset("born based located situated supposed married interested concerned involved related used".split())
#: What "by" leads to where it says when or by how much, not by whom.
_NO_ACTOR = frozenset("DATE TIME PERCENT MONEY QUANTITY CARDINAL ORDINAL".split())
_HELPERS = frozenset({"aux", "auxpass"})


def find(parsed: Parsed, voices: Voices) -> list[Annotation]:
    """One annotation for each such verb with its auxiliaries; ids are given by the engine."""
    out = []
    for verb in parsed.tokens:
        if verb.tag != "VBN" or verb.text.lower() in _NOBODY_ACTS or voices.at(verb.start).voice not in ("writer", "headline"):
            continue
        children = [parsed.tokens[k] for k in parsed.children[verb.index]]
        if not any(t.dep == "auxpass" for t in children) or any(_has_agent(parsed, v) for v in _joined(parsed, verb)):
            continue
        start = min(t.start for t in children if t.dep in _HELPERS)
        words = parsed.text[start : verb.end]
        out.append(
            Annotation(
                id="", kind="agentless_passive", field=parsed.field, start=start, end=verb.end, text=words,
                voice=voices.at(verb.start).voice, source_id=None, party_id=None, rule=RULE, score=None,
                why=f"“{' '.join(words.split())}” is a passive of the writer's, and no “by …” says who did it.",
            )
        )  # fmt: skip
    return out


def _joined(parsed: Parsed, verb: Token) -> Iterator[Token]:
    """A participle and those joined to it behind it, which share its agent ("was beaten and robbed by two men")."""
    yield verb
    for k in parsed.children[verb.index]:
        below = parsed.tokens[k]
        if below.dep == "conj" and below.tag == "VBN" and not any(parsed.tokens[n].dep in _HELPERS for n in parsed.children[k]):
            yield from _joined(parsed, below)


def _has_agent(parsed: Parsed, verb: Token) -> bool:
    """Whether a by-phrase names an actor: not a time, an amount or a means ("by Monday", "by cutting staff")."""
    for k in parsed.children[verb.index]:
        by = parsed.tokens[k]
        if by.text.lower() != "by" or by.dep not in ("agent", "prep"):
            continue
        named = [parsed.tokens[n] for n in parsed.children[k] if parsed.tokens[n].dep == "pobj"]
        if any(t.entity not in _NO_ACTOR for t in named):
            return True
    return False
