"""Candidates for attributions, read off the syntax: a cue word, what hangs on it as content, and who is its subject.

Which of them are attributions is not decided here: the reporting-verb lexicon says for each lemma and frame how often coders
called it one (`attribution.py`). A frame is the way the content hangs on the cue:

    clause         she said (that) it fell · it fell, she said · the claim that it fell · sure that it fell
    infinitive     he promised to go · urged them to go · plans to go · willing to go
    object         he denied the charge
    as             described it as a scandal · called it a scandal
    prep:about     spoke about the plan; one frame for each preposition
    passive        was told that it fell · is expected to fall
    according      according to the report, it fell
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.document import Parsed, Token

PREPOSITIONS = frozenset(
    {"about", "for", "of", "on", "to", "with", "against", "as", "over", "in", "from", "at", "into", "by", "upon"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
#: Verbs that lend their subject to the noun they carry: "made the claim that", "expressed concern that".
_LIGHT = frozenset(
    "make issue release express have give voice share offer reiterate repeat raise hold send deliver deny reject face draw "
    "announce present lodge file take post publish write repeat cite keep retain maintain".split()
)
#: Verbs that a reporting verb hangs on without being said themselves: "continued to insist", "went on to say".
_CHAIN = frozenset(
    "continue begin start try seem appear refuse decline go want need have like hesitate fail proceed come use dare "
    "attempt seek be keep stop struggle manage happen tend choose move".split()
)

#: Verbs that in the passive, with nobody named who does it, only give a name: "the boat was called …".
_NAMING = frozenset("call name title entitle dub label know nickname rename".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution. All members but the strings are token indices, sorted.

    Attributes:
        head: the cue's head word; lemma and pos are its.
    """

    head: int
    lemma: str
    pos: str
    frame: str
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def find(parsed: Parsed) -> Iterator[Candidate]:
    """All candidates of a parsed field, in order of their cue's head."""
    for token in parsed.tokens:
        if token.lemma == "accord" or token.text.lower() == "according":
            yield from _according(parsed, token)
        elif token.pos == "VERB":
            yield from _verb(parsed, token)
        elif token.pos in ("NOUN", "PROPN"):
            yield from _noun(parsed, token)
        elif token.pos == "ADJ":
            yield from _adjective(parsed, token)


def is_naming(parsed: Parsed, verb: int) -> bool:
    """Whether a verb only gives a name: "the boat was called …", with nobody who calls it so."""
    token = parsed.tokens[verb]
    return token.lemma in _NAMING and token.tag == "VBN" and subject(parsed, verb) is None


def subject(parsed: Parsed, verb: int, *, hops: int = 4) -> int | None:
    """The subject that a verb has or takes over from the verb that it hangs on; None in the passive without an agent."""
    t, children = parsed.tokens, parsed.children
    for _ in range(hops):
        kids = children[verb]
        passive = any(t[k].dep in ("nsubjpass", "auxpass") for k in kids)
        if passive:
            agent = next((k for k in kids if t[k].dep == "agent"), None)
            if agent is None:
                return None
            return next((k for k in children[agent] if t[k].dep == "pobj"), None)
        own = next((k for k in kids if t[k].dep in ("nsubj", "csubj")), None)
        if own is not None:
            return own
        if t[verb].dep in ("acl", "relcl"):
            agent = next((k for k in kids if t[k].dep in ("agent", "prep") and t[k].lemma == "by"), None)
            if t[verb].tag == "VBN":
                return next((k for k in children[agent] if t[k].dep == "pobj"), None) if agent is not None else None
            return t[verb].head
        if t[verb].dep not in ("conj", "xcomp", "advcl", "dep", "pcomp", "ccomp"):
            return None
        head = t[verb].head
        if t[head].pos in ("ADP", "SCONJ") and t[head].head != head:
            head = t[head].head
        if t[head].pos in ("NOUN", "PROPN"):
            return head
        if head == verb:
            return None
        verb = head
    return None


