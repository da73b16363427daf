"""The writer's own asides inside a source's sentence: "… is hostile, without acknowledging that …", "…, when in fact …".

The parser hangs such an aside on the words that it follows, inside the reported clause. But it says what the source left out,
or that the source is wrong, and only the writer can say that.
"""

from __future__ import annotations

from analysis.document import Parsed

#: What a writer notes that a source did not do; of these verbs "without …ing" is about the telling, not about the told.
_LEFT_UNSAID = frozenset(
    "acknowledge mention note admit concede elaborate specify explain cite provide offer name identify give say disclose detail "
    "address produce present substantiate clarify comment point".split()
)

#: Words that set a fact against the claim before them: behind a comma or a dash they are the writer's, not the source's.
_SET_AGAINST = tuple(
    phrase.split()
    for phrase in (
        "not the other way around",
        "not the other way round",
        "when in fact",
        "when in reality",
        "contrary to the evidence",
        "contrary to the facts",
        "contrary to the record",
        "contrary to the records",
        "never mind that",
        "against all evidence",
    )
)
_PAUSES = frozenset({",", "—", "–", "-", "--", "("})


def start_of_aside(parsed: Parsed, content: tuple[int, ...]) -> int | None:
    """Index of the token with which an aside begins that closes a reported content, or None."""
    for i in content:
        token = parsed.tokens[i]
        if _sets_against(parsed, i, content[0]):
            return i
        if token.text.lower() != "without" or token.index == content[0]:
            continue
        for k in parsed.children[i]:
            verb = parsed.tokens[k]
            if verb.dep == "pcomp" and verb.tag == "VBG" and verb.lemma in _LEFT_UNSAID:
                return i
    return None


def _sets_against(parsed: Parsed, index: int, first: int) -> bool:
    if index == first or parsed.tokens[index - 1].text not in _PAUSES or parsed.quotation_at(parsed.tokens[index].start):
        return False
    words = [t.text.lower() for t in parsed.tokens[index : index + 5]]
    return any(words[: len(phrase)] == phrase for phrase in _SET_AGAINST)


def is_left_unsaid(parsed: Parsed, head: int) -> bool:
    """Whether a reporting word stands under "without": then nothing was reported."""
    token = parsed.tokens[head]
    return token.tag == "VBG" and parsed.tokens[token.head].text.lower() == "without"
