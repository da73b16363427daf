"""spaCy's attribute ruler, remembered: the same result in half of its time.

The English model's rules look at a token's tag, lower-case form, dependency and whether it is blank; few words matter to them,
and eight patterns look at two tokens. The ruler matches all of them anew at each token. Here, what they gave is kept for each
combination and set again. A piece of text where a pattern over two tokens holds, or with a combination not met before, goes to
the ruler itself.
"""

from __future__ import annotations

import re
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, MorphAnalysis

#: What a rule may look at.
_READ = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})


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
        self._pairs_known: dict[tuple[int, ...], bool] = {}
        self._known: dict[tuple[int, int, int, bool], tuple[int, MorphAnalysis, int, int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        matters, known, dependencies, starts = self._matters, self._known, self._dependencies, self._starts
        keys: list[tuple[int, int, int, bool]] = []
        openings = []  # tokens with which a rule over two may begin
        for t in doc:
            lower, dep = t.lower, t.dep
            found = matters.get(lower)
            if found is None:
                found = matters[lower] = self._look_up(lower, t.lower_)
            key = (t.tag, found[0], dep if dep in dependencies else 0, t.is_space)
            if found[1] or dep in starts:
                openings.append(len(keys))
            keys.append(key)
        if any(self._begins_pair(doc, n, keys) for n in openings):
            return self.ruler(doc)
        if any(key not in known for key in keys):
            before = [(t.tag, t.dep) for t in doc]
            self.ruler(doc)
            for key, (tag, dep), t in zip(keys, before, doc, strict=True):
                known[key] = (t.pos, t.morph, t.lemma, t.tag if t.tag != tag else 0, t.dep if t.dep != dep else 0)
            return doc
        for key, t in zip(keys, doc, strict=True):
            t.pos, t.morph, lemma, tag, dep = known[key]
            if lemma:
                t.lemma = lemma
            if tag:
                t.tag = tag
            if dep:
                t.dep = dep
        return doc

    def _look_up(self, lower: int, word: str) -> tuple[int, bool]:
        """Whether any rule looks at a word, and whether a rule over two tokens may begin with it."""
        read = word in self._words or any(e.search(word) for e in self._expressions)
        return (lower if read else 0), read and any(_is(a.get("LOWER"), word) for a, _ in self._pairs)

    def _begins_pair(self, doc: Doc, n: int, keys: list[tuple[int, int, int, bool]]) -> bool:
        """Whether a rule over two tokens holds at a token and the next; `keys` tell their tags and the words that matter."""
        if n + 1 >= len(doc):
            return False
        one, two = doc[n], doc[n + 1]
        asked = (*keys[n][:2], one.dep, *keys[n + 1][:2], two.dep)
        found = self._pairs_known.get(asked)
        if found is None:
            found = self._pairs_known[asked] = any(_fits(a, one) and _fits(b, two) for a, b in self._pairs)
        return found


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


def remember(nlp: Language) -> Language:
    """The pipeline with its ruler remembered, or as it is where the ruler has rules of another shape."""
    try:
        remembered = RememberedRules(nlp.get_pipe("attribute_ruler"))  # type: ignore[arg-type]
    except (KeyError, ValueError):
        return nlp
    Language.component("evenhand_remembered_rules", func=remembered)
    nlp.replace_pipe("attribute_ruler", "evenhand_remembered_rules")
    return nlp
