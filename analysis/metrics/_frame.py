"""What the five metrics of generic frames have in common."""

from __future__ import annotations

from collections.abc import Callable

from analysis.metric import Example, Material, Metric, Tally

#: Fewest words that frames are told for; `heads/frames/reader.py` holds to it.
_FLOOR = "the frames head is switched off, or the text has fewer than 50 words"

_PLAIN = Example("The council met on Monday in the old town hall.", "all", None)


def frame(name: str, *, label: str, indicators: str, rank: int) -> Metric:
    """The declaration of `frame_NAME`.

    Args:
        indicators: what coders look for, as the end of a sentence.
    """
    return Metric(
        id=f"frame_{name}",
        label=label,
        family="Framing",
        definition=f"Probability that coders of the whole article find in it that {indicators}.",
        unit="probability",
        bounds=(0.0, 1.0),
        reading="Above one half: more likely than not. Its evidence is the sentences without which it would fall the most.",
        source=(
            "Semetko & Valkenburg (2000), Journal of Communication 50:93, appendix; learned from the codings of Frermann et al. "
            "(2023). See the card of the head."
        ),
        caveats=(
            "Learned from 325 articles that are all on climate, so it knows less of others than it says: docs/benchmarks.md "
            "tells how it did on thirty articles of other topics. A probability of one article has no sampling interval."
        ),
        needs=("frames",),
        by_voice=("all",),
        interval="none",
        examples=(_PLAIN,),
        compute=_of(name),
        rank=rank,
    )


def _of(name: str) -> Callable[[Material, str], Tally]:
    def compute(material: Material, voice: str) -> Tally:
        found = next((f for f in material.frames if f.name == name), None)
        if found is None:
            return Tally(None, None, missing=_FLOOR)
        return Tally(found.probability, 1.0, tuple(f"t{n}" for n in found.sentences))

    return compute
