"""When two namings mean the same actor: names of persons, of bodies, and descriptions of the unnamed.

The rules are those by which news prose names: a person in full, then by the surname; a body in full, by its initials or with its
words turned round ("Department of Justice"). What no rule joins stays apart: nothing here guesses.
"""

from __future__ import annotations

import re
import unicodedata

from analysis.annotators.entities import TITLES

Words = tuple[str, ...]

_LETTERS_WITH_DOTS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s|$)")
_WORD = re.compile(r"[^\W_]+")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset("the a an of for and in on at to its".split())
_FIRMS = frozenset("inc corp co llc ltd plc company corporation".split())
_COUNTRY = frozenset({"us", "american"})

#: Short forms of given names that share no first letters with the long form, or that news uses in the long form's place.
_SHORT_FORMS = (
    "william bill billy will|robert bob bobby rob|richard rick dick|charles chuck charlie|james jim jimmy jamie|john jack johnny|"
    "joseph joe|thomas tom tommy|michael mike|edward ed ted eddie|theodore ted teddy|anthony tony|andrew andy drew|"
    "elizabeth liz beth betsy|margaret meg peggy maggie|katherine kate kathy katie|catherine kate cathy|kathleen kathy|"
    "deborah deb debbie|patricia pat patty|patrick pat|barbara barb|susan sue|christopher chris|christine chris|"
    "daniel dan danny|david dave|donald don|douglas doug|eugene gene|francis frank|frederick fred|gerald jerry gerry|"
    "gregory greg|harold hal harry|henry hank|jacob jake|jeffrey jeff|jennifer jen jenny|jonathan jon|kenneth ken|"
    "lawrence larry|leonard len|matthew matt|mitchell mitch|nancy nan|nathaniel nate|nicholas nick|peter pete|philip phil|"
    "phillip phil|randall randy|raymond ray|rebecca becky|ronald ron|rudolph rudy|samuel sam|samantha sam|stephen steve|"
    "steven steve|sandra sandy|timothy tim|victoria vicky|vincent vince|walter walt|zachary zach|bernard bernie|alexander alex|"
    "abraham abe|albert al|alfred al|benjamin ben|judith judy|pamela pam|joshua josh|theresa terry|terrence terry"
)
_KIN: dict[str, set[str]] = {}
for _line in _SHORT_FORMS.split("|"):
    for _name in _line.split():
        _KIN.setdefault(_name, set()).update(_line.split())

#: Capitals and seats by which news calls a government. Where one place is several (Washington), none.
_SEATS = {
    "pyongyang": "north korea", "seoul": "south korea", "tokyo": "japan", "beijing": "china", "moscow": "russia",
    "kremlin": "russia", "kyiv": "ukraine", "kiev": "ukraine", "london": "united kingdom", "britain": "united kingdom",
    "paris": "france", "berlin": "germany", "rome": "italy", "madrid": "spain", "warsaw": "poland", "ottawa": "canada",
    "canberra": "australia", "tehran": "iran", "baghdad": "iraq", "damascus": "syria", "riyadh": "saudi arabia",
    "ankara": "turkey", "jerusalem": "israel", "cairo": "egypt", "kabul": "afghanistan", "islamabad": "pakistan",
    "new delhi": "india", "havana": "cuba", "caracas": "venezuela", "taipei": "taiwan", "america": "united states",
}  # fmt: skip
#: Bodies by two names. Neither list reaches past what it says.
_BODIES = {"gop": "republican party", "pentagon": "defense department", "hill": "congress", "fed": "federal reserve"}


def words(name: str) -> Words:
    """A name's words without case, accents, dots in initials, possessives and hyphens."""
    plain = _LETTERS_WITH_DOTS.sub(lambda found: found[0].replace(".", ""), _POSSESSIVE.sub("", name))
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(_WORD.findall(plain.replace("'", "").replace("’", "").casefold()))