def span_of_subject(parsed: Parsed, index: int | None) -> tuple[int, ...]:
    """The noun phrase of a source: its subtree without clauses that only comment (", who …") and leading or closing marks."""
    if index is None:
        return ()
    t = parsed.tokens
    drop: set[int] = set()
    for k in parsed.children[index]:
        comments = t[k].dep == "relcl" and any(t[j].text == "," for j in range(max(0, min(parsed.subtree(k)) - 1), k))
        if comments or (t[k].dep in ("cc", "preconj") and t[index].dep == "conj") or t[k].dep in ("parataxis", "advcl", "punct"):
            drop.update(parsed.subtree(k))
    kept = [i for i in parsed.subtree(index) if i not in drop]
    return trim(parsed, contiguous(kept, index, gap=1))


def contiguous(indices: list[int], around: int, *, gap: int = 0) -> list[int]:
    """The run of indices around one of them, bridging at most `gap` missing ones."""
    if not indices:
        return []
    at = indices.index(around)
    first = last = at
    while first > 0 and indices[first] - indices[first - 1] <= gap + 1:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] - indices[last] <= gap + 1:
        last += 1
    return list(range(indices[first], indices[last] + 1))


def trim(parsed: Parsed, indices: Iterable[int]) -> tuple[int, ...]:
    """Without punctuation at the edges, quotation marks, brackets and percent signs apart."""
    kept = list(indices)
    t = parsed.tokens
    loose = {",", ".", ";", ":", "—", "–", "-", "--", "?", "!", "…", "..."}
    while kept and t[kept[0]].text in loose:
        kept.pop(0)
    while kept and t[kept[-1]].text in loose:
        kept.pop()
    return tuple(kept)


def cue_group(parsed: Parsed, verb: int, *more: int) -> tuple[int, ...]:
    """The reporting words: the verb with its auxiliaries, negation and particle, and the verbs that it hangs on closely."""
    t, children = parsed.tokens, parsed.children
    parts = {verb, *more}
    here = verb
    while True:
        parts.update(k for k in children[here] if t[k].dep in _CUE_PARTS and abs(k - here) <= 4)
        head = t[here].head
        if t[here].dep != "xcomp" or head == here or t[head].lemma not in _CHAIN or not 0 < here - head <= 5:
            break
        parts.add(head)
        here = head
    first = min(parts)
    # Adverbs inside the verb group belong to it ("has repeatedly said"); a subject in between ("did he say") does not.
    for i in range(first, max(parts)):
        if t[i].dep in ("advmod", "neg", "aux", "auxpass") and i not in parts and t[i].head in parts:
            parts.add(i)
    before = first - 1
    if before >= 0 and t[before].dep == "advmod" and t[before].head in parts and t[before].text.lower().endswith("ly"):
        parts.add(before)
    return tuple(sorted(parts))


def _is_infinitive(parsed: Parsed, clause: int) -> bool:
    t = parsed.tokens
    return any(t[k].tag == "TO" for k in parsed.children[clause])


