"""spaCy's attribute ruler, remembered: the same result in a fraction of its time.

The English model's rules look at a token's tag, lower-case form, dependency and whether it is blank; few words matter to them,
and eight patterns look at two tokens. The ruler matches all of them anew at each token. Here, what they gave is kept for each
combination and set again. A piece of text with a combination not met before goes to the ruler itself.
"""

from __future__ import annotations

import re
from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from thinc.types import Ints2d

#: What a rule may look at, by name; the same as it is read from a text; and what rules set.
_READ = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_ATTRIBUTES = (TAG, LOWER, DEP, IS_SPACE)
_SET = (POS, MORPH, LEMMA, TAG, DEP)

#: Tag, word and dependency where they matter, blank or not. What a rule over two tokens sees of both. A token's own key, and
#: the pair that begins and that ends with it.
_Key = tuple[int, int, int, int]
_Pair = tuple[int, ...]
_Seen = tuple[_Key, _Pair | None, _Pair | None]
_Given = list[tuple[int, int, int, int, int]]


class RememberedRules:
    """Stands in the pipeline for its attribute ruler.

    Raises:
        ValueError: the ruler has a rule of a shape that is not known here; then it must stay in its place itself.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        patterns: list[list[dict[str, Any]]] = [p for rule in cast(list[Any], ruler.patterns) for p in rule["patterns"]]
        starts = [p[0] for p in patterns if len(p) == 2]
        if any(len(p) > 2 or set(token) - _READ for p in patterns for token in p) or not all(map(_can_start, starts)):
            raise ValueError("the attribute ruler has a rule of an unknown shape")
        tokens = [token for p in patterns for token in p]
        self._words = _asked(tokens, "LOWER")
        self._expressions = [re.compile(token["LOWER"]["REGEX"]) for token in tokens if "REGEX" in _choice(token.get("LOWER"))]
        strings = ruler.vocab.strings
        self._dependencies = {strings.add(name) for name in _asked(tokens, "DEP") if name}
        self._pairs = [(p[0], p[1]) for p in patterns if len(p) == 2]
        self._starts = {strings.add(name) for name in _asked([a for a, _ in self._pairs], "DEP") if name}
        #: A word's hash -> itself where a rule looks at it, else 0; and whether a pair may begin with it.
        self._matters: dict[int, tuple[int, bool]] = {}
        self._pairs_known: dict[_Pair, bool] = {}
        #: What the rules gave: part of speech, morphology, lemma (0: none), and tag and dependency where they changed, else 0.
        self._known: dict[_Seen, tuple[int, int, int, int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        matters, dependencies, starts = self._matters, self._dependencies, self._starts
        read = doc.to_array(list(_ATTRIBUTES)).tolist()
        keys: list[_Key] = []
        openings = []  # tokens with which a rule over two may begin
        for tag, lower, dep, is_space in read:
            found = matters.get(lower)
            if found is None:
                found = matters[lower] = self._look_up(lower, doc.vocab.strings[lower])
            if found[1] or dep in starts:
                openings.append(len(keys))
            keys.append((tag, found[0], dep if dep in dependencies else 0, is_space))
        pairs = {n: pair for n in openings if (pair := self._pair(doc, n, keys)) is not None}
        seen: list[_Seen] = [(key, pairs.get(n), pairs.get(n - 1)) for n, key in enumerate(keys)] if pairs else [
            (key, None, None) for key in keys
        ]  # fmt: skip
        given = [self._known.get(one) for one in seen]
        if None in given:
            self.ruler(doc)
            after = doc.to_array(list(_SET)).tolist()
            for one, (tag, _, dep, _), (pos, morph, lemma, new_tag, new_dep) in zip(seen, read, after, strict=True):
                self._known[one] = (pos, morph, lemma, new_tag if new_tag != tag else 0, new_dep if new_dep != dep else 0)
            return doc
        rows = [
            (pos, morph, lemma, new_tag or tag, new_dep or dep)
            for (pos, morph, lemma, new_tag, new_dep), (tag, _, dep, _) in zip(cast(_Given, given), read, strict=True)
        ]
        return doc.from_array(list(_SET), cast(Ints2d, np.array(rows, dtype=np.uint64))) if rows else doc

    def _look_up(self, lower: int, word: str) -> tuple[int, bool]:
        """Whether any rule looks at a word, and whether a rule over two tokens may begin with it."""
        read = word in self._words or any(e.search(word) for e in self._expressions)
        return (lower if read else 0), read and any(_is(a.get("LOWER"), word) for a, _ in self._pairs)

    def _pair(self, doc: Doc, n: int, keys: list[_Key]) -> _Pair | None:
        """What a rule over two tokens sees in a token and the next, where one holds; `keys` tell tags and words that matter."""
        if n + 1 >= len(doc):
            return None
        one, two = doc[n], doc[n + 1]
        asked = (*keys[n][:2], one.dep, *keys[n + 1][:2], two.dep)
        found = self._pairs_known.get(asked)
        if found is None:
            found = self._pairs_known[asked] = any(_fits(a, one) and _fits(b, two) for a, b in self._pairs)
        return asked if found else None


def _can_start(token: dict[str, Any]) -> bool:
    """Whether a rule over two tokens begins with a form or a dependency that can be looked up."""
    dependency = token.get("DEP")
    return "LOWER" in token or isinstance(dependency, str) or "IN" in _choice(dependency)


def _choice(asked: Any) -> dict[str, Any]:
    return asked if isinstance(asked, dict) else {}


def _asked(tokens: list[dict[str, Any]], name: str) -> set[str]:
    """All values of an attribute that rules name.

    Raises:
        ValueError: a rule asks for it in another way than by a value, a list or an expression.
    """
    out: set[str] = set()
    for token in tokens:
        asked = token.get(name)
        if isinstance(asked, str):
            out.add(asked)
        elif asked is not None:
            if set(asked) - {"IN", "NOT_IN"} - ({"REGEX"} if name == "LOWER" else set()):
                raise ValueError(f"a rule of an unknown shape: {token}")
            out.update(asked.get("IN", ()), asked.get("NOT_IN", ()))
    return out


def _fits(asked: dict[str, Any], token: Any) -> bool:
    """Whether a token has the form, tag and dependency that a rule asks for."""
    return all(_is(asked.get(name), value) for name, value in (("LOWER", token.lower_), ("TAG", token.tag_), ("DEP", token.dep_)))


def _is(asked: Any, value: str) -> bool:
    if asked is None:
        return True
    if isinstance(asked, str):
        return value == asked
    if "IN" in asked:
        return value in asked["IN"]
    return "REGEX" not in asked or re.search(asked["REGEX"], value) is not None
