"""Whether those who are talked about are those who speak."""

from __future__ import annotations

import numpy as np

from analysis.metric import Example, Floats, Material, Metric, Tally


def _balance(sums: Floats) -> Floats:
    """1 less half the summed differences of the two shares; first half of the columns namings, second half words."""
    namings, words = np.split(sums, 2, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.abs(namings / namings.sum(axis=-1, keepdims=True) - words / words.sum(axis=-1, keepdims=True)).sum(axis=-1)
    return np.asarray(1 - apart / 2, dtype=np.float64)


def _count(material: Material, voice: str) -> Tally:
    parties = material.parties
    column = {p.id: n for n, p in enumerate(parties)}
    parts = np.zeros((len(material.sentences), 2 * len(parties)))
    for mention in material.mentions:
        row = material.sentence_at(mention.start)
        if row is not None and mention.party_id in column:
            parts[row, column[mention.party_id]] += 1
    of_source = {s: column[p.id] + len(parties) for p in parties for s in p.sources}
    for row, counts in enumerate(material.source_words):
        for source_id, words in counts.items():
            if source_id in of_source:
                parts[row, of_source[source_id]] += words
    if len(parties) < 2:
        return Tally(None, None, missing="the article is about fewer than two parties")
    sums = parts.sum(axis=0)
    if not sums[len(parties) :].sum():
        return Tally(None, None, missing="no party is given any words")
    return Tally(float(_balance(sums)), 1.0, tuple(p.id for p in parties), parts)


METRIC = Metric(
    id="voice_balance",
    label="Voice balance",
    family="One-sidedness",
    definition=(
        "1 less half the sum, over all parties, of the difference between a party's share of the namings and its share of the "
        "words given to parties: the part of the words that goes to parties in step with how much they are talked about."
    ),
    unit="balance",
    bounds=(0.0, 1.0),
    reading="1: each party is given words in step with how often it is named. Near 0: others do the talking.",
    source=(
        "1 less the index of dissimilarity of Duncan and Duncan (1955), “A Methodological Analysis of Segregation Indexes”, "
        "American Sociological Review 20(2), 210–217."
    ),
    caveats=(
        "On articles that nothing was tuned on, parties and their words fall short (docs/benchmarks.md, “Parties”): read it as a "
        "hint. An expert who speaks at length and is named once lowers it as an unheard party does: the parties table tells "
        "which. Pronouns are no namings. Namings that the rules do not join, and words that attribution misses, move it."
    ),
    needs=("parties", "sources", "mentions"),
    by_voice=("all",),
    interval="bootstrap",
    examples=(
        Example("“We will close the line,” said Ada Quill. “They must keep the line,” said Tom Marsh.", "all", 1.0),
        Example("“We will close the line,” said Ada Quill. Tom Marsh led the strike. On Monday Marsh walked out.", "all", 1 / 3),
        Example("The council met on Monday in the old town hall, and it rained all day long in the valley.", "all", None),
    ),
    compute=_count,
    statistic=_balance,
)
