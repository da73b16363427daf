"""Makes spaCy's English pipeline faster without changing what it finds.

Measured on news: the ruler and the lemmatizer, remembered, and numpy's matrix products in place of those of blis take a third to
a half off the parser's time. A test holds the results against the plain pipeline's.
"""

from __future__ import annotations

from spacy.language import Language
from thinc.api import Model, NumpyOps

from analysis.lemmas import RememberedLemmas
from analysis.tag_rules import RememberedRules


def of(nlp: Language) -> Language:
    """The pipeline, changed in place; a component that works in a way that is not known here stays as it is."""
    for name, kind in (("attribute_ruler", RememberedRules), ("lemmatizer", RememberedLemmas)):
        try:
            remembered = kind(nlp.get_pipe(name))  # type: ignore[arg-type]
        except (KeyError, ValueError):
            continue
        Language.component(f"evenhand_remembered_{name}", func=remembered)
        nlp.replace_pipe(name, f"evenhand_remembered_{name}")
    operations = NumpyOps(use_blis=False)  # this pipeline's own: another one in the process keeps what it has
    for _, component in nlp.pipeline:
        network = getattr(component, "model", None)
        for layer in network.walk() if isinstance(network, Model) else ():
            layer.ops = operations
    return nlp
