"""What the attribution head reads of each token besides the encoder's states, and the numbers that stand for it."""

from __future__ import annotations

import numpy as np

from analysis.document import Parsed

POS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X").split()
DEPENDENCIES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det "
    "dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt "
    "punct quantmod relcl xcomp"
).split()
QUOTED = 4  # outside marks; inside double marks; inside single marks; a mark itself
EDGES = 4  # inside a sentence; its first token; its last; its only one

#: How many values each column of `of` can take.
SIZES = (len(POS) + 1, len(DEPENDENCIES) + 1, QUOTED, EDGES)

_POS = {name: n + 1 for n, name in enumerate(POS)}
_DEP = {name: n + 1 for n, name in enumerate(DEPENDENCIES)}


def of(parsed: Parsed) -> np.ndarray:
    """One row a token: part of speech, dependency label, place inside quotation marks, place in its sentence."""
    out = np.zeros((len(parsed.tokens), len(SIZES)), dtype=np.int64)
    for token in parsed.tokens:
        out[token.index, 0] = _POS.get(token.pos, 0)
        out[token.index, 1] = _DEP.get(token.dep, 0)
    for quotation in parsed.outer_quotations:
        single = parsed.text[quotation.start] in "‘’‚‛'`" and parsed.text[quotation.start : quotation.start + 2] not in (
            "``",
            "''",
        )
        for i in parsed.tokens_in(quotation.start, quotation.end):
            inside = quotation.inner[0] <= parsed.tokens[i].start < quotation.inner[1]
            out[i, 2] = (2 if single else 1) if inside else 3
    for first, last in parsed.sentences:
        out[first, 3] += 1
        out[last - 1, 3] += 2
    return out
