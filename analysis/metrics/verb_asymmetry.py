"""Whether one of the two most quoted sources is introduced with more doubt than the other."""

from __future__ import annotations

from analysis.metric import Example, Material, Metric, Tally

#: Fewest attributions with a reporting verb that each of the two must have.
FLOOR = 5
_DOUBT = ("doubting", "hostile")


def _count(material: Material, voice: str) -> Tally:
    told = [a for a in material.attributions if a.field == "text" and a.stance is not None and a.parent is None]
    by_source = {s.id: [a for a in told if a.source_id == s.id] for s in material.sources if s.words}
    order = sorted((s for s in material.sources if s.words), key=lambda s: (-s.words, s.first, s.id))
    if len(order) < 2:
        return Tally(None, None, missing="fewer than two sources are given words")
    first, second = (by_source[s.id] for s in order[:2])
    n, m = len(first), len(second)
    a, b = (sum(x.stance in _DOUBT for x in given) for given in (first, second))
    ids = tuple(x.id for x in (*first, *second) if x.stance in _DOUBT)
    if min(n, m) < FLOOR:
        missing = f"too few to say: {n} and {m} attributions where at least {FLOOR} of each source are needed"
        return Tally(a * m - b * n, n * m or None, ids, missing=missing)
    return Tally(a * m - b * n, n * m, ids, pair=(a, n, b, m))


METRIC = Metric(
    id="verb_asymmetry",
    label="Doubt towards the two most quoted",
    family="One-sidedness",
    definition=(
        "Share of the attributions of the source with the most words whose reporting words cast doubt on it or are hostile to it "
        "(claimed, ranted), less the same share of the source with the second most. Numerator and denominator are those of the "
        "difference of the two shares."
    ),
    unit="difference of shares",
    bounds=(-1.0, 1.0),
    reading=(
        "Above 0: the most quoted source is introduced with more doubt than the other; below 0: with less. An interval that "
        "holds 0 tells of no difference."
    ),
    source=(
        "Evenhand. Stances after Thompson & Ye (1991), Applied Linguistics 12(4); interval after Newcombe (1998), Statistics in "
        "Medicine 17:873, method 10."
    ),
    caveats=(
        "Below five attributions with reporting words of either source the answer is “too few to say”, which is so in most "
        "articles. The two may be on one side of a dispute. The interval takes attributions as independent; so drawn, of two "
        "sources treated alike it holds 0 in 97 of 100 articles (docs/benchmarks.md). It does not cover errors of the stance."
    ),
    needs=("attributions", "sources"),
    by_voice=("all",),
    interval="newcombe",
    examples=(Example("“We will close the ferry line,” said Mayor Ada Quill. The council met on Monday.", "all", None),),
    compute=_count,
    rank=3,
)
