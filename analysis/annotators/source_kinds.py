"""What kind of source a description names, and whether it tells the reader who that is: word lists and the rules over them.

The types are those of docs/coding-rules.md ("Source cards"): `anonymous` people are brought in as speakers or knowers without a
name, a `group` is a population whose view is told, a `person` without a name is known by a relation or an office.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation import SourceType
from analysis.annotators.entities import FEMALE, MALE, TITLES
from analysis.document import Token

DOCUMENT = frozenset(
    "report study poll survey statement letter document filing lawsuit complaint indictment memo memorandum transcript "
    "email e-mail tweet post article book paper data figure analysis ruling opinion bill law resolution review audit record "
    "brief affidavit editorial headline story dispatch census index plan draft petition leaflet release communique website "
    "constitution treaty polling ad advertisement script recording video footage note diary file minutes investigation "
    "inquiry probe research".split()
)
#: Speakers and knowers without a name.
ANONYMOUS = frozenset(
    "source official expert critic analyst observer insider aide adviser advisor supporter opponent proponent witness "
    "diplomat somebody someone one economist scientist researcher authority investigator prosecutor lawyer attorney "
    "lawmaker legislator advocate defender detractor skeptic sceptic commentator pundit scholar historian activist neighbor "
    "neighbour friend colleague employee staffer operative strategist nurse doctor caller bystander correspondent "
    "journalist reporter agent consultant organizer organiser academic bureaucrat psychologist professor "
    "insurer executive".split()
)
#: Populations whose view is told.
GROUP = frozenset(
    "people many some most other voter resident half majority minority percent percentage quarter third republican democrat "
    "conservative liberal progressive moderate family worker parent public population community electorate crowd everyone "
    "everybody nobody dozens citizen taxpayer consumer student teacher american briton woman man child protester "
    "demonstrator marcher fan crew volunteer muslim christian jew catholic evangelical immigrant migrant refugee politician "
    "medium elite establishment left right millennial youth farmer soldier veteran member world".split()
)
GOVERNMENT = frozenset(
    "government ministry department police court council administration agency military army navy regime state fleet "
    "country nation power parliament senate congress house committee commission panel embassy legislature cabinet "
    "tribunal".split()
)
ORGANIZATION = frozenset(
    "campaign company firm team union party organization organisation newspaper paper outlet network foundation association "
    "bank church club league university school hospital board charity operator trust radio station broadcaster project "
    "program programme initiative institute center centre lab laboratory society coalition alliance federation fund channel "
    "site blog group press tabloid daily weekly magazine media machine chamber lobby watchdog".split()
)
SPOKESPERSON = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative"})
#: Of the populations, those that are one in the singular too.
_COLLECTIVES = frozenset(
    "people many some most other half majority minority percent percentage quarter third family public population community "
    "electorate crowd everyone everybody nobody dozens crew medium elite establishment left right youth world".split()
)
#: "One of them".
_SOME_OF = frozenset("they them those these us".split())
_OF_RESPONDENTS = frozenset("focus age ethnic income minority demographic".split())
_SHARES = frozenset("percent percentage quarter third half majority minority".split())
#: Whoever is close to a matter is a source in hiding, not a population.
_CLOSE = frozenset("familiar close briefed involved knowledgeable aware anonymous anonymity unnamed".split())
_RELATIONS = FEMALE | MALE | frozenset(
    "lawyer attorney doctor physician agent friend colleague boss partner spouse parent child mentor predecessor successor "
    "neighbour neighbor".split()
)  # fmt: skip
_OFFICES = TITLES | frozenset(
    "leader head dean founder owner chair manager editor author writer premier minister coach captain".split()
)
_PEOPLE = TITLES | FEMALE | MALE | ANONYMOUS | _OFFICES | _RELATIONS
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ant", "ee", "eer", "man", "woman", "person", "wife", "ive")


def kind(noun: str, phrase: Sequence[Token], *, plural: bool, definite: bool, possessed: bool) -> tuple[SourceType, bool]:
    """Type of a source that is described by a noun (a lemma), and whether it counts as named.

    Args:
        phrase: all words of the naming; a proper name among them names a document or an organization.
        definite, possessed: whether it is told apart by "the" or by whose it is.
    """
    proper = any(t.pos == "PROPN" or t.entity in ("PERSON", "ORG", "GPE") for t in phrase)
    words = {t.lemma.lower() for t in phrase}
    if noun in DOCUMENT:
        return "document", proper
    if noun in SPOKESPERSON or noun in _SOME_OF:
        return "anonymous", False
    if noun == "group" and words & (_OF_RESPONDENTS | GROUP):
        return "group", False
    if noun in GROUP and not plural and noun not in _COLLECTIVES and not (possessed and noun in _RELATIONS):
        return "anonymous", False  # "a voter said"
    if noun in GROUP and (plural or noun in _COLLECTIVES):
        few = noun not in _SHARES and any(t.pos == "NUM" or t.lemma == "dozen" for t in phrase)
        return ("anonymous" if few or words & _CLOSE else "group"), False
    if noun in GOVERNMENT:
        return "government", proper or (definite and not plural)
    if noun in ORGANIZATION:
        return "organization", proper
    if not plural and ((possessed and noun in _RELATIONS) or (definite and noun in _OFFICES and noun not in ANONYMOUS)):
        return "person", False
    if noun in ANONYMOUS:
        return "anonymous", False
    name = bool(phrase) and next((t.pos == "PROPN" for t in phrase if t.lemma.lower() == noun), False)
    if noun in _PEOPLE or (not name and is_person(noun)):
        return ("group" if plural and not words & _CLOSE else "anonymous"), False
    if phrase and any(t.pos == "PROPN" for t in phrase[-1:]):
        # A name that the parser knows as none: most often a person's, for these are named again by the last name alone.
        return ("unknown" if plural else "person"), True
    return "unknown", False


def is_person(noun: str) -> bool:
    """Whether a noun (a lemma) is a word for a human being."""
    return noun in _PEOPLE or noun.endswith(_PERSON_ENDINGS)