def _verb(parsed: Parsed, token: Token) -> Iterator[Candidate]:
    t, children, i = parsed.tokens, parsed.children, token.index
    who = subject(parsed, i)
    kids = children[i]
    patient = next((k for k in kids if t[k].dep == "nsubjpass"), None)
    if is_naming(parsed, i):
        return

    def candidate(frame: str, content: Iterable[int], *cue: int, source: int | None = who) -> Candidate:
        return Candidate(
            i, token.lemma, "VERB", frame, span_of_subject(parsed, source), cue_group(parsed, i, *cue), trim(parsed, content)
        )

    if token.dep == "parataxis" and not any(t[k].dep == "ccomp" for k in kids):
        own = set(parsed.subtree(i))
        yield candidate("clause", [k for k in parsed.subtree(token.head) if k not in own])
    objects = [k for k in kids if t[k].dep in ("dobj", "dative")]
    for k in kids:
        dep = t[k].dep
        if dep == "ccomp":
            if patient is not None:
                yield candidate("passive", parsed.subtree(k))
            elif _is_infinitive(parsed, k):
                yield candidate("infinitive", parsed.subtree(k))
            elif t[k].pos in ("VERB", "AUX"):
                own = {j for c in kids if c != k and t[c].dep in _SUBJECTS | _CUE_PARTS for j in parsed.subtree(c)}
                yield candidate("clause", [j for j in parsed.subtree(k) if j not in own])
            elif objects or t[k].dep == "oprd":
                yield candidate("as", [j for o in objects for j in parsed.subtree(o)] + parsed.subtree(k))
            else:
                own = {j for c in kids if c != k and t[c].dep in _SUBJECTS | _CUE_PARTS for j in parsed.subtree(c)}
                yield candidate("clause", [j for j in parsed.subtree(k) if j not in own])
        elif dep == "xcomp" and t[k].pos in ("VERB", "AUX") and k > i:
            mine = parsed.subtree(k)
            if patient is not None:
                yield candidate("passive", [*parsed.subtree(patient), *mine], source=None if who == patient else who)
            elif _is_infinitive(parsed, k):
                yield candidate("infinitive", mine)
            else:
                yield candidate("gerund", mine)
        elif dep in ("oprd", "acomp", "xcomp") and (objects or patient is not None):
            over = objects if objects else [patient] if patient is not None else []
            yield candidate("as", sorted([j for o in over for j in parsed.subtree(o)] + parsed.subtree(k)))
        elif dep == "dobj":
            predicate = [j for j in kids if t[j].dep in ("oprd", "xcomp") or (t[j].dep == "prep" and t[j].lemma == "as")]
            if not predicate:
                clause = [j for j in children[k] if t[j].dep in ("acl", "ccomp") and t[j].pos in ("VERB", "AUX")]
                yield candidate("object", parsed.subtree(k))
                if clause and t[k].pos == "NOUN":
                    continue
        elif dep == "prep" and t[k].lemma in PREPOSITIONS and k > i:
            inner = [j for j in children[k] if t[j].dep in ("pobj", "pcomp")]
            if not inner:
                continue
            if t[k].lemma == "as" and (objects or patient is not None):
                over = objects if objects else [patient] if patient is not None else []
                yield candidate("as", sorted([j for o in over for j in parsed.subtree(o)] + parsed.subtree(k)))
            else:
                close = (k,) if k - i <= 2 else ()
                yield candidate(f"prep:{t[k].lemma}", [j for x in inner for j in parsed.subtree(x)], *close)
    if patient is not None and not any(t[k].dep in ("ccomp", "xcomp", "oprd") for k in kids):
        agent = next((k for k in kids if t[k].dep == "agent"), None)
        if agent is not None:
            yield candidate("object", parsed.subtree(patient))
        else:
            yield candidate("passive_object", parsed.subtree(patient))
    elif token.dep == "relcl" and who is not None and t[token.head].pos in ("NOUN", "PRON", "PROPN") and not objects:
        gap = not any(t[k].dep in ("ccomp", "dobj", "xcomp") for k in kids) and t[who].tag not in ("WP", "WDT")
        if gap:
            own = set(parsed.subtree(i))
            yield candidate("relative", [j for j in parsed.subtree(token.head) if j not in own])


