"""The coded values that tables and dashboard show: voices and kinds of annotation, each with its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.lexicon import own_lexicons


@dataclass(frozen=True)
class Term:
    """A coded value: how people call it, what it means, and whose definition it follows.

    Attributes:
        definition: for a voice a noun phrase, for a kind a sentence; both end with a full stop.
    """

    name: str
    label: str
    definition: str
    source: str = "Evenhand"


def _by_name(*terms: Term) -> dict[str, Term]:
    return {term.name: term for term in terms}


#: The voices that figures are given for, in the order shown, and `excluded`.
VOICES = _by_name(
    Term("all", "all voices", "the whole text, without the headline and boilerplate."),
    Term("writer", "the writer", "the writer's own statements."),
    Term("direct", "quoted", "sources' words inside quotation marks."),
    Term("indirect", "reported", "sources' claims in the writer's wording."),
    Term("headline", "the headline", "the title, without the words that it quotes."),
    Term("excluded", "boilerplate", "boilerplate, counted nowhere."),
)

#: The kinds of annotation that Evenhand makes itself; see `kinds`.
KINDS = _by_name(
    Term("loaded_language", "Loaded language", "A word or phrase that judges or stirs feeling where a plainer one would "
         "inform as well.", "After BABE (Spinde et al. 2021) and PTC (Da San Martino et al. 2019)"),
    Term("name_calling", "Name calling", "A name for somebody or something that judges instead of naming.",
         "Da San Martino et al. (2019), name calling or labeling"),
    Term("hedge", "Hedge", "A word that lowers the certainty of a statement.", "Hyland (2005)"),
    Term("booster", "Booster", "A word that raises the certainty or force of a statement.", "Hyland (2005)"),
    Term("factive", "Factive", "A word that takes the claim behind it for true.",
         "Kiparsky and Kiparsky (1970); Hooper (1975)"),
    Term("euphemism", "Euphemism or dysphemism", "A wording that makes a thing sound milder or harsher than the plain word.",
         "Allan and Burridge (2006)"),
    Term("partisan_label", "Partisan label", "A name that one camp uses and the other disputes, where a name that both accept "
         "exists.", "Stylebooks of news; Gentzkow and Shapiro (2010)"),
    Term("stigmatising_label", "Stigmatising label", "A name for people that reduces them to an illness, a disability, an "
         "offence or a state of need.", "Guidance of those concerned, named at each term"),
    Term("scare_quote", "Scare quote", "A short piece in quotation marks that nobody is said to have used, and that is no title, "
         "name or term: the marks hold the word at a distance."),
    Term("anonymous_source", "Anonymous source", "A source that speaks without a name."),
    Term("rebuttal", "Spliced rebuttal", "The writer's own words that call a claim false, say what is missing from it, or set a "
         "fact against it, inside the sentence that reports the claim."),
    Term("agentless_passive", "Agentless passive", "A passive verb in the writer's voice without a by-phrase that says who acts.",
         "Trew (1979); Henley, Miller and Beazley (1995)"),
    Term("dropped_attribution", "Attribution dropped", "A headline that states, without a source, what the body only lays to a "
         "source.", "Evenhand; rules in docs/coding-rules.md"),
    Term("cut_quotation", "Quotation cut", "Words that the headline quotes and that the body quotes with other words that limit "
         "them, or in other words.", "Evenhand; rules in docs/coding-rules.md"),
    Term("no_counterpart", "No close counterpart", "A headline that no sentence of the body was found to be much like.",
         "Evenhand; rules in docs/coding-rules.md"),
    Term("agentless_nominalisation", "Agentless nominalisation", "A noun of an act in the writer's voice that says to whom or "
         "what it was done, in a sentence that does not say who did it.", "Fowler, Hodge, Kress and Trew (1979); Billig (2008)"),
    Term("one_sided", "One-sided statement", "A sentence in the writer's voice that judges a party, attributed to nobody and "
         "answered by no other party's words within two sentences."),
    Term("accusation", "Accusation", "Words that say of a party that it did wrong, broke a law or its word, failed, lied or is "
         "bad.", "Evenhand; rules in docs/coding-rules.md"),
    Term("no_reply", "No reply", "Words that say that somebody declined to answer or gave no response.",
         "Evenhand; rules in docs/coding-rules.md"),
)  # fmt: skip


def kinds() -> dict[str, Term]:
    """The kinds of annotation, those of the user's own lexicons last.

    Raises:
        LexiconError: one of the user's own lexicons cannot be used.
    """
    own = (Term(lexicon.kind, lexicon.label, lexicon.definition, lexicon.source) for lexicon in own_lexicons())
    return {**KINDS, **_by_name(*own)}
