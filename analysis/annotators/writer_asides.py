"""The writer's own asides inside a source's sentence: "… is hostile, without acknowledging that …".

The parser hangs such an aside on the words that it follows, inside the reported clause. But it says what the source left out,
and only the writer can say that.
"""

from __future__ import annotations

from analysis.document import Parsed

#: What a writer notes that a source did not do; of these verbs "without …ing" is about the telling, not about the told.
_LEFT_UNSAID = frozenset(
    "acknowledge mention note admit concede elaborate specify explain cite provide offer name identify give say disclose detail "
    "address produce present substantiate clarify comment point".split()
)


def start_of_aside(parsed: Parsed, content: tuple[int, ...]) -> int | None:
    """Index of the token with which an aside begins that closes a reported content, or None."""
    for i in content:
        token = parsed.tokens[i]
        if token.text.lower() != "without" or token.index == content[0]:
            continue
        for k in parsed.children[i]:
            verb = parsed.tokens[k]
            if verb.dep == "pcomp" and verb.tag == "VBG" and verb.lemma in _LEFT_UNSAID:
                return i
    return None


def is_left_unsaid(parsed: Parsed, head: int) -> bool:
    """Whether a reporting word stands under "without": then nothing was reported."""
    token = parsed.tokens[head]
    return token.tag == "VBG" and parsed.tokens[token.head].text.lower() == "without"
