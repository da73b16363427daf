"""spaCy's lemmatizer, remembered: the same lemmas in a fraction of its time.

A lemma hangs on form, part of speech and morphology. spaCy keeps those lemmas that its rules made; here all are kept.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc
from thinc.types import Ints2d

#: What a lemma hangs on, and whether it is there.
_OF_LEMMA = (ORTH, POS, MORPH, LEMMA)

#: Lemmas kept at most: a corpus has ever new names and numbers, and memory must not grow with it.
_MOST_LEMMAS = 200_000


class RememberedLemmas:
    """Stands in the pipeline for its lemmatizer.

    Raises:
        ValueError: the lemmatizer goes by something else than form, part of speech and morphology.
    """

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        if lemmatizer.mode != "rule" or lemmatizer.overwrite:
            raise ValueError("the lemmatizer works in a way that is not known here")
        self.lemmatizer = lemmatizer
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        known = self._known
        lemmas = []
        for n, (orth, pos, morph, lemma) in enumerate(doc.to_array(list(_OF_LEMMA)).tolist()):
            if not lemma:
                lemma = known.get((orth, pos, morph), 0)
            if not lemma:
                lemma = known[orth, pos, morph] = doc.vocab.strings.add(self.lemmatizer.lemmatize(doc[n])[0])
            lemmas.append(lemma)
        if len(known) > _MOST_LEMMAS:
            known.clear()
        return doc.from_array([LEMMA], cast(Ints2d, np.array(lemmas, dtype=np.uint64))) if lemmas else doc
