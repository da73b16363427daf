"""Tells whether a text is English, the one language whose words Evenhand knows."""

from __future__ import annotations

import re

import py3langid

#: Common function words. In English news they are 35 to 50 of 100 words; in other languages under 10.
_FUNCTION_WORDS = frozenset(
    "the of and to in a is that for it was on with as he be by at his i this had not are but from or have an they which you were "
    "her all she there would their we him been has when who will more no if out so said what its about into than "
    "them can only".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

#: Fewest words on which a judgement rests, and the share of function words that English text does not fall below.
LEAST_WORDS = 20
LEAST_SHARE = 0.15

#: Only the start of a text is looked at, in characters.
_LOOK = 5_000

NAMES = dict(
    pair.split("=")
    for pair in (
        "de=German fr=French es=Spanish it=Italian pt=Portuguese nl=Dutch sv=Swedish "
        "da=Danish no=Norwegian nb=Norwegian fi=Finnish pl=Polish cs=Czech ru=Russian "
        "uk=Ukrainian tr=Turkish ar=Arabic he=Hebrew fa=Persian hi=Hindi zh=Chinese "
        "ja=Japanese ko=Korean el=Greek hu=Hungarian ro=Romanian id=Indonesian vi=Vietnamese "
        "la=Latin ca=Catalan "
    ).split()
)


def language_of(text: str) -> str | None:
    """`en`, another ISO 639-1 code, or None where there is too little to tell.

    Two signs must agree before a text counts as not English: few English function words, and another language recognised.
    """
    words = [w.lower() for w in _WORD.findall(text[:_LOOK])]
    if len(words) < LEAST_WORDS and sum(c.isalpha() for c in text[:_LOOK]) < 80:
        return None
    if words and sum(w in _FUNCTION_WORDS for w in words) / len(words) >= LEAST_SHARE:
        return "en"
    shown = text[:_LOOK].encode("utf-8", "replace").decode()  # lone surrogates are no UTF-8
    return str(py3langid.classify(shown)[0])
