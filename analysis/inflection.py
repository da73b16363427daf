"""Regular English inflection: the forms that a lemma is written in. Irregular forms are left to the parser's lemmas."""

from __future__ import annotations

import re
from collections.abc import Collection

_VOWEL_Y = re.compile(r".*[aeiou]y")
_HISSING = re.compile(r".*(s|x|z|ch|sh)")
_DOUBLING = re.compile(r"[^aeiou]*(qu)?[aeiou][bdgklmnprt]|.*[^aeiou](up|[ie]t|ep|op|ip|ap|ag|ug|ub|im|ed|el|er|en|ot|ut|an|un)")


def forms(lemma: str, pos: Collection[str] = ()) -> frozenset[str]:
    """The lemma and its regular inflections as the given parts of speech (noun and verb where none is given).

    May hold forms that nobody writes ("panicing" beside "panicking"): it is made for looking up, not for writing.
    """
    wanted = set(pos) or {"NOUN", "VERB"}
    out = {lemma}
    if not lemma.isalpha() or len(lemma) < 3:
        return frozenset(out)
    stem = lemma[:-1]
    doubled = lemma + lemma[-1] if _DOUBLING.fullmatch(lemma) else None
    if wanted & {"NOUN", "VERB"}:
        out.add(
            stem + "ies"
            if lemma.endswith("y") and not _VOWEL_Y.fullmatch(lemma)
            else lemma + ("es" if _HISSING.fullmatch(lemma) else "s")
        )
    if "VERB" in wanted:
        out |= _with(lemma, doubled, ("ed", "ing"))
        if lemma.endswith("ie"):
            out.add(lemma[:-2] + "ying")
        if lemma.endswith("c"):
            out |= {lemma + "ked", lemma + "king"}
    if "ADJ" in wanted:
        out |= _with(lemma, doubled, ("er", "est"))
    return frozenset(out)


def _with(lemma: str, doubled: str | None, endings: tuple[str, str]) -> set[str]:
    """A lemma with endings that begin with a vowel; both spellings where the last letter may be doubled."""
    out = set()
    for ending in endings:
        if lemma.endswith("e"):
            keeps = ending == "ing" and lemma.endswith(("ee", "oe", "ye", "ie"))
            out.add((lemma if keeps else lemma[:-1]) + ending)
        elif lemma.endswith("y") and not _VOWEL_Y.fullmatch(lemma) and ending != "ing":
            out.add(lemma[:-1] + "i" + ending)
        else:
            out.add(lemma + ending)
        if doubled:
            out.add(doubled + ending)
    return out