def person(name: str) -> Words:
    """A person's name without the titles before it and the suffix behind it."""
    found = list(words(name))
    while len(found) > 1 and (found[0] in TITLES or found[0] in _SMALL):
        found = found[1:]
    while len(found) > 1 and found[-1] in _SUFFIXES:
        found = found[:-1]
    return tuple(found)


def is_proper(name: str) -> bool:
    """Whether a naming is a proper name: its first word but for an article has a capital ("a Tidewater poll", not "a video")."""
    parts = _LEAD.sub("", name).split()
    return bool(parts) and not parts[0][0].islower()


def is_name(alias: str) -> bool:
    """Whether an alias is a name and nothing else: no pronoun, description or clause, each word but the small ones capital."""
    parts = [p for p in alias.split() if p.casefold() not in _SMALL]
    capital = bool(parts) and all(p[:1].isupper() for p in parts)
    return capital and len(alias) > 1 and "," not in alias and not _WHOSE & set(words(alias))


def same_person(a: Words, b: Words) -> bool:
    """Whether two full names are one person's: the surname, and first names that do not contradict.

    One may have the other's middle names or initials, a short form ("Chuck" for "Charles") or the first letter alone. A name
    of one word is no full name; see `short_for`.
    """
    if a == b:
        return True
    if min(len(a), len(b)) < 2 or a[-1] != b[-1]:
        return False
    if short_for(a, b) or short_for(b, a):
        return True
    x, y = a[0], b[0]
    return x == y or y in _KIN.get(x, ()) or (1 in (len(x), len(y)) and x[0] == y[0])


def short_for(short: Words, full: Words) -> bool:
    """Whether a naming is the end of a full name: "Kishida" of "Fumio Kishida", "Haarlem-Vos" of "Ida Haarlem-Vos"."""
    return 0 < len(short) < len(full) and full[-len(short) :] == short


def same_body(a: str, b: str, *, government: bool = False) -> bool:
    """Whether two names are one organization's, state's or agency's.

    Equal up to small words, order and "U.S."; or one is the other's initials; or a capital stands for its country where
    `government` says that both are governments.
    """
    x, y = _body(a), _body(b)
    if not x or not y:
        return False
    if x == y or any(_initials(short, w) for short, long in ((a, b), (b, a)) for w in (_body(long), words(long))):
        return True
    if government:
        country, other = _SEATS.get(" ".join(x)), _SEATS.get(" ".join(y))
        if (country or " ".join(x)) == (other or " ".join(y)):
            return True
    return _bag(_known(x)) == _bag(_known(y))


def _body(name: str) -> Words:
    return tuple(w for w in words(name) if w not in _SMALL and w not in _FIRMS) or words(name)


def _known(body: Words) -> Words:
    return tuple(_BODIES.get(" ".join(body), " ".join(body)).split())


def _bag(found: Words) -> frozenset[str]:
    """The words that tell a body from others; "U.S." goes where something else is left."""
    kept = frozenset(" ".join(found).replace("united states", "us").split())
    rest = kept - _COUNTRY
    return rest if rest and rest != {"government"} else kept


def _initials(name: str, of: Words) -> bool:
    """Whether a naming in capitals ("FBI", "U.N.") is the initials of some words."""
    letters = "".join(c for c in name.removeprefix("the ").removeprefix("The ") if c.isalnum())
    return 2 <= len(letters) <= 6 and letters.isupper() and len(of) > 1 and letters.casefold() == "".join(w[0] for w in of)


_LEAD = re.compile(r"^(?:the|a|an|this|that|these|those|some|many|several|other|another|one|two|three|few)\s+", re.IGNORECASE)
_CLAUSE = re.compile(r",|\s(?:who|which|that|whose)\s", re.IGNORECASE)
_WHOSE = frozenset("his her their its my our your whose he she it they we i you this that these those one them".split())


def description(name: str) -> Words | None:
    """The words of an unnamed source's description up to its first clause; None where these hang on a pronoun ("his lawyer")."""
    head = _CLAUSE.split(name.strip(), maxsplit=1)[0]
    found = words(_LEAD.sub("", head))
    return found if found and not _WHOSE & set(words(head)) else None