def _noun(parsed: Parsed, token: Token) -> Iterator[Candidate]:
    t, children, i = parsed.tokens, parsed.children, token.index
    kids = children[i]
    contents: list[tuple[str, list[int], int | None]] = []
    for k in kids:
        if t[k].dep in ("acl", "ccomp", "relcl") and t[k].pos in ("VERB", "AUX"):
            marked = any(t[j].dep == "mark" and t[j].lemma in ("that", "whether") for j in children[k])
            if _is_infinitive(parsed, k):
                contents.append(("infinitive", parsed.subtree(k), None))
            elif marked and t[k].dep != "relcl":
                contents.append(("clause", parsed.subtree(k), None))
        elif t[k].dep == "prep" and t[k].lemma in PREPOSITIONS:
            inner = [j for j in children[k] if t[j].dep in ("pobj", "pcomp")]
            if inner:
                contents.append((f"prep:{t[k].lemma}", [j for x in inner for j in parsed.subtree(x)], k))
    if not contents:
        return
    owner = next((k for k in kids if t[k].dep == "poss"), None)
    verb: int | None = None
    if owner is None:
        owner = next(
            (
                j
                for k in kids
                if t[k].dep == "prep" and t[k].lemma in ("by", "from", "among")
                for j in children[k]
                if t[j].dep == "pobj"
            ),
            None,
        )
    if owner is None and token.dep in ("dobj", "nsubjpass") and t[token.head].lemma in _LIGHT:
        verb = token.head
        owner = subject(parsed, verb)
    source = span_of_subject(parsed, owner)
    if owner is not None and t[owner].dep == "poss" and source:
        source = tuple(j for j in source if t[j].tag != "POS")
    base = {i}
    if verb is not None:
        base.update(cue_group(parsed, verb))
        base.update(range(min(verb, i), max(verb, i) + 1) if abs(verb - i) <= 4 else ())
    base.update(k for k in kids if t[k].dep in ("amod", "compound") and k < i)
    for frame, content, preposition in contents:
        if preposition is not None and owner is not None and owner in content:
            continue
        cue = base | ({preposition} if preposition is not None and preposition - i <= 1 else set())
        yield Candidate(i, token.lemma.lower(), "NOUN", frame, source, tuple(sorted(cue - set(source))), trim(parsed, content))


def _adjective(parsed: Parsed, token: Token) -> Iterator[Candidate]:
    t, children, i = parsed.tokens, parsed.children, token.index
    if token.dep not in ("acomp", "conj", "oprd") or t[token.head].pos not in ("AUX", "VERB"):
        return
    verb = token.head
    source = span_of_subject(parsed, subject(parsed, verb))
    cue = tuple(sorted({*cue_group(parsed, verb), *range(verb, i + 1)})) if 0 < i - verb <= 4 else (i,)
    for k in children[i]:
        inner: list[int] = []
        if t[k].dep == "ccomp":
            frame, inner = "clause", parsed.subtree(k)
        elif t[k].dep == "xcomp":
            frame, inner = "infinitive", parsed.subtree(k)
        elif t[k].dep == "prep" and t[k].lemma in PREPOSITIONS:
            frame = f"prep:{t[k].lemma}"
            inner = [j for x in children[k] if t[x].dep in ("pobj", "pcomp") for j in parsed.subtree(x)]
        if inner:
            more = (k,) if frame.startswith("prep") and k - i <= 1 else ()
            yield Candidate(i, token.lemma.lower(), "ADJ", frame, source, (*cue, *more), trim(parsed, inner))


def _according(parsed: Parsed, token: Token) -> Iterator[Candidate]:
    """ "According to X, …": the content is the clause that it modifies."""
    t, children, i = parsed.tokens, parsed.children, token.index
    to = next((k for k in children[i] if t[k].lemma == "to" and t[k].pos == "ADP"), None)
    if to is None:
        return
    named = next((k for k in children[to] if t[k].dep == "pobj"), None)
    if named is None:
        return
    clause = t[i].head
    while t[clause].pos not in ("VERB", "AUX") and t[clause].head != clause:
        clause = t[clause].head
    own = set(parsed.subtree(i))
    content = [k for k in parsed.subtree(clause) if k not in own]
    source = span_of_subject(parsed, named)
    yield Candidate(i, "according", "ADP", "according", source, (i, to), trim(parsed, content))
